"""NG503: EBITDA or EBIT reconciled to something other than net income."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.fact import Fact
from crossfoot.model.finding import Finding, Rule
from crossfoot.rules import measures
from crossfoot.rules.case import Case
from crossfoot.rules.dated import by, severity
from crossfoot.rules.finding import at_number, of_place
from crossfoot.rules.words import label, printed

RULE = Rule(
    "NG503",
    "ebitda-not-from-net-income",
    "note",
    "EBITDA is reconciled to something other than net income",
    "NG503.md",
)
_OTHERS = ("operating-income", "pretax", "operating-cash")


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule: one a family, unless a table of the release comes to it from net income."""
    every = [r for r in case.measures.reconciliations if r.family in ("ebitda", "adjusted-ebitda")]
    right = {r.family for r in every if measures.gaap_class(r.start.label) == "net-income"}
    told: set[str] = set()
    for made in every:
        if made.family in right or made.family in told or not measures.whole(made.target):
            continue
        if measures.gaap_class(made.start.label) not in _OTHERS or not measures.whole(made.start):
            continue
        if _comes_from_net_income(case, made.start):
            continue
        told.add(made.family)
        yield of_place(
            RULE,
            severity(case, RULE, plain=made.family == "ebitda"),
            f"{label(case, made.target.number)} is reconciled to {label(case, made.start.number)}"
            f" {printed(case, made.start.number)}, not to net income{by(case, RULE)}",
            "start the reconciliation from net income",
            at_number(case, made.start.number, made.target.number),
        )


def _comes_from_net_income(case: Case, start: Fact) -> bool:
    """True where a row of net income stands above, under the same headings: the start is a subtotal on the way."""
    here = case.numbers[start.number].cell
    for fact in case.proof.reading.facts:
        there = case.numbers[fact.number].cell
        if here is None or there is None or there[0] != here[0] or there[1] >= here[1]:
            continue
        if fact.path[:-1] == start.path[:-1] and measures.gaap_class(fact.label) == "net-income":
            return True
    return False
