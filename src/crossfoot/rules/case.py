"""What rules look at: one proof with its indices, and the root causes behind its broken ties."""

from __future__ import annotations

import datetime
from functools import cached_property

from crossfoot.model.claim import Claim
from crossfoot.model.fact import Fact
from crossfoot.model.number import Number
from crossfoot.model.proof import Proof
from crossfoot.model.tie import Tie
from crossfoot.rules.earlier import Prior, recast
from crossfoot.rules.mapping import code_of
from crossfoot.rules.measures import Measures

_RANK = {"error": 0, "warning": 1, "note": 2}


class Cause:
    """One thing wrong: the strongest broken tie (`lead`), its code, and the others with the same first suspect."""

    def __init__(self, ties: tuple[Tie, ...], target: Number) -> None:
        self.lead, *others = ties
        self.others = tuple(others)
        self.code = code_of(self.lead, per_share=(target.unit or "").endswith("/share"))

    @property
    def ties(self) -> tuple[Tie, ...]:
        """The strongest first."""
        return (self.lead, *self.others)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Ids of every number concerned: targets, terms and suspects, those of the strongest tie first."""
        ids: dict[str, None] = {}
        for tie in self.ties:
            ids.update(dict.fromkeys((tie.target, *(t.number for t in tie.terms), *(s.number for s in tie.suspects))))
        return tuple(ids)


class Case:
    """A proof as rules see it."""

    def __init__(self, proof: Proof) -> None:
        self.proof = proof

    @cached_property
    def causes(self) -> tuple[Cause, ...]:
        """The root causes of the broken ties, strongest first."""
        groups = _grouped(self.proof.ties)
        return tuple(Cause(group, self.numbers[group[0].target]) for group in groups)

    @cached_property
    def date(self) -> datetime.date | None:
        """The day on which the release went out, else the end of its latest period; None where neither is known."""
        said = self.proof.reading.released or self.proof.document.filed
        if said:
            return datetime.date.fromisoformat(said)
        facts = self.proof.reading.facts
        return max((f.period.end for f in facts if f.period and not f.guidance and f.claim is None), default=None)

    @cached_property
    def priors(self) -> tuple[Prior, ...]:
        """The earlier releases that this one is held against."""
        return tuple(Prior(self.proof, earlier) for earlier in self.proof.earlier)

    @cached_property
    def measures(self) -> Measures:
        """What the release's text and tables say of measures outside GAAP."""
        return Measures(self.proof, self.numbers, self.facts)

    @cached_property
    def recast(self) -> bool:
        """True where the release says that figures of earlier periods were restated, recast or reclassified."""
        return recast(self.proof)

    @cached_property
    def numbers(self) -> dict[str, Number]:
        """The numbers by id."""
        return {n.id: n for n in self.proof.reading.numbers}

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """The facts by their number's id."""
        return {f.number: f for f in self.proof.reading.facts}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """The claims by their number's id."""
        return {c.number: c for c in self.proof.reading.claims}


def _grouped(ties: tuple[Tie, ...]) -> list[tuple[Tie, ...]]:
    """The broken ties to be reported, strongest first, those of one root cause together."""
    broken = sorted((t for t in ties if t.status == "broken" and t.certainty in _RANK), key=_strength)
    grouped: dict[str, list[Tie]] = {}
    for tie in broken:
        grouped.setdefault(tie.suspects[0].number if tie.suspects else f"tie {tie.id}", []).append(tie)
    _absorb(grouped)
    return [tuple(group) for group in grouped.values()]


def _absorb(grouped: dict[str, list[Tie]]) -> None:
    """Takes a single tie into the group of a number that it suspects too, if several ties point at that number.

    A wrong figure in a table also spoils the percent that the text makes of it; by itself that percent looks the
    likelier slip, but the sums say which of the two it is.
    """
    firm = [number for number, group in grouped.items() if len(group) > 1]
    for number in [n for n, group in grouped.items() if len(group) == 1]:
        [tie] = grouped[number]
        cause = next((s.number for s in tie.suspects if s.number in firm), None)
        if cause is not None:
            grouped[cause].append(tie)
            del grouped[number]


def _strength(tie: Tie) -> tuple[int, bool, int, float]:
    """Sorts the strongest first: certainty, then what is plainest to say (of the suspect, few terms), then chance."""
    suspect = tie.suspects[0].number if tie.suspects else None
    chance = tie.nfa if tie.nfa is not None else float("-inf")
    return _RANK[tie.certainty or "note"], suspect != tie.target, len(tie.terms), chance
