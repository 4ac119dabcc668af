"""close.toml: company, periods, house style, segments and entities, and where the trial balance is."""

from __future__ import annotations

import datetime
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import msgspec

from crossfoot.model.books import Entity, House, Segment, Settings
from crossfoot.model.errors import Unreadable
from crossfoot.model.period import Period


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where trial balances come from: CSV or XLSX `file` (of one `sheet`), Beancount `ledger`, or `sql` with a query.

    `entity` and `period_end` are of the whole source, where its rows do not say.
    """

    file: str = ""
    sheet: str = ""
    ledger: str = ""
    sql: str = ""
    query: str = ""
    entity: str = ""
    period_end: datetime.date | None = None
    period_ends: tuple[datetime.date, ...] = ()


class _Company(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    currency: str
    short: str = "the company"
    place: str = ""
    contact: str = ""


class _Release(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    date: datetime.date
    statements: tuple[str, ...] = ("operations", "segments")
    running_head: str | None = None


class _Days(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    start: datetime.date
    end: datetime.date


class _Periods(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    quarter: _Days
    year_to_date: _Days
    quarter_prior: _Days
    year_to_date_prior: _Days
    comparatives: Literal["published", "recast"]
    year_end: datetime.date | None = None
    quarter_name: str = ""
    year_to_date_name: str = ""


class _Close(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    company: _Company
    release: _Release
    periods: _Periods
    segment: tuple[Segment, ...]
    entity: tuple[Entity, ...]
    house: House = House()
    trial_balance: tuple[Source, ...] = (Source(file="trial_balance.csv"),)


_COUNTS = ("", "first", "second", "third", "fourth")
_MONTHS = {3: "three", 6: "six", 9: "nine", 12: "twelve"}
_HOUSE = tuple(House.__struct_fields__)


def read(folder: Path) -> tuple[Settings, tuple[Source, ...]]:
    """The settings and the sources of the trial balance. Raises Unreadable, with the key that is wrong."""
    path = folder / "close.toml"
    raw = _toml(path)
    unknown = set(raw.get("house", {})) - set(_HOUSE)
    if unknown:
        raise Unreadable(
            str(path), f"unknown setting {sorted(unknown)[0]}", place="[house]", remedy="see docs/books.md"
        )
    try:
        close = msgspec.convert(raw, _Close, strict=False)
    except msgspec.ValidationError as error:
        raise Unreadable(str(path), str(error), remedy="see docs/books.md for what close.toml holds") from None
    _sound(path, close)
    return _settings(close), close.trial_balance


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    except FileNotFoundError:
        raise Unreadable(str(path), "is missing", remedy="crossfoot init DIR writes one to start from") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Unreadable(str(path), f"is not TOML: {error}", remedy="mend the line") from None


def _sound(path: Path, close: _Close) -> None:
    """Raises Unreadable for settings that contradict each other."""
    segments = [segment.id for segment in close.segment]
    for name, ids in (("segment", segments), ("entity", [entity.id for entity in close.entity])):
        twice = next((i for i in ids if ids.count(i) > 1), None)
        if twice is not None:
            raise Unreadable(str(path), f"{name} {twice} is given twice", remedy="give each an id of its own")
    for entity in close.entity:
        if entity.segment not in segments:
            raise Unreadable(
                str(path), f"entity {entity.id} is in segment {entity.segment}, which there is none of",
                remedy=f"use one of {', '.join(segments)}, or add the segment",
            )  # fmt: skip
        if not 0 < entity.ownership <= 1:
            raise Unreadable(str(path), f"entity {entity.id} is owned {entity.ownership}", remedy="0.8 stands for 80 %")
    periods = close.periods
    for name in ("quarter", "year_to_date", "quarter_prior", "year_to_date_prior"):
        days: _Days = getattr(periods, name)
        if days.start >= days.end:
            raise Unreadable(str(path), f"periods.{name} ends before it starts", remedy="give start and end")
    if periods.quarter.end != periods.year_to_date.end or periods.quarter_prior.end != periods.year_to_date_prior.end:
        raise Unreadable(str(path), "the quarter and the year to date end on different days", remedy="mend [periods]")
    house = close.house
    if house.scale not in (1, 1000, 1000000) or house.prose_scale not in (1, 1000, 1000000):
        raise Unreadable(str(path), "a scale is 1, 1000 or 1000000", place="[house]", remedy="choose one of them")


def _settings(close: _Close) -> Settings:
    periods, company = close.periods, close.company
    year = _period(periods.year_to_date)
    quarter = _period(periods.quarter)
    count = max(1, min(4, round(year.days / 91.3)))
    return Settings(
        company=company.name,
        short=company.short,
        currency=company.currency,
        released=close.release.date,
        place=company.place,
        quarter=quarter,
        year_to_date=year,
        quarter_prior=_period(periods.quarter_prior),
        year_to_date_prior=_period(periods.year_to_date_prior),
        comparatives=periods.comparatives,
        entities=close.entity,
        segments=close.segment,
        house=close.house,
        statements=close.release.statements,
        quarter_name=periods.quarter_name or f"{_COUNTS[count]} quarter",
        year_to_date_name=periods.year_to_date_name or (f"first {_MONTHS[count * 3]} months" if count < 4 else "year"),
        year_end=periods.year_end,
        contact=company.contact,
        running_head=close.release.running_head,
    )


def _period(days: _Days) -> Period:
    return Period(days.end, days.start)
