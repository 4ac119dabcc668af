"""What a Draft is to print, and what a reader found, in the same words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from crossfoot.model.document import Document
from crossfoot.model.draft import Draft, Prose, Statement

Printed = tuple[int, str, int, Decimal]  # statement, label, column, value as printed


def meant(draft: Draft) -> list[Printed]:
    """Every figure of the draft's statements."""
    statements = [b for b in draft.blocks if isinstance(b, Statement)]
    return [
        (index, line.label, entry.column, value)
        for index, statement in enumerate(statements)
        for line in statement.lines
        for entry in line.entries
        if (value := _value(entry.text)) is not None
    ]


def found(document: Document) -> list[Printed]:
    """Every figure of the document's tables."""
    return [
        (index, row.label, cell.column, cell.figure.printed)
        for index, table in enumerate(document.tables)
        for row in table.rows
        for cell in row.cells
    ]


def figures_in_prose(draft: Draft) -> Iterator[str]:
    """The figures of the draft's prose as printed."""
    for block in draft.blocks:
        if isinstance(block, Prose):
            yield from (p.text for p in block.pieces if p.figure is not None)


def _value(text: str) -> Decimal | None:
    """What a figure says; None for words that say there is none ("NM")."""
    if text.strip("-\u2013\u2014") == "":
        return Decimal(0)
    digits = text.strip("()%").replace(",", "")
    if not digits.replace(".", "").isdigit():
        return None
    return -Decimal(digits) if text.startswith("(") else Decimal(digits)
