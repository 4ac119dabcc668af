"""A tie: an equation between printed numbers, found or known, and whether it holds."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

TieStatus = Literal["exact", "within-rounding", "broken"]


class Term(msgspec.Struct, frozen=True):
    """One number on the right-hand side, with its coefficient. `given`: the tie proves its target by the number and
    says nothing of the number itself (too many of its misprints would give the same)."""

    number: str
    coefficient: Decimal
    given: bool = False


class Suspect(msgspec.Struct, frozen=True):
    """A number whose correction to `expected` (full units), alone, would mend what is broken.

    `likelihood` orders suspects (a score, not an amount).
    """

    number: str
    expected: Decimal
    likelihood: float = 0.0


class Tie(msgspec.Struct, frozen=True):
    """target = what `computed` from the terms (CONTRACT: `ties`).

    `kind`: "sum", "difference", "equal", "change", "percent-change", "ratio", "direction", "sign", "period",
    "reference" … `scope`: where it holds: "column" (down), "row" (across), "sections" (between sections of a table or
    tables), "tables", "per-share", "prose". `identity`: the name of the catalogue's identity where it is one. `nfa`:
    log10 of the expected number of chance matches of this strength, None for known ties. `formula` groups the same
    equation in several columns. `equation` is it in words and printed numbers. `certainty` of a broken tie: "error",
    "warning", "note" or "evidence" (not reported by itself); `reason` says why it is not more. `suspects` of a broken
    tie, likeliest first.
    """

    id: str
    kind: str
    target: str
    terms: tuple[Term, ...]
    computed: Decimal | None
    status: TieStatus
    nfa: float | None = None
    scope: str = "column"
    identity: str | None = None
    formula: str | None = None
    equation: str = ""
    certainty: Literal["error", "warning", "note", "evidence"] | None = None
    reason: str | None = None
    suspects: tuple[Suspect, ...] = ()
