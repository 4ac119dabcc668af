"""HTML source to a flow of paragraphs and raw tables, every character with its place in the source.

One pass over the tags, with the few rules of the HTML standard's tree construction that matter for old and broken
filings: what a cell, row, paragraph or list item closes, what an end tag without a start does, and that text loose in a
table stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain

import msgspec

from crossfoot.model.errors import Unreadable
from crossfoot.readers.flow import Flow, Paragraph, Piece, Preformatted, RawCell, RawRow, RawTable
from crossfoot.readers.folding import settle
from crossfoot.readers.style import Style, placed
from crossfoot.readers.tags import HEADINGS, INLINE, Tag, end_of_shown, tag_of

MAX_NESTING = 400
LIST_INDENT = 18.0
_RAW = frozenset(("script", "style", "title"))  # what ends them is their end tag alone, or the end of the document
_LISTS = frozenset(("ul", "ol", "blockquote", "dd"))
_BOLD = frozenset(("b", "strong", "th", *HEADINGS))
# The names of the tags that stand around a cell's text. (That letters of both cases match is said of each first one,
# which tells most tags apart before anything is tried.)
_MARKING = r"[fF](?i:ont)|[bB]|[iI]|[uU]|[sS](?i:trong|up|pan)|[eE](?i:m)"
_AROUND = rf"{_MARKING}|[pP]|[dD](?i:iv)"
_TOKEN = re.compile(
    rf"""
    <(?:
      (?P<cell>                                         # one text in its tags, or nothing: nearly all cells
        (?P<cell_tag> [tT][dDhH](?=[\s>])[^>]*+> )
        (?P<opening> (?: \s*+ <(?:{_AROUND})(?=[\s>])[^>]*+> )*+ )
        (?P<blank> (?: \s | &nbsp; | &\#160; )*+ ) (?P<text> [^<]*+ )
        (?: </(?:{_MARKING})\s*> )*+
        (?: </(?:[pP]|[dD](?i:iv))\s*> (?: \s | </(?:{_AROUND})\s*> )*+ )?+
        </[tT][dDhH]\s*> \s*+                           # (white space between cells is nothing)
      )
    | (?P<spacer>                                       # a cell that holds nothing in any tags
        (?P<spacer_tag> [tT][dDhH](?=[\s>])[^>]*+> )
        (?: \s++ | &nbsp; | &\#160; | </?(?:{_AROUND}|[sS](?i:ub)|[bB](?i:r))(?=[\s>/])[^>]*+> )*+
        </[tT][dDhH]\s*> \s*+
      )
    | (?P<tag> /?[a-zA-Z][^>]*> )
    | !--.*?(?:-->|\Z)
    | [!?][^>]*>
    )
    """,
    re.VERBOSE | re.DOTALL,
)
# The groups by number, which are found faster.
_CELL_TAG, _OPENING, _BLANK, _TEXT, _SPACER_TAG = (
    _TOKEN.groupindex[name] for name in ("cell_tag", "opening", "blank", "text", "spacer_tag")
)
_TAG = re.compile(r"<(?P<tag>/?[a-zA-Z][^>]*>)")
_EMPTY = re.compile(r"(?:&nbsp;|&#160;|[\s\ufeff])*", re.IGNORECASE)


class _Open(msgspec.Struct):
    """An open element. `inside` holds the elements opened in it so far, by their tags: few of them differ."""

    name: str
    bold: bool
    hidden: bool
    raised: bool
    align: str | None
    indent: float
    heading: bool
    item: bool
    place: tuple[float, float] | None
    inside: dict[str, _Open] = {}


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
        self.open: list[_Open] = [_Open("", False, False, False, None, 0.0, False, False, None)]
        self.paragraph: Paragraph | None = None
        self.endless: set[str] = set()  # elements read whole that end no more in what is left
        self.handlers: dict[str, Callable[[Tag, int], None]] = {
            "inline": self._inline,
            "block": self._block,
            "cell": self._cell,
            "row": self._row,
            "table": self._table,
            "break": self._break,
            "rule": self._rule,
            "preformatted": self._block,  # in what is hidden: else its text is taken as it stands
            "end-inline": self._end_inline,
            "end-block": self._end_block,
            "end-part": self._end_part,
            "ignored": self._ignored,
        }

    def read(self, start: int, end: int) -> None:
        """Reads source[start:end]."""
        source, handlers = self.source, self.handlers
        at, end = start, end_of_shown(source, start, end)
        last = source.rfind(">", start, end) + 1  # behind it no tag ends, and none is looked for again and again
        tokens = _TOKEN.finditer(source, start, last)
        always = _found(source, "always", start, end)  # the next page break that a style may speak of
        while (token := next(tokens, None)) is not None:
            begin, stop = token.span()
            if begin > at:
                self._text(at, begin)
            at = stop
            kind = token.lastgroup
            if kind == "cell" or kind == "spacer":
                if always < begin:
                    always = _found(source, "always", begin, end)
                if self.open[-1].name != "tr" or always < stop:
                    at, tokens = begin, chain(_TAG.finditer(source, begin, stop), tokens)
                    continue
                cell_tag, opening, text, spacer_tag = token.group(_CELL_TAG, _OPENING, _TEXT, _SPACER_TAG)
                if text:
                    self._filled(tag_of(cell_tag), opening, token.start(_BLANK), token.end(_TEXT))
                else:
                    self._spacer(tag_of(cell_tag or spacer_tag))
            elif kind == "tag":
                tag = tag_of(token["tag"])
                if tag.kind == "unshown" or (tag.kind == "preformatted" and not self.open[-1].hidden):
                    at = self._whole(tag, stop, end)
                    tokens = _TOKEN.finditer(source, at, last)
                else:
                    handlers[tag.kind](tag, begin)
        if at < end:
            self._text(at, end)
        while self.tables:
            self._end_part(_END_TABLE, end)
        self._flush()

    def _text(self, start: int, end: int) -> None:
        top = self.open[-1]
        if top.hidden:
            return
        if self.paragraph is None:
            if self.source[start:end].isspace():
                return
            self.paragraph = Paragraph([], top.align, top.indent, top.heading, top.item, self.page, place=top.place)
        self.paragraph.pieces.append(Piece(start, end, top.bold, top.raised))

    def _flush(self) -> None:
        """Ends the paragraph being written."""
        paragraph, self.paragraph = self.paragraph, None
        if paragraph is None or (len(paragraph.pieces) == 1 and self._is_blank(paragraph.pieces[0])):
            return
        settle(paragraph, self.source)
        if paragraph.text:
            loose = self.tables and self.open[-1].name in ("table", "tr")
            (self.tables[-1][1] if loose else self.flow).append(paragraph)

    def _is_blank(self, piece: Piece) -> bool:
        """True where a piece shows nothing but blanks."""
        if piece.start == piece.end:
            return True
        first = self.source[piece.start]
        if first not in "&\ufeff" and not first.isspace():  # nearly always
            return False
        return _EMPTY.fullmatch(self.source, piece.start, piece.end) is not None

    def _whole(self, tag: Tag, at: int, end: int) -> int:
        """Reads an element whose inside holds no tags for us; returns where what follows it starts."""
        closing = None
        if tag.name not in self.endless:
            closing = re.compile(rf"</{tag.name}\s*>", re.IGNORECASE).search(self.source, at, end)
        if closing is None:
            self.endless.add(tag.name)
        if tag.kind == "preformatted":
            self._flush()
            self.flow.append(Preformatted(at, closing.start() if closing else end, self.page))
            return closing.end() if closing else end
        if closing is None and tag.name in _RAW:
            return end
        return closing.end() if closing else at

    def _ignored(self, tag: Tag, at: int) -> None:
        pass

    def _inline(self, tag: Tag, at: int) -> None:
        self._push(tag)

    def _block(self, tag: Tag, at: int) -> None:
        self._flush()
        self._close_implied(tag.name)
        self._page_break(tag.style, at)
        self._push(tag)

    def _rule(self, tag: Tag, at: int) -> None:
        self._flush()
        if self._within("td") or self._within("th"):
            self.tables[-1][0].rows[-1].cells[-1].ruled = True
        self._page_break(tag.style, at)

    def _break(self, tag: Tag, at: int) -> None:
        if self.paragraph is None:
            self._text(at, at)
            return
        before = self.paragraph
        self._flush()
        self.paragraph = Paragraph([], before.align, before.indent, before.heading, before.item, self.page)
        self.paragraph.place = before.place

    def _push(self, tag: Tag) -> None:
        if len(self.open) > MAX_NESTING:
            raise Unreadable(self.name, f"nests elements deeper than {MAX_NESTING}", remedy="check the markup")
        top = self.open[-1]
        opened = top.inside.get(tag.source)
        if opened is None:
            opened = top.inside[tag.source] = _opened(tag, top)
        self.open.append(opened)

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

    def _table(self, tag: Tag, at: int) -> None:
        self._flush()
        if self.open[-1].name in ("table", "tr") and self.tables:  # loose in a table: as if in a cell of its own
            self._cell(_CELL, at)
        self._page_break(tag.style, at)
        table = RawTable([], at, at, self.page, self.open[-1].hidden or tag.style.hidden)
        self.tables.append((table, self.flow))
        self._push(tag)

    def _row(self, tag: Tag, at: int) -> None:
        self._flush()
        if not self.tables:
            return
        self._close_to("table")
        self.tables[-1][0].rows.append(RawRow([], tag.style))
        self._push(tag)

    def _cell(self, tag: Tag, at: int) -> None:
        self._flush()
        if not self.tables:
            return
        if self.open[-1].name != "tr":
            if not self._within("tr"):
                self._row(_ROW, at)
            self._close_to("tr")
        self._spacer(tag)
        self._push(tag)

    def _spacer(self, tag: Tag) -> RawCell:
        """A cell in the row that is open, with nothing in it yet."""
        if self.paragraph is not None:
            self._flush()
        cell = RawCell([], tag.style, tag.name == "th")
        self.tables[-1][0].rows[-1].cells.append(cell)
        self.flow = cell.flow
        return cell

    def _filled(self, tag: Tag, opening: str, start: int, end: int) -> None:
        """A cell in the row that is open, with one text in it: source[start:end], inside the tags of `opening`."""
        cell = self._spacer(tag)
        key = tag.source + opening
        row = self.open[-1]
        top = row.inside.get(key)
        if top is None:
            top = row.inside[key] = self._innermost(tag, opening)
        piece = Piece(start, end, top.bold, top.raised)
        if top.hidden or self._is_blank(piece):
            return
        paragraph = Paragraph([piece], top.align, top.indent, top.heading, top.item, self.page, place=top.place)
        settle(paragraph, self.source)
        if paragraph.text:
            cell.flow.append(paragraph)

    def _innermost(self, tag: Tag, opening: str) -> _Open:
        """The last of the elements that the tags of `opening` open in a cell."""
        depth = len(self.open)
        self._push(tag)
        for found in _TAG.finditer(opening):
            inner = tag_of(found["tag"])
            self.handlers[inner.kind](inner, 0)
        innermost = self.open[-1]
        del self.open[depth:]
        return innermost

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

    def _end_inline(self, tag: Tag, at: int) -> None:
        depth = self._start_of(tag.name)
        if depth:
            del self.open[depth]

    def _end_block(self, tag: Tag, at: int) -> None:
        depth = self._start_of(tag.name)
        if depth:
            self._flush()
            del self.open[depth:]

    def _start_of(self, name: str) -> int:
        """The depth of the element that an end tag closes, never over the cell or table it stands in; 0 for none."""
        depth = len(self.open) - 1
        while depth:
            other = self.open[depth].name
            if other == name:
                return depth
            if other in ("td", "th", "table"):
                return 0
            depth -= 1
        return 0

    def _end_part(self, tag: Tag, at: int) -> None:
        """The end of a cell, a row or a table."""
        if self.open[-1].name != tag.name:
            if not self.tables or (tag.name != "table" and not self._within(tag.name)):
                return
            self._flush()
            self._close_to(tag.name)
        else:
            self._flush()
        self.open.pop()
        if tag.name != "table":
            return
        table, flow = self.tables.pop()
        table.end = at
        self.flow = flow
        if not table.hidden:
            flow.append(table)


# What stands for a row and a cell whose tags were left out, and for the end of a table that never ends.
_ROW, _CELL, _END_TABLE = tag_of("tr>"), tag_of("td>"), tag_of("/table>")


def _found(source: str, word: str, start: int, end: int) -> int:
    """Where the word stands next in source[start:end]; `end` where it does not."""
    place = source.find(word, start, end)
    return place if place >= 0 else end


def _opened(tag: Tag, top: _Open) -> _Open:
    """The element that a start tag opens inside `top`."""
    name, style = tag.name, tag.style
    inherits = name not in ("td", "th", "table")
    return _Open(
        name,
        (name in _BOLD or top.bold) if style.bold is None else style.bold,
        top.hidden or style.hidden,
        style.raised or name == "sup" or (inherits and top.raised and name in INLINE),
        style.align or ("center" if name == "center" else top.align if inherits else None),
        style.indent + (top.indent if inherits else 0.0) + (LIST_INDENT if name in _LISTS else 0.0),
        name in HEADINGS or (inherits and top.heading),
        name == "li" or (inherits and top.item),
        placed(style.place, top.place),
    )


def read_markup(source: str, start: int, end: int, name: str) -> tuple[Flow, list[int]]:
    """The flow of source[start:end], and the offsets of its page breaks. Raises Unreadable for deep nesting."""
    builder = Builder(source, name)
    builder.read(start, end)
    return builder.root, builder.breaks
