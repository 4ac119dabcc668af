"""Parts of an HTML table, each under its own header stack: what are titles, headers, headings, rows and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from crossfoot.readers.figures import MARK, YEAR
from crossfoot.readers.grid import Frame, GridCell, GridRow, heads_of, is_years, label_of
from crossfoot.readers.pieces import unmarked
from crossfoot.readers.spacing import plain

# What stands over the labels and says how to read the table, naming nothing in it.
CAPTION = re.compile(r"\(?(?:\$|dollars|amounts|shares|in|un)[^.]*(?:thousand|million|billion|audited)", re.IGNORECASE)
_CAPTION_WORD = re.compile(
    r"thousand|million|billion|unaudited|ended|dollars|amounts|per share|months|quarter|year|fiscal|\$", re.IGNORECASE
)
_YEARLY = re.compile(r"year|ended|fiscal|thousand|million|unaudited", re.IGNORECASE)
_MONEY = re.compile(r"[~(]*[$€£]\s?\d")  # money is no head, wherever it stands beside a label
# "$12.2-13.2 billion", "3 to 5%" in a column are no heads of it; "4Q21", "13 Weeks" are.
_AMOUNT = re.compile(r"[~(]*(?:[$€£]\s?\d|\d[\d.,]*\s*(?:%|x\b|to\b|[-–]\s?[$\d.]|[bm]illion|thousand|bps|:1\b))")
NOTE_CHARS = 160  # a cell of so much text makes a row of text


class Section(msgspec.Struct):
    """A part of a raw table under one header stack."""

    titles: list[str]
    stub: list[str]
    headers: list[tuple[GridCell, int]]
    rows: list[GridRow]
    above: list[tuple[GridCell, int]] = []  # headers of the part before it


def is_text(rows: list[GridRow], frame: Frame) -> bool:
    """True for a table that only sets text (bullets, notes, contacts): no row has a labelled figure or several."""
    good = 0
    words = 0
    for row in rows:
        figures = [t for t in row.tokens if t.chunk.kind == "figure"]
        if figures and not is_years(row) and (len(figures) > 1 or label_of(row, frame)):
            good += 1
        words += any(not c.numeric and len(c.text) > NOTE_CHARS for c in row.cells)
    return good == 0 or words > good


def years_as_labels(rows: list[GridRow]) -> None:
    """Makes a lone year in front of a row's other figures its label, and one beside the heads of columns theirs."""
    for row in rows:
        if not row.cells or row.cells[0].left or not row.cells[0].numeric:
            continue
        first, *others = row.cells
        figures = [p.text for c in others if c.numeric for p in c.pieces if p.kind == "figure"]
        lone = len(first.pieces) == 1 and YEAR.match(first.pieces[0].text) is not None
        over = len(others) > 1 and not any(c.numeric for c in others)  # heads of columns, the year over the labels
        if lone and (over or any(not YEAR.match(text) for text in figures)):
            first.numeric = False


def notes_as_text(rows: list[GridRow]) -> None:
    """Makes the mark in front of a note that stands in a row of its own text: "(1)" beside "In thousands."."""
    for row in rows:
        first, others = row.cells[:1], row.cells[1:]
        if any(c.numeric and MARK.match(c.text) for c in first) and others and not any(c.numeric for c in others):
            first[0].numeric = not others[0].text[:1].isalpha()


def taken_apart(rows: list[GridRow]) -> list[GridRow]:
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


def sections(rows: list[GridRow], frame: Frame) -> Iterator[Section]:
    """The parts of a table, in order."""
    section = Section([], [], [], [])
    waiting: list[GridRow] = []  # rows of text alone, not yet known to be titles or headings
    width = max((c.right for r in rows for c in r.cells), default=0)
    for row in rows:
        begun = any(r.tokens for r in section.rows)
        if _is_header(row, frame, begun) or (begun and _again(row, section)):
            if begun:
                section.rows, waiting = body_and_tail(section.rows)
                yield _under_the_same(section)
                section = Section([], [], [], [], section.headers)
            above = [text for r in waiting for text in _texts(r)]
            (section.stub if section.headers else section.titles).extend(above)
            waiting = []
            _add_header(section, row, frame)
        elif row.tokens:
            section.rows += _headings(section, waiting, width)
            waiting = []
            section.rows.append(row)
        else:
            (section.rows if section.rows else waiting).append(row)
    if any(r.tokens for r in section.rows):
        yield _under_the_same(section)


