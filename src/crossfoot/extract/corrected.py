"""A reading with a user's corrections of periods, scales, units and segments in it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from crossfoot.model.claim import Claim
from crossfoot.model.correction import Correction, selected
from crossfoot.model.document import Document
from crossfoot.model.fact import Fact, Provenance
from crossfoot.model.number import Number
from crossfoot.model.proof import Reading

replace = msgspec.structs.replace


def corrected(document: Document, reading: Reading, corrections: Sequence[Correction]) -> Reading:
    """The reading as the corrections say, in their order; the same again where they were applied before."""
    for correction in corrections:
        ids = {number.id for number in selected(document, reading.numbers, correction)}
        if not ids or correction.parts or correction.reject:
            continue
        numbers = {n.id: _number(n, correction) if n.id in ids else n for n in reading.numbers}
        facts = tuple(_fact(f, numbers[f.number], correction) if f.number in ids else f for f in reading.facts)
        claims = tuple(_claim(c, correction) if c.number in ids else c for c in reading.claims)
        reading = replace(reading, numbers=tuple(numbers.values()), facts=facts, claims=claims)
    return reading


def _number(number: Number, correction: Correction) -> Number:
    if correction.unit is not None:
        number = replace(number, unit=correction.unit)
    if correction.scale is not None:
        number = _scaled(number, correction.scale)
    return number


def _scaled(number: Number, power: int) -> Number:
    """The number as printed in the power of ten."""
    digits = number.text.strip(" )%")
    places = len(digits.rpartition(".")[2]) if "." in digits else 0
    decimals = number.decimals if number.decimals is not None else places
    return replace(number, value=number.value.scaleb(power - (places - decimals)), decimals=places - power)


def _fact(fact: Fact, number: Number, correction: Correction) -> Fact:
    said = {"period": correction.period, "segment": correction.segment}
    told = {name: value for name, value in said.items() if value is not None}
    if "segment" in told:
        told["segment"] = correction.segment or None  # type: ignore[assignment]
    names = [*told, *(name for name in ("unit", "scale") if getattr(correction, name) is not None)]
    source = f"{correction.place}: {correction.reason}"
    why = tuple(step for step in fact.why if step.property not in names) + tuple(Provenance(n, source) for n in names)
    return replace(fact, value=number.value, unit=number.unit, decimals=number.decimals, why=why, **told)


def _claim(claim: Claim, correction: Correction) -> Claim:
    if correction.period is not None:
        claim = replace(claim, period=correction.period, dated=True)
    if correction.segment is not None:
        claim = replace(claim, segment=correction.segment or None)
    return claim
