"""The body of a Word document to a flow of paragraphs and raw tables, as HTML gives one, and the text that it prints.

Tracked changes are taken as accepted: what was inserted or moved here is there, what was deleted or moved away is not.
Offsets are into the text that is gathered here: a line a paragraph, a line a table row with tabs between its cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import msgspec

from crossfoot.readers.docx_styles import MONOSPACED, Look, Styles, child, rule_of, value
from crossfoot.readers.flow import Flow, Paragraph, Piece, RawCell, RawRow, RawTable
from crossfoot.readers.folding import settle
from crossfoot.readers.style import Style

_THROUGH = frozenset(("ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdtContent", "fldSimple", "dir", "bdo"))
_GONE = ("del", "moveFrom")
# Characters of symbol fonts that stand for a bullet or a box; other symbols say nothing about figures.
_SYMBOLS = {"F0B7": "\u2022", "F0A7": "\u25aa", "F0FC": "\u2022", "F0D8": "\u2022", "F02D": "-", "F0B4": "x"}
_TEXTS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}


class Body:
    """The one pass: the text gathered so far, pages, and the fields that are open."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.text: list[str] = []
        self.length = 0
        self.page = 1
        self.breaks: list[int] = []
        self.fresh = True  # nothing is printed yet since the page began
        self.fields: list[str] = []  # for each open field: "code" or "result"
        self.typed: dict[int, bool] = {}  # ids of paragraphs: whether all of it is in monospaced type
        self.boxes: list[Element] = []  # text boxes met in the paragraph being read
        self.paragraphs: list[Paragraph] = []  # to be settled when the text is whole

    def settled(self) -> str:
        """The whole text; the paragraphs get theirs from it."""
        source = "".join(self.text)
        for paragraph in self.paragraphs:
            settle(paragraph, source, markup=False)
        return source

    def write(self, text: str) -> None:
        """Adds to the text."""
        self.text.append(text)
        self.length += len(text)

    def new_page(self, *, drawn: bool = False) -> None:
        """A page begins; `drawn`: Word noted so when it last drew the document, also behind a break that was set."""
        if self.fresh and (drawn or not self.breaks):
            return
        self.page += 1
        self.breaks.append(self.length)
        self.fresh = True

    def flow(self, container: Element, *, cell: bool = False) -> Flow:
        """What stands in a body, cell or text box, in order."""
        out: Flow = []
        for block in _blocks(container):
            if block.tag == "tbl":
                out.append(self._table(block))
            elif block.tag == "p":
                out += self._paragraph(block, cell)
        return out

    def _paragraph(self, element: Element, cell: bool) -> Flow:
        """The lines of a paragraph (parted by line breaks), and behind them the text boxes anchored in it."""
        properties = child(element, "pPr")
        look = self.styles.paragraph(properties)
        if look.breaks_page:
            self.new_page()
        lines = [self._line(look)]
        outer, self.boxes = self.boxes, []
        for run in _runs(element):
            self._run(run, look, lines)
        ended = child(child(properties, "rPr"), "del") is None
        out: Flow = [line for line in lines if line.pieces]
        self.paragraphs += [line for line in lines if line.pieces]
        self.write((" " if cell else "\n") if ended else " ")
        boxes, self.boxes = self.boxes, outer
        for box in boxes:
            out += self.flow(box)
        if child(properties, "sectPr") is not None and value(child(properties, "sectPr"), "type") != "continuous":
            self.new_page()
        return out

    def _line(self, look: Look) -> Paragraph:
        indent = (look.left or 0.0) + (look.first or 0.0)
        return Paragraph([], look.align, indent, bool(look.heading), bool(look.item), self.page)

    def _run(self, run: Element, paragraph: Look, lines: list[Paragraph]) -> None:
        look = self.styles.run(child(run, "rPr"), paragraph)
        for part in _parts(run):
            tag = part.tag
            if tag == "fldChar":
                self._field(part.get("fldCharType"))
            elif tag == "lastRenderedPageBreak":
                self.new_page(drawn=True)
            elif tag in ("br", "cr"):
                if part.get("type") == "page":
                    self.new_page()
                if part.get("type") != "column":
                    self.write("\n" if lines[-1].pieces else "")
                    lines.append(self._line(paragraph))
            elif tag == "txbxContent":
                self.boxes.append(part)
            elif not look.hidden and "code" not in self.fields:
                self._print(_TEXTS.get(tag) or _printed(part), look, lines)

    def _print(self, text: str, look: Look, lines: list[Paragraph]) -> None:
        if not text:
            return
        line = lines[-1]
        if not line.pieces:
            line.page = self.page
        monospaced = any(name in (look.font or "").lower() for name in MONOSPACED)
        self.typed[id(line)] = monospaced and self.typed.get(id(line), True)
        start = self.length
        # What would end a line of the gathered text is white space inside a paragraph.
        self.write("".join(" " if c in "\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029" else c for c in text))
        piece = Piece(start, self.length, bool(look.bold), bool(look.raised))
        before = line.pieces[-1] if line.pieces else None
        if before and before.end == start and (before.bold, before.raised) == (piece.bold, piece.raised):
            before.end = self.length
        else:
            line.pieces.append(piece)
        self.fresh = self.fresh and not text.strip()

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self.fields.append("code")
        elif kind == "separate" and self.fields:
            self.fields[-1] = "result"
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _table(self, element: Element) -> RawTable:
        start, page = self.length, self.page
        rows: list[RawRow] = []
        above: dict[int, tuple[RawRow, int]] = {}  # grid column -> the cell over several rows that is open there
        for row in _blocks(element, "tr"):
            properties = child(row, "trPr")
            if any(child(properties, name) is not None for name in _GONE):
                continue
            made = RawRow([], Style())
            column = _count(value(properties, "gridBefore"), 0)
            if column:
                made.cells.append(RawCell([], Style(colspan=column), False))
            for cell in _blocks(row, "tc"):
                column = self._cell(cell, made, column, above)
            self.write("\n")
            rows.append(made)
        return RawTable(rows, start, max(self.length - 1, start), page)

    def _cell(self, cell: Element, row: RawRow, column: int, above: dict[int, tuple[RawRow, int]]) -> int:
        """Reads a cell into its row; returns the grid column behind it."""
        properties = child(cell, "tcPr")
        if child(properties, "cellDel") is not None:
            return column
        span = _count(value(properties, "gridSpan"), 1)
        merge = child(properties, "vMerge")
        sideways = child(properties, "hMerge")
        borders = child(properties, "tcBorders")
        style = Style(colspan=span, rule_above=rule_of(borders, "top"), rule_below=rule_of(borders, "bottom"))
        if merge is not None and merge.get("val", "continue") != "restart" and column in above:
            over, index = above[column]
            open_cell = over.cells[index]
            open_cell.style = msgspec.structs.replace(open_cell.style, rowspan=open_cell.style.rowspan + 1)
            return column + span
        if sideways is not None and sideways.get("val", "continue") != "restart" and row.cells:
            before = row.cells[-1]
            before.style = msgspec.structs.replace(before.style, colspan=before.style.colspan + span)
            return column + span
        above.pop(column, None)
        if merge is not None:
            above[column] = (row, len(row.cells))
        flow = self.flow(cell, cell=True)
        self.write("\t")
        drawn = max((rule_of(child(child(p, "pPr"), "pBdr"), "bottom") for p in cell.iterfind("p")), default=0)
        style = msgspec.structs.replace(
            style, rule_below=max(style.rule_below, drawn), align=next(_aligned(flow), None)
        )
        row.cells.append(RawCell(flow, style, False))
        return column + span


