"""The pieces of which the figures of an HTML table's cells are put together, each with its place in the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter

import msgspec

from crossfoot.model.document import Anchor
from crossfoot.readers.figures import CHUNK
from crossfoot.readers.flow import Paragraph

OF_FIGURES = re.compile(r"[=_\d\-–—―$%()*]")  # a cell without any of these holds no piece of a figure
# Words behind a figure that say what it counts, or how much one of it is; and words before a change that sign it.
SUFFIXES = frozenset(
    ("bp", "bps", "pts", "pt", "points", "x", "ppts", "pp", "thousand", "million", "billion", "trillion")
)
DIRECTIONS = frozenset(("up", "down"))
WORDS = SUFFIXES | DIRECTIONS
LONGEST_WORD = max(map(len, WORDS))
NUMERIC = frozenset(("figure", "currency", "nil", "word", "rule"))  # kinds of pieces that figures are made of
_MARKS = re.compile(r"(?<=.)(?:\*+|\(\w{1,2}\))+\Z")


class Piece(msgspec.Struct, gc=False):
    """A chunk of a cell's text with its place in the source, and the cell's place in the grid."""

    kind: str
    text: str
    start: int
    end: int
    left: int
    right: int


# Raised behind a word, a footnote mark: "Corporate" and a small "3"; "th" and the like are none.
_RAISED_MARK = re.compile(
    r"[\s(\[]*(?:\d{1,2}|[a-z]|[*\u2020\u2021\u00a7]+)(?:[\s,()]+(?:\d{1,2}|[a-z]))*[\s)\],]*\Z", re.IGNORECASE
)


def unmarked(paragraph: Paragraph) -> str:
    """The text of a paragraph without the footnote marks raised in it; one that is all raised stays."""
    text = paragraph.text
    for start, end in reversed(paragraph.raised):
        if end - start < len(text.strip()) and start > 0 and _RAISED_MARK.match(text[start:end]):
            text = text[:start] + ("" if text[end : end + 1] in (":", ",", ";") else " ") + text[end:]
    return text


def pieces_of(paragraph: Paragraph, left: int, right: int) -> Iterator[Piece]:
    """The chunks of a cell's paragraph, the cell over the grid columns left..right; raised text is a footnote mark."""
    text = paragraph.text
    for start, end in paragraph.raised:
        text = text[:start] + " " * (end - start) + text[end:]
    for kind, chunk, start, end in _chunks(text):
        yield Piece(kind, chunk, *_source(paragraph, start, end), left, right)


@lru_cache(maxsize=4096)
def _chunks(text: str) -> tuple[tuple[str, str, int, int], ...]:
    """Kind, text, start and end of the chunks of a cell's text; many cells hold the same: "$", ")", "100"."""
    text = text.replace("\u00a0", " ").replace("\u2212", "-").replace("\u200b", " ")
    out = []
    for found in CHUNK.finditer(text):
        kind = found.lastgroup or "text"
        start, end = found.span(kind)
        marks = _MARKS.search(text, start, end) if kind == "word" and text[start] in ")%" else None
        if marks:  # ")(a)": the sign ends the figure, the mark does not belong to it
            end = marks.start()
        out.append(("text" if kind == "plain" else kind, text[start:end], start, end))
    return tuple(out)


def _source(paragraph: Paragraph, start: int, end: int) -> tuple[int, int]:
    anchors = paragraph.anchors
    a, b = _anchor(anchors, start), _anchor(anchors, end - 1)
    return a.source + (start - a.text) * a.width, b.source + (end - b.text) * b.width


def _anchor(anchors: tuple[Anchor, ...], position: int) -> Anchor:
    if len(anchors) == 1:  # nearly always
        return anchors[0]
    return anchors[max(0, bisect_right(anchors, position, key=attrgetter("text")) - 1)]
