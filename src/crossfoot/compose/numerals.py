"""Figures as text: in a statement's column, and in a sentence."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from crossfoot.model.books import Booked, House

PRINTED_IN = {1: "In dollars", 1000: "In thousands", 1000000: "In millions"}
_WORDS = {1000: "thousand", 1000000: "million"}


def in_column(value: Decimal, figure: Booked, house: House) -> str:
    """A figure as a statement prints it: "27,485", "(2,719)", "--", "(0.55)"."""
    if not value:
        return house.nil
    per_share = figure.unit.endswith("/share")
    digits = f"{abs(value):,.2f}" if per_share else f"{abs(value) / figure.step:,.0f}"
    return f"({digits})" if value < 0 else digits


def in_sentence(value: Decimal, unit: str, house: House) -> str:
    """The size of a figure as a sentence says it: "$2,719,000", "$2.7 million", "55 cents", "4,932,000"."""
    size = abs(value)
    if unit.endswith("/share"):
        return f"{size * 100:,.0f} cents" if size < 1 else f"{house.symbol}{size:,.2f}"
    sign = "" if unit == "shares" else house.symbol
    if house.prose_scale == 1:
        return f"{sign}{size:,.0f}"
    places = 1 if house.prose_scale > house.scale else 0
    return f"{sign}{size / house.prose_scale:,.{places}f} {_WORDS[house.prose_scale]}"


def said_value(value: Decimal, unit: str, house: House) -> Decimal:
    """The value that `in_sentence` says, for it may be shorter than the figure."""
    if unit.endswith("/share") or house.prose_scale == 1:
        return value
    step = Decimal(house.prose_scale) / (10 if house.prose_scale > house.scale else 1)
    return (value / step).to_integral_value(ROUND_HALF_UP) * step


def as_percent(change: Decimal, house: House) -> str:
    """ "3%", "0.4%": the size of a change."""
    places = house.small_percent_places if abs(change) < 1 else house.percent_places
    return f"{abs(change):,.{places}f}%"
