"""A fact: a number with a meaning, in the terms of the XBRL Open Information Model."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

from crossfoot.model.document import Span
from crossfoot.model.period import Period

StatementKind = Literal["operations", "segments", "reconciliation", "balance-sheet", "cash-flow", "other"]
Guidance = Literal["low", "high", "point"]


class Relation(msgspec.Struct, frozen=True, gc=False):
    """What a change or ratio is of: the row label, its kind ("percent-change", "ratio" …), the period it is from."""

    of: str
    kind: str
    from_period: Period | None = None


class ClaimInfo(msgspec.Struct, frozen=True, gc=False):
    """Of a fact in prose: its sentence, its hedge, and the score of its link to the tables (None: not linked)."""

    sentence: Span
    hedge: Literal["about", "more-than", "less-than"] | None = None
    score: float | None = None


class Provenance(msgspec.Struct, frozen=True, gc=False):
    """What settled one property of a fact ("period": "header 'QUARTER ENDED SEPTEMBER 30 | 2004'"), for `--why`."""

    property: str
    source: str


class Fact(msgspec.Struct, frozen=True, gc=False):
    """A number's meaning (CONTRACT: `facts`). What is not known is None, never a default.

    `segment` None is the consolidated entity. `path` holds the headings above, outermost first, the label last.
    """

    number: str
    label: str
    path: tuple[str, ...]
    table: str | None
    statement: StatementKind | None
    concept: str | None
    segment: str | None
    period: Period | None
    value: Decimal
    unit: str | None
    decimals: int | None
    nil: bool = False
    basis: str | None = None
    guidance: Guidance | None = None
    claim: ClaimInfo | None = None
    relation: Relation | None = None
    why: tuple[Provenance, ...] = ()
