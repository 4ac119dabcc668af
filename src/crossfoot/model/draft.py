"""A release as it is composed: prose and statements with their figures as they will be printed, before it is bytes.

What a `Document` is to reading, a `Draft` is to writing: it has no offsets, for nothing is laid out yet. Every printed
figure carries the key of the figure it prints, so that what is read back can be held against what was meant.
"""

from __future__ import annotations

from typing import Literal

import msgspec

ProseKind = Literal["heading", "paragraph", "bullet", "footnote"]
Align = Literal["left", "center"]


class Piece(msgspec.Struct, frozen=True):
    """A run of prose; `figure` is the key of the figure it prints, None for words."""

    text: str
    figure: str | None = None


class Prose(msgspec.Struct, frozen=True):
    """A heading, paragraph, bullet or note under a table: its pieces in order, without line breaks."""

    kind: ProseKind
    pieces: tuple[Piece, ...]
    align: Align = "left"
    bold: bool = False


class Entry(msgspec.Struct, frozen=True):
    """A figure in a column of its statement, as printed and without its currency sign: "(2,719)", "--", "(0.55)".

    `currency` is the sign that stands in front of it ("$"), where one is printed.
    """

    column: int
    text: str
    figure: str | None = None
    currency: str | None = None


class Line(msgspec.Struct, frozen=True):
    """A line item (label and entries), a heading (label alone), or an unlabelled total (entries alone).

    `indent` counts levels. `rule_above` and `rule_below`: 0 none, 1 single, 2 double, under the figures' columns only.
    """

    label: str
    entries: tuple[Entry, ...] = ()
    indent: int = 0
    rule_above: int = 0
    rule_below: int = 0
    blank_above: bool = False
    bold: bool = False


class Caption(msgspec.Struct, frozen=True):
    """One piece of a header stack, over the columns first..last (both included); `level` counts from the top."""

    text: str
    level: int
    first: int
    last: int


class Statement(msgspec.Struct, frozen=True):
    """A table: centred `titles`, header text over the label column (`stub`), captions, lines, and notes below."""

    titles: tuple[str, ...]
    captions: tuple[Caption, ...]
    columns: int
    lines: tuple[Line, ...]
    stub: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Break(msgspec.Struct, frozen=True):
    """A page ends here."""


Block = Prose | Statement | Break


class Draft(msgspec.Struct, frozen=True):
    """A whole release. `running_head` stands at the top of each page but the first; pages are numbered below."""

    title: str
    blocks: tuple[Block, ...]
    running_head: str | None = None
