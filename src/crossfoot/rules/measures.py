"""Measures outside GAAP in a release: where its text uses them, and how its tables come to them from GAAP."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from crossfoot import vocabulary
from crossfoot.model.claim import Claim
from crossfoot.model.document import Passage
from crossfoot.model.fact import Fact
from crossfoot.model.number import Number
from crossfoot.model.period import Period
from crossfoot.model.proof import Proof
from crossfoot.model.tie import Tie
from crossfoot.rules.wording import closed, flat

_SUMS = ("sum", "difference")
_DOWN = ("column", "sections", "tables")
_SUBTOTAL = re.compile(r"\btotal\b|\bsubtotal\b|\badjustments\b")
_KNOWN = 4096  # texts whose measures are remembered: every rule of measures asks for the same labels and passages
_DEPTH = 3  # subtotals of adjustments within each other


class Mention(NamedTuple):
    """A family of measures named in a sentence that gives a figure for it: where, and the figure's claim."""

    family: str
    passage: Passage
    start: int
    end: int
    claim: Claim

    @property
    def name(self) -> str:
        """The measure as the sentence names it."""
        return " ".join(self.passage.text[self.start : self.end].split())

    @property
    def position(self) -> int:
        """Where in the source it begins."""
        return self.passage.source_span(self.start, self.end)[0]


class Reconciliation(NamedTuple):
    """A sum that gives a measure outside GAAP: its parts in the table's order, subtotals of adjustments taken apart."""

    family: str
    target: Fact
    parts: tuple[Fact, ...]
    table: int

    @property
    def start(self) -> Fact:
        """What it starts from."""
        return self.parts[0]

    @property
    def period(self) -> Period | None:
        """The period that it is of."""
        return self.target.period


@cache
def pattern(*path: str) -> re.Pattern[str]:
    """A pattern of measures.toml by its keys."""
    entry = vocabulary.measure_words()
    for key in path:
        entry = entry[key]
    return re.compile(str(entry))


def families() -> tuple[str, ...]:
    """The families of measures, the special first."""
    return tuple(vocabulary.measure_words()["family"])


def name_of(family: str) -> str:
    """How a message calls a family."""
    return str(vocabulary.measure_words()["family"][family]["name"])


def gaap_of(family: str) -> str:
    """The class of GAAP measures that a family is compared with."""
    return str(vocabulary.measure_words()["family"][family]["gaap"])


def _may_name(words: str) -> bool:
    """False where a text has none of the words that every name of a family holds: most texts need no search."""
    return any(hint in words for hint in vocabulary.measure_words()["hints"]["family"])


@lru_cache(maxsize=_KNOWN)
def family_of(text: str) -> str | None:
    """The family that a label names; None for GAAP measures and for ratios of a measure."""
    words = closed(text)
    if not _may_name(words):
        return None
    for family in families():
        if pattern("family", family, "title").search(words):
            return None if pattern("ebitda", "not_amount").search(words) and family.endswith("ebitda") else family
    return None


@lru_cache(maxsize=_KNOWN)
def gaap_class(text: str) -> str | None:
    """The class of GAAP measures that a label names ("net-income"), of the classes a reconciliation starts from."""
    words = closed(text)
    return next((name for name in vocabulary.measure_words()["gaap"] if pattern("gaap", name).search(words)), None)


