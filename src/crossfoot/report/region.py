"""Where a span stands in its source, as editors count: lines and columns from 1, in characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from crossfoot.model.document import Span

_BREAK = re.compile(r"\r\n|\r|\n")


class Region(NamedTuple):
    """The first character's line and column, and the line and column behind the last."""

    line: int
    column: int
    end_line: int
    end_column: int


class Regions:
    """The lines of one source."""

    def __init__(self, source: str) -> None:
        self._starts = [0, *(found.end() for found in _BREAK.finditer(source))]

    def of(self, span: Span) -> Region:
        """The region of a span."""
        return Region(*self._at(span[0]), *self._at(span[1]))

    def _at(self, position: int) -> tuple[int, int]:
        line = bisect_right(self._starts, position)
        return line, position - self._starts[line - 1] + 1
