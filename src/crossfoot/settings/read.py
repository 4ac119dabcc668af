"""Settings: found in the nearest `crossfoot.toml`, or `pyproject.toml` with `[tool.crossfoot]`, above a file."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

from crossfoot import rules
from crossfoot.model.errors import Unreadable
from crossfoot.model.finding import Severity
from crossfoot.settings.toml import Source, load

FailOn = Literal["error", "warning", "note", "never"]

OWN, SHARED = "crossfoot.toml", "pyproject.toml"
KEYS = ("baseline", "exclude", "fail-on", "fail-under", "ignore", "select", "severity", "tolerance")
MOST_TOLERANCE = Decimal(1000)  # units of the last digit: beyond it, one would rather ignore the rule


class Settings(msgspec.Struct, frozen=True):
    """What was set; the defaults are what holds where nothing is.

    `select`, `ignore`: codes or beginnings of codes. `severity`: pairs of such a beginning and the severity that its
    findings have. `tolerance`: a difference of no more than so many units of the last printed digit is a note.
    `fail_on`: the least severity that makes a check fail. `fail_under`: so many percent of the numbers have to be
    proved. `baseline`: the file of accepted findings. `exclude`: patterns of files that a folder's check leaves out.
    `path`: where this was read, None for the defaults.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    tolerance: Decimal = Decimal(0)
    fail_on: FailOn = "error"
    fail_under: Decimal | None = None
    baseline: Path | None = None
    exclude: tuple[str, ...] = ()
    path: Path | None = None

    def wanted(self) -> frozenset[str] | None:
        """The codes of the rules to report, None for all. Raises ValueError for a code that no rule begins with."""
        return rules.chosen(self.select, self.ignore)


def nearest(start: Path) -> Path | None:
    """The settings file for what lies in the folder `start`: in it, else in the nearest folder above that has one.

    `crossfoot.toml` comes before `pyproject.toml`, and a `pyproject.toml` without `[tool.crossfoot]` is passed over.
    """
    for folder in (start.absolute(), *start.absolute().parents):
        if (folder / OWN).is_file():
            return folder / OWN
        shared = folder / SHARED
        if shared.is_file() and "crossfoot" in _tools(load(shared)[1]):
            return shared
    return None


def read_settings(path: Path) -> Settings:
    """The settings in a file. Raises Unreadable, with the place, for a key or value that means nothing."""
    source, found = load(path)
    table = _tools(found).get("crossfoot", {}) if path.name == SHARED else found
    if not isinstance(table, dict):
        raise source.wrong("crossfoot", "has to be a table")
    after = _line_of(source, "[tool.crossfoot") if path.name == SHARED else 0
    source.known(table, KEYS, after=after)
    reader = _Reader(source, table, after)
    return Settings(
        select=reader.codes("select"),
        ignore=reader.codes("ignore"),
        severity=reader.severities(),
        tolerance=reader.number("tolerance", MOST_TOLERANCE) or Decimal(0),
        fail_on=reader.choice("fail-on", get_args(FailOn), "error"),
        fail_under=reader.number("fail-under", Decimal(100)),
        baseline=reader.file("baseline"),
        exclude=reader.texts("exclude"),
        path=path,
    )


def _tools(found: dict[str, Any]) -> dict[str, Any]:
    tools = found.get("tool", {})
    return tools if isinstance(tools, dict) else {}


def _line_of(source: Source, text: str) -> int:
    return next((k for k, line in enumerate(source.text.splitlines(), 1) if line.strip().startswith(text)), 0)


class _Reader:
    """Values of a table, each of its kind."""

    def __init__(self, source: Source, table: dict[str, Any], after: int) -> None:
        self.source = source
        self.table = table
        self.after = after

    def _wrong(self, key: str, reason: str, remedy: str | None = None) -> Unreadable:
        return self.source.wrong(key, reason, remedy, after=self.after)

    def texts(self, key: str) -> tuple[str, ...]:
        found = self.table.get(key, [])
        if not isinstance(found, list) or not all(isinstance(item, str) and item for item in found):
            raise self._wrong(key, "has to be a list of texts", f'for example {key} = ["…"]')
        return tuple(found)

    def codes(self, key: str) -> tuple[str, ...]:
        return tuple(self._code(key, code) for code in self.texts(key))

    def severities(self) -> tuple[tuple[str, Severity], ...]:
        found = self.table.get("severity", {})
        if not isinstance(found, dict):
            raise self._wrong("severity", "has to be a table", 'for example severity = { FT102 = "error" }')
        pairs = []
        for code, severity in found.items():
            if severity not in get_args(Severity):
                raise self._wrong(code, f"is {severity!r}, which is no severity", f"say {_either(get_args(Severity))}")
            pairs.append((self._code(code, code), severity))
        return tuple(pairs)

    def _code(self, key: str, code: str) -> str:
        try:
            rules.chosen((code.upper(),), ())
        except ValueError:
            remedy = "`crossfoot rules` lists them"
            raise self._wrong(key, f"names {code!r}, and no rule's code begins so", remedy) from None
        return code.upper()

    def number(self, key: str, most: Decimal) -> Decimal | None:
        found = self.table.get(key)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, (int, Decimal)) or not 0 <= found <= most:
            raise self._wrong(key, f"has to be a number from 0 to {most}")
        return Decimal(found)

    def choice(self, key: str, choices: tuple[Any, ...], default: Any) -> Any:
        found = self.table.get(key, default)
        if found not in choices:
            raise self._wrong(key, f"is {found!r}", f"say {_either(choices)}")
        return found

    def file(self, key: str) -> Path | None:
        """A path, from the folder of the settings."""
        found = self.table.get(key)
        if found is not None and (not isinstance(found, str) or not found):
            raise self._wrong(key, "has to be a path")
        return None if found is None else self.source.path.parent / found


def _either(choices: Iterable[str]) -> str:
    *most, last = choices
    return f"{', '.join(most)} or {last}"
