"""HTML source to a flow of paragraphs and raw tables, every character with its place in the source.

One pass over the tags, with the few rules of the HTML standard's tree construction that matter for old and broken
filings: what a cell, row, paragraph or list item closes, what an end tag without a start does, and that text loose in a
table stands before it.
"""

from __future__ import annotations

import html
import re

import msgspec

from crossfoot.model.document import Anchor
from crossfoot.model.errors import Unreadable
from crossfoot.readers.style import PLAIN, Style, style_of

MAX_NESTING = 400
LIST_INDENT = 18.0
_LISTS = frozenset(("ul", "ol", "blockquote", "dd"))
_TOKEN = re.compile(r"<!--.*?(?:-->|\Z)|<(/?)([a-zA-Z][a-zA-Z0-9:]*)([^>]*)>|<[!?][^>]*>", re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_EMPTY = re.compile(r"(?:&nbsp;|&#160;|[\s\ufeff])*", re.IGNORECASE)
_BLANK = re.compile(r"[ \t\r\n\f\ufeff]+")  # a byte-order mark inside a document is a blank of no width

# Elements whose content is never shown.
_UNSHOWN = {
    name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style", "title", "head", "noscript")
}
_PRE = re.compile(r"</pre\s*>", re.IGNORECASE)
_BLOCKS = frozenset(
    (
        "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "center", "blockquote",
        "address", "pre", "section", "article", "header", "footer", "form", "body", "html",
    )
)  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_INLINE = frozenset(
    (
        "font", "span", "b", "strong", "i", "em", "u", "a", "sup", "sub", "small", "big", "tt", "kbd", "code", "s",
        "strike", "del", "ins", "label",
    )
)  # fmt: skip
_BOLD = frozenset(("b", "strong", "th", *_HEADINGS))


class Piece(msgspec.Struct):
    """A stretch of text that is one in the source: no tag inside."""

    start: int
    end: int
    bold: bool
    raised: bool


class Paragraph(msgspec.Struct):
    """Text between block boundaries: white space folded, entities resolved, `anchors` to map it into the source."""

    pieces: list[Piece]
    align: str | None = None
    indent: float = 0.0
    heading: bool = False
    item: bool = False
    page: int = 1
    text: str = ""
    anchors: tuple[Anchor, ...] = ()
    raised: tuple[tuple[int, int], ...] = ()

    @property
    def bold(self) -> bool:
        """True where all of it is bold."""
        return all(p.bold for p in self.pieces)


class Preformatted(msgspec.Struct):
    """Text whose line breaks and blanks count, as it stands in the source."""

    start: int
    end: int
    page: int


class RawCell(msgspec.Struct):
    """A table cell as it stands: its own flow, and its style."""

    flow: list[Paragraph | RawTable | Preformatted]
    style: Style
    header: bool


class RawRow(msgspec.Struct):
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


class _Open(msgspec.Struct):
    """An open element. `base` marks those that end tags inside do not reach over: tables and cells."""

    name: str
    style: Style
    bold: bool
    hidden: bool
    raised: bool
    align: str | None
    indent: float
    heading: bool
    item: bool


class Builder:
    """The state of the one pass: open elements, the flow being filled, the paragraph being written."""

    def __init__(self, source: str, name: str) -> None:
        self.source = source
        self.name = name
        self.page = 1
        self.breaks: list[int] = []
        self.root: Flow = []
        self.flow = self.root
        self.tables: list[tuple[RawTable, Flow]] = []
        self.open: list[_Open] = [_Open("", PLAIN, False, False, False, None, 0.0, False, False)]
        self.paragraph: Paragraph | None = None

    def text(self, start: int, end: int) -> None:
        """A stretch of text."""
        top = self.open[-1]
        if top.hidden:
            return
        if self.paragraph is None:
            if self.source[start:end].isspace():
                return
            self.paragraph = Paragraph([], top.align, top.indent, top.heading, top.item, self.page)
        self.paragraph.pieces.append(Piece(start, end, top.bold, top.raised))

    def flush(self) -> None:
        """Ends the paragraph being written."""
        paragraph, self.paragraph = self.paragraph, None
        if paragraph is None or (
            len(paragraph.pieces) == 1
            and _EMPTY.fullmatch(self.source, paragraph.pieces[0].start, paragraph.pieces[0].end)
        ):
            return
        _settle(paragraph, self.source)
        if paragraph.text:
            loose = self.tables and self.open[-1].name in ("table", "tr")
            (self.tables[-1][1] if loose else self.flow).append(paragraph)

    def start(self, name: str, attributes: str, at: int) -> None:
        """A start tag."""
        if name == "br":
            self.text(at, at) if self.paragraph is None else self._break(at)
            return
        if name == "hr":
            self.flush()
            self._page_break(style_of(attributes), at)
            return
        if name in ("td", "th"):
            self._start_cell(name, style_of(attributes))
        elif name == "tr":
            self._start_row(style_of(attributes))
        elif name == "table":
            self._start_table(style_of(attributes), at)
        elif name in _BLOCKS:
            self.flush()
            self._close_implied(name)
            style = style_of(attributes)
            self._page_break(style, at)
            self._push(name, style)
        elif name in _INLINE and not attributes.endswith("/"):
            self._push(name, style_of(attributes))

    def end(self, name: str, at: int) -> None:
        """An end tag: closes back to its start, never over the cell or table it stands in; without a start, nothing."""
        if name in ("td", "th", "tr", "table"):
            self._end_table_part(name, at)
            return
        depth = len(self.open) - 1
        while depth and self.open[depth].name != name:
            if self.open[depth].name in ("td", "th", "table"):
                return
            depth -= 1
        if not depth:
            return
        if name in _BLOCKS:
            self.flush()
            del self.open[depth:]
        else:
            del self.open[depth]

    def finish(self, at: int) -> None:
        """Ends all that is still open."""
        while self.tables:
            self._end_table_part("table", at)
        self.flush()

    def _break(self, at: int) -> None:
        paragraph = self.paragraph
        self.flush()
        if paragraph is not None:
            self.paragraph = Paragraph(
                [], paragraph.align, paragraph.indent, paragraph.heading, paragraph.item, self.page
            )

    def _push(self, name: str, style: Style) -> None:
        if len(self.open) > MAX_NESTING:
            raise Unreadable(self.name, f"nests elements deeper than {MAX_NESTING}", remedy="check the markup")
        top = self.open[-1]
        inherits = name not in ("td", "th", "table")
        self.open.append(
            _Open(
                name,
                style,
                (name in _BOLD or top.bold) if style.bold is None else style.bold,
                top.hidden or style.hidden,
                style.raised or name == "sup" or (inherits and top.raised and name in _INLINE),
                style.align or ("center" if name == "center" else top.align if inherits else None),
                style.indent + (top.indent if inherits else 0.0) + (LIST_INDENT if name in _LISTS else 0.0),
                name in _HEADINGS or (inherits and top.heading),
                name == "li" or (inherits and top.item),
            )
        )

    def _close_implied(self, name: str) -> None:
        """A paragraph ends where a block starts; a list item ends where the next one starts."""
        for depth in range(len(self.open) - 1, 0, -1):
            other = self.open[depth].name
            if other in ("td", "th", "table", "ul", "ol"):
                return
            if other == "p" or (name == "li" and other == "li"):
                del self.open[depth:]
                return

    def _page_break(self, style: Style, at: int) -> None:
        if style.breaks_page:
            self.page += 1
            self.breaks.append(at)

    def _start_table(self, style: Style, at: int) -> None:
        self.flush()
        top = self.open[-1].name
        if top in ("table", "tr") and self.tables:  # a table loose in a table: as if in a cell of its own
            self._start_cell("td", PLAIN)
        self._page_break(style, at)
        table = RawTable([], at, at, self.page, self.open[-1].hidden or style.hidden)
        self.tables.append((table, self.flow))
        self._push("table", style)

    def _start_row(self, style: Style) -> None:
        if not self.tables:
            self.flush()
            return
        self.flush()
        self._close_to("table")
        self.tables[-1][0].rows.append(RawRow([], style))
        self._push("tr", style)

    def _start_cell(self, name: str, style: Style) -> None:
        if not self.tables:
            self.flush()
            return
        self.flush()
        if not self._within("tr"):
            self._start_row(PLAIN)
        self._close_to("tr")
        cell = RawCell([], style, name == "th")
        self.tables[-1][0].rows[-1].cells.append(cell)
        self.flow = cell.flow
        self._push(name, style)

    def _within(self, name: str) -> bool:
        """True where `name` is open inside the innermost table."""
        for o in reversed(self.open):
            if o.name == name:
                return True
            if o.name == "table":
                return False
        return False

    def _close_to(self, name: str) -> None:
        while self.open[-1].name not in (name, ""):
            self.open.pop()

    def _end_table_part(self, name: str, at: int) -> None:
        if not self.tables or (name != "table" and not self._within(name)):
            return
        self.flush()
        self._close_to(name)
        self.open.pop()
        if name != "table":
            return
        table, flow = self.tables.pop()
        table.end = at
        self.flow = flow
        if not table.hidden:
            flow.append(table)


def read_markup(source: str, start: int, end: int, name: str) -> tuple[Flow, list[int]]:
    """The flow of source[start:end], and the offsets of its page breaks. Raises Unreadable for deep nesting."""
    builder = Builder(source, name)
    at = start
    skip = start
    for token in _TOKEN.finditer(source, start, end):
        if token.start() < skip:
            continue
        if token.start() > at:
            builder.text(at, token.start())
        at = token.end()
        tag = token[2]
        if tag is None:
            continue
        tag = tag.lower()
        if token[1]:
            builder.end(tag, token.start())
        elif tag in _UNSHOWN:
            closing = _UNSHOWN[tag].search(source, at, end)
            skip = at = closing.end() if closing else at
        elif tag == "pre" and not builder.open[-1].hidden:
            closing = _PRE.search(source, at, end)
            builder.flush()
            builder.flow.append(Preformatted(at, closing.start() if closing else end, builder.page))
            skip = at = closing.end() if closing else end
        else:
            builder.start(tag, token[3], token.start())
    if at < end:
        builder.text(at, end)
    builder.finish(end)
    return builder.root, builder.breaks


def _settle(paragraph: Paragraph, source: str) -> None:
    """Writes text, anchors and raised stretches from the pieces: white space folded, entities resolved."""
    text: list[str] = []
    anchors: list[Anchor] = []
    raised: list[tuple[int, int]] = []
    length = 0
    for piece in paragraph.pieces:
        begin = length
        for chunk, at, width in _chunks(source, piece.start, piece.end):
            if chunk == " " and (not length or text[-1][-1] == " "):
                continue
            text.append(chunk)
            anchors.append(Anchor(length, at, width))
            length += len(chunk)
        if piece.raised and length > begin:
            raised.append((begin, length))
    joined = "".join(text)
    stripped = joined.rstrip(" \u00a0")
    paragraph.text = stripped
    paragraph.anchors = tuple(a for a in anchors if a.text < len(stripped))
    paragraph.raised = tuple(raised)


def _chunks(source: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """(text, source offset, width) of a stretch: runs as they stand, one blank for white space, entities resolved."""
    raw = source[start:end]
    cuts: list[tuple[int, int, str]] = []
    if "&" in raw:
        cuts += [(m.start(), m.end(), html.unescape(m.group())) for m in _ENTITY.finditer(raw)]
    if "\n" in raw or "  " in raw or "\t" in raw or "\r" in raw or raw[:1] == " " or raw[-1:] == " " or "\ufeff" in raw:
        cuts += [(m.start(), m.end(), " ") for m in _BLANK.finditer(raw)]
    if not cuts:
        return [(raw, start, 1)] if raw else []
    cuts.sort()
    out: list[tuple[str, int, int]] = []
    at = 0
    for left, right, shown in cuts:
        if left > at:
            out.append((raw[at:left], start + at, 1))
        out.append((shown, start + left, right - left if shown != " " else 1))
        at = right
    if at < len(raw):
        out.append((raw[at:], start + at, 1))
    return out
