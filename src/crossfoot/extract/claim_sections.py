"""The segment that a passage stands under: that of the heading over it, or of the table right before."""

from __future__ import annotations

import re

import msgspec

from crossfoot.extract import periods
from crossfoot.extract.exempt import is_item
from crossfoot.extract.grammar_drafts import Segments
from crossfoot.model.document import Passage
from crossfoot.model.proof import Reading

SEGMENT_WORDS = 6  # of a heading, at most, that names a segment
_MARK = re.compile(r"[^\d\s$%\u20ac\u00a3\u00a5(),.]")  # a bullet by itself, a letter where its symbol font is lost

_RUNNING_HEAD = re.compile(r"\bpage\s+\d+\s*$", re.IGNORECASE)  # a page break in the midst of a list
_COMPARED = re.compile(r"\b(?:compared|versus|vs\.?|against|with|to|and|same)\b|[^\w\s]", re.IGNORECASE)


def _compares_times(text: str) -> bool:
    """True of a heading that only says which periods are compared below it, under the heading of what they are of."""
    said = periods.mention(text)
    return not said.empty and not _COMPARED.sub(" ", said.rest).strip()


class Section(msgspec.Struct, gc=False):
    """What the passages in order stand under. `tables`: see `table_segments`; those passed are taken off."""

    segments: Segments
    tables: list[tuple[int, str | None]]
    segment: str | None = None
    has_begun: bool = False  # a sentence stands already under the last heading or table
    is_listed: bool = False  # what stands under it is a list
    is_marked: bool = False  # a bullet stands by itself before this passage

    def entered(self, passage: Passage) -> Passage | None:
        """The passage, an item of a list where a bullet stands by itself before it; None of such a bullet."""
        self._pass_tables(passage)
        if _MARK.fullmatch(passage.text.strip()) is not None:
            self.is_marked = True
            return None
        if self.is_marked and passage.kind in ("paragraph", "heading"):
            passage = msgspec.structs.replace(passage, kind="bullet")
        self.is_marked = False
        return passage

    def _pass_tables(self, passage: Passage) -> None:
        """Begins a section with each table that the passage stands after."""
        if not self.tables:
            return
        start = passage.source_span(0, 1)[0]
        while self.tables and self.tables[-1][0] <= start:
            self.segment, self.has_begun = self.tables.pop()[1], False

    def read_heading(self, text: str) -> None:
        """Begins a section with a heading; one right under the segment's own, or under its table, belongs to it."""
        found = self.segments.found(text, 0, len(text))
        if found and len(text.split()) <= SEGMENT_WORDS:
            self.segment, self.has_begun = found[0][2], False
        elif self.has_begun and not _compares_times(text):
            self.segment, self.has_begun = None, False

    def read_passage(self, passage: Passage) -> None:
        """Ends a segment's list, where one stands right under its name, with the first passage that is no item."""
        if passage.kind not in ("paragraph", "bullet") or _RUNNING_HEAD.search(passage.text):
            return
        if not self.has_begun:
            self.has_begun, self.is_listed = True, is_item(passage)
        elif self.is_listed and not is_item(passage):
            self.segment = None


def table_segments(tables: Reading) -> list[tuple[int, str | None]]:
    """(where its last amount stands, the one segment that all of them are of) of each table, the last first."""
    segments = {f.number: f.segment for f in tables.facts}
    named: dict[int, set[str | None]] = {}
    ends: dict[int, int] = {}
    for number in tables.numbers:
        if number.cell is not None and number.id in segments:
            table = number.cell[0]
            named.setdefault(table, set()).add(segments[number.id])
            ends[table] = max(number.span[1], ends.get(table, 0))
    found = [(end, next(iter(named[k])) if len(named[k]) == 1 else None) for k, end in ends.items()]
    return sorted(found, key=lambda f: f[0], reverse=True)