_OF_TIME = re.compile(
    r"(?:19|20)\d\d|\d|\b(?:ended|months?|weeks?|quarter|year|full|low|high|change|total)\b", re.IGNORECASE
)


def _under_the_same(section: Section) -> Section:
    """The part; where its only heads are new measures, the wide heads above the old ones are still over them.

    "Non-GAAP results" over "Amount" and "Growth" goes on over "Amount" and "Margin" farther down.
    """
    heads = section.headers
    old = {level for _, level in section.above}
    if not heads or len(old) < 2 or any(level for _, level in heads) or any(_OF_TIME.search(c.text) for c, _ in heads):
        return section
    last = {(c.left, c.right) for c, level in section.above if level == max(old)}
    wide = [(c, level) for c, level in section.above if level < max(old)]
    if not all((c.left, c.right) in last and any(_holds(w, c) for w, _ in wide) for c, _ in heads):
        return section
    section.headers = [*(h for h in wide if any(_holds(h[0], c) for c, _ in heads)), *((c, max(old)) for c, _ in heads)]
    return section


def _holds(wide: GridCell, cell: GridCell) -> bool:
    return wide.left <= cell.left and cell.right <= wide.right and wide.right - wide.left > cell.right - cell.left


def body_and_tail(rows: list[GridRow]) -> tuple[list[GridRow], list[GridRow]]:
    """The rows up to the last with figures, and the text rows below it, which are notes or name what follows."""
    last = max(k for k, r in enumerate(rows) if r.tokens)
    return rows[: last + 1], [r for r in rows[last + 1 :] if r.cells]


def _is_header(row: GridRow, frame: Frame, begun: bool) -> bool:
    """True for a row that heads columns: years, or words over the figures that stand for no figure themselves."""
    heads = heads_of(row, frame)
    if not heads:
        return False
    if is_years(row):
        label = label_of(row, frame)
        return not label or not begun or any(_YEARLY.search(c.text) for c in label)
    if row.tokens or _is_words(heads):
        return False
    amounts = _AMOUNT if begun else _MONEY if label_of(row, frame) else None
    return amounts is None or not any(amounts.match(c.text) for c in heads)


def _again(row: GridRow, section: Section) -> bool:
    """True for a row that prints the years of the section's head once more, beside a label of its own."""
    years = [t.chunk.text for t in row.tokens]
    return is_years(row) and len(years) > 1 and years == [c.text for c, _ in section.headers if YEAR.match(c.text)]


def _add_header(section: Section, row: GridRow, frame: Frame) -> None:
    label = label_of(row, frame)
    level = section.headers[-1][1] + 1 if section.headers else 0
    section.stub += [c.text for c in label if c.left or _over_labels(c.text)]
    naming = [c for c in label if not c.left and not c.raw.header and not _over_labels(c.text)]
    if naming:  # "Revenue:" beside the column heads is the first heading of the body
        section.rows.append(GridRow(naming, [], {}, span=row.span))
    section.headers += [(c, level) for c in heads_of(row, frame)]
    row.tokens = []


def _over_labels(text: str) -> bool:
    return bool(_CAPTION_WORD.search(text) or YEAR.match(text))


def _is_words(heads: list[GridCell]) -> bool:
    """True where what stands over the figures is only words for no figure: "NM", "n/a", marks."""
    return all(c.pieces and all(p.kind in ("word", "rule", "nil", "currency") for p in c.pieces) for c in heads)


def _texts(row: GridRow) -> list[str]:
    return [plain(unmarked(p)) for c in row.cells for p in c.paragraphs]


def _headings(section: Section, waiting: list[GridRow], width: int) -> list[GridRow]:
    """Of the text rows above the first figures, those that are headings of the body; titles and captions go above."""
    if section.headers:
        captions = [r for r in waiting if all(CAPTION.match(text) for text in _texts(r))]
        section.stub += [text for r in captions for text in _texts(r)]
        return [r for r in waiting if r not in captions]
    if any(r.tokens for r in section.rows):
        return waiting
    cut = max((k + 1 for k, r in enumerate(waiting) if r.cells and _is_title(r.cells[0], width)), default=0)
    section.titles += [text for r in waiting[:cut] for text in _texts(r)]
    return waiting[cut:]


def _is_title(cell: GridCell, width: int) -> bool:
    """True for a cell over most of the table's width, or centred."""
    centred = cell.raw.style.align == "center" or all(p.align == "center" for p in cell.paragraphs)
    return centred or (cell.right - cell.left) * 2 > width
