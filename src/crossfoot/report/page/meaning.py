"""A number's meaning in the words of a person: (property, value, what settled it)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from crossfoot.model.fact import Fact
from crossfoot.model.interval import rounded
from crossfoot.model.number import Number
from crossfoot.model.period import Period
from crossfoot.model.printed import plain
from crossfoot.vocabulary.terms import exempt_means

Row = tuple[str, str, str]
_SCALES = {-3: "thousands", -6: "millions", -9: "billions"}
_UNITS = {"percent": "percent", "bp": "basis points", "ratio": "a ratio", "shares": "shares"}


def meaning(number: Number, fact: Fact | None) -> Iterator[Row]:
    """The rows of all that is known of a number, and of what is not known and should be."""
    sources = {step.property: step.source for step in fact.why} if fact else {}
    if number.why:
        yield "Exempt", number.why, exempt_means(number.why) or ""
    if fact is None:
        if not number.why:
            yield "Meaning", "not known", ""
            yield "Unit", _unit(number.unit), ""
        return
    path = [text for part in fact.path if (text := " ".join(part.split()).strip(" :"))]
    yield "Line item", " › ".join(path) or " ".join(fact.label.split()) or "unlabelled", sources.pop("label", "")
    if fact.table:
        yield "Table", " ".join(fact.table.split()), ""
    yield "Concept", _concept(fact.concept), sources.pop("concept", "")
    yield "Segment", fact.segment or "consolidated", sources.pop("segment", "")
    yield "Period", shown(fact.period) if fact.period else "not known", sources.pop("period", "")
    yield "Unit", _unit(number.unit), sources.pop("unit", "")
    yield "Scale", _scale(number), sources.pop("scale", "")
    yield "Value", "nil" if number.nil else _value(number), _extent(number)
    if fact.basis:
        yield "Basis", fact.basis, sources.pop("basis", "")
    if fact.guidance:
        yield "Guidance", fact.guidance, sources.pop("guidance", "")
    if fact.relation:
        start = f", from {shown(fact.relation.from_period)}" if fact.relation.from_period else ""
        yield "Relation", f"{fact.relation.kind.replace('-', ' ')} of {fact.relation.of}{start}", ""
    if fact.claim and fact.claim.hedge:
        yield "Hedge", fact.claim.hedge.replace("-", " "), ""
    for name, source in sources.items():
        yield name.capitalize(), "", source


def shown(period: Period) -> str:
    """The period with its length: "2004-07-01 to 2004-09-30 (3 months)"; an instant as "at 2004-09-30"."""
    if period.start is None:
        return f"at {period.end.isoformat()}"
    months = f"{period.months} months" if period.months != 1 else "1 month"
    return (
        f"{period.start.isoformat()} to {period.end.isoformat()} ({months if period.months else f'{period.days} days'})"
    )


def _value(number: Number) -> str:
    """The exact value in full units, with commas and its unit."""
    unit = "%" if number.unit == "percent" else f" {number.unit}" if number.unit else ""
    return _commas(number.value) + unit


def _extent(number: Number) -> str:
    """What a rounded number may have been before it was rounded; nothing for one printed in full."""
    if not number.decimals or number.nil:
        return ""
    ends = rounded(number.value, number.decimals)
    return f"stands for {_commas(ends.low)} to {_commas(ends.high)}"


def _commas(value: Decimal) -> str:
    whole, point, fraction = plain(value).partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{int(digits):,}{point}{fraction}"


def _concept(concept: str | None) -> str:
    if concept is None:
        return "none of the catalogue"
    return concept if ":" in concept else f"us-gaap:{concept}"


def _unit(unit: str | None) -> str:
    return _UNITS.get(unit, unit) if unit else "not known"


def _scale(number: Number) -> str:
    decimals = number.decimals
    if decimals is None:
        return "exact"
    if decimals in _SCALES:
        return f"printed in {_SCALES[decimals]}"
    if decimals > 0:
        return f"printed to {decimals} decimal place{'s' if decimals > 1 else ''}"
    return f"printed to the nearest {10**-decimals:,}" if decimals else "printed in full"
