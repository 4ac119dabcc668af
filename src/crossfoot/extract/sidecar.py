"""The text of a sidecar (FILE.crossfoot.toml) to corrections: what a user knows better about one release."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from crossfoot.model.correction import Correction
from crossfoot.model.errors import Unreadable
from crossfoot.model.period import Period

_SCALES = {"units": 0, "ones": 0, "hundreds": 2, "thousands": 3, "millions": 6, "billions": 9}
_SELECTS = {"table": (str, int), "column": (str, int), "row": (str,), "line": (int,), "text": (str,)}
_SAYS = ("period", "scale", "unit", "segment", "parts", "reject")
_KNOWN = {*_SELECTS, *_SAYS, "reason"}
_UNIT = re.compile(r"[A-Z]{3}(?:/share)?|shares|percent|bp|ratio")
_REMEDY = "docs/corrections.md describes the form"


def corrections(text: str, name: str) -> tuple[Correction, ...]:
    """The corrections of a sidecar in order. Raises Unreadable for one that is not in the form."""
    try:
        content = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(name, f"is no TOML ({error})", remedy=_REMEDY) from None
    entries = content.pop("correction", [])
    if content or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        odd = ", ".join(content) or "correction"
        raise Unreadable(name, f"holds {odd!r}, where only [[correction]] entries are known", remedy=_REMEDY)
    return tuple(_correction(entry, name, f"correction {k}") for k, entry in enumerate(entries, 1))


def _correction(entry: dict[str, Any], name: str, place: str) -> Correction:
    def refuse(reason: str) -> Unreadable:
        return Unreadable(name, reason, place=place, remedy=_REMEDY)

    unknown = sorted(entry.keys() - _KNOWN)
    if unknown:
        raise refuse(f"has {unknown[0]!r}, which is not known")
    for key, types in _SELECTS.items():
        if key in entry and (not isinstance(entry[key], types) or isinstance(entry[key], bool)):
            raise refuse(f"{key} is {entry[key]!r}")
    if not entry.keys() & _SELECTS.keys():
        raise refuse("does not say which numbers it is about")
    said = [key for key in _SAYS if key in entry]
    if not said:
        raise refuse("does not say what is to be corrected")
    if len(said) > 1 and ("parts" in said or "reject" in said):
        raise refuse("parts and reject stand by themselves")
    if not isinstance(entry.get("reason"), str) or not entry["reason"].strip():
        raise refuse("gives no reason")
    content = {key: entry[key] for key in _SELECTS if key in entry}
    try:
        content |= {key: _READERS[key](entry[key]) for key in said}
    except (ValueError, TypeError, AttributeError) as error:
        raise refuse(str(error)) from None
    return Correction(place=f"{name}, {place}", reason=" ".join(entry["reason"].split()), **content)


def _period(value: Any) -> Period:
    """ "2004-07-01/2004-09-30", or a day."""
    text = value.isoformat() if isinstance(value, datetime.date) else value
    try:
        first, slash, last = text.partition("/")
        period = Period(
            datetime.date.fromisoformat(last or first), datetime.date.fromisoformat(first) if slash else None
        )
    except (ValueError, AttributeError):
        raise ValueError(f"period {value!r} is neither a day nor two days with a slash between them") from None
    if period.start is not None and period.start > period.end:
        raise ValueError(f"period {value!r} ends before it begins")
    return period


def _scale(value: Any) -> int:
    if value not in _SCALES:
        raise ValueError(f"scale {value!r} is none of {', '.join(_SCALES)}")
    return _SCALES[value]


def _unit(value: Any) -> str:
    if not isinstance(value, str) or not _UNIT.fullmatch(value):
        raise ValueError(f"unit {value!r} is no currency code, CODE/share, shares, percent, bp or ratio")
    return value


def _segment(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"segment {value!r} is no name")
    return value


def _parts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(v, str) and v.lstrip("-").strip() for v in value):
        raise ValueError("parts is to be a list of labels")
    return tuple(value)


def _reject(value: Any) -> bool:
    if value is not True:
        raise ValueError("reject can only be true")
    return True


_READERS: dict[str, Callable[[Any], Any]] = {
    "period": _period, "scale": _scale, "unit": _unit, "segment": _segment, "parts": _parts, "reject": _reject,
}  # fmt: skip
