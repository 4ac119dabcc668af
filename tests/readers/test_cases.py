"""Each file of `cases/` is a document and the outline that the reader has to give of it."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from crossfoot import readers
from places import EXAMPLES
from readers.outline import CUT, outline

_TAG = re.compile(r"<[^>]*>")


def shown(piece: str) -> str:
    """What is seen of a stretch of source: no tags, no white space, entities resolved."""
    return "".join(html.unescape(_TAG.sub("", piece)).split())


CASES = sorted(p for p in (Path(__file__).parent / "cases").iterdir() if p.suffix in (".txt", ".htm"))


def test_there_are_cases() -> None:
    assert {p.suffix for p in CASES} == {".txt", ".htm"}


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_outline(path: Path) -> None:
    source, expected = path.read_text(encoding="utf-8").split(CUT)
    document = readers.read(source.encode(), path.name)
    assert outline(document) == expected.splitlines()


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_newlines_change_nothing(path: Path, newline: str) -> None:
    source, expected = path.read_text(encoding="utf-8").split(CUT)
    document = readers.read(source.replace("\n", newline).encode(), path.name)
    assert outline(document) == expected.splitlines()


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_spans_are_exact(path: Path) -> None:
    document = readers.read(path.read_bytes(), path.name)
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                start, end = cell.figure.span
                assert shown(document.source[start:end]) == shown(cell.figure.text)
    for passage in document.passages:
        for word in re.finditer(r"\S+", passage.text):
            piece = document.source[slice(*passage.source_span(*word.span()))]
            assert shown(piece) == shown(word.group()) or "display:none" in piece


def test_double_spacing_changes_no_table() -> None:
    path = EXAMPLES[0]
    single = readers.read(path.read_bytes(), path.name)
    double = readers.read(path.read_bytes().replace(b"\n", b"\n\n"), path.name)
    tables = [line for line in outline(single) if line.startswith((" ", "_", "=", "TABLE"))]
    assert tables
    assert [line for line in outline(double) if line.startswith((" ", "_", "=", "TABLE"))] == tables
