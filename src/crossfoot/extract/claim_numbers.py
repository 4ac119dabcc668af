"""Numbers of drafts: value, sign, unit and place."""

from __future__ import annotations

from decimal import Decimal

from crossfoot.extract.grammar_drafts import Draft
from crossfoot.extract.grammar_meaning import counts_named_shares, counts_shares
from crossfoot.model.document import Lines, Passage
from crossfoot.model.number import Number

# A judgement that says which way the figure went; that the amounts went so is not held against it.
LESS = ("reduced",)


def prose_number(ident: str, draft: Draft, passage: Passage, lines: Lines, currency: str, why: str | None) -> Number:
    """The number of a draft, signed as its sentence means it; `currency` is what "$" stands for, `why` why it is
    exempt."""
    printed = draft.token.printed
    assert printed is not None
    span = passage.source_span(printed.start, printed.end)
    value = printed.value
    if draft.role == "change":
        is_less = printed.bracketed or draft.direction_text in LESS
        value = value * draft.direction if draft.direction else (-value if is_less else value)
    elif draft.sign < 0 or (printed.bracketed and draft.kind not in ("count", "per-share")):
        value = -value
    where = "furniture" if why in ("furniture", "label in a heading") else "narrative"
    return Number(
        ident,
        span,
        lines.of(span[0]),
        passage.text[printed.start : printed.end],
        where,  # type: ignore[arg-type]
        value + Decimal(0),
        _unit(passage, draft, currency),
        printed.decimals,
        why=why,
    )


def _unit(passage: Passage, draft: Draft, dollars: str) -> str | None:
    printed = draft.token.printed
    assert printed is not None
    if printed.kind == "percent":
        return "percent"
    if printed.kind == "basis-points":
        return "bp"
    if printed.kind == "ratio":
        return "ratio"
    currency = dollars if printed.currency in (None, "USD") else printed.currency
    if draft.kind == "per-share" or draft.per_share:
        return f"{currency}/share"
    if printed.kind in ("money", "cents"):
        return currency
    is_of_shares = counts_shares(passage.text, max(printed.end, draft.tail))
    return "shares" if is_of_shares or counts_named_shares(draft, passage.text[printed.end :]) else None
