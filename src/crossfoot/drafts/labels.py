"""The labels of two drafts: titles, headers, headings and row labels of their tables."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.drafts.sequence import aligned
from crossfoot.model.changes import TextChange
from crossfoot.model.document import Document, Table

Renamed = dict[str, str]  # a label in the earlier draft: in the later one


def changed_labels(before: Document, after: Document) -> tuple[tuple[TextChange, ...], Renamed]:
    """The labels that changed, came or went, and how those that changed are called now."""
    old, new = list(_labels(before)), list(_labels(after))
    found, renamed = [], {}
    for step in aligned([text for text, _ in old], [text for text, _ in new]):
        was = old[step.before] if step.before is not None else None
        now = new[step.after] if step.after is not None else None
        if was is not None and now is not None:
            if was[0] == now[0]:
                continue
            renamed[was[0]] = now[0]
            found.append(TextChange("changed", was[0], now[0], was[1], now[1]))
        elif now is not None:
            found.append(TextChange("added", None, now[0], None, now[1]))
        elif was is not None:
            found.append(TextChange("removed", was[0], None, was[1], None))
    return tuple(found), renamed


def _labels(document: Document) -> Iterator[tuple[str, int]]:
    """Each label, its blanks closed up, with its line."""
    for table in document.tables:
        yield from ((text, line) for text, line in _of(table) if text)


def _of(table: Table) -> Iterator[tuple[str, int]]:
    for text in (*table.titles, *table.stub, *(h.text for h in table.headers)):
        yield " ".join(text.split()), table.line
    for row in table.rows:
        yield " ".join(row.label.split()), row.line
