"""What the workbook will hold, as data: where each number stands, its formula, and the ties that no formula shows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property

from crossfoot.exports.cells import Held, Place, in_prose, in_table
from crossfoot.exports.graph import Formula, chosen
from crossfoot.exports.relations import Relation, computed, linear, spelt
from crossfoot.exports.sheets import Sheet, places, sheets
from crossfoot.model.number import Number
from crossfoot.model.proof import Proof
from crossfoot.model.shown import table_titles
from crossfoot.model.tie import Tie

LISTED_FROM = 3  # the first row of a list, from 0: title, note and headings stand above
CLAIM_VALUE = 3  # the column of a claim's value
ROUNDING_VALUE = 4  # the column of what rounding left over
_RANGE_CELLS = 3  # fewer are written one by one

Address = tuple[str, int, int]


class Plan:
    """The workbook of one proof."""

    def __init__(self, proof: Proof) -> None:
        self.proof = proof
        self.numbers: dict[str, Number] = {n.id: n for n in proof.reading.numbers}
        self.facts = {f.number: f for f in proof.reading.facts}
        self.sheets: tuple[Sheet, ...] = sheets(proof.document, table_titles(proof))
        self.claims = tuple(
            n.id for n in proof.reading.numbers if n.where == "narrative" and (n.ties or n.status != "exempt")
        )
        self.directions = {c.number: c.direction for c in proof.reading.claims}
        self.held: dict[str, Held] = {}
        self.place: dict[str, Place] = {}
        self._settle()
        statements = {ident: fact.statement for ident, fact in self.facts.items()}
        self.formulas: dict[str, Formula] = chosen(proof.ties, self.held, statements)
        self.rounded = tuple(ident for ident, formula in self.formulas.items() if formula.rounding)
        self._rounding_row = {ident: LISTED_FROM + k for k, ident in enumerate(self.rounded)}

    def _settle(self) -> None:
        """Gives every number of the tables and of the claims its cell."""
        at = places(self.proof.document, self.sheets)
        figures = {
            (t, r, cell.column): cell.figure
            for t, table in enumerate(self.proof.document.tables)
            for r, row in enumerate(table.rows)
            for cell in row.cells
        }
        for number in self.proof.reading.numbers:
            if number.cell in at and number.cell is not None:
                self.place[number.id] = at[number.cell]
                self.held[number.id] = in_table(number, figures[number.cell])
        for row, ident in enumerate(self.claims, LISTED_FROM):
            self.place[ident] = Place("Claims", row, CLAIM_VALUE)
            self.held[ident] = in_prose(self.numbers[ident])

    @cached_property
    def by_cell(self) -> dict[tuple[int, int, int], str]:
        """The ids of the tables' numbers by (table, row, column)."""
        return {n.cell: n.id for n in self.proof.reading.numbers if n.cell is not None}

    @cached_property
    def left(self) -> tuple[Tie, ...]:
        """The ties that are no cell's formula, in the order of the document."""
        used = {formula.relation.tie.id for formula in self.formulas.values()}
        ties = [tie for tie in self.proof.ties if tie.id not in used and tie.target in self.place]
        return tuple(sorted(ties, key=lambda tie: self.numbers[tie.target].span))

    def value(self, ident: str) -> Decimal:
        """What a number's cell shows once recalculated, in its own scale."""
        return self.formulas[ident].gives if ident in self.formulas else self.held[ident].value

    def gives(self, rel: Relation) -> Decimal | None:
        """What a relation gives from the cells, in the scale of its target's cell."""
        full = [self.value(ident) * self.held[ident].factor for ident, _ in rel.terms]
        found = computed(rel.form, rel.terms, full)
        return None if found is None else found / self.held[rel.target].factor

    def formula(self, ident: str) -> str:
        """The formula of a number that has one, with its "="."""
        text = self.spelt(self.formulas[ident].relation, self.place[ident].sheet)
        if ident in self._rounding_row:
            text += "+" + Place("Rounding", self._rounding_row[ident], ROUNDING_VALUE).seen_from("")
        if self.formulas[ident].rounds:
            text = f"ROUND({text},{self.held[ident].places})"
        return "=" + text

    def spelt(self, rel: Relation, sheet: str) -> str:
        """The relation as `sheet` writes it, in the scale of its target's cell."""
        target = self.held[rel.target].factor
        if rel.form == "linear":
            return linear(self._ranges(rel, sheet, target))
        refs = [self.place[ident].seen_from(sheet) for ident, _ in rel.terms]
        return spelt(rel, refs, [self.held[ident].factor for ident, _ in rel.terms], target)

    def links(self, ident: str) -> bool:
        """True where a number's formula names a cell of another sheet."""
        sheet = self.place[ident].sheet
        return any(self.place[i].sheet != sheet for i, _ in self.formulas[ident].relation.terms)

    def _ranges(self, rel: Relation, sheet: str, target: Decimal) -> list[tuple[str, Decimal]]:
        """The terms of a sum with their factors; cells that follow each other with one factor become a range."""
        terms = [(self.place[i], c * self.held[i].factor / target) for i, c in rel.terms]
        found: list[tuple[str, Decimal]] = []
        while terms:
            run = self._run(terms)
            first, factor = terms[0]
            ref = first.seen_from(sheet)
            if len(run) >= _RANGE_CELLS:
                low, high = min(run, key=_key), max(run, key=_key)
                ref = f"{low.seen_from(sheet)}:{high.cell}"
            else:
                run = [first]
            found.append((ref, factor))
            gone = set(run)
            terms = [(place, factor) for place, factor in terms if place not in gone]
        return found

    def _run(self, terms: Sequence[tuple[Place, Decimal]]) -> list[Place]:
        """The terms of the first one's factor that stand next to it in its column, or else in its row."""
        first, factor = terms[0]
        alike = {_key(place): place for place, f in terms if f == factor}
        down = self._stretch(first, alike, 1, 0)
        return down if len(down) >= _RANGE_CELLS else self._stretch(first, alike, 0, 1)

    def _stretch(self, first: Place, alike: dict[Address, Place], rows: int, columns: int) -> list[Place]:
        """The terms on either side of `first`, as far as no other number stands between."""
        run = [first]
        for step in (1, -1):
            at = first
            while (key := self._next(at, rows * step, columns * step)) in alike:
                at = alike[key]
                run.append(at)
        return run

    def _next(self, place: Place, rows: int, columns: int) -> Address:
        """The next number's address in a direction; the sheet's edge where there is none."""
        row, column = place.row + rows, place.column + columns
        while (place.sheet, row, column) not in self._taken and 0 <= row <= self._last_row and 0 < column <= self._wide:
            row, column = row + rows, column + columns
        return place.sheet, row, column

    @cached_property
    def _taken(self) -> frozenset[Address]:
        return frozenset(_key(place) for place in self.place.values())

    @cached_property
    def _last_row(self) -> int:
        return max((place.row for place in self.place.values()), default=0)

    @cached_property
    def _wide(self) -> int:
        return max((place.column for place in self.place.values()), default=0)


def _key(place: Place) -> Address:
    return place.sheet, place.row, place.column
