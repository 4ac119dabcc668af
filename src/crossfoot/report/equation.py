"""Ties as equations: "Gross profit 2,382 = Net sales 27,485 - Cost of sales 25,103"."""

from __future__ import annotations

from decimal import Decimal

from crossfoot.model.fact import Fact
from crossfoot.model.number import Number
from crossfoot.model.printed import as_printed, header_over, plain
from crossfoot.model.proof import Proof
from crossfoot.model.tie import Term, Tie


class Names:
    """Numbers and facts of a proof by id, and what a number is called."""

    def __init__(self, proof: Proof) -> None:
        self.document = proof.document
        self.numbers: dict[str, Number] = {n.id: n for n in proof.reading.numbers}
        self.facts: dict[str, Fact] = {f.number: f for f in proof.reading.facts}
        self.ties: dict[str, Tie] = {t.id: t for t in proof.ties}

    def label(self, ident: str) -> str:
        """The line item of a number, or that it has none."""
        fact = self.facts.get(ident)
        text = " ".join(fact.label.split()).rstrip(" :") if fact else ""
        return text or "unlabelled"

    def printed(self, ident: str) -> str:
        """The number as it stands in the document."""
        return " ".join(self.numbers[ident].text.split())

    def called(self, ident: str, scope: str = "column") -> str:
        """Label and number; of an equation along a row, the column's header and number."""
        header = header_over(self.document, self.numbers[ident]) if scope == "row" else None
        return f"{header or self.label(ident)} {self.printed(ident)}"

    def column(self, ident: str) -> str:
        """The header over a number."""
        return header_over(self.document, self.numbers[ident]) or "no header"

    def wanted(self, value: Decimal, ident: str) -> str:
        """A value as the number would print it."""
        return as_printed(value, self.numbers[ident])


_RELATIONS = {
    "percent-change": "percent change of {0} from {1}",
    "change": "change of {0} from {1}",
    "ratio": "{0} / {1}",
    "percent": "{0} / {1}",
}


def equation(tie: Tie, names: Names) -> str:
    """The tie in one line: target = terms, with labels and printed numbers."""
    return f"{names.called(tie.target)} = {right_side(tie, names)}"


def right_side(tie: Tie, names: Names) -> str:
    """What stands to the right of the equals sign."""
    pattern = _RELATIONS.get(tie.kind)
    if tie.scope == "row" and pattern and len(tie.terms) == 2:
        return pattern.format(*(names.called(t.number, tie.scope) for t in tie.terms))
    if tie.equation and tie.scope != "row":
        return tie.equation
    if not tie.terms:
        return "(nothing it could refer to)"
    return " ".join(_term(t, tie.scope, names) for t in tie.terms).removeprefix("+ ")


def figures(tie: Tie, names: Names) -> str:
    """A broken sum in bare figures, both sides: "27,485 - 25,108 = 2,377, not 2,382"; other kinds with their labels."""
    sums = tie.kind in ("sum", "difference", "change", "equal") and tie.terms
    left = _bare(tie.terms, names) if sums else right_side(tie, names)
    if tie.computed is None:
        return f"{left}, against {names.called(tie.target)}"
    gives = names.wanted(tie.computed, tie.target)
    shown = left if left == gives else f"{left} = {gives}"
    return f"{shown}, not {names.printed(tie.target)}"


def _bare(terms: tuple[Term, ...], names: Names) -> str:
    signed = ((("- " if t.coefficient < 0 else "+ "), names.printed(t.number)) for t in terms)
    return " ".join(map("".join, signed)).removeprefix("+ ")


def _term(term: Term, scope: str, names: Names) -> str:
    sign = "-" if term.coefficient < 0 else "+"
    factor = "" if abs(term.coefficient) == 1 else f"{plain(abs(term.coefficient))} x "
    return f"{sign} {factor}{names.called(term.number, scope)}"
