"""HTML, as filing agents make it, to Document: the same record as plain text gives, spans into the source."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from crossfoot.model.document import Document, Lines, Page, Part, Passage, PassageKind, Table
from crossfoot.model.errors import Unreadable
from crossfoot.readers.flow import Flow, Item, Paragraph, Preformatted, RawTable
from crossfoot.readers.grid import (
    GridRow,
    frame_of,
    grid_rows,
    make_table,
    read_figures,
)
from crossfoot.readers.lines import Line, split_lines
from crossfoot.readers.markup import read_markup
from crossfoot.readers.pieces import unmarked
from crossfoot.readers.positioned import lines_of
from crossfoot.readers.sections import (
    CAPTION,
    body_and_tail,
    is_text,
    notes_as_text,
    sections,
    taken_apart,
    years_as_labels,
)
from crossfoot.readers.spacing import plain
from crossfoot.readers.submission import header_fields
from crossfoot.readers.text import read_lines

MAX_CELLS = 120_000  # of all tables of a document, a cell over several columns counted as so many
TITLE_CHARS = 140  # a paragraph that names a table is not longer
TITLE_LINES = 8
PAGE_STEP_POINTS = 300.0  # a box this far above the one before it starts another page
_SENTENCE_END = re.compile(r"[.;!?][\"')\u201d]*\Z")
_BULLET = re.compile(r"[\u2022\u00b7\u25cf\u25aa\u25a0\u25ab\u2023\u25e6\u25fe]|(?:[*o\u2013\u2014-]|--)[\s\u00a0]")
_LONE_BULLET = re.compile(r"[\u2022\u00b7\u25cf\u25aa\u2023\u25e6*o\u2013-]\Z")
_NOTE = re.compile(r"(?:\(\w{1,2}\)|\*+|[a-z]\)|\d\)|Notes?\b)\s*\S?", re.IGNORECASE)
_PAGE_LABEL = re.compile(
    r"(?:[\w.&, ]{1,30}/\s?)?(?:page\s+)?[-\u2013\u2014]?\s*"
    r"((?:[A-Z]\s?-\s?)?\d{1,3})\s*[-\u2013\u2014]?(?:\s+of\s+\d+)?\Z",
    re.IGNORECASE,
)
# How the name of a statement or a period over a table starts, whatever letters are capitals.
_NAMING = re.compile(
    r"""(?:(?:un)?audited\ |(?:pro\ forma\ )?(?:condensed|consolidated|combined|interim|selected|supplemental)\ )*
    (?:statements?|balance\ sheets?|reconciliations?|schedules?|summary|financial\ (?:data|highlights|information)
     | segment\ (?:data|information|results)|cash\ flows?|results\ of\ operations)\b[^.;]*\Z
    | (?:for\ the\ |as\ of\ |at\ )?(?:(?:three|six|nine|twelve|thirteen|fourteen)\ (?:and\ \w+\ )?|fiscal\ )?
      (?:months?|weeks?|quarters?|years?|january|february|march|april|may|june|july|august|september|october
     | november|december)\b[^.;]{0,60}\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^)]*\)")
_FURNITURE = re.compile(r"(?:\(?more\)?|-\s?more\s?-|# # #|###|\(?continued\)?)\Z", re.IGNORECASE)


class Walk(msgspec.Struct):
    """What is gathered while the flow is read."""

    name: str
    source: str
    lines: Lines
    tables: list[Table]
    passages: list[Passage]
    pending: list[Paragraph]  # short paragraphs that may name the table that follows
    labels: dict[int, str]  # page -> label
    after_table: bool = False
    cells: int = 0


def read_html(source: str, name: str, data: bytes, parts: tuple[Part, ...] = ()) -> Document:
    """The Document of an HTML source; `parts` are its documents where it is a full submission. Raises Unreadable."""
    start, end = next((p.span for p in parts if p.chosen), (0, len(source)))
    flow, breaks = read_markup(source, start, end, name)
    document = document_of(flow, (start, *breaks, end), source, name, data, "html")
    company, filed = header_fields(source) if parts else (None, None)
    return msgspec.structs.replace(document, parts=parts, company=company, filed=filed)


