"""NG509: the text names another start of a reconciliation than the table has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules import measures
from crossfoot.rules.case import Case
from crossfoot.rules.finding import in_passage, of_place
from crossfoot.rules.measures import Reconciliation
from crossfoot.rules.wording import flat
from crossfoot.rules.words import label, place

RULE = Rule(
    "NG509",
    "reconciliation-described-otherwise",
    "note",
    "The text says that a measure is reconciled to another GAAP measure than the table is",
    "NG509.md",
)
# "reconciliations of consolidated net income or loss from operations to consolidated EBITDA"
_OF = re.compile(r"\breconciliations? (?:of|from) (?P<start>[^.;:]{3,120}?) to (?P<end>[^.;:]{3,60})")


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule: one a sentence that no reconciliation of the measure agrees with."""
    every = case.measures.reconciliations
    for passage in case.proof.document.passages:
        text = flat(passage.text)
        if passage.kind == "heading" or "reconciliation" not in text:
            continue  # a heading is the title of a table
        for match in _OF.finditer(text):
            start, end = _classes(match["start"]), measures.family_of(match["end"])
            mine = [r for r in every if r.family == end and measures.whole(r.target) and _called_so(case, r)]
            if end is None or not start or not mine or any(measures.gaap_class(r.start.label) in start for r in mine):
                continue
            begins = label(case, mine[0].start.number)
            yield of_place(
                RULE,
                "note",
                f"the text speaks of a reconciliation of {' '.join(match['start'].split())} to"
                f" {measures.name_of(end)}, but the table starts at {begins} ({place(case, mine[0].start.number)})",
                "name the measure that the table starts from",
                in_passage(passage, match.start(), match.end(), mine[0].start.number, mine[0].target.number),
            )


def _classes(words: str) -> set[str]:
    """The classes of GAAP measures that a phrase names; "net income or loss from operations" is income of operations.

    What is not certain to name one class alone names none.
    """
    text = re.sub(
        r"\b(?:income|loss|earnings) (?:or|and) (?:income|loss|earnings)\b", "income", " ".join(words.split())
    )
    named = {c for c in ("pretax", "operating-income", "net-income", "operating-cash") if _names(c, text)}
    return (
        named if named != {"operating-income", "net-income"} or "from operations" not in text else {"operating-income"}
    )


def _names(name: str, text: str) -> bool:
    return measures.pattern("gaap", name).search(text) is not None


def _called_so(case: Case, made: Reconciliation) -> bool:
    """True where the table, or a heading above the rows, says that it reconciles."""
    table = case.proof.document.tables[made.table]
    words = " ".join((*table.titles, *table.stub, *made.target.path, *made.start.path))
    return measures.pattern("non_gaap", "reconcil").search(flat(words)) is not None
