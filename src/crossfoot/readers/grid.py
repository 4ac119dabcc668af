"""HTML tables to Table: a grid of cells, figures put together from their pieces, columns by alignment."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from operator import attrgetter

import msgspec

from crossfoot.model.document import Cell, Figure, Header, Lines, Row, Span, Table
from crossfoot.readers.columns import Column, Token, find_columns
from crossfoot.readers.figures import YEAR, figure, nil
from crossfoot.readers.flow import Paragraph, RawCell, RawTable
from crossfoot.readers.lines import Chunk
from crossfoot.readers.pieces import (
    DIRECTIONS,
    LONGEST_WORD,
    NUMERIC,
    OF_FIGURES,
    SUFFIXES,
    WORDS,
    Piece,
    pieces_of,
    unmarked,
)
from crossfoot.readers.spacing import plain

UNIT = 10  # a grid column is so many columns of a page wide, so that a page's rules of alignment serve
POINTS_PER_CHARACTER = 4.0
NEAR = 3  # a header this many grid columns from a column may still be its own
LABEL_SHARE = 12  # a column where fewer than one row of so many has figures is no start of them
_CLOSING = frozenset((")", "%", ")%", "%)"))
_BESIDE = 4  # a word stands at most so many grid columns behind the figure that it belongs to
# "- $27.0" behind "$25.0": the end of a range, not an amount below nothing
_RANGE = re.compile(r"[-\u2013\u2014]\s+(?=[$\u20ac\u00a3(\d.])")


class GridCell(msgspec.Struct, gc=False):
    """A cell that holds something: grid columns left..right (right excluded), paragraphs joined.

    `pieces`: of the figures in it, where it holds nothing else (`numeric`).
    """

    left: int
    right: int
    text: str
    span: tuple[int, int]
    paragraphs: list[Paragraph]
    pieces: list[Piece]
    numeric: bool
    raw: RawCell


class GridRow(msgspec.Struct, gc=False):
    """A row of the grid: what stands in it, and the rules around it."""

    cells: list[GridCell]
    tokens: list[Token]
    figures: dict[int, Figure]
    rule_above: int = 0
    rule_below: int = 0
    span: tuple[int, int] = (0, 0)
    kind: str = "blank"


def grid_rows(raw: RawTable) -> Iterator[GridRow]:
    """The rows of a raw table with every cell in its grid columns, cells of several rows carried down."""
    carried: dict[int, int] = {}  # grid column -> rows it is still taken by a cell from above
    labels: dict[int, GridCell] = {}  # grid column -> the text there that stands beside several rows
    for raw_row in raw.rows:
        column = 0
        row = GridRow([], [], {}, raw_row.style.rule_above, raw_row.style.rule_below)
        taken = set(carried)
        labels = {c: label for c, label in labels.items() if c in taken}
        row.cells += labels.values()
        lower: dict[int, int] = {}
        for cell in raw_row.cells:
            style = cell.style
            if style.absent:
                continue
            while column in taken:
                column += 1
            right = column + style.colspan
            found = _grid_cell(cell, column, right) if cell.flow else None
            if style.rowspan > 1:
                lower.update(dict.fromkeys(range(column, right), style.rowspan - 1))
                if found is not None and not found.numeric:
                    labels[column] = found
            if found is None:
                printed = 1 if cell.ruled else 0
            else:
                printed = _printed_rule(found)
                if not printed:
                    row.cells.append(found)
            if found is None or found.numeric:
                if style.rule_below or printed:
                    row.rule_below = max(row.rule_below, style.rule_below, printed)
                if style.rule_above:
                    row.rule_above = max(row.rule_above, style.rule_above)
            column = right
        carried = {c: rows - 1 for c, rows in carried.items() if rows > 1} | lower
        row.cells.sort(key=attrgetter("left"))
        yield row


def _printed_rule(cell: GridCell) -> int:
    """A rule that is the cell's content: dashes (1) or equals signs (2) printed in it; 0 for none."""
    if not cell.pieces or cell.pieces[0].kind != "rule" or any(p.kind != "rule" for p in cell.pieces):
        return 0
    return 2 if "=" in cell.text else 1


def _grid_cell(raw: RawCell, left: int, right: int) -> GridCell | None:
    paragraphs = [p for p in raw.flow if isinstance(p, Paragraph) and p.text.strip("\u00a0 \u200b")]
    if not paragraphs:
        return None
    last = paragraphs[-1]
    text = " ".join([(unmarked(p) if p.raised else p.text).strip("\u00a0 ") for p in paragraphs])
    end = last.anchors[-1]
    span = (paragraphs[0].anchors[0].source, end.source + (len(last.text) - end.text) * end.width)
    alone = len(text) <= LONGEST_WORD and text.lower() in WORDS
    pieces = _figures_of(paragraphs, left, right) if alone or (len(text) <= 60 and OF_FIGURES.search(text)) else []
    return GridCell(left, right, text, span, paragraphs, pieces, bool(pieces), raw)


