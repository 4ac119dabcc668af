"""Which pictures the facts of a release allow: quarter against prior year, bridges, segment contributions, trends.

Only facts that stand in tables are drawn, each by its number, so that every bar leads to where it is printed. Nothing
is computed: a bridge or a contribution is drawn where the release's own equation holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

import msgspec

from crossfoot.model.fact import Fact
from crossfoot.model.period import Period
from crossfoot.model.proof import Proof
from crossfoot.model.tie import Tie

Pair = tuple[Fact, Fact]  # of the period and of a year before
Pairs = dict[tuple[str, str | None], Pair]  # by concept and segment
Series = Literal["now", "then", "start", "up", "down", "end", "part"]
# What a reader looks for first; what is not named here comes after, in the order of print.
_ORDER = (
    "Revenues", "InterestIncomeExpenseNet", "GrossProfit", "OperatingIncomeLoss", "house:EBITDA",
    "house:IncomeBeforeTax", "NetIncomeLoss", "NetIncomeLossAvailableToCommonStockholdersBasic",
    "EarningsPerShareDiluted", "EarningsPerShareBasicAndDiluted", "EarningsPerShareBasic", "house:CapitalExpenditures",
)  # fmt: skip
_HEADLINES = (*_ORDER[:4], "house:IncomeBeforeTax", "NetIncomeLoss")
_MEASURES = frozenset((*_ORDER[:6], "house:CapitalExpenditures", "NetIncomeLoss", "NoninterestIncome"))
_TRENDS = frozenset((*_ORDER, "NoninterestIncome", "Assets", "DepreciationDepletionAndAmortization"))
_STARTS = ("NetIncomeLoss", "house:IncomeBeforeTax", "OperatingIncomeLoss")
_MOST = {"pairs": 4, "bridge": 3, "parts": 4, "trend": 8}
_TREND_PERIODS = 4
_QUARTER_MONTHS = 3
_TREND_MOST = 12  # columns: of more, the last
_TOTAL = re.compile(r"totals?\b", re.IGNORECASE)
_SPANS = {0: "dates", _QUARTER_MONTHS: "quarters", 6: "half-years", 12: "years"}


class Bar(msgspec.Struct, frozen=True):
    """One printed number as a bar from `start` to `end` (full units)."""

    number: int
    printed: str
    start: Decimal
    end: Decimal
    series: Series


class Row(msgspec.Struct, frozen=True):
    """A label and its bars."""

    label: str
    bars: tuple[Bar, ...]


class Chart(msgspec.Struct, frozen=True):
    """A picture: rows of bars that lie, or (`kind` "trend") columns that stand in order of time."""

    kind: Literal["pairs", "bridge", "parts", "trend"]
    title: str
    caption: str
    rows: tuple[Row, ...]


def charts(proof: Proof) -> tuple[Chart, ...]:
    """The pictures, those of a kind together."""
    desk = _Desk(proof)
    found = (*desk.pairs(), *desk.bridges(), *desk.parts(), *desk.trends())
    kept, counts = [], dict.fromkeys(_MOST, 0)
    for chart in found:
        counts[chart.kind] += 1
        if counts[chart.kind] <= _MOST[chart.kind]:
            kept.append(chart)
    return tuple(kept)


class _Desk:
    """The facts of tables, and the ties that hold, by what the pictures need."""

    def __init__(self, proof: Proof) -> None:
        self.index = {n.id: k for k, n in enumerate(proof.reading.numbers)}
        self.printed = {n.id: " ".join(n.text.split()) for n in proof.reading.numbers}
        cells = {n.id: n.cell for n in proof.reading.numbers if n.cell is not None}
        self.facts = [
            f for f in proof.reading.facts
            if f.number in cells and f.period and f.unit and not f.guidance and not f.relation and f.unit != "percent"
        ]  # fmt: skip
        self.row = {ident: cell[1] for ident, cell in cells.items()}
        self.tables: dict[int, list[Fact]] = {}
        for fact in self.facts:
            self.tables.setdefault(cells[fact.number][0], []).append(fact)
        self.by_number = {f.number: f for f in self.facts}
        self.ties = [t for t in proof.ties if t.status != "broken" and t.kind in ("sum", "difference")]
        self.latest = self._latest()

    def _latest(self) -> Period | None:
        """The period the release is about: the last quarter in its tables; without quarters, the last of any length."""
        spans = Counter(f.period for f in self.facts if f.period and f.period.start and f.statement != "cash-flow")
        often = [period for period, times in spans.items() if times > 2]
        return max([p for p in often if p.months == _QUARTER_MONTHS] or often, default=None)

    def bar(self, fact: Fact, series: Series) -> Bar:
        """The fact as a bar from zero."""
        return Bar(self.index[fact.number], self.printed[fact.number], Decimal(0), fact.value, series)

    def pairs(self) -> Iterator[Chart]:
        """Each measure that segments state for the period and a year before; then the headline lines.

        What is compared stands in one table: another may hold another company's figures, or another basis.
        """
        now, then = self.latest, _year_before(self.latest, [f.period for f in self.facts if f.period])
        if now is None or then is None:
            return
        caption = f"{_named(now)} (above) and {then.end.year} (below)"
        tables = [_pairs(facts, now, then) for facts in self.tables.values()]
        for concept in sorted(_MEASURES, key=_rank):
            segments, total = max((_of_measure(pairs, concept) for pairs in tables), key=_count, default=({}, None))
            if len(segments) > 1:
                rows = [self._pair(segment, pair) for segment, pair in segments.items()]
                rows += [self._pair("Consolidated", total)] if total else []
                name = _measure(total[0]) if total else _title(concept)
                yield Chart("pairs", f"{name} by segment", caption, tuple(rows))
        headlines = [[pairs[c, None] for c in _HEADLINES if (c, None) in pairs] for pairs in tables]
        rows = [self._pair(_label(pair[0]), pair) for pair in max(headlines, key=len, default=[])]
        if len(rows) > 1:
            yield Chart("pairs", "Consolidated results", caption, tuple(rows))

    def _pair(self, label: str, pair: Pair) -> Row:
        return Row(label, (self.bar(pair[0], "now"), self.bar(pair[1], "then")))

    def bridges(self) -> Iterator[Chart]:
        """Equations that lead from income to EBITDA, or to another measure of a reconciliation, step by step."""
        seen: set[tuple[str, str]] = set()
        for tie in self.ties:
            facts = self._of(tie)
            if facts is None or len(facts) < 4 or facts[0].segment is not None:
                continue
            target, *parts = facts
            places = [self.index[f.number] for f in facts]
            first = places.index(min(places)) - 1
            if first < 0 or places[0] < max(places) or tie.terms[first].coefficient != 1:
                continue  # a bridge is read downwards: where it starts is printed first, where it leads last
            told = target.concept == "house:EBITDA" or target.basis is not None or target.statement == "reconciliation"
            ends = (_measure(parts[first]), _measure(target))
            start = parts[first].concept in _STARTS and parts[first].basis is None
            if told and start and target.concept not in _STARTS and ends not in seen:
                seen.add(ends)
                steps = self._steps(tie, facts, first)
                yield Chart("bridge", f"From {ends[0]} to {ends[1]}", _named(target.period), steps)

    def _steps(self, tie: Tie, facts: list[Fact], first: int) -> tuple[Row, ...]:
        target, *parts = facts
        rows = [Row(_label(parts[first]), (self.bar(parts[first], "start"),))]
        at = parts[first].value
        for k, part in enumerate(parts):
            if k == first or part.nil:
                continue
            change = part.value * tie.terms[k].coefficient
            series: Series = "down" if change < 0 else "up"
            bar = Bar(self.index[part.number], self.printed[part.number], at, at + change, series)
            rows.append(Row(_label(part), (bar,)))
            at += change
        return (*rows, Row(_label(target), (self.bar(target, "end"),)))

    def parts(self) -> Iterator[Chart]:
        """Sums of segments to the consolidated figure."""
        found: dict[str, Chart] = {}
        for tie in self.ties:
            facts = self._of(tie)
            if facts is None or len(facts) < 3 or any(t.coefficient != 1 for t in tie.terms):
                continue
            target, *parts = facts
            names = {part.segment for part in parts}
            if target.segment is not None or None in names or len(names) < len(parts):
                continue
            measure = target.concept or next((p.concept for p in parts if p.concept), None) or _label(target)
            rows = [Row(part.segment or "", (self.bar(part, "part"),)) for part in parts]
            total = Row("Consolidated", (self.bar(target, "end"),))
            title = f"{_measure(target)}: what each segment contributes"
            found.setdefault(measure, Chart("parts", title, _named(target.period), (*rows, total)))
        yield from (found[measure] for measure in sorted(found, key=_rank))

    def trends(self) -> Iterator[Chart]:
        """Rows of tables that state a measure for four periods of one length, or more."""
        series: dict[tuple[str, int], dict[Period, Fact]] = {}
        for facts in self.tables.values():
            rows: dict[tuple[str, int, int], dict[Period, Fact]] = {}
            for fact in facts:
                if fact.concept in _TRENDS and fact.segment is None and not fact.nil and fact.period:
                    key = (fact.concept, fact.period.months, self.row[fact.number])
                    rows.setdefault(key, {}).setdefault(fact.period, fact)
            for (concept, months, _), row in rows.items():
                if len(row) >= max(_TREND_PERIODS, len(series.get((concept, months), {})) + 1):
                    series[concept, months] = row
        for (concept, months), row in sorted(series.items(), key=lambda item: (_rank(item[0][0]), item[0][1])):
            last = row[max(row)]
            columns = [Row(_short(p), (self.bar(row[p], "now"),)) for p in sorted(row)[-_TREND_MOST:]]
            spans = f"{len(columns)} {_SPANS.get(months, f'spans of {months} months')}"
            place = f", {' '.join(last.table.split())}" if last.table else ""
            yield Chart("trend", _label(last) or _title(concept), f"{spans} as printed{place}", tuple(columns))

    def _of(self, tie: Tie) -> list[Fact] | None:
        """The facts of a tie, target first, where all are of tables, of one unit and of the release's period."""
        facts = [self.by_number.get(ident) for ident in (tie.target, *(t.number for t in tie.terms))]
        known = [f for f in facts if f is not None and f.period == self.latest]
        alike = len(known) == len(facts) and len({f.unit for f in known}) == 1
        return known if alike else None


