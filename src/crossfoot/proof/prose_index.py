"""The tables' facts as prose looks them up: by value, by row, by the words of their labels."""

from __future__ import annotations

import math
import re
from decimal import Decimal

import msgspec

from crossfoot.model.fact import Fact
from crossfoot.model.number import Number
from crossfoot.model.period import Period
from crossfoot.model.proof import Reading
from crossfoot.proof.prose_slip import rounded_both_ways
from crossfoot.vocabulary.prose import prose_words, stems

RowKey = tuple[int, int, int]  # table, row, and which of the row's column headings
_ABBREVIATION = re.compile(r"\(([A-Z][A-Z&]+)\)")
TELLING = 100  # a cell coarser than the claim has to show three digits to say anything of it


class Line(msgspec.Struct, gc=False):
    """One row of a table: the stems of its own label, of the headings and titles over it, and its facts.

    `named`: the stems of its segment's name.
    `alias`: the stems of an abbreviation in brackets that stands for the whole label ("… (EBITDA)")."""

    key: RowKey
    label: str
    own: frozenset[str]
    around: frozenset[str]
    alias: frozenset[str]
    segment: str | None
    unit: str | None
    facts: list[Fact]
    named: frozenset[str] = frozenset()

    @property
    def item(self) -> tuple[frozenset[str], str | None, str | None]:
        """What the row is of: the same for "EBITDA" here and "Total EBITDA" there."""
        return (self.alias or self.own, self.segment, self.unit)

    def at(self, period: Period | None) -> Fact | None:
        """The row's fact of a period, or of the instant at its end."""
        for fact in self.facts:
            if fact.period == period:
                return fact
        if period is not None:
            for fact in self.facts:
                if fact.period is not None and fact.period.start is None and fact.period.end == period.end:
                    return fact
            if period.start is None:  # an average balance has a duration
                same_end = [f for f in self.facts if f.period is not None and f.period.end == period.end]
                return min(same_end, key=lambda f: f.period.days if f.period else 0, default=None)
        return None


class Facts(msgspec.Struct, gc=False):
    """The index. `by_precision[(unit, decimals)]` holds facts by magnitude, rounded to those decimals where they are
    finer, and counted in units of the last (whole numbers are looked up many times faster than Decimals)."""

    numbers: dict[str, Number]
    facts: dict[str, Fact]
    lines: dict[RowKey, Line]
    line_of: dict[str, Line]
    by_word: dict[str, list[Line]]
    weight: dict[str, float]
    rarest: float
    units: dict[str, list[Fact]]
    decimals: dict[str, frozenset[int]]
    by_precision: dict[tuple[str, int], dict[int, list[Fact]]]

    def matching(self, value: Decimal, decimals: int, unit: str) -> list[Fact]:
        """The facts whose magnitude, at the coarser of the two precisions, is that of `value` printed with
        `decimals`."""
        size = abs(value)
        exact = size.scaleb(decimals)
        found = list(self._rounded(unit, decimals).get(int(exact), ())) if exact == int(exact) else []
        for coarser in self.decimals.get(unit, ()):
            if coarser >= decimals:
                continue
            for fact in self._rounded(unit, coarser).get(round(size.scaleb(coarser)), ()):
                if fact.decimals == coarser and abs(fact.value).scaleb(coarser) >= TELLING:
                    found.append(fact)
        return found

    def _rounded(self, unit: str, decimals: int) -> dict[int, list[Fact]]:
        table = self.by_precision.get((unit, decimals))
        if table is None:
            table = self.by_precision[(unit, decimals)] = {}
            for fact in self.units.get(unit, ()):
                if fact.nil or (fact.decimals is not None and fact.decimals < decimals):
                    continue
                for size in rounded_both_ways(abs(fact.value).scaleb(decimals)):
                    table.setdefault(size, []).append(fact)
        return table

    def idf(self, word: str) -> float:
        """How much a word tells: high for one that few rows have."""
        return self.weight.get(word, self.rarest)


_HALVES = (Decimal("0.5"), Decimal("-0.5"))


