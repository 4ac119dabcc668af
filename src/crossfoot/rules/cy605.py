"""CY605: a measure outside GAAP is no longer what it was for the same period."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules import measures
from crossfoot.rules.case import Case
from crossfoot.rules.earlier import Pair, Prior, agree, normal
from crossfoot.rules.finding import at_number, of_place
from crossfoot.rules.words import headed, period_words, printed

RULE = Rule(
    "CY605",
    "measure-redefined",
    "note",
    "A measure outside GAAP differs from the earlier release for the same period",
    "CY605.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule: one an earlier release and measure."""
    told: set[str] = set()
    for prior in case.priors:
        for pair in prior.pairs:
            family = measures.family_of(pair.now.label)
            if pair.agrees or family is None or pair.now.label in told:
                continue
            told.add(pair.now.label)
            when = period_words(pair.now.period) if pair.now.period else ""
            yield of_place(
                RULE,
                "note",
                f"{headed(case, pair.now.number)}{when} is {printed(case, pair.now.number)} but was"
                f" {prior.text(pair.then)} in {prior.called}, line {prior.line(pair.then)}{_rows(case, prior, pair)}",
                "say how the measure is defined now, and recast the earlier periods",
                at_number(case, pair.now.number),
            )


def _rows(case: Case, prior: Prior, pair: Pair) -> str:
    """Which rows of the reconciliation are new, gone or different, where both releases have one."""
    now = next((r for r in case.measures.reconciliations if r.target.number == pair.now.number), None)
    then = next((r for r in Case(prior.proof).measures.reconciliations if r.target.number == pair.then.number), None)
    if now is None or then is None:
        return ""
    mine, theirs = ({normal(part.label): part for part in r.parts if part.value} for r in (now, then))
    new = [part.label for key, part in mine.items() if key not in theirs]
    gone = [part.label for key, part in theirs.items() if key not in mine]
    other = [part.label for key, part in mine.items() if key in theirs and not agree(part, theirs[key])]
    told = (("now with", new), ("without", gone), ("with another", other))
    return "".join(f"; {words} {', '.join(_short(name) for name in names)}" for words, names in told if names)


def _short(text: str) -> str:
    return " ".join(text.split()).rstrip(" :")
