"""ST801: a statement does not say in what scale its amounts are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.model.document import Table
from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case
from crossfoot.rules.finding import at_number, of_place

RULE = Rule(
    "ST801",
    "scale-not-stated",
    "note",
    "A statement whose amounts are in thousands or millions does not say so",
    "ST801.md",
)
_POWERS = {3: "thousands", 6: "millions", 9: "billions"}
_SCALE = re.compile(
    r"(?<!\d )(?<!\d)(?:thousands?|millions?|billions?)\b|(?<![\d,])0{3}['’]?s?\b|\bdollars\b|\$\s?mm?\b|\bmm\b",
    re.IGNORECASE,
)
# the rows that make a table a statement
_WHOLE = frozenset(
    {
        "NetIncomeLoss",
        "Assets",
        "LiabilitiesAndStockholdersEquity",
        "NetCashProvidedByUsedInOperatingActivities",
    }
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule: at most one a release, where other figures had to tell the scale of a statement."""
    document = case.proof.document
    if any(_says(table) for table in document.tables) or any(_captions(p.text) for p in document.passages):
        return
    for fact in case.proof.reading.facts:
        number = case.numbers[fact.number]
        if number.cell is None or fact.concept not in _WHOLE or fact.nil or fact.unit is None or "/" in fact.unit:
            continue
        power = _power(number.text, fact.decimals)
        if power in _POWERS:
            yield of_place(
                RULE,
                "note",
                f"no statement says that its amounts are in {_POWERS[power]}: {fact.label.strip(' :')} {number.text}"
                " (S-X 4-01(b))",
                f'put "(in {_POWERS[power]})" under the titles',
                at_number(case, number.id),
            )
            return


def _power(text: str, decimals: int | None) -> int | None:
    """The power of ten that a figure is printed in."""
    if decimals is None:
        return None
    places = len(text.rpartition(".")[2].rstrip(")% ")) if "." in text else 0
    return places - decimals


def _says(table: Table) -> bool:
    """True where a table says a scale: over its columns, in its titles or notes, or in a heading of its rows."""
    headings = (row.label for row in table.rows if not row.cells)
    words = (*table.titles, *table.stub, *table.notes, *(h.text for h in table.headers), *headings)
    return any(_SCALE.search(text) for text in words)


def _captions(text: str) -> bool:
    """True of "(in millions)" or "dollars in thousands" in a text outside the tables."""
    return _CAPTION.search(text) is not None


_CAPTION = re.compile(
    r"\b(?:dollars|amounts|figures|tables?)[\w\s,]{0,40}\bin (?:thousand|million|billion)s"
    r"|[(\[]\s*(?:\w+ )?in (?:thousand|million|billion)s|\$\s?000",
    re.IGNORECASE,
)
