"""Line items and statement layouts: those that ship with the package, and a close package's own statements/*.toml."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from crossfoot import vocabulary
from crossfoot.model.errors import Unreadable
from crossfoot.model.layout import Layout, LayoutRow, LineItem

SHIPPED = ("operations", "segments", "balance_sheet", "cash_flow")


def read(folder: Path, wanted: tuple[str, ...]) -> tuple[dict[str, LineItem], tuple[Layout, ...]]:
    """The line items by id, and the layouts of the statements that close.toml names, in order. Raises Unreadable."""
    raw = {name: dict(told) for name, told in vocabulary.load("lines").items()}
    layouts: dict[str, tuple[str, dict[str, Any]]] = {
        name: (f"{name}.toml", vocabulary.load(f"layouts/{name}")) for name in SHIPPED
    }
    own = folder / "statements"
    for path in sorted(own.glob("*.toml")) if own.is_dir() else ():
        told = _toml(path)
        for name, properties in told.pop("lines", {}).items():
            raw.setdefault(name, {}).update(properties)
        if told:
            layouts[path.stem] = (str(path), told)
    lines = {name: _line(name, told, str(folder)) for name, told in raw.items()}
    _known(lines, str(folder))
    return lines, tuple(_layout(name, layouts, lines, str(folder)) for name in wanted)


def terms(texts: list[str]) -> tuple[tuple[str, int], ...]:
    """["net_sales", "-cost_of_sales"] as pairs of line and coefficient."""
    return tuple((text.lstrip("+-"), -1 if text.startswith("-") else 1) for text in texts)


def _line(name: str, told: dict[str, Any], folder: str) -> LineItem:
    made = {**told, "id": name, "terms": terms(told.get("terms", []))}
    made["also"] = tuple(terms(sum_) for sum_ in told.get("also", []))
    try:
        unknown = set(made) - set(LineItem.__struct_fields__)
        if unknown:
            raise msgspec.ValidationError(f"unknown property {sorted(unknown)[0]}")
        return msgspec.convert(made, LineItem)
    except msgspec.ValidationError as error:
        raise Unreadable(folder, str(error), place=f"[lines.{name}]", remedy="see docs/books.md") from None


def _known(lines: dict[str, LineItem], folder: str) -> None:
    """Raises Unreadable for a formula that names no line, or that comes back to itself."""
    finished: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise Unreadable(folder, f"line {name} is made of itself: {' of '.join((*above, name))}", remedy="mend it")
        if name in finished:
            return
        line = lines.get(name)
        if line is None:
            raise Unreadable(folder, f"line {above[-1]} is made of {name}, which there is none of", remedy="define it")
        for part in (*(n for n, _ in line.terms), *line.within, *([line.of] if line.of else [])):
            visit(part, (*above, name))
        for part in (n for sum_ in line.also for n, _ in sum_):
            if part not in lines:
                raise Unreadable(folder, f"line {name} names {part}, which there is none of", remedy="define it")
        finished.add(name)

    for name in lines:
        visit(name, ())


def _layout(
    name: str, layouts: dict[str, tuple[str, dict[str, Any]]], lines: dict[str, LineItem], folder: str
) -> Layout:
    if name not in layouts:
        known = ", ".join(sorted(layouts))
        raise Unreadable(folder, f"there is no statement {name}", place="close.toml", remedy=f"there are {known}")
    file, told = layouts[name]
    try:
        rows = tuple(msgspec.convert(row, LayoutRow) for row in told.get("row", []))
        unknown = {key for row in told.get("row", []) for key in row} - set(LayoutRow.__struct_fields__)
        if unknown:
            raise msgspec.ValidationError(f"unknown property {sorted(unknown)[0]}")
        layout = Layout(name, tuple(told["titles"]), told["columns"], rows, tuple(told.get("notes", [])))
        layout = msgspec.convert(msgspec.to_builtins(layout), Layout)
    except (msgspec.ValidationError, KeyError) as error:
        raise Unreadable(file, f"is no statement: {error}", remedy="see docs/books.md") from None
    for row in layout.rows:
        for line in (row.line, *row.when):
            if line and line != "always" and line not in lines:
                raise Unreadable(file, f"names the line {line}, which there is none of", remedy="define it in [lines]")
    return layout


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Unreadable(str(path), f"is not TOML: {error}", remedy="mend the line") from None
