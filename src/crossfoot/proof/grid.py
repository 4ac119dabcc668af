"""Tables as grids of scaled whole numbers: what the searches compute with.

A grid is one table, or a table and those that go on from it over a page break. All its numbers of one class (amounts,
share counts, per share, percents) are scaled by the same power of ten, that of the finest decimals in the class, so
that sums are sums of Python ints and one unit is one unit of the last printed digit.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

import msgspec

from crossfoot.model.document import Document, Row, Table
from crossfoot.model.fact import Fact
from crossfoot.model.number import Number
from crossfoot.model.proof import Reading

NumberClass = Literal["amount", "shares", "per-share", "percent", "ratio"]

_CLASS_BY_UNIT: dict[str, NumberClass] = {
    "percent": "percent",
    "USD/share": "per-share",
    "shares": "shares",
    "ratio": "ratio",
    "bp": "percent",
}
_WORD = re.compile(r"[a-z0-9&]+")
_MARK = re.compile(r"\((?:\d{1,2}|[a-z]|\$\s?[a-z]{0,2})\)")  # a footnote's mark, "($B)"
_TOTAL = re.compile(
    r"""\b(?:
        (?:sub)?totals? | net | gross | balances? | at\ end | end\ of | deficit
      | income | loss | earnings | profit | margin | ebitda?           # results
      | increase | decrease | (?:provided|used|generated)\ (?:by|in|for|from)  # cash flows
    )\b""",
    re.VERBOSE,
)
_IDLE_WORDS = frozenset(
    [
        "the",
        "of",
        "and",
        "in",
        "on",
        "for",
        "to",
        "a",
        "an",
        "at",
        "by",
        "from",
        "loss",
        "losses",
        "total",
        "net",
        "note",
        "notes",
        "see",
        "unaudited",
        "continued",
        "s",
    ]
)


LEAST_SHARES = 1000  # a "per share" of so much, without places, counts the shares


class Entry(msgspec.Struct, gc=False):
    """A number in a grid: `value` in units of its class, `unit` the worth of its own last digit (1 for the finest).

    `summed_as` is the class it is added with: its own, but for columns of shares beside columns of amounts.
    """

    number: Number
    fact: Fact | None
    value: int
    unit: int
    kind: NumberClass
    line: int
    column: int
    summed_as: NumberClass


class Line(msgspec.Struct, gc=False):
    """A row with numbers.

    `opens`: a run of parts may begin here (after a heading, a rule, a blank or a step in indentation). `heading` is the
    last heading above it, `under_rule` tells of a rule printed above it, `total` that its label speaks of one.
    """

    index: int
    table: int
    row: int
    label: str
    words: tuple[str, ...]
    indent: int
    under_rule: bool
    bold: bool
    total: bool
    opens: bool
    heading: str
    cells: dict[int, Entry]


class Grid(msgspec.Struct, gc=False):
    """Lines of numbers over common columns.

    `title` is lower case; `exponents` say by which power of ten a class is scaled.
    """

    index: int
    title: str
    columns: tuple[int, ...]
    lines: list[Line]
    exponents: dict[NumberClass, int]
    headers: dict[int, str]


def grids(document: Document, reading: Reading) -> list[Grid]:
    """The grids of a document, in order. Exempt numbers (guidance, furniture) are left out."""
    numbers = {n.cell: n for n in reading.numbers if n.cell is not None and n.why is None}
    facts = {f.number: f for f in reading.facts}
    chains: dict[int, list[int]] = {}
    head_of: dict[int, int] = {}
    for index, table in enumerate(document.tables):
        before = table.continued
        goes_on = before is not None and before in head_of and document.tables[before].columns == table.columns
        head = head_of[before] if goes_on and before is not None else index
        head_of[index] = head
        chains.setdefault(head, []).append(index)
    return [_grid(i, members, document, numbers, facts) for i, members in enumerate(chains.values())]


def _grid(
    index: int,
    members: list[int],
    document: Document,
    numbers: dict[tuple[int, int, int], Number],
    facts: dict[str, Fact],
) -> Grid:
    lines: list[Line] = []
    for member in members:
        _append_lines(lines, member, document.tables[member], numbers, facts)
    _set_prices_apart(lines)
    exponents = _scale(lines)
    _join_share_columns(lines)
    title = " ".join(t for m in members for t in document.tables[m].titles).lower()
    columns = tuple(sorted({c for line in lines for c in line.cells}))
    return Grid(index, title, columns, lines, exponents, _headers(document.tables[members[0]]))


def _set_prices_apart(lines: list[Line]) -> None:
    """Gives prices in full ("revenue per membership 17.06") beside amounts in thousands the class of per-share figures.

    As amounts they would set the scale of all of them.
    """
    amounts = [e for line in lines for e in line.cells.values() if e.kind == "amount" and not e.number.nil]
    if not any(decimals_of(e.number) < 0 for e in amounts):
        return
    for entry in amounts:
        if decimals_of(entry.number) > 0:
            entry.kind = entry.summed_as = "per-share"


def _headers(table: Table) -> dict[int, str]:
    """The header text over each column, lower case; without what stands over them all."""
    telling = [h for h in table.headers if h.first > 0 or h.last < table.columns - 1 or table.columns == 1]
    return {c: " ".join(h.text for h in telling if h.first <= c <= h.last).lower() for c in range(table.columns)}


def _append_lines(
    lines: list[Line],
    member: int,
    table: Table,
    numbers: dict[tuple[int, int, int], Number],
    facts: dict[str, Fact],
) -> None:
    """The table's rows with numbers, added to `lines`; headings are remembered for the rows below them."""
    heading, opened, rule_below, indent = "", True, 0, -1
    spaced = sum(row.blank_above for row in table.rows) * 2 > len(table.rows)
    ruled = (
        sum(row.rule_above > 0 for row in table.rows) * 4 > len(table.rows) * 3
    )  # under every row: they tell nothing
    for r, row in enumerate(table.rows):
        if not row.cells:
            if row.label:
                heading = row.label
            opened = True
            rule_below = max(rule_below, row.rule_below, row.rule_above)
            continue
        cells: dict[int, Entry] = {}
        for cell in row.cells:
            number = numbers.get((member, r, cell.column))
            if number is not None:
                kind: NumberClass = (
                    "percent" if cell.figure.kind == "percent" else _CLASS_BY_UNIT.get(number.unit or "", "amount")
                )
                cells[cell.column] = Entry(number, facts.get(number.id), 0, 1, kind, len(lines), cell.column, kind)
        _unite_classes(cells)
        under_rule = max(row.rule_above, rule_below) > ruled
        if cells:
            opens = opened or under_rule or (row.blank_above and not spaced) or row.indent > indent
            lines.append(_line(len(lines), member, r, row, under_rule, opens, heading, cells))
        opened, rule_below, indent = False, row.rule_below, row.indent