def index_of(reading: Reading) -> Facts:
    """The index of the tables' facts of a reading."""
    numbers = {n.id: n for n in reading.numbers}
    lines: dict[RowKey, Line] = {}
    line_of: dict[str, Line] = {}
    units: dict[str, list[Fact]] = {}
    rows: dict[tuple[int, int], list[Fact]] = {}
    for fact in reading.facts:
        cell = numbers[fact.number].cell
        if cell is not None:
            rows.setdefault(cell[:2], []).append(fact)
            if fact.unit is not None:
                units.setdefault(fact.unit, []).append(fact)
    for row, facts in rows.items():
        for k, group in enumerate(_headed(facts)):
            key = (*row, k)
            line = lines[key] = _line(key, group[0], lines.get((*row, 0)))
            line.facts += group
            line_of.update((f.number, line) for f in group)
    by_word: dict[str, list[Line]] = {}
    for line in lines.values():
        for word in line.own | line.around:
            by_word.setdefault(word, []).append(line)
    count = len(lines) + 1
    weight = {w: math.log(1 + count / len(ls)) for w, ls in by_word.items()}
    by_id = {f.number: f for f in reading.facts}
    decimals = {u: frozenset(f.decimals for f in fs if f.decimals is not None) for u, fs in units.items()}
    return Facts(numbers, by_id, lines, line_of, by_word, weight, math.log(1 + count), units, decimals, {})


def _headed(row: list[Fact]) -> list[list[Fact]]:
    """The facts of a row by their column headings; those under headings of one time each ("as restated") together."""
    by_path: dict[tuple[str, ...], list[Fact]] = {}
    for fact in row:
        by_path.setdefault(fact.path, []).append(fact)
    groups: list[list[Fact]] = []
    for facts in by_path.values():
        group = next((g for g in groups if _is_one_comparison(g, facts)), None)
        if group is not None:
            group += facts
        else:
            groups.append(facts)
    return groups


def _is_one_comparison(group: list[Fact], facts: list[Fact]) -> bool:
    """True where no figure is a change, and `facts` are of times that the group lacks, of a length that it has."""
    times, known = {f.period for f in facts}, {f.period for f in group}
    if None in times or any(f.relation is not None for f in (*group, *facts)) or times & known:
        return False
    return {p.months for p in times if p is not None} <= {p.months for p in known if p is not None}


def _line(key: RowKey, fact: Fact, row: Line | None) -> Line:
    """The line that a fact begins; `row` is the first of its row, which says what its columns of changes are of."""
    segment = frozenset(stems(fact.segment)) if fact.segment else frozenset()
    own = spelled_out(frozenset(stems(fact.label)) - segment)
    around: frozenset[str] = frozenset()
    if not own and row is not None and fact.relation is not None:
        own = row.own
    for heading in reversed(fact.path[:-1]):
        words = frozenset(stems(heading)) - segment
        if not own:
            own = words  # "Net sales: / Pump Group": the heading is the line item
        around |= words
    if fact.table:
        around |= frozenset(stems(fact.table))
    if not own and fact.concept:
        own = frozenset(stems(fact.label))
    if fact.unit is not None and fact.unit.endswith("/share"):
        around |= {"share"}
    bracketed = [text for text in fact.path if "(" in text]
    alias = frozenset(s for text in bracketed for a in _ABBREVIATION.findall(text) for s in stems(a)) & own
    return Line(key, fact.label, own, around - own, alias, fact.segment, fact.unit, [], segment)


def spelled_out(words: frozenset[str]) -> frozenset[str]:
    """The words with abbreviations ("NOI") as what they stand for."""
    short = prose_words().short
    if words.isdisjoint(short):
        return words
    return frozenset(w for word in words for w in short.get(word, (word,)))


def has_qualifier(line: Line, qualifiers: tuple[str, ...]) -> bool:
    """True where the row itself says every one of the words that set a claim apart ("adjusted", "pro forma")."""
    known = line.own | line.around
    lexicon = prose_words()
    words = set(line.label.lower().replace("(", " ").replace(")", " ").split())
    return all(q in words or lexicon.same.get(q, q) in known for q in qualifiers)
