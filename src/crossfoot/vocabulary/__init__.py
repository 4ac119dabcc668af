"""What reading and writing share, as data: concepts, identities of statements, words (TOML, loaded on first use)."""

from __future__ import annotations

import datetime
import pkgutil  # importlib.resources takes four times as long to import
import re
import tomllib
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec


class Identity(msgspec.Struct, frozen=True):
    """total = sum of weight x part over `parts`, plus those of `maybe` that stand in the statement. By concept name."""

    name: str
    total: str
    parts: tuple[tuple[str, Decimal], ...]
    maybe: tuple[tuple[str, Decimal], ...] = ()


class RatioIdentity(msgspec.Struct, frozen=True):
    """total = the first of `parts` that stands in the statement, divided by `per`. By concept name."""

    name: str
    total: str
    parts: tuple[str, ...]
    per: str


class Authority(msgspec.Struct, frozen=True):
    """The source that a rule about disclosure stands on, and the day since which it says so."""

    source: str
    since: datetime.date


class NamedQuotient(msgspec.Struct, frozen=True):
    """A ratio by its label, and the labels of what it divides. Patterns over labels in lower case."""

    name: re.Pattern[str]
    of: re.Pattern[str]
    per: re.Pattern[str]


def load(name: str) -> dict[str, Any]:
    """The content of the packaged file `name`.toml, numbers with a point as Decimal."""
    data = pkgutil.get_data(__name__, f"{name}.toml")
    assert data is not None, name
    return tomllib.loads(data.decode("utf-8"), parse_float=Decimal)


@cache
def identities() -> tuple[Identity, ...]:
    """The known identities of statements, in the file's order."""
    return tuple(
        Identity(e["name"], e["total"], _weights(e["parts"]), _weights(e.get("maybe", {})))
        for e in _identity_file()["identity"]
    )


@cache
def ratios() -> tuple[RatioIdentity, ...]:
    """The known quotients (earnings per share), in the file's order."""
    return tuple(RatioIdentity(e["name"], e["total"], tuple(e["parts"]), e["per"]) for e in _identity_file()["ratio"])


@cache
def quotients() -> tuple[NamedQuotient, ...]:
    """The ratios whose names say what is divided by what, in the file's order."""
    return tuple(
        NamedQuotient(re.compile(e["name"]), re.compile(e["of"]), re.compile(e["per"]))
        for e in _identity_file()["quotient"]
    )


@cache
def _identity_file() -> dict[str, Any]:
    return load("identities")


def _weights(entries: dict[str, int]) -> tuple[tuple[str, Decimal], ...]:
    return tuple((concept, Decimal(weight)) for concept, weight in entries.items())


@cache
def calendar_words() -> dict[str, dict[str, int]]:
    """The words for months, counts and ordinals, lower case, with their numbers."""
    return load("calendar")


@cache
def statement_words() -> dict[str, Any]:
    """The words by which a table says what it is and what its rows are (statements.toml)."""
    return load("statements")


@cache
def concept_patterns() -> dict[str, dict[str, str]]:
    """By statement section, each concept's label patterns (concepts.toml, which explains them)."""
    return load("concepts")


@cache
def measure_words() -> dict[str, Any]:
    """The words for measures outside GAAP and for what they are held against (measures.toml)."""
    return load("measures")


@cache
def authorities() -> dict[str, Authority]:
    """By rule code, what a rule about disclosure stands on (authorities.toml)."""
    return {code: Authority(entry["source"], entry["since"]) for code, entry in load("authorities").items()}


@cache
def earlier_words() -> dict[str, str]:
    """The words with which a release says that comparatives are recast, and what does not add up over periods."""
    return load("earlier")
