"""Where tabs lead: to fixed stops, or, where they alone part the fields of a table, to stops as wide as these need."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

WIDTH = 8  # fixed stops, as a typewriter's
APART = 2  # blanks at least between the widest field and the next
_ROWS = 3  # so many neighbouring lines parted by tabs alone make a table

Stops = tuple[int, ...]


def stops_of(lines: list[str]) -> list[Stops | None]:
    """For each line the columns of its tabs' stops; None where the stops are fixed.

    Neighbouring lines with tabs and no two blanks side by side, one tab to each field, are parted by their tabs alone:
    field k of each of them starts in the same column, whatever its width ("elastic tab stops").
    """
    out: list[Stops | None] = [None] * len(lines)
    for parted, run in groupby(range(len(lines)), key=lambda k: _parted(lines[k])):
        members = list(run)
        fields = [lines[k].rstrip().split("\t") for k in members]
        if not parted or len(members) < _ROWS or not _one_each(fields):
            continue
        stops: list[int] = []
        for place in range(max(len(f) for f in fields) - 1):
            widest = max((len(f[place]) for f in fields if place < len(f) - 1), default=0)
            stops.append((stops[-1] if stops else 0) + widest + APART)
        for k in members:
            out[k] = tuple(stops)
    return out


def _one_each(fields: list[list[str]]) -> bool:
    """True where nearly every line has the same number of fields: who sets tabs by eye takes several to a column."""
    counts = Counter(len(f) for f in fields)
    usual, times = counts.most_common(1)[0]
    full = sum(all(f[1:]) for f in fields)
    return usual > 2 and times * 5 >= len(fields) * 4 and full * 4 >= len(fields) * 3


def _parted(line: str) -> bool:
    return "\t" in line.strip(" \r\n") and "  " not in line and "\t" in line.rstrip()


def next_stop(column: int, tab: int, stops: Stops | None) -> int:
    """The column that the tab number `tab` (from 0) of a line leads to from `column`."""
    if stops is not None and tab < len(stops):
        return max(stops[tab], column + 1)
    return column + WIDTH - column % WIDTH
