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
    """The captions in a document's text, by place; looked up only for tables that state no scale themselves."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._by_line = document.format == "text"  # the lines of a markup's source mean nothing

    def before(self, table: Table) -> Caption | None:
        """The caption in force at `table`: of the words that lead into it, else the last alone on a line."""
        at = bisect_left(self._starts, self._place(table)) - 1
        if at >= 0:
            text = self._passages[at].text.rstrip()
            if text.endswith((":", ")", ").")) and self._leads_into(at, table):
                found = scale.caption(text[-_TAIL:])
                if found:
                    return found
        standing = bisect_left(self._standing, (self._place(table),), key=lambda entry: entry[:1]) - 1
        if standing < 0:
            return None
        caption = self._standing[standing][1]
        largest = max((abs(c.figure.printed) for row in table.rows for c in row.cells), default=0)
        return caption if largest * caption.factor < _LARGEST else None

    def _leads_into(self, at: int, table: Table) -> bool:
        """True where nothing much stands between a passage and the table."""
        passage = self._passages[at]
        if self._by_line:
            return table.line - passage.line <= _NEAR_LINES + passage.text.count("\n")
        before = bisect_left(self._tables, table.span[0]) - 1
        return before < 0 or self._tables[before] < self._starts[at]

    def _place(self, item: Table | Passage) -> int:
        if self._by_line:
            return item.line
        return item.span[0] if isinstance(item, Table) else item.anchors[0].source

    @cached_property
    def _tables(self) -> list[int]:
        return [table.span[0] for table in self._document.tables]

    @cached_property
    def _passages(self) -> list[Passage]:
        found = (p for p in self._document.passages if p.kind != "furniture" and (self._by_line or p.anchors))
        return sorted(found, key=self._place)

    @cached_property
    def _starts(self) -> list[int]:
        return [self._place(p) for p in self._passages]

    @cached_property
    def _standing(self) -> list[tuple[int, Caption]]:
        """Captions alone on a line in parentheses, with the place of their passage."""
        out = []
        for passage in self._passages:
            for found in _STANDING.finditer(passage.text):
                caption = scale.caption(" ".join((found["line"] or found["tabular"]).split()))
                if caption and self._by_line:
                    out.append((passage.line + passage.text.count("\n", 0, found.start()), caption))
                elif caption:
                    out.append((passage.source_span(found.start(), found.end())[0], caption))
        return out
