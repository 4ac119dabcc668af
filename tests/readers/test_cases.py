"""Each file of `cases/` is a document and the outline that the reader has to give of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot import readers
from readers.outline import CUT, outline

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


def test_there_are_cases() -> None:
    assert len(CASES) >= 10


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_outline(path: Path) -> None:
    source, expected = path.read_text(encoding="utf-8").split(CUT)
    document = readers.read(source.encode(), path.name)
    assert outline(document) == [line.rstrip() for line in expected.splitlines()]


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_newlines_change_nothing(path: Path, newline: str) -> None:
    source, expected = path.read_text(encoding="utf-8").split(CUT)
    document = readers.read(source.replace("\n", newline).encode(), path.name)
    assert outline(document) == [line.rstrip() for line in expected.splitlines()]


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_spans_are_exact(path: Path) -> None:
    document = readers.read(path.read_bytes(), path.name)
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                start, end = cell.figure.span
                assert document.source[start:end] == cell.figure.text
    for passage in document.passages:
        start, end = passage.source_span(0, len(passage.text))
        assert "".join(passage.text.split()) in "".join(document.source[start:end].split()) or len(passage.anchors) > 1