def document_of(
    flow: Flow,
    edges: tuple[int, ...],
    source: str,
    name: str,
    data: bytes,
    format: Literal["html", "docx"],
    furniture: Sequence[Item] = (),
) -> Document:
    """The Document of a flow; `edges`: where its pages begin, and its end. `furniture`: what is printed around it."""
    walk = Walk(name, source, Lines(source), [], [], [], {})
    _read_flow(walk, flow)
    _drop_pending(walk)
    for paragraph in furniture:
        if isinstance(paragraph, Paragraph):
            _passage(walk, paragraph, "furniture")
    pages = tuple(Page(k + 1, (edges[k], edges[k + 1]), walk.labels.get(k + 1)) for k in range(len(edges) - 1))
    return Document(
        name=name,
        format=format,
        sha256=hashlib.sha256(data).hexdigest(),
        source=source,
        tables=tuple(walk.tables),
        passages=tuple(walk.passages),
        pages=pages,
    )


def _read_flow(walk: Walk, flow: Flow) -> None:
    boxes: list[Paragraph] = []
    for item in flow:
        box = item if isinstance(item, Paragraph) and item.place is not None else None
        if boxes and (box is None or _new_page(boxes, box)):
            _read_boxes(walk, boxes)
            boxes = []
        if box is None:
            _read_item(walk, item)
        else:
            boxes.append(box)
    if boxes:
        _read_boxes(walk, boxes)


def _new_page(boxes: list[Paragraph], box: Paragraph) -> bool:
    """True where a box starts another page: a page break before it, or a place far above the last box's."""
    last = boxes[-1]
    if box.place is None or last.place is None or box.page != last.page:
        return True
    return box.place[0] < last.place[0] - PAGE_STEP_POINTS


def _read_boxes(walk: Walk, boxes: list[Paragraph]) -> None:
    """Text in boxes at places of their own, as PDF conversions have it, is read as the lines that it makes."""
    starts = (box.anchors[0].source for box in boxes)
    lines = lines_of(boxes, {start: walk.lines.of(start) for start in starts})
    for line in lines:
        line.page = boxes[0].page
    _read_text(walk, lines)


def _read_item(walk: Walk, item: Item) -> None:
    if isinstance(item, Paragraph):
        _read_paragraph(walk, item)
    elif isinstance(item, RawTable):
        _read_table(walk, item)
    else:
        _read_preformatted(walk, item)


def _read_preformatted(walk: Walk, item: Preformatted) -> None:
    """Preformatted text is plain text, in HTML with tags in it: its tables are found as there."""
    lines = split_lines(walk.source, item.start, item.end, markup=item.markup)
    for line in lines:
        line.page = item.page
    _read_text(walk, lines)


def _read_text(walk: Walk, lines: list[Line]) -> None:
    tables, passages = read_lines(lines, set(), walk.source)
    above = tuple(plain(p.text) for p in walk.pending)
    if tables:
        walk.pending = []
    _drop_pending(walk)
    first = len(walk.tables)
    for table in tables:
        moved = None if table.continued is None else table.continued + first
        titles = above + table.titles if table.continued is None else table.titles
        walk.tables.append(msgspec.structs.replace(table, continued=moved, titles=titles))
    walk.passages += passages
    walk.after_table = bool(tables)


def _read_paragraph(walk: Walk, paragraph: Paragraph) -> None:
    text = paragraph.text.strip("\u00a0 ")
    if not text:
        return
    if _names(paragraph, text):
        walk.pending.append(paragraph)
        if len(walk.pending) > TITLE_LINES:
            _passage(walk, walk.pending.pop(0))
        return
    _drop_pending(walk)
    _passage(walk, paragraph)
    walk.after_table = walk.after_table and walk.passages[-1].kind in ("footnote", "furniture")


def _names(paragraph: Paragraph, text: str) -> bool:
    """True for a paragraph that can name a table below it: short, no sentence, and set apart as titles are."""
    if len(text) > TITLE_CHARS or paragraph.item or _PAGE_LABEL.match(text) or _FURNITURE.match(text):
        return False
    if text.endswith(":") and len(text) <= TITLE_CHARS:
        return True
    if _SENTENCE_END.search(text) and not text.lower().endswith(("inc.", "corp.", "co.", "ltd.", "n.v.", "s.a.")):
        return False
    set_apart = paragraph.bold or paragraph.heading or paragraph.align == "center" or text.isupper()
    return set_apart or _NAMING.match(text) is not None or CAPTION.match(text) is not None or _title_case(text)


def _title_case(text: str) -> bool:
    """True where nearly every longer word, what stands in parentheses set aside, has a capital."""
    text = _ASIDE.sub("", text)
    words = [w for w in text.split() if len(w) > 3 and w[0].isalpha()]
    return bool(words) and sum(w[0].isupper() for w in words) >= 0.8 * len(words)


def _drop_pending(walk: Walk) -> None:
    for paragraph in walk.pending:
        _passage(walk, paragraph)
    walk.pending = []


