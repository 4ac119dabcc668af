"""Ties as a user corrects them: a total's parts as named, and ties that are rejected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from crossfoot.model.correction import Applied, Correction, closed, selected
from crossfoot.model.document import Document
from crossfoot.model.number import Number
from crossfoot.model.printed import plain
from crossfoot.model.proof import Reading
from crossfoot.model.tie import Suspect, Term, Tie
from crossfoot.proof.equation import Equation, computed, status_of

_SUMS = ("sum", "difference")
_SCALES = {0: "units", 2: "hundreds", 3: "thousands", 6: "millions", 9: "billions"}


class Corrected(msgspec.Struct, frozen=True):
    """The ties that corrections leave, those they add among them, and what each correction did."""

    ties: tuple[Tie, ...]
    applied: tuple[Applied, ...]


def corrected_ties(
    document: Document, reading: Reading, ties: Sequence[Tie], corrections: Sequence[Correction]
) -> Corrected:
    """The ties with the corrections applied in their order."""
    kept, applied = list(ties), []
    for correction in corrections:
        meant = selected(document, reading.numbers, correction)
        touched = tuple(number.id for number in meant)
        if correction.reject:
            gone = [tie for tie in kept if tie.target in touched]
            kept = [tie for tie in kept if tie.target not in touched]
            touched = tuple(dict.fromkeys(tie.target for tie in gone))
        elif correction.parts:
            named = list(_named(document, reading, meant, correction, len(kept)))
            touched = tuple(tie.target for tie in named)
            kept = [tie for tie in kept if not (tie.target in touched and tie.kind in _SUMS and tie.scope == "column")]
            kept += named
        else:
            have = {fact.number for fact in reading.facts}
            asks_fact = correction.period is not None or correction.segment is not None
            touched = tuple(ident for ident in touched if ident in have or not asks_fact)
        applied.append(Applied(correction.place, says(correction), correction.reason, touched))
    return Corrected(tuple(kept), tuple(applied))


def says(correction: Correction) -> str:
    """What a correction says, in words: "scale: thousands", "parts: Net sales, -Cost of sales"."""
    pieces = []
    if correction.period is not None:
        pieces.append(f"period: {correction.period}")
    if correction.scale is not None:
        pieces.append(f"scale: {_SCALES.get(correction.scale, f'10^{correction.scale}')}")
    if correction.unit is not None:
        pieces.append(f"unit: {correction.unit}")
    if correction.segment is not None:
        pieces.append(f"segment: {correction.segment or 'none, consolidated'}")
    if correction.parts:
        pieces.append(f"parts: {', '.join(correction.parts)}")
    if correction.reject:
        pieces.append("tie rejected")
    return "; ".join(pieces)


def _named(
    document: Document, reading: Reading, totals: Sequence[Number], correction: Correction, start: int
) -> Iterator[Tie]:
    """A tie for each total that has all the named parts in its column."""
    cells = {number.cell: number for number in reading.numbers if number.cell is not None}
    for count, total in enumerate(totals, start + 1):
        if total.cell is None:
            continue
        terms = [_part(document, cells, total, part) for part in correction.parts]
        found = tuple(term for term in terms if term is not None)
        if len(found) == len(terms):
            yield _tie(f"c{count}", total, found)


def _part(
    document: Document, cells: dict[tuple[int, int, int], Number], total: Number, part: str
) -> tuple[Number, int] | None:
    """The number under a label in the total's column, the nearest above it first, with its sign."""
    assert total.cell is not None
    table, row, column = total.cell
    label = closed(part.removeprefix("-"))
    rows = [k for k, line in enumerate(document.tables[table].rows) if closed(line.label) == label and k != row]
    for k in sorted(rows, key=lambda k: (k > row, abs(k - row))):
        number = cells.get((table, k, column))
        if number is not None:
            return number, -1 if part.startswith("-") else 1
    return None


def _tie(ident: str, total: Number, parts: tuple[tuple[Number, int], ...]) -> Tie:
    kind = "difference" if any(sign < 0 for _, sign in parts) else "sum"
    equation = Equation(kind, "column", "linear", total, parts, "exact")
    status, given = status_of(equation), computed(equation)
    words = " ".join(f"{'-' if sign < 0 else '+'} {plain(number.value)}" for number, sign in parts).removeprefix("+ ")
    broken = status == "broken" and given is not None
    return Tie(
        ident, kind, total.id, tuple(Term(number.id, Decimal(sign)) for number, sign in parts), given, status,
        identity="named", formula=ident, equation=words, certainty="error" if broken else None,
        suspects=(Suspect(total.id, given),) if broken and given is not None else (),
    )  # fmt: skip
