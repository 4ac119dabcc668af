"""Equations in words and printed numbers, for a reader."""

from __future__ import annotations

from crossfoot.proof.equation import Equation
from crossfoot.proof.grid import Grid

_FORMS = {
    "percent-change": "change from {b} to {a}",
    "percent-of": "{a} as a percent of {b}",
    "quotient": "{a} divided by {b}",
}


def labels_of(laid_out: list[Grid]) -> dict[str, str]:
    """The row label of each number, by id."""
    return {e.number.id: line.label for grid in laid_out for line in grid.lines for e in line.cells.values()}


def phrase(equation: Equation, labels: dict[str, str]) -> str:
    """The right-hand side in words: "Net sales 27,485 less Cost of sales 25,103"."""
    named = [(f"{labels.get(n.id) or 'unlabelled'} {n.text}", c) for n, c in equation.terms]
    form = _FORMS.get(equation.form)
    if form is not None and len(named) == 2:
        return form.format(a=named[0][0], b=named[1][0])
    if equation.form == "mean":
        return "average of " + " and ".join(words for words, _ in named[::2])
    if equation.kind == "average":
        return "average of " + " and ".join(words for words, _ in named)
    first, sign = named[0]
    text = first if sign > 0 else f"less {first}"
    return text + "".join(f" plus {words}" if c > 0 else f" less {words}" for words, c in named[1:])
