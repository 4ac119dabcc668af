"""NG508: losses are taken out of a measure and gains are left in."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.fact import Fact
from crossfoot.model.finding import Finding, Rule
from crossfoot.rules import measures
from crossfoot.rules.case import Case
from crossfoot.rules.dated import by
from crossfoot.rules.finding import at_number, of_place
from crossfoot.rules.measures import Reconciliation
from crossfoot.rules.wording import closed
from crossfoot.rules.words import label, place, printed

RULE = Rule(
    "NG508",
    "gains-left-in",
    "note",
    "Losses and charges are taken out of a measure while a gain of the same period is left in",
    "NG508.md",
)
_FAMILIES = ("adjusted-ebitda", "adjusted-net-income", "adjusted-operating-income")


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule: one a family of measures and gain."""
    told: set[tuple[str, str]] = set()
    for made in case.measures.reconciliations:
        if made.family not in _FAMILIES or not measures.whole(made.target):
            continue
        losses = [p for p in made.parts[1:] if p.value > 0 and _is(p, "loss") and not _is(p, "gain")]
        if not losses or any(_is(p, "gain") for p in made.parts[1:]):
            continue
        for gain in _gains(case, made):
            if (made.family, gain.label) not in told:
                told.add((made.family, gain.label))
                yield of_place(
                    RULE,
                    "note",
                    f"{label(case, made.target.number)} takes out {label(case, losses[0].number)}"
                    f" {printed(case, losses[0].number)} but leaves in {label(case, gain.number)}"
                    f" {printed(case, gain.number)} ({place(case, gain.number)}){by(case, RULE)}",
                    "take the gain out too, or say why it belongs in",
                    at_number(case, made.target.number, losses[0].number, gain.number),
                )


def _is(fact: Fact, kind: str) -> bool:
    return measures.pattern("adjustments", kind).search(closed(fact.label)) is not None


def _gains(case: Case, made: Reconciliation) -> Iterator[Fact]:
    """Gains in the statement of operations of the measure's period, those left aside that most measures leave in."""
    start_at_operations = measures.gaap_class(made.start.label) == "operating-income"
    if start_at_operations:
        return  # a gain below the operating income was never in it
    for fact in case.proof.reading.facts:
        there = fact.statement == "operations" and fact.claim is None and measures.whole(fact)
        if (
            there
            and fact.period == made.period
            and fact.value > 0
            and _is(fact, "gain")
            and not _is(fact, "usual_gain")
        ):
            yield fact
