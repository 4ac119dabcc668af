"""The facts that claims and figures of an outlook make."""

from __future__ import annotations

import msgspec

from crossfoot.extract.grammar_calendar import Calendar
from crossfoot.extract.grammar_drafts import Draft
from crossfoot.model.claim import Claim
from crossfoot.model.document import Span
from crossfoot.model.fact import ClaimInfo, Fact, Guidance, Provenance, Relation
from crossfoot.model.number import Number
from crossfoot.model.period import Period


def outlook_fact(calendar: Calendar, draft: Draft, number: Number, sentence: Span, guidance: Guidance) -> Fact:
    """The fact of an outlook's figure: never mixed with results, of a period only where one is printed with it."""
    when = draft.when if draft.when is not None and (draft.when.year or draft.when.month) else None
    period = calendar.meant(when, None) if when is not None else None
    info = ClaimInfo(sentence, draft.hedge)  # type: ignore[arg-type]
    return msgspec.structs.replace(_told(draft, number, draft.metric_text, period, info), guidance=guidance)


def claim_fact(draft: Draft, number: Number, claim: Claim, start: Period | None) -> Fact:
    """The fact of a claim: its label, what a change is of and where it starts."""
    label = draft.metric_text
    if draft.kind == "per-share" and "share" not in draft.metric:
        label = f"{label} per share".strip()
    relation = None
    if draft.role == "change":
        relation = Relation(draft.metric_text, "percent-change" if number.unit == "percent" else "change", start)
    why = (Provenance("period", f"sentence: {draft.token.text} as {draft.role}"),)
    told = _told(draft, number, label, claim.period, ClaimInfo(claim.sentence, claim.hedge))
    return msgspec.structs.replace(told, relation=relation, why=why)


def _told(draft: Draft, number: Number, label: str, period: Period | None, info: ClaimInfo) -> Fact:
    """What every number in a sentence has of a fact: no table, no statement, no concept until it is linked."""
    return Fact(
        number.id,
        label,
        (label,),
        None,
        None,
        None,
        draft.segment,
        period,
        number.value,
        number.unit,
        number.decimals,
        basis=draft.basis,
        claim=info,
    )