def _aligned(flow: Flow) -> Iterator[str | None]:
    return (item.align for item in flow if isinstance(item, Paragraph))


def _count(text: str | None, least: int) -> int:
    digits = text or ""
    return min(max(int(digits), least), 1000) if digits.isascii() and digits.isdigit() else least


def _blocks(container: Element, wanted: str | None = None) -> Iterator[Element]:
    """Paragraphs and tables (or rows, or cells) of a container, those in controls and in inserted parts with them."""
    for element in container:
        content = _seen_through(element)
        if content is not None:
            yield from _blocks(content, wanted)
        elif element.tag == "AlternateContent":
            yield from (b for part in _alternative(element) for b in _blocks(part, wanted))
        elif element.tag == wanted or (wanted is None and element.tag in ("p", "tbl")):
            yield element


def _runs(container: Element) -> Iterator[Element]:
    """The runs of a paragraph, those in links, in simple fields and in inserted parts with them."""
    for element in container:
        content = _seen_through(element)
        if content is not None:
            yield from _runs(content)
        elif element.tag == "r":
            yield element


def _seen_through(element: Element) -> Element | None:
    """What an element that only wraps others holds; None for any other element."""
    if element.tag == "sdt":
        return child(element, "sdtContent")
    return element if element.tag in _THROUGH else None


def _parts(run: Element) -> Iterator[Element]:
    """What stands in a run; of a drawing or picture the text boxes."""
    for part in run:
        if part.tag == "AlternateContent":
            yield from (p for chosen in _alternative(part) for p in _parts(chosen))
        elif part.tag in ("drawing", "pict", "object"):
            yield from part.iter("txbxContent")
        else:
            yield part


def _alternative(element: Element) -> list[Element]:
    """The first of the ways in which a content is given."""
    found = child(element, "Choice")
    if found is None:
        found = child(element, "Fallback")
    return [found] if found is not None else []


def _printed(part: Element) -> str:
    if part.tag == "t":
        return part.text or ""
    if part.tag == "sym":
        return _SYMBOLS.get(part.get("char", "").upper(), "")
    return ""
