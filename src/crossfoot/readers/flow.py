"""What HTML markup says, before anybody looks for figures: a flow of paragraphs, preformatted text and raw tables."""

from __future__ import annotations

import msgspec

from crossfoot.model.document import Anchor
from crossfoot.readers.style import Style


class Piece(msgspec.Struct, gc=False):
    """A stretch of text that is one in the source: no tag inside."""

    start: int
    end: int
    bold: bool
    raised: bool


class Paragraph(msgspec.Struct, gc=False):
    """Text between block boundaries: white space folded, entities resolved, `anchors` to map it into the source.

    `place` is (top, left) in points where the text stands in a box at a place of its own.
    """

    pieces: list[Piece]
    align: str | None = None
    indent: float = 0.0
    heading: bool = False
    item: bool = False
    page: int = 1
    text: str = ""
    anchors: tuple[Anchor, ...] = ()
    raised: tuple[tuple[int, int], ...] = ()
    place: tuple[float, float] | None = None

    @property
    def bold(self) -> bool:
        """True where all of it is bold."""
        return all(p.bold for p in self.pieces)


class Preformatted(msgspec.Struct):
    """Text whose line breaks and blanks count, as it stands in the source; `markup`: tags and entities are in it."""

    start: int
    end: int
    page: int
    markup: bool = True


class RawCell(msgspec.Struct, gc=False):
    """A table cell as it stands: its own flow, its style, and whether a line is drawn in it."""

    flow: list[Paragraph | RawTable | Preformatted]
    style: Style
    header: bool
    ruled: bool = False


class RawRow(msgspec.Struct, gc=False):
    """A table row as it stands."""

    cells: list[RawCell]
    style: Style


class RawTable(msgspec.Struct):
    """A table as it stands, layout or figures."""

    rows: list[RawRow]
    start: int
    end: int
    page: int
    hidden: bool = False


Item = Paragraph | RawTable | Preformatted
Flow = list[Item]
