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


def test_names_that_are_no_utf8(folder: Path) -> None:
    """They are kept and told with a mark for each byte that is no character; the document is read all the same."""
    name = os.fsencode(folder) + b"/sub/caf\xe9 \xc3\xbc.txt"
    with open(name, "wb") as stream:
        stream.write(b"E")
    named = _names(folder, str(folder))
    assert named["sub/caf\ufffd \u00fc.txt"] == b"E"
    assert all(one.encode() for one in named)
    assert _names(folder, os.fsdecode(name)) == {"sub/caf\ufffd \u00fc.txt": b"E"}


def test_damaged_members_cost_only_themselves(folder: Path) -> None:
    with zipfile.ZipFile(folder / "e.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/good.txt", "G" * 1000)
        archive.writestr("b/bad.txt", os.urandom(1000))
    data = bytearray((folder / "e.zip").read_bytes())
    at = data.index(b"b/bad.txt") + len(b"b/bad.txt")
    data[at : at + 400] = b"\xff" * 400
    (folder / "e.zip").write_bytes(data)
    got = _names(folder, str(folder / "e.zip"))
    assert got["e.zip!a/good.txt"] == b"G" * 1000
    assert str(got["e.zip!b/bad.txt"]).startswith("cannot be unpacked")


def test_a_url_that_gives_nothing_says_so(folder: Path) -> None:
    (folder / "empty").mkdir()
    got = _names(folder, f"file://{folder}/empty", "nowhere://x", f"file://{folder}/gone.txt", f"file://{folder}/*.doc")
    assert got["file:///empty"] == got["file:///*.doc"] == "nothing is there"
    assert got["nowhere://x"] == "Protocol not known: nowhere"
    assert "no such file" in str(got["file:///gone.txt"]).lower()


def test_names_in_archives(folder: Path) -> None:
    """As UTF-8 where it is said, where it is not said and yet so, and in the old code page."""
    with zipfile.ZipFile(folder / "n.zip", "w") as archive:
        for name in ("said \u00fc.txt", "unsaid--.txt", "old-.txt"):
            archive.writestr(name, name)
    data = (folder / "n.zip").read_bytes()
    data = data.replace(b"unsaid--", b"unsaid\xc3\xbc").replace(b"old-", b"old\x81")
    (folder / "n.zip").write_bytes(data)
    assert {name.partition("!")[2] for name in _names(folder, str(folder / "n.zip"))} == {
        "said \u00fc.txt", "unsaid\u00fc.txt", "old\u00fc.txt"
    }  # fmt: skip