def _figures_of(paragraphs: list[Paragraph], left: int, right: int) -> list[Piece]:
    """The pieces of a cell that holds nothing but figures and what belongs to them; none for another."""
    pieces = []
    for paragraph in paragraphs:
        for piece in pieces_of(paragraph, left, right):
            if piece.kind not in NUMERIC and piece.text.lower() not in WORDS:
                return []
            pieces.append(piece)
    return pieces


def read_figures(row: GridRow, index: int) -> None:
    """Puts the figures of a row together: symbol, digits, parenthesis, percent sign, in cells of their own or not."""
    pieces = [p for cell in row.cells if cell.numeric for p in cell.pieces]
    currency: Piece | None = None
    opening: Piece | None = None
    before: Piece | None = None  # the end of the figure before
    down = False
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        at += 1
        if piece.kind == "currency":
            currency = piece
        elif piece.text.lower() in DIRECTIONS:
            down = piece.text.lower() == "down"
        elif piece.kind == "word" and piece.text == "(":
            opening = piece
        elif piece.kind in ("figure", "nil"):
            last = piece
            closing = ""
            while at < len(pieces) and _closes(piece.text + closing, pieces[at]) and pieces[at].left - last.right <= 2:
                last = pieces[at]
                closing += last.text
                at += 1
            suffix = _suffix(pieces[at : at + 1], last)
            if before is not None and piece.left - before.right <= 1:
                whole, piece = piece, _without_dash(piece)
                if suffix and (piece is not whole or before.left == piece.left):  # "$995 - $1,000 million"
                    low = id(row.tokens[-1])
                    row.figures[low] = msgspec.structs.replace(row.figures[low], suffix=suffix)
            in_cell = before is not None and (before.left, before.right) == (piece.left, piece.right)
            host = row.tokens[-1] if in_cell and row.tokens else None
            _add(row, index, piece, last, closing, opening, currency, suffix)
            row.tokens[-1].beside = host
            if down:
                _turn(row)
            currency = opening = None
            down, before = False, last
        elif piece.text.lower() not in SUFFIXES:
            currency = None


def _suffix(following: list[Piece], last: Piece) -> str | None:
    """The word behind a figure that says what it counts; a word farther off is about something else."""
    word = following[0].text.lower() if following else ""
    return word if word in SUFFIXES and following[0].left - last.right <= _BESIDE else None


def _without_dash(piece: Piece) -> Piece:
    """The figure without the dash of a range that it ends."""
    dash = _RANGE.match(piece.text)
    if dash is None:
        return piece
    return msgspec.structs.replace(piece, text=piece.text[dash.end() :], start=piece.start + dash.end())


def _turn(row: GridRow) -> None:
    """Gives the last figure of a row the sign of the word "down" before it."""
    ident = id(row.tokens[-1])
    made = row.figures[ident]
    if made.printed > 0:
        row.figures[ident] = msgspec.structs.replace(made, printed=-made.printed)


def _closes(text: str, piece: Piece) -> bool:
    """True where a piece is the parenthesis or percent sign that a figure still lacks."""
    return piece.text in _CLOSING and not any(sign in text for sign in piece.text)


def _add(
    row: GridRow,
    index: int,
    piece: Piece,
    last: Piece,
    closing: str,
    opening: Piece | None,
    currency: Piece | None,
    suffix: str | None,
) -> None:
    symbol = currency.text if currency else None
    text = ("(" if opening else "") + piece.text + closing
    if piece.kind == "nil":
        made = nil(text, piece.start, symbol)
        if "%" in text:
            made = msgspec.structs.replace(made, text=text)
    else:
        made = figure(text, piece.start, symbol)
    start = opening.start if opening else piece.start
    end = last.end if made.mark is None else piece.start + len(made.text)
    made = msgspec.structs.replace(made, span=(start, end), suffix=suffix)
    left = min(piece.left, currency.left if currency else piece.left, opening.left if opening else piece.left)
    chunk = Chunk(piece.kind, piece.left * UNIT, piece.right * UNIT, text)
    currency_chunk = Chunk("currency", currency.left, currency.right, currency.text) if currency else None
    token = Token(index, left * UNIT, chunk, currency_chunk)
    row.tokens.append(token)
    row.figures[id(token)] = made


def is_years(row: GridRow) -> bool:
    """True where the only figures of a row are years."""
    return bool(row.tokens) and all(t.chunk.kind == "figure" and YEAR.match(t.chunk.text) for t in row.tokens)


class Frame(msgspec.Struct, frozen=True):
    """Which grid columns of a table hold its labels: first..last, last excluded."""

    first: int
    last: int


