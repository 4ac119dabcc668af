"""The hierarchy of a table's rows: which headings stand above each, by indentation and order."""

from __future__ import annotations

import re

import msgspec

from crossfoot.extract.labels import normal
from crossfoot.model.document import Row, Table


class Placed(msgspec.Struct, frozen=True, gc=False):
    """A row with the indices of the heading rows above it, outermost first."""

    row: Row
    headings: tuple[int, ...]


class _Open(msgspec.Struct):
    """A heading whose section is still open. `flat`: its rows stand at its own indent."""

    index: int
    indent: int
    flat: bool | None = None
    rows: int = 0
    spaced: bool = False  # blank lines stand between its rows: then one ends nothing
    rank: int = 0  # by its type


def outline(table: Table) -> tuple[Placed, ...]:
    """Every row of the table with its headings.

    Deeper rows belong to the heading above them. Rows at the heading's own indent belong to it too (many filings do not
    indent), until a total closes the section.
    """
    stack: list[_Open] = []
    out: list[Placed] = []
    results = _results(table)
    for index, row in enumerate(table.rows):
        if row.label and not row.cells and _MEMO.match(row.label):
            _close(stack, row, heading=False)
            out.append(Placed(row, tuple(o.index for o in stack)))
            continue
        if row.label and not row.cells:
            if index and not table.rows[index - 1].cells and table.rows[index - 1].label == row.label and stack:
                out.append(Placed(row, tuple(o.index for o in stack[:-1])))
                continue  # printed once over each group of columns
            _close(stack, row, heading=True, sister=bool(stack) and _alike(table, stack[-1].index, index))
            out.append(Placed(row, tuple(o.index for o in stack)))
            stack.append(_Open(index, row.indent, rank=_rank(row) % _SENTENCE))
            continue
        beside = stack and row.indent == stack[-1].indent and stack[-1].flat is False
        if index in results and beside and not _STEPS.match(table.rows[stack[-1].index].label):
            out.append(Placed(row, tuple(o.index for o in stack)))
            stack.pop()
            continue
        _close(stack, row, heading=False)
        out.append(Placed(row, tuple(o.index for o in stack)))
        if stack:
            top = stack[-1]
            top.rows += 1
            top.spaced = top.spaced or (top.rows == 2 and row.blank_above)
            if top.flat is None and row.label:
                top.flat = row.indent <= top.indent
        if _is_total(row):
            _close_after_total(table, stack, row, index)
    return tuple(out)


# Headings over steps, whose result stands beside them but is not theirs.
_STEPS = re.compile(r"(?:excluding|excluded?s?|includ\w+|add|less|plus|deduct|adjust\w*|reconcil\w*)\b", re.IGNORECASE)


def _results(table: Table) -> set[int]:
    """Rows that close one section after another under the same label ("Segment EBITDA"), not indented as its rows are.

    Each follows deeper rows, and stands last or before the next heading.
    """
    found: dict[str, list[int]] = {}
    rows = table.rows
    for k, row in enumerate(rows):
        ends = k + 1 == len(rows) or not rows[k + 1].cells
        if k and ends and row.cells and row.label and rows[k - 1].cells and rows[k - 1].indent > row.indent:
            found.setdefault(row.label.lower(), []).append(k)
    return {k for places in found.values() if len(places) > 1 for k in places}


# A line of a balance sheet that is printed without an amount, to refer to a note: it heads nothing.
_MEMO = re.compile(r"commitments?(?:,| and| &) (?:contingen|guarantee)[^:]*$|contingenc(?:y|ies)[^:]*$", re.IGNORECASE)


def _close(stack: list[_Open], row: Row, *, heading: bool, sister: bool = False) -> None:
    """Ends the sections that `row` cannot belong to. `sister`: a heading over rows like those of the last section."""
    if not row.label:
        return  # an unlabelled total belongs where the row before it did
    while stack:
        top = stack[-1]
        if row.indent > top.indent:
            return
        if row.indent < top.indent:
            stack.pop()
        elif heading:
            if top.rows == 0 and top.flat is None and not row.blank_above:
                return  # two headings in a row: the second is part of the first
            if top.rank > _rank(row) and not sister:
                return  # "ASSETS" over "Current assets:", neither indented
            stack.pop()
        elif row.label.strip(" :").lower() == "total":
            return  # of the section that it stands under, even after a blank line
        elif top.flat is False or (row.blank_above and top.rows >= 2 and not top.spaced):
            stack.pop()
        else:
            return


def _rank(row: Row) -> int:
    """How much a heading's type raises it over others at its indent: capitals more than bold, a sentence most."""
    if row.label.startswith("("):
        return 0
    if len(row.label.split()) > _A_SENTENCES_WORDS:
        return _SENTENCE
    return 2 * (row.label.isupper() and len(row.label) > _LONGEST_ABBREVIATION) + row.bold


def _alike(table: Table, heading: int, other: int) -> bool:
    """True where the same label follows two headings."""
    after = [table.rows[k + 1].label for k in (heading, other) if k + 1 < len(table.rows)]
    return len(after) > 1 and after[0] == after[1]


_SENTENCE = 4  # the rank of a heading that is a sentence: it ends what is above it, and holds no other heading
_A_SENTENCES_WORDS = 12
_LONGEST_ABBREVIATION = 5  # "EBITDA" is one more, but heads little
_ACTIVITIES = re.compile(r"\b(operating|investing|financing) activit", re.IGNORECASE)
_NET_CASH = re.compile(r"(?:total |net )*cash\b", re.IGNORECASE)


def _activity(label: str) -> str | None:
    """The kind of activities that a heading or total of a statement of cash flows is of."""
    found = _ACTIVITIES.search(label)
    return found[1].lower() if found else None


def _close_after_total(table: Table, stack: list[_Open], row: Row, index: int) -> None:
    """A total ends the section that it names or, in a flat section or unlabelled, the one it stands in."""
    if not stack:
        return
    top = stack[-1]
    name = normal(row.label)[1:]
    activity = _activity(row.label)
    named = next(
        (
            k
            for k, o in enumerate(stack)
            if (name and name == normal(table.rows[o.index].label))
            or (activity and activity == _activity(table.rows[o.index].label))
        ),
        None,
    )
    if named is not None:
        del stack[named:]
    elif not row.label or (top.flat and not _totalled_below(table, top.index, index)):
        stack.pop()


def _totalled_below(table: Table, heading: int, index: int) -> bool:
    """True where the heading's own total is yet to come: what stands before it sums only some of its rows."""
    name = normal(table.rows[heading].label)
    for row in table.rows[index + 1 :]:
        if not row.cells:
            return False
        if row.label.lower().startswith("total") and normal(row.label)[1:] == name:
            return True
    return False


def _is_total(row: Row) -> bool:
    label = row.label.lower()
    if _NET_CASH.match(label) and _activity(label):
        return True
    return not label or (label.startswith("total") and "ratio" not in label and " to " not in label)