def _passage(walk: Walk, paragraph: Paragraph, kind: PassageKind | None = None) -> None:
    if not paragraph.anchors:
        return
    line = walk.lines.of(paragraph.anchors[0].source)
    chosen = kind or _kind(walk, paragraph)
    walk.passages.append(Passage(chosen, paragraph.text, paragraph.anchors, line, paragraph.page))


def _kind(walk: Walk, paragraph: Paragraph) -> PassageKind:
    text = paragraph.text.strip("\u00a0 ")
    label = _PAGE_LABEL.match(text)
    if label or _FURNITURE.match(text):
        if label:
            walk.labels.setdefault(paragraph.page, label[1])
        return "furniture"
    if walk.after_table and _NOTE.match(text):
        return "footnote"
    if paragraph.item or _BULLET.match(text):
        return "bullet"
    short = len(text) <= TITLE_CHARS and not _SENTENCE_END.search(text)
    return (
        "heading"
        if short and (paragraph.bold or paragraph.heading or text.isupper() or len(text) <= 60)
        else "paragraph"
    )


def _read_table(walk: Walk, raw: RawTable) -> None:
    columns, nests = _extent(raw)
    walk.cells += columns
    if walk.cells > MAX_CELLS:
        raise Unreadable(
            walk.name,
            f"its tables have more cells than the limit of {MAX_CELLS:,}",
            place=f"line {walk.lines.of(raw.start)}",
            remedy="give the exhibit alone",
        )
    if nests:
        _read_layout(walk, raw)
        return
    rows = taken_apart(list(grid_rows(raw)))
    years_as_labels(rows)
    notes_as_text(rows)
    for index, row in enumerate(rows):
        if row.cells:
            row.span = (row.cells[0].span[0], row.cells[-1].span[1])
        read_figures(row, index)
    frame = frame_of(rows)
    if not any(r.tokens for r in rows) or is_text(rows, frame):
        _read_layout(walk, raw)
        return
    before = len(walk.tables)
    titles = [plain(unmarked(p)) for p in walk.pending]
    notes: list[GridRow] = []
    for section in sections(rows, frame):
        inherits = not section.titles and (len(walk.tables) > before or (walk.after_table and not titles))
        continued = len(walk.tables) - 1 if inherits and walk.tables else None
        own = titles + section.titles if continued is None else list(walk.tables[continued].titles)
        section.rows, notes = body_and_tail(section.rows)
        table = make_table(
            own,
            section.stub,
            section.headers,
            section.rows,
            frame,
            raw.page,
            walk.lines,
            continued,
        )
        if table is not None:
            walk.tables.append(table)
    if len(walk.tables) == before:
        _read_layout(walk, raw)
        return
    walk.pending = []
    walk.after_table = True
    # A cell over several rows stands in each of them: its notes are told once.
    told = {p.anchors[0].source: p for row in notes for cell in row.cells for p in cell.paragraphs if p.anchors}
    for paragraph in told.values():
        _passage(walk, paragraph, "footnote")


def _extent(raw: RawTable) -> tuple[int, bool]:
    """How many cells a table has, one over several columns counted as so many, and whether anything is nested in it."""
    columns, nests = 0, False
    for row in raw.rows:
        for cell in row.cells:
            columns += cell.style.colspan
            if cell.flow:
                nests = nests or not all(isinstance(item, Paragraph) for item in cell.flow)
    return columns, nests


def _read_layout(walk: Walk, raw: RawTable) -> None:
    """A table that only lays out: its cells' contents in order; a lone bullet or mark belongs to the text beside it."""
    for row in raw.rows:
        filled = [c for c in row.cells if any(not isinstance(i, Paragraph) or i.text.strip("\u00a0 ") for i in c.flow)]
        texts = [i for c in filled for i in c.flow if isinstance(i, Paragraph) and i.text.strip("\u00a0 ")]
        marked = len(texts) >= 2 and (_LONE_BULLET.match(texts[0].text.strip("\u00a0 ")) is not None)
        noted = len(texts) >= 2 and len(texts[0].text) <= 5 and _NOTE.match(texts[0].text.strip("\u00a0 ")) is not None
        for cell in filled:
            for item in cell.flow:
                if not isinstance(item, Paragraph):
                    _read_item(walk, item)
                elif marked or noted:
                    if item is not texts[0]:
                        _drop_pending(walk)
                        _passage(walk, item, "bullet" if marked else "footnote")
                    elif noted:
                        _passage(walk, item, "furniture")
                else:
                    _read_paragraph(walk, item)
