"""Plain text (EDGAR ASCII, alone or in a full submission) to Document."""

from __future__ import annotations

import hashlib
import re

import msgspec

from crossfoot.model.document import Document, Header, Part, Passage, Table
from crossfoot.model.errors import Unreadable
from crossfoot.readers.blocks import Block, find_blocks
from crossfoot.readers.columns import Column
from crossfoot.readers.headers import read_headers
from crossfoot.readers.lines import Line, split_lines
from crossfoot.readers.pages import paginate
from crossfoot.readers.passages import read_passages
from crossfoot.readers.rows import body
from crossfoot.readers.spacing import plain
from crossfoot.readers.submission import header_fields

MAX_LINE_CHARS = 20_000
MAX_ROWS = 20_000
# Words over the labels that name no table.
_NO_NAME = frozenset(
    [
        "in",
        "thousands",
        "millions",
        "dollars",
        "except",
        "per",
        "share",
        "data",
        "amounts",
        "unaudited",
        "-",
        "and",
        "of",
        "the",
    ]
)


_CONTINUED = re.compile(r"[\s\-–—,(]*\b(?:continued|cont'd|concluded)\b\.?\)?", re.IGNORECASE)
# A note that stands between the rows of a table, and names nothing.
_NOTE = re.compile(
    r"[(*]?(?:see|includes?|reflects|represents|note|excludes?|certain|the|amounts)\b.*|\(\w\)\s.*|\*+\s.*|.*[.;]\Z",
    re.IGNORECASE,
)


class Found(msgspec.Struct):
    """A table with its columns' places on the page, while it may still be joined to its neighbours."""

    table: Table
    columns: list[Column]
    block: Block


def read_text(source: str, name: str, data: bytes, parts: tuple[Part, ...] = ()) -> Document:
    """The Document of a decoded plain-text source; `parts` are its documents where it is a full submission."""
    start, end = next((p.span for p in parts if p.chosen), (0, len(source)))
    lines = split_lines(source, start, end)
    _within_limits(lines, name)
    pages, furniture = paginate(lines, source)
    tables, passages = read_lines(lines, furniture, source)
    company, filed = header_fields(source) if parts else (None, None)
    return Document(
        name=name,
        format="text",
        sha256=hashlib.sha256(data).hexdigest(),
        source=source,
        tables=tables,
        passages=passages,
        pages=pages,
        parts=parts,
        company=company,
        filed=filed,
    )


def _within_limits(lines: list[Line], name: str) -> None:
    """Raises Unreadable where a line is too long, or there are too many rows, for a release."""
    for line in lines:
        if line.end - line.start > MAX_LINE_CHARS:
            raise Unreadable(
                name,
                f"a line is longer than the limit of {MAX_LINE_CHARS:,} characters",
                place=f"line {line.number}",
                remedy="check that its line breaks were kept",
            )
    if sum(line.kind == "row" for line in lines) > MAX_ROWS:
        raise Unreadable(name, f"has more table rows than the limit of {MAX_ROWS:,}", remedy="give the exhibit alone")


def read_lines(lines: list[Line], furniture: set[int], source: str) -> tuple[tuple[Table, ...], tuple[Passage, ...]]:
    """The tables and passages of lines, those of `furniture` (indices) set apart."""
    blocks = find_blocks(lines, furniture)
    tables = _tables(lines, blocks)
    taken = dict.fromkeys(furniture, "furniture")
    for block in blocks:
        inside = {*block.titles, *block.head, *block.body}
        taken.update(dict.fromkeys((k for k in inside if k not in furniture), "table"))
    return tuple(tables), read_passages(lines, taken, source)


def _tables(lines: list[Line], blocks: list[Block]) -> list[Table]:
    found: list[Found] = []
    for block in blocks:
        rows, columns = body([lines[k] for k in block.body])
        if not columns:
            continue
        headers, stub = read_headers([lines[k] for k in block.head], columns)
        first = lines[block.first]
        table = Table(
            span=(first.start, lines[block.last].end),
            line=first.number,
            titles=tuple(plain(lines[k].text) for k in block.titles),
            stub=stub,
            headers=headers,
            columns=len(columns),
            rows=rows,
            page=lines[block.body[0]].page,
        )
        found.append(_continued(table, columns, block, found))
    return [f.table for f in found]


def _continued(table: Table, columns: list[Column], block: Block, found: list[Found]) -> Found:
    """The table, with the header and titles of the one before where it has none of its own and goes on from there."""
    if not found:
        return Found(table, columns, block)
    before = found[-1]
    replace = msgspec.structs.replace
    if block.titles and block.own_header:
        if table.page == before.table.page + 1 and _repeats(table, before.table):
            table = replace(table, continued=len(found) - 1)
        return Found(table, columns, block)
    if not block.own_header:
        mapping = _mapping(before.columns, columns)
        if mapping:
            headers = tuple(h for h in (_moved(h, mapping) for h in before.table.headers) if h)
            table = replace(table, headers=headers, stub=before.table.stub)
            if all(_NOTE.match(title) for title in table.titles):
                table = replace(table, titles=before.table.titles, continued=len(found) - 1)
    elif not block.titles and not _named(table) and table.page == before.table.page:
        table = replace(table, titles=before.table.titles, continued=len(found) - 1)
    return Found(table, columns, block)


def _repeats(table: Table, before: Table) -> bool:
    """True where a table on the next page has the titles and the headers of the one before, "(continued)" set aside."""
    if [(h.level, h.text) for h in table.headers] != [(h.level, h.text) for h in before.headers]:
        return False
    names = [[_CONTINUED.sub("", title).strip().lower() for title in t.titles] for t in (table, before)]
    return names[0] == names[1]


def _named(table: Table) -> bool:
    """True where words over the labels name the table ("LOANS (unaudited)")."""
    return any(word.strip("(),.").lower() not in _NO_NAME for text in table.stub for word in text.split())


def _mapping(before: list[Column], columns: list[Column]) -> dict[int, int]:
    """Columns of the table before to columns of this one, by their place on the page.

    Empty unless every one here has its place there.
    """
    out: dict[int, int] = {}
    for index, column in enumerate(columns):
        over = [
            k
            for k, b in enumerate(before)
            if min(b.right, column.right) - max(b.left, column.left) > 0 or abs(b.right - column.right) <= 2
        ]
        if not over:
            return {}
        out[min(over, key=lambda k: abs(before[k].right - column.right))] = index
    return out


def _moved(header: Header, mapping: dict[int, int]) -> Header | None:
    here = [mapping[k] for k in range(header.first, header.last + 1) if k in mapping]
    return msgspec.structs.replace(header, first=min(here), last=max(here)) if here else None
