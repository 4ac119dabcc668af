"""Figures of one period that a release and an earlier one print differently, and the finding about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.model.fact import Fact
from crossfoot.model.finding import Finding, Rule, Severity
from crossfoot.model.period import Period
from crossfoot.rules import measures
from crossfoot.rules.case import Case
from crossfoot.rules.earlier import Pair, Prior
from crossfoot.rules.finding import at_number, of_place
from crossfoot.rules.words import headed, period_words, printed


def differing(case: Case) -> Iterator[tuple[Prior, Sequence[Pair]]]:
    """The pairs that differ, by earlier release, table and period: what has one root cause is mostly one of these.

    Each difference is told once, against the latest earlier release that prints the figure; that of a measure outside
    GAAP is left to the rule about definitions.
    """
    settled: set[str] = set()
    for prior in sorted(case.priors, key=lambda p: p.proof.reading.released or "", reverse=True):
        groups: dict[tuple[int, Period | None], list[Pair]] = {}
        for pair in prior.pairs:
            cell = case.numbers[pair.now.number].cell
            if pair.now.number in settled or cell is None:
                continue
            settled.add(pair.now.number)
            if not pair.agrees and measures.family_of(pair.now.label) is None:
                groups.setdefault((cell[0], pair.now.period), []).append(pair)
        for (table, _), pairs in groups.items():
            if _readable(case, prior, table):
                yield prior, pairs


def _readable(case: Case, prior: Prior, table: int) -> bool:
    """True of a statement, and of another table where most of what both releases print is the same.

    Where it is not, the two tables are of other things under the same names, or are read wrongly.
    """
    here = [p for p in prior.pairs if (case.numbers[p.now.number].cell or (-1,))[0] == table]
    if all(pair.now.statement not in ("other", "segments") for pair in here):
        return True
    return sum(pair.agrees for pair in here) * 2 > len(here)


def told(case: Case, rule: Rule, severity: Severity, prior: Prior, pairs: Sequence[Pair], remedy: str) -> Finding:
    """The finding about figures that differ: the gravest first, the others counted."""
    first = max(pairs, key=_weight)
    others = len(pairs) - 1
    more = (
        "" if not others else f"; {others} other figure{'s' * (others > 1)} of the period differ{'s' * (others == 1)}"
    )
    then = f"{prior.text(first.then)} in {prior.called}, line {prior.line(first.then)}"
    message = f"{headed(case, first.now.number)}{_when(first.now)} is {printed(case, first.now.number)} but was {then}"
    ids = [pair.now.number for pair in pairs if pair is not first]
    return of_place(rule, severity, f"{message}{more}", remedy, at_number(case, first.now.number, *ids))


_KNOWN = ("Revenues", "NetIncomeLoss", "OperatingIncomeLoss", "Assets", "StockholdersEquity")


def _weight(pair: Pair) -> tuple[bool, bool]:
    """What a reader asks after first: totals that everybody knows, else the first in the table."""
    return pair.now.concept in _KNOWN, pair.now.concept is not None


def _when(fact: Fact) -> str:
    return period_words(fact.period) if fact.period else ""
