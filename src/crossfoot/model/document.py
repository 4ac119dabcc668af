"""A document as a reader gives it: text with spans, tables with columns, and no meaning yet.

All spans are half-open character offsets into `Document.source`, such that `source[start:end]` is what was printed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal
from itertools import accumulate
from operator import attrgetter
from typing import Literal

import msgspec

Span = tuple[int, int]
FigureKind = Literal["number", "nil", "percent"]
PassageKind = Literal["paragraph", "heading", "bullet", "footnote", "furniture"]


class Figure(msgspec.Struct, frozen=True, gc=False):
    """Digits (or a dash for nil) as printed in a table cell, before anybody says what they mean.

    `printed` is signed by its parentheses or minus sign and not scaled: "(2,719)" is -2719, "(0.55)" is -0.55, "5.5%"
    is 5.5. `places` counts the digits after the point. `currency` is the symbol or code that touches the number or
    stands in front of it in its own cell ("$"), else None. `mark` is a footnote mark that touches it ("(1)", "*").
    `suffix` is a word behind it that says what it counts ("bps").
    """

    span: Span
    text: str
    printed: Decimal
    places: int
    kind: FigureKind
    currency: str | None = None
    mark: str | None = None
    suffix: str | None = None


class Cell(msgspec.Struct, frozen=True, gc=False):
    """A figure in a column of its table."""

    column: int
    figure: Figure


class Row(msgspec.Struct, frozen=True, gc=False):
    """A line item: label and cells; or a heading (label, no cells); or an unlabelled total (cells, no label).

    The lines of a wrapped label are joined by one space.

    `indent` is the label's distance from the table's left edge in characters (for HTML: in equivalent characters).
    `rule_above`: 0 none, 1 single, 2 double, of the rule printed between the row before and this one; `rule_below`
    likewise. `blank_above`: a blank line or spacer row stands before it. `label_span` covers all lines of a wrapped
    label.
    """

    span: Span
    line: int
    label: str
    label_span: Span | None
    indent: int
    cells: tuple[Cell, ...]
    rule_above: int = 0
    rule_below: int = 0
    blank_above: bool = False
    bold: bool = False


class Header(msgspec.Struct, frozen=True, gc=False):
    """One piece of a header stack, over the columns first..last (both included).

    `level` counts header lines from the top.

    Pieces that stand one under the other over the same columns are separate headers ("December 31," and "2005").
    """

    text: str
    span: Span
    level: int
    first: int
    last: int


class Table(msgspec.Struct, frozen=True):
    """Rows under one header stack.

    `titles`: the lines printed above it that name it, outermost first (company, statement, "(in thousands)"), as
    printed. `stub`: header text over the label column ("(IN THOUSANDS)-UNAUDITED"), which belongs to no column.
    `continued`: the index in `Document.tables` of the table that this one goes on from (same title, new header or new
    page).
    """

    span: Span
    line: int
    titles: tuple[str, ...]
    stub: tuple[str, ...]
    headers: tuple[Header, ...]
    columns: int
    rows: tuple[Row, ...]
    page: int
    notes: tuple[str, ...] = ()
    continued: int | None = None


class Anchor(msgspec.Struct, frozen=True, gc=False):
    """From `text` on, a passage's characters stand at `source` in the source.

    Each takes `width` source characters (an entity: more than one).
    """

    text: int
    source: int
    width: int = 1


_text_of = attrgetter("text")


class Passage(msgspec.Struct, frozen=True):
    """Text outside tables: `text` with its line breaks, and ascending `anchors` that map it into the source.

    kind: "paragraph" (sentences), "heading" (a short line by itself, a headline), "bullet", "footnote" (a note under
    a table), "furniture" (running heads, page numbers, tags, headers of a submission: not part of the release's
    statements).
    """

    kind: PassageKind
    text: str
    anchors: tuple[Anchor, ...]
    line: int
    page: int

    def source_span(self, start: int, end: int) -> Span:
        """The source span of text[start:end], end > start."""
        first = self._anchor(start)
        last = self._anchor(end - 1)
        return (
            first.source + (start - first.text) * first.width,
            last.source + (end - last.text) * last.width,
        )

    def _anchor(self, position: int) -> Anchor:
        if len(self.anchors) == 1:
            return self.anchors[0]
        return self.anchors[max(0, bisect_right(self.anchors, position, key=_text_of) - 1)]


class Page(msgspec.Struct, frozen=True):
    """A page: its ordinal in the release (from 1), where it stands, and the label printed on it ("5"), if any."""

    ordinal: int
    span: Span
    label: str | None


class Part(msgspec.Struct, frozen=True):
    """One document of an EDGAR submission: its type ("EX-99.1"), description, and where its text stands."""

    type: str
    description: str
    span: Span
    chosen: bool


class Document(msgspec.Struct, frozen=True):
    """What a reader makes of bytes. `parts` is empty unless the source is a full EDGAR submission."""

    name: str
    format: Literal["text", "html", "docx", "pdf"]
    sha256: str
    source: str
    tables: tuple[Table, ...]
    passages: tuple[Passage, ...]
    pages: tuple[Page, ...]
    parts: tuple[Part, ...] = ()
    company: str | None = None  # from a submission's header; a release's own heading is read in extract
    filed: str | None = None  # ISO date of a submission's header


_BREAK = re.compile(r"\r\n?|\n")


class Lines:
    """Line numbers of offsets in a source, 1-based."""

    def __init__(self, source: str) -> None:
        if "\r" in source and source.count("\r") > source.count("\r\n"):
            self._starts = [0, *(m.end() for m in _BREAK.finditer(source))]
        else:  # many times faster
            self._starts = [0, *accumulate(map((1).__add__, map(len, source.split("\n"))))]

    def of(self, offset: int) -> int:
        """The line that `offset` stands in."""
        return bisect_right(self._starts, offset)
