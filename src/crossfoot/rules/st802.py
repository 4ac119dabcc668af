"""ST802: a statement does not say of what period it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.model.document import Table
from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case
from crossfoot.rules.finding import at_number, of_place

RULE = Rule(
    "ST802",
    "period-not-stated",
    "note",
    "A statement does not say of what period, or of what day, its columns are",
    "ST802.md",
)
_STATEMENTS = {
    "operations": "statement of operations",
    "balance-sheet": "balance sheet",
    "cash-flow": "statement of cash flows",
}
_TIME = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*\d{1,2}\b"
    r"|\b(?:quarters?|months?|years?|weeks|fiscal|ytd|year-to-date|periods?|prior|current)\b|\b[1-4]q|\bq[1-4]\b|'\d\d\b|’\d\d\b"
    r"|\b\d{1,2}/\d{1,2}/\d{2}|\bfy\s?\d",
    re.I,
)
_LEAST_NUMBERS = 8  # of a table that is a statement and no remark


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule: one a statement without a word of time over its columns or in its titles."""
    kinds: dict[int, str] = {}
    first: dict[int, str] = {}
    counts: dict[int, int] = {}
    for fact in case.proof.reading.facts:
        number = case.numbers[fact.number]
        if number.cell is not None and fact.statement in _STATEMENTS and fact.period is None:
            kinds.setdefault(number.cell[0], fact.statement)
            first.setdefault(number.cell[0], number.id)
            counts[number.cell[0]] = counts.get(number.cell[0], 0) + 1
    for table, kind in kinds.items():
        if counts[table] >= _LEAST_NUMBERS and not _says(case, case.proof.document.tables[table]):
            when = "day" if kind == "balance-sheet" else "period"
            yield of_place(
                RULE,
                "note",
                f"the {_STATEMENTS[kind]} does not say of what {when} its columns are",
                f"name the {when} over each column",
                at_number(case, first[table]),
            )


def _says(case: Case, table: Table) -> bool:
    words = (*table.titles, *table.stub, *table.notes, *(h.text for h in table.headers), *(r.label for r in table.rows))
    if any(_TIME.search(text) for text in words):
        return True
    return table.continued is not None and _says(case, case.proof.document.tables[table.continued])
