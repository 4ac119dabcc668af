"""A table with the meaning of its columns and rows, before its cells become facts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from crossfoot.extract import changes, labels, periods, scale, segments, statements, units
from crossfoot.extract import columns as heads
from crossfoot.extract.captions import RunningCaptions
from crossfoot.extract.columns import Column, Timing
from crossfoot.extract.lines import Line, read_lines
from crossfoot.extract.neighbours import settled
from crossfoot.extract.outline import outline
from crossfoot.extract.scale import Caption
from crossfoot.extract.units import TableUnits
from crossfoot.model.document import Document, Table
from crossfoot.model.fact import StatementKind


class Sheet(msgspec.Struct, frozen=True):
    """A table with the meaning of its columns and rows."""

    index: int
    table: Table
    kind: StatementKind
    title: str | None
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    timing: Timing
    units: TableUnits
    caption: Caption | None
    caption_from: str = "caption"
    shares_power: int | None = None  # where earnings per share settle it
    parts: dict[int, str | None] = {}  # columns that are parts of the company; None for the whole of it
    part: str | None = None  # the part of the company that the whole table is about
    balances: bool | None = None  # rows without a telling concept: True balances, False flows, None unknown


def read_sheets(document: Document) -> list[Sheet]:
    """Every table of `document` with the meaning of its columns and rows, scales settled as far as they can be."""
    currency = units.document_currency(document)
    captions = RunningCaptions(document)
    running = _running_titles(document)
    sheets: list[Sheet] = []
    for index, table in enumerate(document.tables):
        before = sheets[table.continued] if table.continued is not None and table.continued < index else None
        if before is None and sheets and _is_a_note_to(sheets[-1].table, table):
            before = sheets[-1]
        if before is None and sheets and _goes_on_overleaf(sheets[-1].table, table, running):
            before = sheets[-1]
        sheets.append(_sheet(index, table, before, captions, currency))
    return sheets


_RUNNING_TIMES = 3  # over so many tables at least, a title may be a page's running head


def _running_titles(document: Document) -> frozenset[str]:
    """The titles that stand over many tables: the company's name, what a page is headed with."""
    told = Counter(text for table in document.tables for text in set(table.titles))
    return frozenset(text for text, times in told.items() if times >= _RUNNING_TIMES)


def _goes_on_overleaf(before: Table, table: Table, running: frozenset[str]) -> bool:
    """True for a headless table under nothing but a page's running head: it goes on from the page before."""
    headless = not table.headers and not table.stub and table.columns == before.columns > 1
    return headless and bool(table.titles) and running.issuperset(table.titles)


_NOTE = re.compile(r"^(?:\(\w{1,2}\)|\*+|\u2020)\s*\w")


def _is_a_note_to(before: Table, table: Table) -> bool:
    """True for a headless table led in by a footnote of the table before, under the same columns."""
    headless = not table.headers and not table.stub and table.columns == before.columns
    return headless and any(_NOTE.match(text) for text in table.titles[:1])


def _sheet(index: int, table: Table, before: Sheet | None, captions: RunningCaptions, currency: str | None) -> Sheet:
    title = _title(table)
    table = _with_inner_titles(table)
    if before is not None and not table.stub:
        table = msgspec.structs.replace(table, stub=before.table.stub)
    kind = statements.kind_of(table)
    columns = heads.read_columns(table)
    if before is not None:
        if kind == "other":
            kind = before.kind
        if not table.headers and before.table.columns == table.columns:
            columns = before.columns
        columns = _dated_as(columns, before.columns)
    columns = changes.settled(columns, table.rows)
    caption = _caption(table, before, captions)
    stated = caption.currency if caption else None
    aside = frozenset(k for k, c in enumerate(columns) if c.change or c.percent)
    found = units.table_units(table, kind, currency, stated, aside if len(aside) < len(columns) else frozenset())
    told = [text.lower() for text in (*table.titles, *table.stub) if not scale.excepts(text)]
    if found.usual_places == 2 and any(statements.patterns("row")["per_share"].search(text) for text in told):
        found = msgspec.structs.replace(found, per_share=True)
    if caption is not None and not (caption.money or caption.counts):
        found = TableUnits(None, False, found.usual_places)
    lines = read_lines(
        outline(table), kind, found, (*table.stub, *reversed(table.titles)), tuple(c.text for c in columns)
    )
    dated = any(c.mention.dates for c in columns)
    lines = settled(lines, kind, dated, aside)
    return Sheet(
        index, table, kind, title or _title(table), columns, lines, heads.read_timing(table, kind), found, caption,
        parts=segments.column_segments(columns, kind, table.titles), balances=_balances(lines, kind, dated),
    )  # fmt: skip


