"""Which table stands on which sheet, and on which rows: plain data, before anything is written.

A table that goes on from another stands below it on the same sheet. Of more than `MOST_SHEETS` tables the rest stand
below each other on the last table sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from string import capwords

import msgspec

from crossfoot.exports.cells import Place
from crossfoot.model.document import Document, Table

MOST_SHEETS = 200  # tabs that a person can still use
NAME_CHARS = 31  # Excel specifications and limits: the longest sheet name
LABELS = 0  # the column of labels; a table's column k stands at LABELS + 1 + k
OWN = ("Index", "Findings", "Claims", "Ties", "Rounding")
_RESERVED = {"history"}  # Excel keeps it for itself
_REFUSED = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]+")
_LEADING = re.compile(r"(?:\(untitled\)|(?:condensed|consolidated|unaudited|interim|selected)\b)[\s,]*", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^()]*\)")
_TRAILING = re.compile(r"(?:[\s,&-]+(?:of|and|the|to|in|for|from|by|on|at|or|as|a|an))*[\s,&-]*$", re.IGNORECASE)
_SMALL = re.compile(r"\b(?:Of|And|The|To|In|For|From|By|On|At|Or|As)\b")
_GAP = 2  # rows between tables of one sheet


class Block(msgspec.Struct, frozen=True):
    """A table on its sheet: the rows (from 0) of its titles, its header levels, each of its rows, and its notes.

    `spacers`: the rows left blank where the table has a blank line.
    """

    table: int
    titles: int
    headers: tuple[int, ...]
    rows: tuple[int, ...]
    spacers: tuple[int, ...]
    notes: int
    end: int


class Sheet(msgspec.Struct, frozen=True):
    """A sheet: its name, what its first table is called in full, and its tables."""

    name: str
    title: str
    blocks: tuple[Block, ...]


def sheets(document: Document, titles: Sequence[str]) -> tuple[Sheet, ...]:
    """The sheets of the tables that hold figures; `titles` says what each of the document's tables is called."""
    groups: list[list[int]] = []
    at: dict[int, int] = {}  # the group of each table
    for index, table in enumerate(document.tables):
        if not any(row.cells for row in table.rows):
            continue
        before = at.get(table.continued) if table.continued is not None else None
        if before is None and len(groups) == MOST_SHEETS:
            before = MOST_SHEETS - 1
        if before is None:
            groups.append([])
            before = len(groups) - 1
        groups[before].append(index)
        at[index] = before
    names = sheet_names([titles[group[0]] for group in groups])
    return tuple(
        Sheet(name, titles[group[0]], tuple(_blocks(document.tables, group)))
        for name, group in zip(names, groups, strict=True)
    )


def places(document: Document, laid_out: Iterable[Sheet]) -> dict[tuple[int, int, int], Place]:
    """The place of each figure, by its (table, row, column)."""
    found = {}
    for sheet in laid_out:
        for block in sheet.blocks:
            for index, row in enumerate(document.tables[block.table].rows):
                for cell in row.cells:
                    key = (block.table, index, cell.column)
                    found[key] = Place(sheet.name, block.rows[index], LABELS + 1 + cell.column)
    return found


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Names that Excel takes, each once whatever its case, none of them one of our own sheets'."""
    taken = {name.lower() for name in OWN} | _RESERVED
    names = []
    for number, title in enumerate(titles, 1):
        wanted = " ".join(_REFUSED.sub(" ", title).split()).strip("' ")
        wanted = _clipped(_short(wanted), NAME_CHARS) or f"Table {number}"
        name, copy = wanted, 1
        while name.lower() in taken:
            copy += 1
            suffix = f" ({copy})"
            name = _clipped(wanted, NAME_CHARS - len(suffix)) + suffix
        taken.add(name.lower())
        names.append(name)
    return names


def _short(title: str) -> str:
    """The title without the words that most statements begin with; in small letters where it is all capitals."""
    while len(title) > NAME_CHARS and (found := _LEADING.match(title)):
        title = title[found.end() :]
    if len(title) > NAME_CHARS:
        title = _ASIDE.sub("", title).strip() or title
    if not title.isupper():
        return title
    words = capwords(title)
    return words[:1] + _SMALL.sub(lambda found: found.group().lower(), words[1:])


def _clipped(text: str, most: int) -> str:
    """The text cut at a word, or within one where it would lose more than a third."""
    if len(text) <= most:
        return text
    cut = _TRAILING.sub("", text[: most + 1].rpartition(" ")[0])
    return (cut if len(cut) * 3 > most * 2 else text[:most]).rstrip("' ")


def _blocks(tables: Sequence[Table], group: Iterable[int]) -> Iterable[Block]:
    top = 0
    for index in group:
        block = _block(tables[index], index, top)
        yield block
        top = block.end + _GAP


def _block(table: Table, index: int, top: int) -> Block:
    at = top + len(table.titles) + bool(table.titles)
    levels = max(len({h.level for h in table.headers}), len(table.stub))
    headers = tuple(range(at, at + levels))
    at += levels
    rows, spacers = [], []
    for number, row in enumerate(table.rows):
        if row.blank_above and number:
            spacers.append(at)
            at += 1
        rows.append(at)
        at += 1
    notes = at + bool(table.notes)
    return Block(index, top, headers, tuple(rows), tuple(spacers), notes, notes + len(table.notes))