@lru_cache(maxsize=_KNOWN)
def titles(text: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end, family) of every measure outside GAAP named in a text, no two overlapping."""
    found: list[tuple[int, int, str]] = []
    for family in families() if _may_name(text) else ():
        for match in pattern("family", family, "title").finditer(text):
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), family))
    return tuple(sorted(found))


class Measures:
    """What a proof's text and tables say of measures outside GAAP."""

    def __init__(self, proof: Proof, numbers: Mapping[str, Number], facts: Mapping[str, Fact]) -> None:
        self.proof, self.numbers, self.facts = proof, numbers, facts

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every naming of a measure in a sentence that gives a figure for it, in document order; no outlook."""
        claims: dict[int, list[Claim]] = {}
        for claim in self.proof.reading.claims:
            if claim.kind in ("amount", "per-share") and self._states_result(claim):
                claims.setdefault(claim.passage, []).append(claim)
        found = []
        for index, mine in sorted(claims.items()):
            passage = self.proof.document.passages[index]
            for start, end, family in titles(flat(passage.text)):
                at = passage.source_span(start, end)[0]
                about = next((c for c in mine if self._about(c, at)), None)
                if about is not None and family_of(about.metric_text) == family:
                    found.append(Mention(family, passage, start, end, about))
        return tuple(found)

    def _about(self, claim: Claim, at: int) -> bool:
        """True of a claim behind a place in its sentence."""
        return claim.sentence[0] <= at < claim.sentence[1] and self.numbers[claim.number].span[0] > at

    def _states_result(self, claim: Claim) -> bool:
        fact = self.facts.get(claim.number)
        return self.numbers[claim.number].why is None and (fact is None or fact.guidance is None)

    @cached_property
    def reconciliations(self) -> tuple[Reconciliation, ...]:
        """The sums that give a measure outside GAAP, broken ones left out, in document order."""
        found = []
        for ident, ties in self._into.items():
            fact, number = self.facts.get(ident), self.numbers[ident]
            family = family_of(fact.label) if fact else None
            if fact is None or number.cell is None or family is None:
                continue
            tie = max(ties, key=lambda t: len(t.terms))
            ids = self._from_its_top(sorted(self._parts(tie, 0), key=lambda i: self.numbers[i].span))
            parts = tuple(self.facts[i] for i in ids if i in self.facts)
            if len(parts) > 1 and (gaap_class(parts[0].label) or family_of(parts[0].label)):
                found.append(Reconciliation(family, fact, parts, number.cell[0]))
        return tuple(sorted(found, key=lambda r: self.numbers[r.target.number].span))

    @cached_property
    def _into(self) -> dict[str, list[Tie]]:
        """The sums that hold, by their target."""
        into: dict[str, list[Tie]] = {}
        for tie in self.proof.ties:
            if tie.kind in _SUMS and tie.scope in _DOWN and tie.status != "broken":
                into.setdefault(tie.target, []).append(tie)
        return into

    def _parts(self, tie: Tie, depth: int) -> Iterator[str]:
        """The ids of a sum's terms, subtotals of adjustments taken apart."""
        for term in tie.terms:
            fact = self.facts.get(term.number)
            inner = self._into.get(term.number)
            subtotal = fact is not None and _SUBTOTAL.search(closed(fact.label)) and gaap_class(fact.label) is None
            if subtotal and inner and depth < _DEPTH:
                yield from self._parts(max(inner, key=lambda t: len(t.terms)), depth + 1)
            else:
                yield term.number

    def _from_its_top(self, ids: list[str]) -> list[str]:
        """The parts with the first taken apart, where that is itself come to from net income in rows above it."""
        first = self.facts.get(ids[0])
        if first is None or gaap_class(first.label) == "net-income":
            return ids
        for tie in self._into.get(ids[0], ()):
            above = sorted((t.number for t in tie.terms), key=lambda i: self.numbers[i].span)
            start = self.facts.get(above[0])
            before = self.numbers[above[-1]].span < self.numbers[ids[0]].span and self._table(above[0]) == self._table(
                ids[0]
            )
            if before and start is not None and gaap_class(start.label) == "net-income":
                return [*above, *ids[1:]]
        return ids

    def _table(self, ident: str) -> int | None:
        cell = self.numbers[ident].cell
        return cell[0] if cell else None

    def says(self, *path: str) -> bool:
        """True where a pattern is found in a passage or in a table's titles, stub, notes or row labels."""
        found = pattern(*path)
        document = self.proof.document
        texts = (p.text for p in document.passages)
        tables = (x for t in document.tables for x in (*t.titles, *t.stub, *t.notes, *(r.label for r in t.rows)))
        return any(found.search(flat(text)) for source in (texts, tables) for text in source)


def whole(fact: Fact) -> bool:
    """True of a fact of the whole company."""
    return fact.segment is None