def _unite_classes(cells: dict[int, Entry]) -> None:
    """Gives a row's nils, and per-share figures without places, the class of the row's other numbers."""
    if all(_whole_per_share(e) and abs(e.number.value) >= LEAST_SHARES for e in cells.values() if not e.number.nil):
        for entry in cells.values():
            entry.kind = entry.summed_as = "shares" if any(not e.number.nil for e in cells.values()) else entry.kind
        return
    firm = [e.kind for e in cells.values() if not e.number.nil and not _whole_per_share(e)]
    for entry in cells.values():
        if firm and (entry.number.nil or _whole_per_share(entry)) and entry.kind != "percent" and "percent" not in firm:
            entry.kind = entry.summed_as = firm[0]


def _join_share_columns(lines: list[Line]) -> None:
    """Lets columns of shares beside amounts be summed by the same formulas (changes in equity), and mixed rows."""
    counts: dict[int, dict[str, int]] = {}
    for line in lines:
        for entry in line.cells.values():
            if not entry.number.nil:
                by_kind = counts.setdefault(entry.column, {})
                by_kind[entry.kind] = by_kind.get(entry.kind, 0) + 1
    leading = {column: max(by_kind, key=by_kind.__getitem__) for column, by_kind in counts.items()}
    leaders = {"amount", "shares"} & set(leading.values())
    if not leaders:
        return
    common: NumberClass = "amount" if "amount" in leaders else "shares"
    for line in lines:
        mixed = len({"amount", "shares"} & {e.kind for e in line.cells.values()}) == 2
        for entry in line.cells.values():
            if entry.kind in ("amount", "shares") and (
                mixed or (len(leaders) == 2 and (len(line.cells) > 1 or leading.get(entry.column) == "shares"))
            ):
                entry.summed_as = common


def _whole_per_share(entry: Entry) -> bool:
    return entry.kind == "per-share" and not entry.number.nil and decimals_of(entry.number) <= 0


def _line(
    index: int, table: int, r: int, row: Row, under_rule: bool, opens: bool, heading: str, cells: dict[int, Entry]
) -> Line:
    lowered = row.label.lower()
    if row.label[:1].islower() and heading and not heading.endswith(":"):
        lowered = f"{heading.lower()} {lowered}"  # a label over two lines with a blank between
    words = tuple(w for w in _WORD.findall(_MARK.sub(" ", lowered)) if w not in _IDLE_WORDS)
    total = not row.label or _TOTAL.search(lowered) is not None
    return Line(index, table, r, row.label, words, row.indent, under_rule, row.bold, total, opens, heading, cells)


def _scale(lines: list[Line]) -> dict[NumberClass, int]:
    """The power of ten of each class; fills in the entries' values and units."""
    exponents: dict[NumberClass, int] = {}
    for line in lines:
        for entry in line.cells.values():
            places = decimals_of(entry.number)
            if not entry.number.nil and places > exponents.get(entry.kind, -99):
                exponents[entry.kind] = places
    for line in lines:
        for entry in line.cells.values():
            exponent = exponents.setdefault(entry.kind, 0)
            entry.value = scaled(entry.number.value, exponent)
            if not entry.number.nil:
                entry.unit = 10 ** max(0, exponent - decimals_of(entry.number))
    return exponents


def decimals_of(number: Number) -> int:
    """The number's decimals; where they are not known, those of its value as it stands."""
    if number.decimals is not None:
        return number.decimals
    exponent = number.value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def scaled(value: Decimal, exponent: int) -> int:
    """value x 10^exponent as a whole number."""
    if not value:
        return 0
    if exponent > 0:
        return int(value.scaleb(exponent))
    whole, step = int(value), int(10**-exponent)  # in whole numbers, which takes half the time
    return whole // step if whole >= 0 else -(-whole // step)
