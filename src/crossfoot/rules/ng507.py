"""NG507: a reconciliation does not cover a period for which the text gives the measure."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.model.interval import Interval, rounded
from crossfoot.model.period import Period
from crossfoot.rules import measures
from crossfoot.rules.case import Case
from crossfoot.rules.dated import by
from crossfoot.rules.finding import at_mention, of_place
from crossfoot.rules.words import period_words, printed

RULE = Rule(
    "NG507",
    "period-not-reconciled",
    "note",
    "A measure is given for a period that its reconciliation does not cover",
    "NG507.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule: one a measure and period."""
    if not case.measures.mentions:
        return
    covered: dict[str, set[Period]] = {}
    amounts: dict[str, list[Interval]] = {}
    for fact in case.proof.reading.facts:
        family = measures.family_of(fact.label) if case.numbers[fact.number].cell else None
        if family and fact.period:
            covered.setdefault(family, set()).add(fact.period)
            amounts.setdefault(family, []).append(rounded(fact.value, fact.decimals))
    known = {r.family for r in case.measures.reconciliations}
    told: set[tuple[str, Period]] = set()
    for mention in case.measures.mentions:
        claim, period = mention.claim, mention.claim.period
        if (
            mention.family not in known & covered.keys()
            or period is None
            or not claim.dated
            or (mention.family, period) in told
        ):
            continue
        figure = case.numbers[claim.number]
        here = rounded(figure.value, figure.decimals)
        if any(_same(period, other) for other in covered[mention.family]):
            continue
        if any(here.meets(other) for other in amounts[mention.family]):
            continue  # the figure stands there: it is the period that is read otherwise
        told.add((mention.family, period))
        yield of_place(
            RULE,
            "note",
            f"{measures.name_of(mention.family)} of {printed(case, claim.number)} is given{period_words(period)},"
            f" a period that the reconciliation does not cover{by(case, RULE)}",
            "add the period to the reconciliation",
            at_mention(mention),
        )


_SLACK_DAYS = 10  # thirteen weeks against a calendar quarter


def _same(one: Period, other: Period) -> bool:
    ends = abs((one.end - other.end).days) <= _SLACK_DAYS
    if one.start is None or other.start is None:
        return ends
    return ends and abs((one.start - other.start).days) <= _SLACK_DAYS
