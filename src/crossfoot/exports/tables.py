"""A release's tables on sheets in their printed layout: titles, header stack, indented labels, rules as borders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crossfoot.exports.formats import of_figure
from crossfoot.exports.ink import BROKEN, FORMULA, FORMULA_CHARS, INPUT, LINK, TOUCHED, Ink
from crossfoot.exports.plan import Plan
from crossfoot.exports.sheets import LABELS, Block, Sheet
from crossfoot.model.document import Cell, Header, Row, Table
from crossfoot.model.printed import plain

_RULES = {1: 1, 2: 6}  # Excel's borders: thin, double
_LABEL_CHARS = (24, 58)  # the least and most that a column of labels is wide
_COLUMN_CHARS = (10, 22)
_BOLD = 1  # a heading's letters are a little wider
_SPACER_POINTS = 6
_MOST_INDENT = 8


class Marks:
    """What is said of single numbers: comments, and which of them stand out."""

    def __init__(self, comments: Mapping[str, str], broken: frozenset[str], touched: frozenset[str]) -> None:
        self.comments = comments
        self._broken = broken
        self._touched = touched

    def fill(self, ident: str) -> dict[str, str]:
        """The background of a number: broken, in an equation that is broken, or none."""
        colour = BROKEN if ident in self._broken else TOUCHED if ident in self._touched else None
        return {"bg_color": colour} if colour else {}


def write_tables(ink: Ink, plan: Plan, sheet: Sheet, marks: Marks, page: Any) -> None:
    """Writes all tables of a sheet."""
    document = plan.proof.document
    tables = [document.tables[block.table] for block in sheet.blocks]
    wide, *columns = _widths(tables, page)
    for block, table in zip(sheet.blocks, tables, strict=True):
        _frame(ink, block, table, columns, page)
        indents = {indent: level for level, indent in enumerate(sorted({r.indent for r in table.rows if r.label}))}
        for number, (at, row) in enumerate(zip(block.rows, table.rows, strict=True)):
            _label(ink, row, at, min(_MOST_INDENT, indents.get(row.indent, 0)), wide, page)
            look: dict[str, Any] = {"align": "right", **_rules(row, table.rows[number - 1] if number else None)}
            if row.bold:
                look["bold"] = True
            for cell in row.cells:
                write_figure(ink, plan, marks, (block.table, number, cell.column), cell, at, page, look)
    first = sheet.blocks[0]
    page.freeze_panes(first.rows[0] if first.rows and first.rows[0] < 12 else 0, LABELS + 1)


def write_figure(
    ink: Ink,
    plan: Plan,
    marks: Marks,
    key: tuple[int, int, int],
    cell: Cell,
    line: int,
    page: Any,
    look: dict[str, Any],
) -> None:
    """Writes one figure: its formula where it has one, else the number as printed."""
    column, figure = LABELS + 1 + cell.column, cell.figure
    look = {**look, "num_format": of_figure(figure)}
    ident = plan.by_cell.get(key)
    if ident is None:
        ink.number(page, line, column, figure.printed, font_color=INPUT, **look)
        return
    look |= marks.fill(ident)
    write_value(ink, plan, ident, page, line, column, look)
    if ident in marks.comments:
        ink.note(page, line, column, marks.comments[ident])


def write_value(ink: Ink, plan: Plan, ident: str, page: Any, line: int, column: int, look: dict[str, Any]) -> None:
    """A number's cell: a formula in black, or green where it looks at another sheet; an input in blue."""
    held = plan.held[ident]
    text = plan.formula(ident) if ident in plan.formulas else ""
    if text and len(text) <= FORMULA_CHARS:
        colour = LINK if plan.links(ident) else FORMULA
        ink.formula(page, line, column, text, plan.value(ident), font_color=colour, **look)
    elif held.exact:
        ink.number(page, line, column, held.value, font_color=INPUT, **look)
    else:
        ink.text(page, line, column, plain(held.value), **{**look, "font_color": INPUT, "num_format": "@"})


