"""Ties as equations: "Gross profit 2,382 = Net sales 27,485 - Cost of sales 25,103"."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from crossfoot.model.fact import Fact
from crossfoot.model.number import Number
from crossfoot.model.printed import as_printed, header_over, plain
from crossfoot.model.proof import Proof
from crossfoot.model.tie import Tie

# How a tie that is no sum is written; {0} and {1} are its two terms.
_RELATIONS = {
    "percent-change": "percent change to {0} from {1}",
    "change": "{0} - {1}",
    "direction": "change to {0} from {1}",
    "ratio": "{0} / {1}",
    "percent": "{0} / {1}",
}
_LABEL_CHARS = 72  # longer names are cut, for an equation holds several of them
_HEADING_CHARS = 40
# Kinds of tie whose terms are added up.
SUMS = ("sum", "difference", "change", "equal", "sign")


class Names:
    """Numbers, facts and ties of a proof by id, and what a number is called."""

    def __init__(self, proof: Proof) -> None:
        self.document = proof.document
        self.numbers: dict[str, Number] = {n.id: n for n in proof.reading.numbers}
        self.facts: dict[str, Fact] = {f.number: f for f in proof.reading.facts}
        self.ties: dict[str, Tie] = {t.id: t for t in proof.ties}

    def label(self, ident: str) -> str:
        """The line item of a number, or that it has none."""
        fact = self.facts.get(ident)
        return (_short(fact.label, _LABEL_CHARS) if fact else "") or "unlabelled"

    def headed(self, ident: str) -> str:
        """The line item with the heading it stands under: "Pump Group (Net sales)"."""
        fact = self.facts.get(ident)
        above = _short(fact.path[-2], _HEADING_CHARS) if fact and len(fact.path) > 1 else ""
        return f"{self.label(ident)} ({above})" if above else self.label(ident)

    def column(self, ident: str) -> str:
        """The header over a number, or its label where it stands under none."""
        return header_over(self.document, self.numbers[ident]) or self.label(ident)

    def name(self, ident: str, scope: str) -> str:
        """What tells the number apart from the others of a tie of this scope."""
        if scope == "row":
            return self.column(ident)
        return self.label(ident) if scope in ("column", "per-share") else self.headed(ident)

    def printed(self, ident: str) -> str:
        """The number as it stands in the document."""
        return " ".join(self.numbers[ident].text.split())

    def called(self, ident: str) -> str:
        """Label and number."""
        return f"{self.label(ident)} {self.printed(ident)}"

    def wanted(self, value: Decimal, ident: str) -> str:
        """A value as the number would print it."""
        return as_printed(value, self.numbers[ident])


def _short(name: str, most: int) -> str:
    name = " ".join(name.split()).strip(" :")
    return name if len(name) <= most else name[:most].rsplit(" ", 1)[0] + " …"


def equation(tie: Tie, names: Names) -> str:
    """The tie in one line with labels and printed numbers."""
    named = _named(tie, names)
    return _both_sides(tie, lambda ident: f"{named(ident)} {names.printed(ident)}")


def in_pieces(tie: Tie, names: Names) -> list[str]:
    """The same in pieces: words, the id of a number, words, the id of a number, ... and words, any of them empty."""
    named = _named(tie, names)
    return _both_sides(tie, lambda ident: f"{named(ident)} \0{ident}\0").split("\0")


def formula(tie: Tie, names: Names) -> str:
    """The tie in labels alone, as it reads for all its columns (along a row: in column headers, for all its rows)."""
    return _both_sides(tie, _named(tie, names))


def _named(tie: Tie, names: Names) -> Callable[[str], str]:
    """What tells the tie's numbers apart: their names in its scope, with headings where two would read the same."""
    idents = (tie.target, *(t.number for t in tie.terms))
    if tie.scope == "column" and len({names.label(i) for i in idents}) < len(idents):
        return names.headed
    return lambda ident: names.name(ident, tie.scope)


def bare(tie: Tie, names: Names) -> str:
    """The tie in printed numbers alone."""
    return _both_sides(tie, names.printed)


def figures(tie: Tie, names: Names) -> str:
    """Both sides of a broken tie: "27,485 - 25,108 = 2,377, not 2,382"; with labels where it is no sum."""
    named = _named(tie, names)
    shown = names.printed if tie.kind in SUMS else lambda ident: f"{named(ident)} {names.printed(ident)}"
    left = _right_side(tie, shown)
    if tie.computed is None:
        return f"{left}, against {names.called(tie.target)}"
    gives = names.wanted(tie.computed, tie.target)
    return f"{left if left == gives else f'{left} = {gives}'}, not {names.printed(tie.target)}"


def _both_sides(tie: Tie, shown: Callable[[str], str]) -> str:
    return f"{shown(tie.target)} = {_right_side(tie, shown)}"


def _right_side(tie: Tie, shown: Callable[[str], str]) -> str:
    pattern = _RELATIONS.get(tie.kind)
    if pattern and len(tie.terms) == 2:
        return pattern.format(*(shown(t.number) for t in tie.terms))
    if not tie.terms or tie.kind not in SUMS:  # a reference, a weighted average: the proof has the words
        return tie.equation or ", ".join(shown(t.number) for t in tie.terms) or "nothing that it could refer to"
    pieces = []
    for term in tie.terms:
        factor = "" if abs(term.coefficient) == 1 else f"{plain(abs(term.coefficient))} x "
        pieces.append(f"{'-' if term.coefficient < 0 else '+'} {factor}{shown(term.number)}")
    return " ".join(pieces).removeprefix("+ ")
