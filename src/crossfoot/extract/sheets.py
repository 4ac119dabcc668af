"""A table with the meaning of its columns and rows, before its cells become facts."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

import msgspec

from crossfoot.extract import columns as heads
from crossfoot.extract import labels, magnitude, periods, scale, segments, statements, units
from crossfoot.extract.captions import RunningCaptions
from crossfoot.extract.columns import Column, Timing
from crossfoot.extract.magnitude import Sample
from crossfoot.extract.outline import Placed, outline
from crossfoot.extract.periods import Day, Mention
from crossfoot.extract.scale import Caption
from crossfoot.extract.segments import tidy
from crossfoot.extract.units import Measure, TableUnits
from crossfoot.model.document import Document, Row, Table
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


class Sheet(msgspec.Struct, frozen=True):
    """A table with the meaning of its columns and rows."""

    index: int
    table: Table
    kind: StatementKind
    title: str | None
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    timing: Timing
    units: TableUnits
    caption: Caption | None
    caption_from: str = "caption"
    shares_power: int | None = None  # where earnings per share settle it
    balances: bool | None = None  # rows without a telling concept: True balances, False flows, None unknown


def read_sheets(document: Document) -> list[Sheet]:
    """Every table of `document` with the meaning of its columns and rows, scales settled as far as they can be."""
    currency = units.document_currency(document)
    captions = RunningCaptions(document)
    sheets: list[Sheet] = []
    for index, table in enumerate(document.tables):
        before = sheets[table.continued] if table.continued is not None and table.continued < index else None
        sheets.append(_sheet(index, table, before, captions, currency))
    return _with_scales(sheets)


def _sheet(index: int, table: Table, before: Sheet | None, captions: RunningCaptions, currency: str | None) -> Sheet:
    kind = statements.kind_of(table)
    columns = heads.read_columns(table)
    if before is not None:
        if kind == "other":
            kind = before.kind
        if not table.headers and before.table.columns == table.columns:
            columns = before.columns
    caption = _caption(table, before, captions)
    stated = caption.currency if caption else None
    found = units.table_units(table, kind, currency, stated)
    if found.usual_places == 2 and any(statements.patterns("row")["per_share"].search(t.lower()) for t in table.titles):
        found = msgspec.structs.replace(found, per_share=True)
    if caption is not None and not caption.money:
        found = TableUnits(None, False, found.usual_places)
    lines = _lines(outline(table), kind, found, (*table.stub, *reversed(table.titles)))
    lines = _only_all_tax(_without_second_totals(lines))
    if kind == "balance-sheet":
        lines = _sided(lines)
    elif not any(c.mention.dates for c in columns):
        lines = _between_balances(lines)
    return Sheet(
        index, table, kind, _title(table), columns, lines, heads.read_timing(table, kind), found, caption,
        balances=_balances(lines, kind),
    )  # fmt: skip


def _caption(table: Table, before: Sheet | None, captions: RunningCaptions) -> Caption | None:
    """The scale over the whole table: in its titles (innermost first), stub or headers, else in the words before it."""
    found = scale.first((*reversed(table.titles), *table.stub))
    if found:
        return found
    found = scale.over_all(tuple(h.text for h in table.headers)) or (before.caption if before else None)
    if found:
        return found
    return captions.before(table)


def _title(table: Table) -> str | None:
    """The title that names the table: the innermost that says what statement it is, else with words of its own."""
    kinds = statements.patterns("kind").values()
    plain = [t for t in table.titles if not _aside(t)]
    stub = [t for t in table.stub if not _aside(t)]
    named = [t for t in plain if any(p.search(t.lower()) for p in kinds)]
    joined = " ".join([*plain[-1:], *stub])
    if not named and stub and any(p.search(joined.lower()) for p in kinds):
        return joined
    return (named or plain or [joined])[-1] or None


def _aside(text: str) -> bool:
    if scale.caption(text) is not None or text.strip("() ").lower() in ("unaudited", "audited"):
        return True
    said = periods.mention(text)
    return not said.empty and not said.rest


def _between_balances(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of a roll-forward down the rows: those between two dated balances belong to the time between them."""
    dated = [
        (k, day)
        for k, line in enumerate(lines)
        if line.time and line.time.point and len(line.time.dates) == 1 and (day := periods.as_date(line.time.dates[0]))
    ]
    out = list(lines)
    for (first, opening), (last, closing) in pairwise(dated):
        if opening < closing:
            start = opening + timedelta(days=1)
            days = tuple(Day(d.month, d.day, d.year) for d in (start, closing))
            for k in range(first + 1, last):
                out[k] = msgspec.structs.replace(lines[k], time=Mention(ranged=True, dates=days))
    return tuple(out)


