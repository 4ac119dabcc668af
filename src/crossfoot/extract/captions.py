"""Scales stated in the text before a table: just above it, or once for all tables that follow."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from crossfoot.extract import scale
from crossfoot.extract.scale import Caption
from crossfoot.model.document import Document, Passage, Table

_NEAR_LINES = 12
_TAIL = 200  # characters at a paragraph's end in which "as follows (in millions):" stands
# In parentheses on a line by itself, or of "tabular" amounts wherever it stands.
_STANDING = re.compile(
    r"""
    ^\s*\((?P<line>[^()\n]*(?:thousand|million|billion)[^()\n]*)\)\s*$
  | \((?P<tabular>[^()]{0,40}\btabular\b[^()]{0,40}(?:thousand|million|billion)[^()]{0,80})\)
    """,
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
_LARGEST = 10**14  # no company prints a larger amount: a scale that would make one is not this table's


class RunningCaptions:
    """The captions in a document's text, by line; looked up only for tables that state no scale themselves."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def before(self, table: Table) -> Caption | None:
        """The caption in force at `table`: of the words that lead into it, else the last alone on a line."""
        lines = self._lines
        at = bisect_left(lines, table.line) - 1
        if at >= 0:
            passage = self._passages[at]
            text = passage.text.rstrip()
            if table.line - passage.line <= _NEAR_LINES + text.count("\n") and text.endswith((":", ")", ").")):
                found = scale.caption(text[-_TAIL:])
                if found:
                    return found
        standing = bisect_left(self._standing, (table.line,), key=lambda entry: entry[:1]) - 1
        if standing < 0:
            return None
        caption = self._standing[standing][1]
        largest = max((abs(c.figure.printed) for row in table.rows for c in row.cells), default=0)
        return caption if largest * caption.factor < _LARGEST else None

    @cached_property
    def _passages(self) -> list[Passage]:
        return sorted((p for p in self._document.passages if p.kind != "furniture"), key=lambda p: p.line)

    @cached_property
    def _lines(self) -> list[int]:
        return [p.line for p in self._passages]

    @cached_property
    def _standing(self) -> list[tuple[int, Caption]]:
        """Captions alone on a line in parentheses, with that line's number."""
        out = []
        for passage in self._passages:
            for found in _STANDING.finditer(passage.text):
                caption = scale.caption(" ".join((found["line"] or found["tabular"]).split()))
                if caption:
                    out.append((passage.line + passage.text.count("\n", 0, found.start()), caption))
        return out