def _frame(ink: Ink, block: Block, table: Table, widths: Sequence[int], page: Any) -> None:
    """Titles above, header stack, and notes below."""
    for k, title in enumerate(table.titles):
        ink.text(page, block.titles + k, LABELS, " ".join(title.split()), bold=True)
    for k, stub in enumerate(table.stub):
        row = block.headers[len(block.headers) - len(table.stub) + k]
        ink.text(page, row, LABELS, " ".join(stub.split()), italic=True, valign="bottom")
    _headers(ink, block, table.headers, widths, page)
    for spacer in block.spacers:
        page.set_row(spacer, _SPACER_POINTS)
    for k, note in enumerate(table.notes):
        ink.text(page, block.notes + k, LABELS, " ".join(note.split()), italic=True)


def _headers(ink: Ink, block: Block, headers: tuple[Header, ...], widths: Sequence[int], page: Any) -> None:
    """The header stack: each piece over its columns, merged where it spans several."""
    levels = sorted({h.level for h in headers})
    shift = len(block.headers) - len(levels)
    for level, row in zip(levels, block.headers[shift:], strict=True):
        lines: list[tuple[str, int]] = []
        free = 0  # pieces of one line may overlap in a crooked table: the later one gives way
        for header in sorted((h for h in headers if h.level == level), key=lambda h: (h.first, h.last)):
            first, last = max(header.first, free), header.last
            if first > last:
                continue
            free = last + 1
            look = {"bold": True, "align": "center", "valign": "bottom", "text_wrap": True, "bottom": 1}
            if last > first:
                page.merge_range(row, LABELS + 1 + first, row, LABELS + 1 + last, "", ink.look(**look))
            text = " ".join(header.text.split())
            ink.text(page, row, LABELS + 1 + first, text, **look)
            lines.append((text, sum(widths[first : last + 1]) - _BOLD))
        ink.height(page, row, *lines)


def _label(ink: Ink, row: Row, line: int, indent: int, wide: int, page: Any) -> None:
    look: dict[str, Any] = {"text_wrap": True}
    if indent:
        look |= {"indent": indent, "align": "left"}
    if row.bold:
        look["bold"] = True
    if row.label:
        label = " ".join(row.label.split())
        ink.text(page, line, LABELS, label, **look)
        ink.height(page, line, (label, wide - 2 * indent))


def _rules(row: Row, before: Row | None) -> dict[str, int]:
    """The rules printed above and below a row, as borders of its figures; one between two rows belongs to the upper."""
    above = 0 if before is not None and before.rule_below and before.cells else row.rule_above
    borders = {"top": _RULES.get(above), "bottom": _RULES.get(row.rule_below)}
    return {side: style for side, style in borders.items() if style}


def _widths(tables: list[Table], page: Any) -> list[int]:
    """Sets the columns' widths, in characters; returns them, that of the labels first."""
    labels = max((len(r.label) + 4 * (r.indent > 0) for t in tables for r in t.rows), default=0)
    wide = min(max(labels, _LABEL_CHARS[0]), _LABEL_CHARS[1])
    page.set_column(LABELS, LABELS, wide)
    widest: dict[int, int] = {}
    for table in tables:
        for row in table.rows:
            for cell in row.cells:
                chars = len(cell.figure.text) + 2 + 2 * bool(cell.figure.currency)
                widest[cell.column] = max(widest.get(cell.column, 0), chars)
        for header in table.headers:
            if header.first == header.last:
                word = max((len(w) for w in header.text.split()), default=0)
                widest[header.first] = max(widest.get(header.first, 0), word + 2)
    widths = [wide]
    for column in range(max((t.columns for t in tables), default=0)):
        chars = min(max(widest.get(column, 0), _COLUMN_CHARS[0]), _COLUMN_CHARS[1])
        page.set_column(LABELS + 1 + column, LABELS + 1 + column, chars)
        widths.append(chars)
    return widths
