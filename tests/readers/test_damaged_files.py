"""Damaged Word files and PDFs are read or refused by name; nothing else comes of them."""

from __future__ import annotations

import builtins
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot import api, readers, writers
from crossfoot.model.errors import Unreadable
from writers.sample import sample

FILES = {"docx": writers.docx(sample()), "pdf": writers.pdf(sample())}
damage = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=12)


def _read(data: bytes) -> None:
    try:
        document = readers.read(data, "damaged")
    except Unreadable:
        return
    assert document.format in ("docx", "pdf", "text", "html")


@settings(max_examples=60)
@pytest.mark.parametrize("kind", ["docx", "pdf"])
@given(damage, st.floats(0, 1))
def test_bytes_that_changed(kind, changes, kept):
    data = bytearray(FILES[kind])
    for place, value in changes:
        data[int(place * len(data))] = value
    _read(bytes(data))
    _read(bytes(data[: int(kept * len(data))]))


@settings(max_examples=60)
@given(damage)
def test_xml_that_changed(changes):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(FILES["docx"])) as whole, zipfile.ZipFile(out, "w") as archive:
        for name in whole.namelist():
            part = bytearray(whole.read(name))
            for place, value in changes:
                if name.endswith("document.xml"):
                    part[int(place * len(part))] = value % 128
            archive.writestr(name, bytes(part))
    _read(out.getvalue())


def test_a_missing_extra_is_named(monkeypatch):
    imported = builtins.__import__

    def without(name, *arguments, **more):
        if name == "pypdfium2":
            raise ImportError(name)
        return imported(name, *arguments, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(Unreadable, match=r"crossfoot\[pdf\]"):
        api.read(FILES["pdf"])
