"""Small documents made of rows of numbers, for tests of the proof of tables: no reader and no extraction in between."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from decimal import Decimal

from crossfoot.model.document import Cell, Document, Figure, Header, Row, Table
from crossfoot.model.fact import Fact
from crossfoot.model.number import Number
from crossfoot.model.period import Period
from crossfoot.model.proof import Reading
from crossfoot.model.tie import Tie
from crossfoot.proof.tables import table_ties

Printed = str | None
Line = tuple[str, Sequence[Printed]]


def period(column: int) -> Period:
    """A year of its own for each column, the latest first."""
    year = 2004 - column
    return Period(datetime.date(year, 12, 31), datetime.date(year, 1, 1))


def one_year(_: int) -> Period:
    """The same year for every column: they are segments."""
    return period(0)


class Page:
    """A document of tables; a label that begins with "=" has a rule above it, one without numbers is a heading."""

    def __init__(
        self,
        *tables: Sequence[Line],
        headers: Sequence[str] = (),
        decimals: int = -3,
        periods: Callable[[int], Period] = period,
    ) -> None:
        self.headers, self.decimals, self.period = headers, decimals, periods
        self.numbers: list[Number] = []
        self.facts: list[Fact] = []
        self.document = Document(
            name="made",
            format="text",
            sha256="",
            source="",
            tables=tuple(self._table(t, lines) for t, lines in enumerate(tables)),
            passages=(),
            pages=(),
        )

    @property
    def ties(self) -> tuple[Tie, ...]:
        """The ties of its tables."""
        return table_ties(self.document, Reading(tuple(self.numbers), tuple(self.facts), ()))

    def _table(self, t: int, lines: Sequence[Line]) -> Table:
        rows = tuple(self._row(t, r, label, values) for r, (label, values) in enumerate(lines))
        columns = max(len(values) for _, values in lines)
        headers = tuple(Header(text, (0, 0), 0, c, c) for c, text in enumerate(self.headers))
        return Table((0, 0), 1, (f"Table {t}",), (), headers, columns, rows, 1)

    def _row(self, t: int, r: int, label: str, values: Sequence[Printed]) -> Row:
        ruled, label = label.startswith("="), label.lstrip("=")
        cells = tuple(self._cell(t, r, c, label, text) for c, text in enumerate(values) if text is not None)
        return Row((0, 0), r + 1, label, None, 0 if not cells else 2, cells, rule_above=int(ruled))

    def _cell(self, t: int, r: int, c: int, label: str, text: str) -> Cell:
        nil = text == "--"
        percent = text.endswith("%")
        bare = text.rstrip("%").replace(",", "")
        sign = -1 if bare.startswith("(") else 1
        printed = Decimal(0) if nil else sign * Decimal(bare.strip("()"))
        places = -int(printed.as_tuple().exponent)
        figure = Figure((0, 0), text, printed, places, "nil" if nil else "percent" if percent else "number")
        unit, decimals = ("percent", places) if percent else ("USD/share", 2) if places == 2 else ("USD", self.decimals)
        if "shares" in label:
            unit = "shares"
        scale = Decimal(1) if unit in ("percent", "USD/share") else Decimal(10) ** -self.decimals
        number = Number(
            name(t, r, c), (0, 0), r + 1, text, "table", printed * scale, unit, decimals, nil=nil, cell=(t, r, c)
        )
        self.numbers.append(number)
        self.facts.append(
            Fact(
                number.id, label, (label,), f"Table {t}", None, None, None, self.period(c), number.value, unit,
                decimals, nil=nil,
            )
        )  # fmt: skip
        return Cell(c, figure)


def name(table: int, row: int, column: int) -> str:
    """The id of the number in a cell."""
    return f"n{table}.{row}.{column}"


def amount(value: int) -> str:
    """An amount as printed: negatives in brackets, nothing as a dash."""
    return "--" if value == 0 else f"({-value:,})" if value < 0 else f"{value:,}"


def holding(ties: Sequence[Tie]) -> list[Tie]:
    """Those that hold."""
    return [t for t in ties if t.status != "broken"]


def reported(ties: Sequence[Tie]) -> list[Tie]:
    """Those that are broken and reported."""
    return [t for t in ties if t.status == "broken" and t.certainty in ("error", "warning")]