def _pairs(facts: list[Fact], now: Period, then: Period) -> Pairs:
    """Of one table, each measure and segment that both periods are stated for."""
    known: dict[tuple[str, str | None], dict[Period | None, Fact]] = {}
    for fact in facts:
        if fact.concept in _MEASURES and fact.basis is None and fact.period in (now, then):
            known.setdefault((fact.concept, fact.segment), {}).setdefault(fact.period, fact)
    return {key: (stated[now], stated[then]) for key, stated in known.items() if len(stated) == 2}


def _of_measure(pairs: Pairs, concept: str) -> tuple[dict[str, Pair], Pair | None]:
    """The segments' pairs of one measure, and the consolidated entity's."""
    segments = {segment: pair for (c, segment), pair in pairs.items() if c == concept and segment is not None}
    return segments, pairs.get((concept, None))


def _count(found: tuple[dict[str, Pair], Pair | None]) -> int:
    return len(found[0])


def _year_before(period: Period | None, others: list[Period]) -> Period | None:
    """The period of the same length that ended a year before; fiscal years end on other days, by two weeks at most."""
    if period is None:
        return None
    alike = [o for o in others if o.start and o.months == period.months]
    return next((o for o in alike if abs((period.end - o.end).days - 365) <= 14), None)


def _rank(concept: str) -> tuple[int, str]:
    return (_ORDER.index(concept), "") if concept in _ORDER else (len(_ORDER), concept)


def _label(fact: Fact) -> str:
    return " ".join(fact.label.split()).strip(" :") or _title(fact.concept or "unlabelled")


def _measure(fact: Fact) -> str:
    """What a total is of: its label without "Total"; where that is all it says, the heading or the concept."""
    label = _TOTAL.sub("", _label(fact)).strip(" ,:-")
    if not label:
        above = " ".join(fact.path[-2].split()).strip(" :") if len(fact.path) > 1 else ""
        label = above or _title(fact.concept or "total")
    return label[:1].upper() + label[1:]


def _title(concept: str) -> str:
    """A concept's name in words: "house:CapitalExpenditures" is "Capital expenditures"."""
    name = concept.removeprefix("house:")
    if " " in name or name.isupper():
        return name
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in name).split()
    return " ".join(words).capitalize().replace(" loss", " (loss)")


def _named(period: Period | None) -> str:
    if period is None or period.start is None:
        return ""
    return f"{period.months} months to {period.end:%d %B %Y}".replace(" 0", " ")


def _short(period: Period) -> str:
    return f"{period.end:%b %y}"
