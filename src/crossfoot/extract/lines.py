"""The rows of a table with what their own words and the headings above them say."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from crossfoot.extract import columns as heads
from crossfoot.extract import labels, scale, segments, statements, units
from crossfoot.extract.outline import Placed
from crossfoot.extract.periods import Mention
from crossfoot.extract.scale import Caption
from crossfoot.extract.segments import tidy
from crossfoot.extract.units import Measure, TableUnits
from crossfoot.model.document import Row
from crossfoot.model.fact import Provenance, StatementKind


class Line(msgspec.Struct, frozen=True):
    """What is known of a row, apart from its columns."""

    index: int
    row: Row
    label: str
    path: tuple[str, ...]
    statement: StatementKind
    measure: Measure | None
    concept: str | None
    segment: str | None
    caption: Caption | None  # stated in the row's label or a heading above it
    time: Mention | None  # a heading or label that is a period
    edge: str | None  # "beginning" or "ending": a balance at an end of the column's period
    instant: bool | None  # True: only a balance makes sense here, False: only a flow
    leaning: bool | None  # the same by mere words of the label, headings and titles
    why: tuple[Provenance, ...]
    percents: bool = False  # percents are all that it prints, but for dashes


def read_lines(
    placed: tuple[Placed, ...], kind: StatementKind, found: TableUnits, titles: tuple[str, ...]
) -> tuple[Line, ...]:
    """The rows with figures, each with what its words and headings say. `titles` innermost first."""
    parts = segments.row_segments(placed, kind)
    averages = any("average balance" in title.lower() for title in titles)
    about = _Table(placed, kind, found, averages, _leaning(titles))
    return tuple(_line(index, place, about, parts.get(index)) for index, place in enumerate(placed) if place.row.cells)


_UNITS = {"shares": "shares", "per-share": "x/share", "percent": "percent", "ratio": "ratio"}


class _Table(msgspec.Struct):
    """What all rows of a table share."""

    placed: tuple[Placed, ...]
    kind: StatementKind
    units: TableUnits
    averages: bool
    leaning: bool | None  # by its titles


def _line(index: int, place: Placed, table: _Table, part: tuple[str | None, int | None] | None) -> Line:
    placed, averages = table.placed, table.averages
    row, label = place.row, place.row.label
    above = tuple(placed[k].row.label for k in place.headings)
    if _goes_on(label, index, place, above):
        label, above = f"{above[-1]} {label}", above[:-1]
    statement = table.kind
    for heading in above:
        statement = statements.section_kind(heading, statement)
    measure = units.measure(row, label, above, table.units, statement)
    segment, item = part or (None, None)
    named = placed[item].row.label if item is not None else _full_label(label, above)
    unit = _UNITS.get(measure or "")
    concept = labels.concept_of(tidy(named), statement, above, unit)
    if averages and concept and labels.is_instant(concept):
        concept = None  # the average of deposits is not the deposits
    if concept is None and item is not None and segment is None:
        concept = labels.concept_of(tidy(label), statement, above, unit)
    if not above and concept and labels.statement_of(concept) == "cash-flow" and statement == "operations":
        statement = "cash-flow"
    caption, time = scale.caption(label), heads.row_period(label)
    if above and caption is None:
        caption = scale.first(above[::-1])
    if above and time is None:
        time = next(filter(None, map(heads.row_period, reversed(above))), None)
    why = []
    if segment:
        why.append(Provenance("segment", f"heading {above[-1]!r}" if item is None else f"row label under {named!r}"))
    if concept:
        why.append(Provenance("concept", f"label {named!r} in a statement of kind {statement}"))
    edge = _edge(label, concept)
    instant = False if averages else _instant(label, statement, concept, edge)
    leaning = told_by_words(label)
    if leaning is None:
        leaning = _leaning(above[::-1]) if above else None
    if leaning is None:
        leaning = table.leaning
    return Line(
        index, row, label, (*above, label), statement, measure, concept, segment, caption, time,
        edge, instant, leaning, tuple(why), {c.figure.kind for c in row.cells} == {"nil", "percent"},
    )  # fmt: skip


def _goes_on(label: str, index: int, place: Placed, above: tuple[str, ...]) -> bool:
    """True where a label goes on from words that stand alone on the row before ("Prepaid and other" / "assets")."""
    return label[:1].islower() and place.headings[-1:] == (index - 1,) and not above[-1].endswith((":", "-"))


def _instant(label: str, statement: StatementKind, concept: str | None, edge: str | None) -> bool | None:
    """True where a row can only be a balance, False where it can only be a flow; an average belongs to a period."""
    if "average" in label.lower():
        return False
    if statement == "balance-sheet" or edge:
        return True
    if statement in ("operations", "cash-flow") and concept is None:
        return False
    return labels.is_instant(concept) if concept else None


def _leaning(texts: tuple[str, ...]) -> bool | None:
    """Whether the first telling text speaks of balances or of flows."""
    return next((told for text in texts if (told := told_by_words(text)) is not None), None)


@lru_cache(maxsize=32768)
def told_by_words(text: str) -> bool | None:
    """True where a text's words are of balances ("assets"), False where of flows ("sales"), None of neither or both."""
    words = statements.patterns("row")
    balance, flow = (bool(words[name].search(text.lower())) for name in ("balance", "flow"))
    return balance if balance != flow else None


@lru_cache(maxsize=32768)
def _edge(label: str, concept: str | None) -> str | None:
    """Which end of the column's period a balance stands at, by concept or words."""
    if concept in ("house:CashAtBeginningOfPeriod", "house:CashAtEndOfPeriod"):
        return "beginning" if concept == "house:CashAtBeginningOfPeriod" else "ending"
    words = statements.patterns("row")
    lower = label.lower()
    return next((edge for edge in ("beginning", "ending") if words[edge].search(lower)), None)


def _full_label(label: str, above: tuple[str, ...]) -> str:
    """The label; for an unlabelled total or a bare "Total", the total of the heading whose section it closes."""
    if label and tidy(label).lower() != "total":
        return label
    return f"total {tidy(above[-1])}" if above else ""