def frame_of(rows: list[GridRow]) -> Frame:
    """Where the labels of a table stand: left of its figures, or in the middle where most rows have their text."""
    with_figures = [r for r in rows if r.tokens and not is_years(r)]
    starts = Counter(min(t.left for t in r.tokens) // UNIT for r in with_figures)
    enough = max(2, len(with_figures) // LABEL_SHARE)
    labelled = max((r.cells[0].right for r in with_figures if not r.cells[0].numeric), default=0)
    zone = min((s for s, n in starts.items() if n >= enough or 0 < labelled <= s), default=min(starts, default=0))
    texts = Counter((c.left, c.right) for r in with_figures for c in r.cells if not c.numeric)
    if texts:
        (left, right), count = texts.most_common(1)[0]
        before = sum(any(not c.numeric and c.left < zone for c in r.cells) for r in with_figures)
        after = sum(any(t.left >= right * UNIT for t in r.tokens) for r in with_figures)
        if left > zone and min(count, after) * 2 > len(with_figures) and before * 5 < len(with_figures):
            return Frame(left, right)
    return Frame(0, zone)


def label_of(row: GridRow, frame: Frame) -> list[GridCell]:
    """The cells that make a row's label: text in the label columns."""
    return [c for c in row.cells if not c.numeric and frame.first <= c.left < frame.last and not _over(c, frame)]


def heads_of(row: GridRow, frame: Frame) -> list[GridCell]:
    """The cells of a row that can head columns: text or years over the figures."""
    return [c for c in row.cells if _over(c, frame)]


def _over(cell: GridCell, frame: Frame) -> bool:
    if frame.first:
        return cell.right <= frame.first or cell.left >= frame.last
    mostly = (cell.right - frame.last) * 2 > cell.right - cell.left
    return cell.left > 0 and cell.right > frame.last and (mostly or cell.left >= frame.last - 1)


def make_table(
    titles: list[str],
    stub: list[str],
    headers: list[tuple[GridCell, int]],
    rows: list[GridRow],
    frame: Frame,
    page: int,
    lines: Lines,
    continued: int | None,
) -> Table | None:
    """The Table of a section: header cells with their levels, and body rows."""
    columns = find_columns([r.tokens for r in rows])
    if not columns or not any(t.chunk.kind == "figure" for r in rows for t in r.tokens):
        return None
    made: list[Row] = []
    indents = [_indent(c[0]) for r in rows if (c := label_of(r, frame))]
    base = min(indents, default=0.0)
    blank, rule = False, 0
    label: list[GridCell] = []
    for row in rows:
        rule = max(rule, row.rule_above)
        label, over = label_of(row, frame), label
        if not label and not row.tokens:
            blank = blank or not (row.rule_above or row.rule_below)
            rule = max(rule, row.rule_below)
            continue
        if made and not made[-1].cells and not row.tokens and label and over and label[0] is over[0]:
            continue  # one heading that reaches down over several rows
        made.append(_row(row, label, base, rule, blank, lines))
        rule, blank = row.rule_below, False
    span = (rows[0].span[0], rows[-1].span[1])
    return Table(
        span=span,
        line=lines.of(span[0]),
        titles=tuple(titles),
        stub=tuple(stub),
        headers=tuple(_headers(headers, columns)),
        columns=len(columns),
        rows=tuple(made),
        page=page,
        continued=continued,
    )


def _indent(cell: GridCell) -> float:
    first = cell.paragraphs[0]
    blanks = len(first.text) - len(first.text.lstrip("\u00a0 "))
    blanks = blanks if blanks > 1 else 0  # a single one is no indentation: it stands in labels at random
    return first.indent + blanks * POINTS_PER_CHARACTER * 0.8 + cell.left * 2 * POINTS_PER_CHARACTER


def _row(row: GridRow, label: list[GridCell], base: float, rule: int, blank: bool, lines: Lines) -> Row:
    tokens = sorted(row.tokens, key=lambda t: t.column)
    anchor = row.figures[id(tokens[0])].span[0] if tokens else label[0].span[0]
    return Row(
        span=row.span,
        line=lines.of(anchor),
        label=" ".join(plain(c.text) for c in label),
        label_span=(label[0].span[0], label[-1].span[1]) if label else None,
        indent=max(0, round((_indent(label[0]) - base) / POINTS_PER_CHARACTER)) if label else 0,
        cells=tuple(Cell(t.column, row.figures[id(t)]) for t in tokens),
        rule_above=rule,
        rule_below=row.rule_below,
        blank_above=blank,
        bold=bool(label) and all(p.bold for p in label[0].paragraphs),
    )


def _headers(cells: list[tuple[GridCell, int]], columns: list[Column]) -> Iterator[Header]:
    """Header cells over the columns that they overlap; one over none heads the next, if that has no head there.

    A cell that reaches down over several rows of the header is one header, in its first row.
    """
    placed = [(cell, level, _columns_under(cell, columns)) for cell, level in cells]
    headed = {(level, k) for _, level, over in placed for k in over}
    told = set[tuple[Span, int]]()
    for cell, level, over in placed:
        if not over:
            gaps = [min(abs(c.left - cell.right * UNIT), abs(cell.left * UNIT - c.right)) for c in columns]
            near = gaps.index(min(gaps))
            if (level, near) in headed or gaps[near] > NEAR * UNIT:
                continue
            over = [near]
        if (cell.span, over[0]) in told:
            continue
        told.add((cell.span, over[0]))
        yield Header(plain(cell.text), cell.span, level, over[0], over[-1])


def _columns_under(cell: GridCell, columns: list[Column]) -> list[int]:
    left, right = cell.left * UNIT, cell.right * UNIT
    return [k for k, c in enumerate(columns) if c.left < right and left < c.right]
