"""Opens close packages, ledgers and databases of balances: the only stage-side code that touches files.

A package that cannot be understood at all (no close.toml, an unknown key in it) raises Unreadable. Rows that cannot be
read are faults, all of them collected.
"""

from __future__ import annotations

from pathlib import Path

from crossfoot.model.books import Fault, Package
from crossfoot.model.errors import Unreadable
from crossfoot.model.layout import LineItem
from crossfoot.sources import records, settings, statements, trial_balance

LIMIT_BYTES = 4 << 20  # of a file that a person wrote; a trial balance may be larger


def open_package(folder: str | Path) -> Package:
    """The close package in `folder`. Raises Unreadable."""
    path = Path(folder)
    if not path.is_dir():
        why = "is a file, not a close package's directory" if path.exists() else "no such directory"
        raise Unreadable(str(folder), why, remedy="crossfoot init DIR writes a package to start from")
    told, sources = settings.read(path)
    faults: list[Fault] = []
    lines, layouts = statements.read(path, told.statements)
    balance = trial_balance.read(path, sources, told, faults)
    return Package(
        folder=str(folder),
        settings=told,
        lines=lines,
        layouts=layouts,
        mappings=records.mappings(path, faults),
        trial_balance=balance,
        eliminations=records.eliminations(path, faults),
        rates=records.rates(path, faults),
        published=records.published(path, told.house.scale, _unscaled(lines), faults),
        shares=records.shares(path, faults),
        supplements=records.supplements(path, faults),
        controls=records.controls(path, faults),
        narrative=_narrative(path),
        faults=tuple(faults),  # the last to be evaluated
    )


def _unscaled(lines: dict[str, LineItem]) -> frozenset[str]:
    """The lines that an earlier release printed in full: amounts per share."""
    return frozenset(name for name, line in lines.items() if line.kind == "per-share")


def _narrative(folder: Path) -> str:
    path = folder / "narrative.md"
    if not path.exists():
        return ""
    if path.stat().st_size > LIMIT_BYTES:
        raise Unreadable(str(path), f"larger than the limit of {LIMIT_BYTES >> 20} MiB")
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(str(path), "is not UTF-8", place=f"byte {error.start}", remedy="save it as UTF-8") from None
