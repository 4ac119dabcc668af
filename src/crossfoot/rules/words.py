"""What findings say: the two sides of a broken tie in words, with the numbers as printed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from crossfoot.model.number import Number
from crossfoot.model.period import Period
from crossfoot.model.printed import as_printed, header_over, plain
from crossfoot.model.shown import whereabouts
from crossfoot.model.tie import Term, Tie
from crossfoot.rules.case import Case

_SPAN_WORDS = {3: "the quarter", 6: "the six months", 9: "the nine months", 12: "the year"}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LABEL_CHARS = 64  # a longer label is cut: the excerpt shows it whole
_TERMS_SPELT = 5  # a longer sum is named by its first and last part


def label(case: Case, ident: str) -> str:
    """The line item of a number ("Net sales"), or that it has none."""
    fact = case.facts.get(ident)
    text = fact.label if fact else ""
    text = " ".join(text.split()).rstrip(" :.")
    if len(text) > _LABEL_CHARS:
        text = text[:_LABEL_CHARS].rsplit(" ", 1)[0] + " …"
    return text or "the unlabelled figure"


def printed(case: Case, ident: str) -> str:
    """A number as it stands in the document."""
    return " ".join(case.numbers[ident].text.split())


def computed(case: Case, tie: Tie) -> str:
    """What the terms give, in the target's style of print."""
    return "nothing that can be computed" if tie.computed is None else wanted(tie.computed, case.numbers[tie.target])


def wanted(value: Decimal, number: Number) -> str:
    """A value in the style of a printed number; plainly where rounding to that style would hide the difference."""
    text = as_printed(value, number)
    return plain(value) if text == as_printed(number.value, number) and value != number.value else text


def when(case: Case, ident: str) -> str:
    """ " for the quarter to 2004-09-30", or nothing where the period is not known."""
    fact = case.facts.get(ident)
    if fact is None or fact.period is None:
        return ""
    words = period_words(fact.period)
    told = words.rpartition(" ended ")[2].removeprefix(" at ").lower() in fact.label.lower()
    return "" if told else words


def period_words(period: Period) -> str:
    """A period as the end of a clause: " for the nine months ended September 30, 2004", " at December 31, 2005"."""
    end = f"{_MONTHS[period.end.month - 1]} {period.end.day}, {period.end.year}"
    if period.start is None:
        return f" at {end}"
    months = period.months
    return f" for {_SPAN_WORDS.get(months, f'{months} months')} ended {end}"


def column(case: Case, ident: str) -> str:
    """What the header over a cell says; its label where it has no header."""
    return header_over(case.proof.document, case.numbers[ident]) or label(case, ident)


def total_sentence(case: Case, tie: Tie) -> str:
    """Of a sum of any kind: "Gross profit is 2,382 but Net sales 27,485 less Cost of sales 25,108 give 2,377"."""
    names = distinct(case, (tie.target, *(t.number for t in tie.terms)))
    if tie.scope == "row":
        names[0] = label(case, tie.target)
    if len(tie.terms) == 1 and tie.terms[0].coefficient == 1:
        other = tie.terms[0].number
        there = f"{names[1]} is {printed(case, other)} ({place(case, other)})"
        return f"{names[0]}{when(case, tie.target)} is {printed(case, tie.target)} but {there}"
    return (
        f"{names[0]}{when(case, tie.target)} is {printed(case, tie.target)}"
        f" but {signed_sum(case, tie.terms, names[1:])} {gives(tie.terms)} {computed(case, tie)}"
    )


def across(case: Case, terms: Sequence[Term]) -> str:
    """The right-hand side of a sum along a row, the terms named by their columns."""
    return signed_sum(case, terms, [column(case, t.number) for t in terms])


def signed_sum(case: Case, terms: Sequence[Term], names: Sequence[str]) -> str:
    """ "Net sales 27,485 less Cost of sales 25,103"; a long one by its ends; an average as one."""
    pieces = [f"{name} {printed(case, t.number)}" for name, t in zip(names, terms, strict=True)]
    if len(terms) > _TERMS_SPELT:
        return f"its {len(terms)} parts, {pieces[0]} to {pieces[-1]},"
    if all(0 < t.coefficient < 1 for t in terms):
        return f"the average of {' and '.join(pieces)}"
    words = ["less " if t.coefficient < 0 else "plus " for t in terms]
    return " ".join(map("".join, zip(words, pieces, strict=True))).removeprefix("plus ")


def gives(terms: Sequence[Term]) -> str:
    """The verb after the terms."""
    if all(0 < t.coefficient < 1 for t in terms):
        return "is"
    return "gives" if len(terms) == 1 else "give"


def distinct(case: Case, idents: Sequence[str]) -> list[str]:
    """Labels of the numbers; those that share one get the heading above them: "Pump Group (Net sales)"."""
    labels = [label(case, ident) for ident in idents]
    return [headed(case, ident) if labels.count(name) > 1 else name for ident, name in zip(idents, labels, strict=True)]


def headed(case: Case, ident: str) -> str:
    """A label with the nearest heading above it that says more."""
    own = label(case, ident)
    fact = case.facts.get(ident)
    above = [p.strip(" :") for p in fact.path[:-1] if p.strip(" :")] if fact else []
    return f"{own} ({above[-1]})" if above and above[-1] != own else own


def elsewhere(case: Case, ident: str) -> str:
    """A number with its place: "Net sales 27,485 in line 130"."""
    return f"{label(case, ident)} {printed(case, ident)} in {place(case, ident)}"


def here_but_elsewhere(case: Case, tie: Tie) -> str:
    """The sentence about a figure that stands in two places: "Net sales is 27,485 here but Net sales 27,458 in …"."""
    target = tie.target
    others = " and ".join(elsewhere(case, t.number) for t in tie.terms)
    return f"{label(case, target)}{when(case, target)} is {printed(case, target)} here but {others}"


def place(case: Case, ident: str) -> str:
    """Where a number stands: "line 130", 'table 3, "Segment data"'."""
    return whereabouts(case.proof.document, case.numbers[ident])


def metric(case: Case, ident: str) -> str:
    """What a claim is about, in its sentence's words, else its fact's label."""
    claim = case.claims.get(ident)
    text = " ".join(claim.metric_text.split()) if claim else ""
    return text or label(case, ident)


def said(case: Case, ident: str) -> str:
    """A claim's number with the word that says which way it goes, where it is a change: "down 3.8%"."""
    claim = case.claims.get(ident)
    word = claim.direction_text if claim and "change" in claim.kind else None
    return f"{word} {printed(case, ident)}" if word else printed(case, ident)


def places(case: Case, terms: Sequence[Term], *, periods: bool = True) -> str:
    """Table figures with label, period and line: "Net sales 27,485 at June 30, 2004 (line 130)"."""
    return " and ".join(
        f"{headed(case, t.number)} {printed(case, t.number)}{when(case, t.number) if periods else ''}"
        f" ({place(case, t.number)})"
        for t in terms
    )


def result(case: Case, tie: Tie) -> str:
    """ " which give 27,485", where what the terms give is not simply the one term."""
    if tie.computed is None or len(tie.terms) < 2:
        return ""
    return f", which give {computed(case, tie)}"
