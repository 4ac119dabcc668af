"""ST803: earnings per share whose caption does not say per share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.model.printed import header_over
from crossfoot.rules.case import Case
from crossfoot.rules.finding import at_number, of_place
from crossfoot.rules.words import label, printed

RULE = Rule(
    "ST803",
    "per-share-not-said",
    "note",
    "The caption of an amount per share does not say per share",
    "ST803.md",
)
_PER = re.compile(r"\bper\b|\beps\b|\be\.p\.s|/\s?share|\beach\b|\ba share\b|\bprice\b|\bdividend", re.I)
_INCOME = re.compile(r"\b(?:income|loss|earnings|profit)\b", re.I)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule: one a row of income per share whose label, headings and column do not say so."""
    told: set[tuple[int, int]] = set()
    for fact in case.proof.reading.facts:
        number = case.numbers[fact.number]
        if number.cell is None or number.cell[:2] in told or not (fact.unit or "").endswith("/share"):
            continue
        if fact.statement != "operations" or not _INCOME.search(fact.label):
            continue
        document = case.proof.document
        table, row = document.tables[number.cell[0]], number.cell[1]
        above = next((r.label for r in reversed(table.rows[:row]) if r.label and not r.cells), "")
        words = (*fact.path, above, table.rows[row].label, header_over(document, number) or "")
        if any(_PER.search(text) for text in words):
            continue
        told.add(number.cell[:2])
        yield of_place(
            RULE,
            "note",
            f"{label(case, number.id)} {printed(case, number.id)} is an amount per share,"
            " but its caption does not say so (ASC 260-10-45)",
            'say "per share" in the caption',
            at_number(case, number.id),
        )
