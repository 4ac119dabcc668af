"""BK721: a figure of a built release is read back otherwise than it was meant."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.books import Stated
from crossfoot.model.fact import Fact
from crossfoot.model.finding import Finding, Rule
from crossfoot.model.number import Number
from crossfoot.model.printed import plain
from crossfoot.rules.case import Case
from crossfoot.rules.finding import excerpt

RULE = Rule(
    "BK721",
    "read-back-differs",
    "error",
    "A figure of the built release is read back otherwise than it was meant",
    "BK721.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule; a figure that is read without its period or unit is a note."""
    reference = case.proof.reference
    if reference is None or not reference.whole:
        return
    for match in reference.matches:
        number = case.numbers[match.number]
        fact = case.facts.get(match.number)
        wrong = _wrong(number, fact, match.stated)
        if wrong:
            yield _finding(case, number, match.stated, wrong, "error")
        elif fact is None or fact.period is None or fact.unit is None:
            what = "no meaning" if fact is None else "no period" if fact.period is None else "no unit"
            yield _finding(case, number, match.stated, f"with {what}", "note")
    for stated in reference.missing:
        yield Finding(
            rule=RULE.code, severity="error",
            message=f"{_name(stated)} is printed as {stated.text} but is not found when the release is read",
            excerpt=stated.text, remedy="look at the passage that prints it",
            numbers=(), suspects=(), span=None, line=None,
        )  # fmt: skip


def _wrong(number: Number, fact: Fact | None, stated: Stated) -> str:
    """What is read otherwise; nothing where all that is known agrees."""
    if number.value != stated.value:
        return f"as {plain(number.value)} instead of {plain(stated.value)}"
    if fact is None:
        return ""
    if fact.unit is not None and fact.unit != stated.unit:
        return f"in {fact.unit} instead of {stated.unit}"
    if fact.period is not None and fact.period != stated.period:
        return f"for {fact.period} instead of {stated.period}"
    if _plain(fact.segment) != _plain(stated.segment):
        return f"of {fact.segment or 'the group'} instead of {stated.segment or 'the group'}"
    return ""


def _plain(segment: str | None) -> str:
    return " ".join((segment or "").lower().split())


def _name(stated: Stated) -> str:
    return f"{stated.key} ({stated.label})"


def _finding(case: Case, number: Number, stated: Stated, what: str, severity: str) -> Finding:
    return Finding(
        rule=RULE.code,
        severity="error" if severity == "error" else "note",
        message=f"{_name(stated)}, printed as {stated.text}, is read back {what}",
        excerpt=excerpt(case, number.id),
        remedy="say in the sentence whose figure it is and of which period",
        numbers=(number.id,),
        suspects=(),
        span=number.span,
        line=number.line,
    )
