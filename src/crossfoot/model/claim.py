"""A claim: a number in prose with what its sentence says of it, before it is linked to the tables."""

from __future__ import annotations

from typing import Literal

import msgspec

from crossfoot.model.document import Span
from crossfoot.model.period import Period
from crossfoot.model.tie import Tie

ClaimKind = Literal["amount", "change", "percent-change", "percent", "per-share", "count", "basis-points", "reference"]


class Claim(msgspec.Struct, frozen=True):
    """What the grammar makes of one number in a sentence.

    `metric` and `qualifiers` are the content words that name the line item, lower case; `segment` the segment's words
    as printed. `direction`: +1 increase, -1 decrease, 0 none said. `sign`: -1 where words say loss or negative, else
    0. `gain_text`: the word of income said with the number itself, where `metric_text` may be that of the clause
    before it. `role`: "current", "comparison" (compared to …, from …), "change". `sibling`: number id of the amount
    that a comparison, change or percent belongs to. `referent`: for a reference, what is referred to ("page", "table"
    …; "quarter": one named with the date it ends on, and by that date it is the one that `metric` says). `base`:
    number id of the amount that a change starts from.
    `whole`: the words of what a percent is of ("5% of net sales").
    `section`: the passage that heads it, where one does; None for what stands before the first such heading.
    `dated`: a phrase of time is printed with the number (else its period is inherited).
    `term`: why the number states no result, and does not count where nothing ties it ("facility", "list price"); None
    for one that counts in any case.
    """

    number: str
    kind: ClaimKind
    sentence: Span
    passage: int
    metric: tuple[str, ...]
    metric_text: str
    qualifiers: tuple[str, ...] = ()
    segment: str | None = None
    period: Period | None = None
    role: Literal["current", "comparison", "change"] = "current"
    direction: int = 0
    direction_text: str | None = None
    sign: int = 0
    sign_text: str | None = None
    hedge: Literal["about", "more-than", "less-than"] | None = None
    sibling: str | None = None
    referent: str | None = None
    base: str | None = None
    dated: bool = False
    whole: tuple[str, ...] = ()
    section: int | None = None
    term: str | None = None
    gain_text: str | None = None


class Link(msgspec.Struct, frozen=True):
    """What proof says of a claim: the id of the fact's number it is about (None: none found), the score, and why."""

    claim: str
    fact: str | None
    score: float
    why: str = ""


class ProseProof(msgspec.Struct, frozen=True):
    """The links of all claims and the ties that came of them."""

    links: tuple[Link, ...]
    ties: tuple[Tie, ...]