def _without_second_totals(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines; an unlabelled one is not the total of its section where a labelled one is."""
    labelled = {line.concept for line in lines if line.label}
    return tuple(
        msgspec.structs.replace(line, concept=None) if not line.label and line.concept in labelled else line
        for line in lines
    )


def _only_all_tax(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines; in a reconciliation that does not lead to EBITDA, the tax is only that on the adjustments."""
    if any(line.concept == "house:EBITDA" for line in lines):
        return lines
    return tuple(
        msgspec.structs.replace(line, concept=None)
        if line.statement == "reconciliation" and line.concept == "IncomeTaxExpenseBenefit"
        else line
        for line in lines
    )


_RIGHT_SIDE = frozenset(
    {"LiabilitiesCurrent", "Liabilities", "StockholdersEquity", "RetainedEarningsAccumulatedDeficit"}
)


def _sided(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """A balance sheet's lines with what their side tells: unlabelled grand totals, being largest, and deferred tax."""
    largest = max((abs(line.row.cells[0].figure.printed) for line in lines), default=0)
    out, right = [], False
    for line in lines:
        right = right or line.concept in _RIGHT_SIDE or any("liabilities" in text.lower() for text in line.path[:-1])
        if not line.label and abs(line.row.cells[0].figure.printed) == largest:
            why = Provenance("concept", "unlabelled, and the largest figure of its side of the balance sheet")
            concept = "LiabilitiesAndStockholdersEquity" if right else "Assets"
            line = msgspec.structs.replace(line, concept=concept, why=(*line.why, why))
        elif right and line.concept == "DeferredIncomeTaxAssetsNet":
            line = msgspec.structs.replace(line, concept="DeferredIncomeTaxLiabilitiesNet")
        out.append(line)
    return tuple(out)


def _lines(
    placed: tuple[Placed, ...], kind: StatementKind, found: TableUnits, titles: tuple[str, ...]
) -> tuple[Line, ...]:
    parts = segments.row_segments(placed, kind)
    return tuple(
        _line(index, place, placed, kind, parts.get(index), found, titles)
        for index, place in enumerate(placed)
        if place.row.cells
    )


def _line(
    index: int,
    place: Placed,
    placed: tuple[Placed, ...],
    kind: StatementKind,
    part: tuple[str | None, int | None] | None,
    found: TableUnits,
    titles: tuple[str, ...],
) -> Line:
    row, label = place.row, place.row.label
    above = tuple(placed[k].row.label for k in place.headings)
    if _goes_on(label, index, place, above):
        label, above = f"{above[-1]} {label}", above[:-1]
    statement = kind
    for heading in above:
        statement = statements.section_kind(heading, statement)
    measure = units.measure(row, label, above, found, statement)
    segment, item = part or (None, None)
    named = placed[item].row.label if item is not None else _full_label(label, above)
    unit = {"shares": "shares", "per-share": "x/share", "percent": "percent", "ratio": "ratio"}.get(measure or "")
    concept = labels.concept_of(tidy(named), statement, above, unit)
    averages = any("average balance" in title.lower() for title in titles)
    if averages and concept and labels.is_instant(concept):
        concept = None  # the average of deposits is not the deposits
    if concept is None and item is not None and segment is None:
        concept = labels.concept_of(tidy(label), statement, above, unit)
    if not above and concept and labels.statement_of(concept) == "cash-flow" and statement == "operations":
        statement = "cash-flow"
    caption = scale.caption(label) or scale.first(tuple(reversed(above)))
    time = next(filter(None, (heads.row_period(text) for text in (label, *reversed(above)))), None)
    why = []
    if segment:
        why.append(Provenance("segment", f"heading {above[-1]!r}" if item is None else f"row label under {named!r}"))
    if concept:
        why.append(Provenance("concept", f"label {named!r} in a statement of kind {statement}"))
    edge = _edge(label, concept)
    instant = False if averages else _instant(label, statement, concept, edge)
    leaning = _leaning((label, *reversed(above), *titles))
    return Line(
        index, row, label, (*above, label), statement, measure, concept, segment, caption, time,
        edge, instant, leaning, tuple(why),
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
    if statement in ("operations", "cash-flow", "reconciliation") and concept is None:
        return False
    return labels.is_instant(concept) if concept else None


def _leaning(texts: tuple[str, ...]) -> bool | None:
    """Whether the first telling text speaks of balances or of flows."""
    return next((told for text in texts if (told := _told_by_words(text)) is not None), None)


@lru_cache(maxsize=8192)
def _told_by_words(text: str) -> bool | None:
    """True where a text's words are of balances ("assets"), False where of flows ("sales"), None of neither or both."""
    words = statements.patterns("row")
    balance, flow = (bool(words[name].search(text.lower())) for name in ("balance", "flow"))
    return balance if balance != flow else None


@lru_cache(maxsize=8192)
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


def _balances(lines: tuple[Line, ...], kind: StatementKind) -> bool | None:
    """Whether rows without a telling concept are balances or flows, by the company they keep."""
    if kind == "balance-sheet":
        return True
    if kind in ("operations", "cash-flow", "reconciliation"):
        return False
    votes = Counter(labels.is_instant(line.concept) for line in lines if line.concept)
    if votes[True] and not votes[False]:
        return True
    return False if votes[False] and not votes[True] else None


# ---- scales that arithmetic settles -------------------------------------------------------------

_INCOMES = ("NetIncomeLossAvailableToCommonStockholdersBasic", "NetIncomeLoss", "IncomeLossFromContinuingOperations")


def _with_scales(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets, their scales completed where earnings per share or a sister statement settle them."""
    out = []
    inferred: int | None = None
    for sheet in _sharing(sheets):
        samples = _samples(sheet)
        power = magnitude.gap(samples) if samples else None
        if power is not None and sheet.caption:
            sheet = msgspec.structs.replace(sheet, shares_power=magnitude.shares_power(power, sheet.caption.power))
        elif power is not None:
            money = magnitude.money_power(power, max(abs(s.shares) for s in samples))
            if money is not None:
                inferred = inferred if inferred is not None else money
                why = "earnings per share: income over shares gives them only so"
                sheet = msgspec.structs.replace(sheet, caption=Caption(money), caption_from=why, shares_power=0)
        out.append(sheet)
    if inferred is None or any(s.caption and s.caption_from == "caption" for s in sheets):
        return out
    # No table of the document states a scale and earnings per share give one: sister statements are printed in it too.
    why = "the document's statement of income, whose earnings per share give it"
    return [
        s if s.caption else msgspec.structs.replace(s, caption=Caption(inferred, shares_too=False), caption_from=why)
        for s in out
    ]


_LEAST_SHARED = 100  # a figure of fewer than three digits comes back by chance
_DIGITS_SHARED = 7  # so many digits in all do not, under the same labels


def _sharing(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets; those without a scale take it from the table whose figures they print again."""
    known: dict[tuple[str, Decimal], Caption] = {}
    for sheet in sheets:
        if sheet.caption:
            known.update(dict.fromkeys(_printed(sheet), sheet.caption))
    out = []
    for sheet in sheets:
        if sheet.caption is None and known:
            shared = [key for key in dict.fromkeys(_printed(sheet)) if key in known]
            digits = sum(figure.adjusted() + 1 for _, figure in shared)
            whole = len(shared) >= 2 and len(shared) == len(set(_printed(sheet)))
            if (digits >= _DIGITS_SHARED or whole) and len({known[key].power for key in shared}) == 1:
                why = "figures that another table prints under the same labels"
                sheet = msgspec.structs.replace(sheet, caption=known[shared[0]], caption_from=why)
        out.append(sheet)
    return out


def _printed(sheet: Sheet) -> list[tuple[str, Decimal]]:
    """Money as printed, with its concept or label."""
    return [
        (line.concept or line.label.lower(), abs(cell.figure.printed))
        for line in sheet.lines
        if line.measure in (None, "money") and (line.concept or line.label)
        for cell in line.row.cells
        if cell.figure.kind == "number" and abs(cell.figure.printed) >= _LEAST_SHARED
    ]


def _samples(sheet: Sheet) -> list[Sample]:
    """Income, shares and earnings per share of each column, by concept."""
    by_concept: dict[str, dict[int, Decimal]] = {}
    for line in sheet.lines:
        if line.concept:
            by_concept.setdefault(line.concept, {c.column: c.figure.printed for c in line.row.cells})
    income = next((by_concept[c] for c in _INCOMES if c in by_concept), {})
    out = []
    for eps, shares in _PER_SHARE_PAIRS:
        for column, per_share in by_concept.get(eps, {}).items():
            if column in income and column in by_concept.get(shares, {}):
                out.append(Sample(income[column], by_concept[shares][column], per_share))
    return out


_BASIC, _DILUTED = "WeightedAverageNumberOfSharesOutstandingBasic", "WeightedAverageNumberOfDilutedSharesOutstanding"
_PER_SHARE_PAIRS = (
    ("EarningsPerShareBasic", _BASIC),
    ("EarningsPerShareDiluted", _DILUTED),
    ("EarningsPerShareBasicAndDiluted", "house:WeightedAverageShares"),
    ("EarningsPerShareBasicAndDiluted", "house:WeightedAverageSharesBasicAndDiluted"),
    ("house:EarningsPerShare", "house:WeightedAverageShares"),
    ("EarningsPerShareBasic", "house:WeightedAverageShares"),
)
