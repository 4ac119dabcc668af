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


# Two figures in a cell: the ends of a range ("5.3 to 5.6 billion", "$12.5-13.5 billion"), or basic and diluted
# ("$0.25 / $0.24"). What parts them is no sign of the second.
_TWO = re.compile(
    r"\s*[$€£]?\s?\(?[\d.,]+\)?\s?%?(?P<between>\s+(?:/|to)\s+|[-–—])[$€£]?\s?\(?[\d.,]+\)?\s?"
    r"(?:%|thousand|million|billion|trillion|bps|x)?\s*\Z",
    re.IGNORECASE,
)
_OF_AMOUNTS = re.compile(r"[$€£%]|\d\.\d|[a-z]{4}", re.IGNORECASE)  # "2019-2020" and "3-5" may be anything


def _two_figures(text: str) -> str:
    """The text of a cell that holds two figures, blank between them; any other text as it is."""
    found = _TWO.match(text)
    if found is None or not _OF_AMOUNTS.search(text):
        return text
    start, end = found.span("between")
    return text[:start] + " " * (end - start) + text[end:]


def pieces_of(paragraph: Paragraph, left: int, right: int) -> Iterator[Piece]:
    """The chunks of a cell's paragraph, the cell over the grid columns left..right; raised text is a footnote mark."""
    text = paragraph.text
    for start, end in paragraph.raised:
        text = text[:start] + " " * (end - start) + text[end:]
    for kind, chunk, start, end in _chunks(text, left > 0):
        yield Piece(kind, chunk, *_source(paragraph, start, end), left, right)


@lru_cache(maxsize=4096)
def _chunks(text: str, in_column: bool) -> tuple[tuple[str, str, int, int], ...]:
    """Kind, text, start and end of the chunks of a cell's text; many cells hold the same: "$", ")", "100".

    `in_column`: not the first cell of its row, which may be a label.
    """
    text = text.replace("\u00a0", " ").replace("\u2212", "-").replace("\u200b", " ")
    if in_column:
        text = _two_figures(text)
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
