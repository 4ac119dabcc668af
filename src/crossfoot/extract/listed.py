"""Tables of segments that do no more than list them: names over a total, under one heading or under each line item."""

from __future__ import annotations

import re
from collections import defaultdict

from crossfoot.extract import labels
from crossfoot.extract.outline import Placed

_OF_SEGMENTS = re.compile(
    r"\bsegments?\b|\blines? of business\b|\bbusiness (?:lines?|units?)\b|\bdivision(?:s|al)?\b", re.IGNORECASE
)
_ARE_SEGMENTS = re.compile(
    r"(?:(?:reportable|operating|business)\s+)*"
    r"(?:segments?|divisions?|(?:business )?lines?(?: of business)?|business units?)\W*",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"(?:(?:sub|grand )?totals?|consolidated|combined)\b", re.IGNORECASE)
_THE_REST = re.compile(r"(?:all )?other\b(?:\s*\([^)]*\))?|corporate(?: and other)?", re.IGNORECASE)
_ITEM = re.compile(r"net (?:income|earnings|loss|sales|revenues?)\b", re.IGNORECASE)
_LEAST = 2  # names, or line items over them


def is_of_segments(titles: tuple[str, ...]) -> bool:
    """True where a title says that the table is of segments, and not merely of places or products."""
    return any(_OF_SEGMENTS.search(title) for title in titles[-2:])


def under_one_heading(placed: tuple[Placed, ...], names: set[int], of_segments: bool) -> set[int]:
    """The rows of a list of names that ends in a total, where its title or its heading says what they are.

    `names`: the rows whose labels may name a part of the company.
    """
    rows = [k for k, place in enumerate(placed) if place.row.cells]
    end = next((k for k in rows if _closes(placed[k].row.label)), None)
    before = [k for k in rows if end is not None and k < end]
    above = {placed[k].headings[-1:] for k in before}
    named = {k for k in before if k in names or _THE_REST.fullmatch(placed[k].row.label)}
    if len(names.intersection(before)) < _LEAST or len(above) != 1 or len(named) < len(before):
        return set()
    heading = next(iter(above))
    called = bool(heading) and _ARE_SEGMENTS.fullmatch(placed[heading[0]].row.label.strip()) is not None
    return set(before) if called or (of_segments and not heading) else set()


def _closes(label: str) -> bool:
    """True for a total, or for the line item that the parts add up to ("Net income")."""
    return not label or bool(_TOTAL.match(label) or _ITEM.match(label)) or labels.match(label, None) is not None


def under_each_item(placed: tuple[Placed, ...], items: set[int]) -> set[str]:
    """The labels, in lower case, that stand under each of several line items alike, and only they.

    `items`: the headings that name line items. What so recurs is no line item of its own, whatever its words
    ("Retail sales" under "Revenue" and under "Pretax income").
    """
    under: dict[int, list[str]] = defaultdict(list)
    for place in placed:
        label = place.row.label
        if place.row.cells and place.headings and label and not _TOTAL.match(label):
            under[place.headings[-1]].append(label.lower())
    lists = {tuple(found) for found in under.values()}
    if len(under) < _LEAST or not items.issuperset(under) or len(lists) != 1:
        return set()
    found = next(iter(lists))
    if len(found) < _LEAST or any(labels.match(label, None) for label in found):
        return set()
    return set(found)
