"""HTML, as filing agents make it, to Document: the same record as plain text gives, spans into the source."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

import msgspec

from crossfoot.model.document import Document, Page, Part, Passage, Table
from crossfoot.readers.flow import Flow, Item, Paragraph, Preformatted, RawTable
from crossfoot.readers.grid import (
    Frame,
    GridCell,
    GridRow,
    Lines,
    frame_of,
    grid_rows,
    heads_of,
    is_years,
    label_of,
    make_table,
    read_figures,
    years_as_labels,
)
from crossfoot.readers.lines import split_lines
from crossfoot.readers.markup import read_markup
from crossfoot.readers.submission import header_fields
from crossfoot.readers.text import read_lines

TITLE_CHARS = 140  # a paragraph that names a table is not longer
TITLE_LINES = 8
_SENTENCE_END = re.compile(r"[.;!?][\"')\u201d]*\Z")
_BULLET = re.compile(r"[\u2022\u00b7\u25cf\u25aa\u25a0\u25ab\u2023\u25e6\u25fe]|(?:[*o\u2013\u2014-]|--)[\s\u00a0]")
_LONE_BULLET = re.compile(r"[\u2022\u00b7\u25cf\u25aa\u2023\u25e6*o\u2013-]\Z")
_NOTE = re.compile(r"(?:\(\w{1,2}\)|\*+|[a-z]\)|\d\)|Notes?\b)\s*\S?", re.IGNORECASE)
_PAGE_LABEL = re.compile(
    r"(?:[\w.&, ]{1,30}/\s?)?(?:page\s+)?[-\u2013\u2014]?\s*"
    r"((?:[A-Z]\s?-\s?)?\d{1,3})\s*[-\u2013\u2014]?(?:\s+of\s+\d+)?\Z",
    re.IGNORECASE,
)
_FURNITURE = re.compile(r"(?:\(?more\)?|-\s?more\s?-|# # #|###|\(?continued\)?)\Z", re.IGNORECASE)
_CAPTION = re.compile(r"\(?(?:\$|dollars|amounts|shares|in|un)[^.]*(?:thousand|million|billion|audited)", re.IGNORECASE)


class Section(msgspec.Struct):
    """A part of a raw table under one header stack."""

    titles: list[str]
    stub: list[str]
    headers: list[tuple[GridCell, int]]
    rows: list[GridRow]


class Walk(msgspec.Struct):
    """What is gathered while the flow is read."""

    source: str
    lines: Lines
    tables: list[Table]
    passages: list[Passage]
    pending: list[Paragraph]  # short paragraphs that may name the table that follows
    labels: dict[int, str]  # page -> label
    after_table: bool = False


def read_html(source: str, name: str, data: bytes, parts: tuple[Part, ...] = ()) -> Document:
    """The Document of an HTML source; `parts` are its documents where it is a full submission. Raises Unreadable."""
    start, end = next((p.span for p in parts if p.chosen), (0, len(source)))
    flow, breaks = read_markup(source, start, end, name)
    walk = Walk(source, Lines(source), [], [], [], {})
    _read_flow(walk, flow)
    _drop_pending(walk)
    company, filed = header_fields(source) if parts else (None, None)
    edges = [start, *breaks, end]
    pages = tuple(Page(k + 1, (edges[k], edges[k + 1]), walk.labels.get(k + 1)) for k in range(len(edges) - 1))
    return Document(
        name=name,
        format="html",
        sha256=hashlib.sha256(data).hexdigest(),
        source=source,
        tables=tuple(walk.tables),
        passages=tuple(walk.passages),
        pages=pages,
        parts=parts,
        company=company,
        filed=filed,
    )


def _read_flow(walk: Walk, flow: Flow) -> None:
    for item in flow:
        _read_item(walk, item)


def _read_item(walk: Walk, item: Item) -> None:
    if isinstance(item, Paragraph):
        _read_paragraph(walk, item)
    elif isinstance(item, RawTable):
        _read_table(walk, item)
    else:
        _read_preformatted(walk, item)


def _read_preformatted(walk: Walk, item: Preformatted) -> None:
    """Preformatted text is plain text with tags in it: its tables are found as there."""
    lines = split_lines(walk.source, item.start, item.end, markup=True)
    for line in lines:
        line.page = item.page
    tables, passages = read_lines(lines, set(), walk.source)
    above = tuple(" ".join(p.text.replace("\u00a0", " ").split()) for p in walk.pending)
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
    return set_apart or _CAPTION.match(text) is not None or _title_case(text)


def _title_case(text: str) -> bool:
    words = [w for w in text.split() if len(w) > 3 and w[0].isalpha()]
    return bool(words) and sum(w[0].isupper() for w in words) >= 0.8 * len(words)


def _drop_pending(walk: Walk) -> None:
    for paragraph in walk.pending:
        _passage(walk, paragraph)
    walk.pending = []


def _passage(walk: Walk, paragraph: Paragraph, kind: str | None = None) -> None:
    if not paragraph.anchors:
        return
    line = walk.lines.at(paragraph.anchors[0].source)
    chosen = kind or _kind(walk, paragraph)
    walk.passages.append(Passage(chosen, paragraph.text, paragraph.anchors, line, paragraph.page))  # type: ignore[arg-type]


def _kind(walk: Walk, paragraph: Paragraph) -> str:
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
    if any(not isinstance(item, Paragraph) for row in raw.rows for cell in row.cells for item in cell.flow):
        _read_layout(walk, raw)
        return
    rows = _split_lines(list(grid_rows(raw)))
    years_as_labels(rows)
    for index, row in enumerate(rows):
        if row.cells:
            row.span = (row.cells[0].span[0], row.cells[-1].span[1])
        read_figures(row, index, walk.source)
    frame = frame_of(rows)
    if not any(r.tokens for r in rows) or _is_text(rows, frame):
        _read_layout(walk, raw)
        return
    before = len(walk.tables)
    titles = [" ".join(p.text.replace("\u00a0", " ").split()) for p in walk.pending]
    notes: list[GridRow] = []
    for section in _sections(rows, frame):
        inherits = not section.titles and (len(walk.tables) > before or (walk.after_table and not titles))
        continued = len(walk.tables) - 1 if inherits and walk.tables else None
        own = titles + section.titles if continued is None else list(walk.tables[continued].titles)
        section.rows, notes = _body_and_tail(section.rows)
        table = make_table(
            own,
            section.stub,
            section.headers,
            section.rows,
            frame,
            walk.source,
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
    for paragraph in (p for row in notes for cell in row.cells for p in cell.paragraphs):
        _passage(walk, paragraph, "footnote")


def _is_text(rows: list[GridRow], frame: Frame) -> bool:
    """True for a table that only sets text (bullets, notes, contacts): no row has a labelled figure or several."""
    good = 0
    words = 0
    for row in rows:
        figures = [t for t in row.tokens if t.chunk.kind == "figure"]
        if figures and not is_years(row) and (len(figures) > 1 or label_of(row, frame)):
            good += 1
        words += any(not c.numeric and len(c.text) > 160 for c in row.cells)
    return good == 0 or words > good


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


def _split_lines(rows: list[GridRow]) -> list[GridRow]:
    """The same rows, those that set several lines in each of their cells taken apart."""
    out: list[GridRow] = []
    for row in rows:
        counts = {len(c.paragraphs) for c in row.cells}
        lines = next(iter(counts)) if len(counts) == 1 else 0
        numeric = [c for c in row.cells if c.numeric]
        if (
            lines < 2
            or len(numeric) < 1
            or any(sum(p.kind == "figure" for p in c.pieces) < 2 for c in numeric if len(c.pieces) > 2)
        ):
            out.append(row)
            continue
        out += [_line_of(row, k) for k in range(lines)]
    return out


def _figures(cell: GridCell) -> int:
    return sum(p.kind == "figure" for p in cell.pieces)


def _line_of(row: GridRow, k: int) -> GridRow:
    cells = []
    for cell in row.cells:
        paragraph = cell.paragraphs[k]
        span = (paragraph.anchors[0].source, paragraph.anchors[-1].source + 1)
        last = paragraph.anchors[-1]
        span = (span[0], last.source + (len(paragraph.text) - last.text) * last.width)
        pieces = [p for p in cell.pieces if span[0] <= p.start < span[1]]
        cells.append(
            msgspec.structs.replace(cell, text=paragraph.text.strip(), span=span, paragraphs=[paragraph], pieces=pieces)
        )
    return GridRow(cells, [], {}, row.rule_above if k == 0 else 0, row.rule_below)


def _sections(rows: list[GridRow], frame: Frame) -> Iterator[Section]:
    """The parts of a table, each under its own header stack."""
    section = Section([], [], [], [])
    waiting: list[GridRow] = []  # rows of text alone, not yet known to be titles or headings
    level = 0
    width = max((c.right for r in rows for c in r.cells), default=0)
    for row in rows:
        heads = heads_of(row, frame)
        label = label_of(row, frame)
        figures = [t for t in row.tokens if t.chunk.kind == "figure"]
        begun = any(r.tokens for r in section.rows)
        years = is_years(row) and (not label or not begun or any(YEARLY.search(c.text) for c in label))
        words = not row.tokens and not _is_words(heads) and not (begun and any(_AMOUNT.match(c.text) for c in heads))
        header = bool(heads) and (years or words)
        if header:
            if begun:
                section.rows, waiting = _body_and_tail(section.rows)
                yield section
                section, level = Section([], [], [], []), 0
            if not section.headers:
                section.titles += [text for r in waiting for text in _texts(r)]
            else:
                section.stub += [text for r in waiting for text in _texts(r)]
            waiting = []
            section.stub += [c.text for c in label if c.left or CAPTION_WORD.search(c.text)]
            naming = [c for c in label if not c.left and not c.raw.header and not CAPTION_WORD.search(c.text)]
            if naming:  # "Revenue:" beside the column heads is the first heading of the body
                section.rows.append(GridRow(naming, [], {}, span=row.span))
            section.headers += [(c, level) for c in heads]
            row.tokens = []
            level += 1
        elif figures or row.tokens:
            captions = [r for r in waiting if section.headers and all(_CAPTION.match(text) for text in _texts(r))]
            section.stub += [text for r in captions for text in _texts(r)]
            section.rows += _opening(section, [r for r in waiting if r not in captions], width)
            waiting = []
            section.rows.append(row)
        elif section.rows:
            section.rows.append(row)
        else:
            waiting.append(row)
    if any(r.tokens for r in section.rows):
        yield section


# What stands over the labels and says how to read the table, naming nothing in it.
_AMOUNT = re.compile(r"[~(]?[$€£]?\s?\d")  # "$12.2-13.2 billion" in a column is no head of it
CAPTION_WORD = re.compile(
    r"thousand|million|billion|unaudited|ended|dollars|amounts|per share|months|quarter|year|fiscal|\$", re.IGNORECASE
)
YEARLY = re.compile(r"year|ended|fiscal|thousand|million|unaudited", re.IGNORECASE)


def _is_words(heads: list[GridCell]) -> bool:
    """True where what stands over the figures is only words for no figure: "NM", "n/a", marks."""
    return all(c.pieces and all(p.kind in ("word", "rule", "nil", "currency") for p in c.pieces) for c in heads)


def _texts(row: GridRow) -> list[str]:
    return [" ".join(p.text.replace("\u00a0", " ").split()) for c in row.cells for p in c.paragraphs]


def _opening(section: Section, waiting: list[GridRow], width: int) -> list[GridRow]:
    """Of the text rows above the first figures, those that are headings of the body; titles go to the section."""
    if section.headers or not waiting or any(r.tokens for r in section.rows):
        return waiting
    cut = 0
    for k, row in enumerate(waiting):
        if (row.cells and (row.cells[0].right - row.cells[0].left) * 2 > width) or (
            row.cells and _centred(row.cells[0])
        ):
            cut = k + 1
    section.titles += [text for r in waiting[:cut] for text in _texts(r)]
    return waiting[cut:]


def _centred(cell: GridCell) -> bool:
    return all(p.align == "center" for p in cell.paragraphs) or cell.raw.style.align == "center"


def _body_and_tail(rows: list[GridRow]) -> tuple[list[GridRow], list[GridRow]]:
    """The rows up to the last with figures, and the text rows below it, which name what follows."""
    last = max(k for k, r in enumerate(rows) if r.tokens)
    return rows[: last + 1], [r for r in rows[last + 1 :] if r.cells]
