"""Which documents a path names."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from crossfoot.corpus import found as module
from crossfoot.corpus.found import Task, found
from crossfoot.model.errors import Unreadable


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("A")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.htm").write_text("B")
    (tmp_path / "sub" / "notes.md").write_text("no release")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "c.txt").write_text("C")
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("in/d.txt", "D")
        archive.writestr("in/readme", "no release")
    return tmp_path


def _names(folder: Path, *paths: str) -> dict[str, bytes | str]:
    out: dict[str, bytes | str] = {}
    for one in found(paths):
        name = one.name.replace(str(folder), "").lstrip("/")
        out[name] = one.data if isinstance(one, Task) else one.reason
    return out


def test_folders_globs_zips_and_files(folder: Path) -> None:
    whole: dict[str, bytes | str] = {"a.txt": b"A", "d.zip!in/d.txt": b"D", "sub/b.htm": b"B"}
    assert _names(folder, str(folder)) == whole
    assert _names(folder, f"{folder}/**/*.htm") == {"sub/b.htm": b"B"}
    assert _names(folder, f"{folder}/sub/notes.md") == {"sub/notes.md": b"no release"}
    url = _names(folder, f"file://{folder}/sub/b.htm")
    assert list(url.values()) == [b"B"]
    assert len(_names(folder, f"file://{folder}")) == 4  # hidden folders are a local matter


def test_what_cannot_be_read_is_told_and_costs_nothing_else(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    (folder / "bad.zip").write_bytes(b"PK no zip")
    got = _names(folder, str(folder / "gone.txt"), str(folder / "pipe.txt"), f"{folder}/*.doc", str(folder))
    assert got["gone.txt"] == "no such file or directory"
    assert got["pipe.txt"] == "not a regular file"
    assert got["*.doc"] == "matches nothing"
    assert str(got["bad.zip"]).startswith("not a zip archive")
    assert got["a.txt"] == b"A"


def test_documents_have_a_limit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIMIT_BYTES", 100)
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big.txt", "0" * 10_000_000)
    outcomes = list(found((str(folder / "bomb.zip"),)))
    assert [type(one) for one in outcomes] == [Unreadable]
    assert "larger than the limit" in str(outcomes[0])
