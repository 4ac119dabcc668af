"""How sure a broken tie is: error, warning, note, or evidence that is not reported by itself."""

from __future__ import annotations

from crossfoot.proof.equation import Equation


def weigh(equations: list[Equation]) -> list[Equation]:
    """The equations with certainty, reason and suspects of those that are broken."""
    for e in equations:
        if e.status == "broken":
            e.certainty = "error" if e.misprint else "evidence"
    return equations
