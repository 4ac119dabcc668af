"""HTML made from PDF pages, each piece of text in a box at a place of its own: to lines of plain text."""

from __future__ import annotations

from itertools import groupby, pairwise
from statistics import median

from crossfoot.model.document import Anchor
from crossfoot.readers.flow import Paragraph
from crossfoot.readers.lines import Line, placed_line

POINTS_PER_COLUMN = 4.8  # about the width of a digit in ten-point type
SAME_LINE_POINTS = 3.0  # boxes whose tops lie this near stand on one line
BLANK_LINE = 1.7  # a step down of so many usual ones leaves a blank line
_WIDEST = 2000  # columns: a box that says it stands farther out stands at the edge


def lines_of(boxes: list[Paragraph], numbers: dict[int, int]) -> list[Line]:
    """The lines that the boxes of a page make, top to bottom; `numbers`: the source line of each box's first offset."""
    lines: list[Line] = []
    rows = _rows(boxes)
    steps = [below - above for (above, _), (below, _) in pairwise(rows)]
    usual = median(steps) if steps else 0.0
    for index, (_, row) in enumerate(rows):
        number = numbers[row[0].anchors[0].source]
        if index and steps[index - 1] > usual * BLANK_LINE:
            lines.append(Line(number, row[0].anchors[0].source, row[0].anchors[0].source, ""))
        lines.append(_line(row, number))
    return lines


def _rows(boxes: list[Paragraph]) -> list[tuple[float, list[Paragraph]]]:
    """The boxes by line: (top, boxes from left to right)."""
    rows: list[tuple[float, list[Paragraph]]] = []
    for top, same in groupby(sorted(boxes, key=_place), key=lambda box: _place(box)[0]):
        if rows and top - rows[-1][0] <= SAME_LINE_POINTS:
            rows[-1][1].extend(same)
        else:
            rows.append((top, list(same)))
    for _, row in rows:
        row.sort(key=lambda box: _place(box)[1])
    return rows


def _place(box: Paragraph) -> tuple[float, float]:
    assert box.place is not None
    return box.place


def _line(row: list[Paragraph], number: int) -> Line:
    text = ""
    places: list[int] = []
    for box in row:
        column = max(min(round(_place(box)[1] / POINTS_PER_COLUMN), _WIDEST), len(text) + 1 if text else 0)
        start = box.anchors[0].source
        places += [places[-1] if places else start] * (column - len(text))
        text += " " * (column - len(text)) + box.text.replace("\u00a0", " ")
        places += _places(box.anchors, len(box.text))
    return placed_line(text, (*places, places[-1] + 1), number)


def _places(anchors: tuple[Anchor, ...], length: int) -> list[int]:
    """The source offset of each character of a text."""
    out: list[int] = []
    for anchor, following in pairwise((*anchors, Anchor(length, 0))):
        out += [anchor.source + k * anchor.width for k in range(following.text - anchor.text)]
    return out