_ONE_SEGMENT = re.compile(r"(?<!\bby )(?<!\bper )\bsegment\s*:?$")
_INNER_TITLES = 3  # rows at the head of a table that may be titles


def _with_inner_titles(table: Table) -> Table:
    """The table; rows at its head that are titles (a statement's name, a scale) stand among its titles too."""
    inner = []
    for row in table.rows[:_INNER_TITLES]:
        if row.cells:
            break
        lower = row.label.lower()
        if _ONE_SEGMENT.search(lower):
            continue  # heads what stands under it, not the table
        if scale.caption(row.label) or any(p.search(lower) for p in statements.patterns("kind").values()):
            inner.append(row.label)
    told = [text for text in inner if len(text.split()) > 1]
    return msgspec.structs.replace(table, titles=(*table.titles, *told)) if told else table


def _dated_as(columns: tuple[Column, ...], before: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns of a table that goes on from another; undated ones take the times of as many columns there."""
    if any(not c.mention.empty for c in columns):
        return columns
    times = [c.mention for c in before if c.mention.dates and not c.change and not c.percent]
    if len(times) != len(columns):
        return columns
    return tuple(
        msgspec.structs.replace(c, mention=msgspec.structs.replace(time, rest=c.rest))
        for c, time in zip(columns, times, strict=True)
    )


def _caption(table: Table, before: Sheet | None, captions: RunningCaptions) -> Caption | None:
    """The scale over the whole table: in its titles (innermost first), stub or headers, else in the words before it."""
    found = scale.first((*reversed(table.titles), *table.stub))
    if found:
        return found
    found = scale.over_all(tuple(h.text for h in table.headers)) or (before.caption if before else None)
    if found:
        return found
    return captions.before(table)


def _title(table: Table) -> str | None:
    """The title that names the table: the innermost that says what statement it is, else with words of its own."""
    kinds = statements.patterns("kind").values()
    plain = list(_naming(table.titles))
    stub = list(_naming(table.stub))
    named = [t for t in plain if any(p.search(t.lower()) for p in kinds)]
    joined = " ".join([*plain[-1:], *stub])
    if not named and stub and any(p.search(joined.lower()) for p in kinds):
        return joined
    return (named or plain or [joined])[-1] or None


def _naming(lines: Iterable[str]) -> Iterator[str]:
    """The lines that name something; what stands in brackets over several lines is passed over to their end."""
    open_brackets = 0
    for text in lines:
        if open_brackets > 0 or _aside(text):
            open_brackets += text.count("(") - text.count(")")
        else:
            yield text


def _aside(text: str) -> bool:
    if scale.caption(text) is not None or text.strip("() ").lower() in ("unaudited", "audited"):
        return True
    said = periods.mention(text)
    return not said.empty and not said.rest


def _balances(lines: tuple[Line, ...], kind: StatementKind, dated: bool) -> bool | None:
    """Whether rows without a telling concept are balances or flows, by the company they keep."""
    if kind == "balance-sheet":
        return True
    if kind in ("operations", "cash-flow", "reconciliation"):
        return False
    votes = Counter(labels.is_instant(line.concept) for line in lines if line.concept)
    if not votes and not dated:  # under a bare year there is nothing but the labels to tell
        votes = Counter(line.leaning for line in lines if line.leaning is not None)
    if votes[True] and not votes[False]:
        return True
    return False if votes[False] and not votes[True] else None
