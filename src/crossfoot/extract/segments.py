"""Segments: which rows, headings or columns name a part of the company."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache

from crossfoot.extract import labels, listed
from crossfoot.extract.columns import Column
from crossfoot.extract.outline import Placed
from crossfoot.extract.row_times import bare_period_heading
from crossfoot.extract.statements import generic_labels, patterns

_TRAIL = re.compile(r"^[-\u2013\u2014\u2022]\s+|(?:[\s:;,-]|(?<!\.[A-Z])\.)+$|\s*\(\d{1,2}\)\s*$|\s*\*+$")
_LEADS, _TRAILS = "-\u2013\u2014\u2022", ":;,-.)*"  # what it takes away begins or ends so
_LONGEST_NAME = 60  # characters
_TOTAL = re.compile(r"^(?:(?:sub|grand )?totals?\b|consolidated\b|combined\b|worldwide$)", re.IGNORECASE)


@lru_cache(maxsize=32768)
def tidy(name: str) -> str:
    """A heading or label without its trailing colon, dash or footnote mark."""
    before = None
    while before != name and name and (name[-1] in _TRAILS or name[-1].isspace() or name[0] in _LEADS):
        before, name = name, _TRAIL.sub("", name)
    return name


def is_consolidated(name: str) -> bool:
    """True where the words mean the whole company ("Total", "Consolidated")."""
    return not name or bool(patterns("generic")["consolidated"].search(tidy(name).lower()))


def row_segments(
    placed: tuple[Placed, ...], kind: str, titles: tuple[str, ...] = ()
) -> dict[int, tuple[str | None, int | None]]:
    """For rows of a segment: its name, and the index of the heading that names the line item (None: its label does).

    Three shapes. Line items as headings over segments ("Net sales:" over "Pump Group"), recognised where the same names
    come back under several line items; segments as headings over line items, where the same items come back; and a mere
    list of segments over their total (`titles`, innermost last, say what it lists).
    """
    if kind in ("balance-sheet", "cash-flow"):
        return {}
    if kind == "operations" and not any("segment" in p.row.label.lower() for p in placed if not p.row.cells):
        return {}  # "Product" and "Services" under sales and under cost of sales are no parts of the company
    own = _headed_by_parts(placed) if kind == "segments" else {}
    found = own or _by_recurrence(placed, kind, _innermost) or _by_recurrence(placed, kind, _line_item_above)
    if not found and kind == "segments":
        names = {k for k, place in enumerate(placed) if place.row.cells and is_name(tidy(place.row.label))}
        rows = listed.under_one_heading(placed, names, listed.is_of_segments(titles))
        found = {k: (tidy(placed[k].row.label), None) for k in rows}
    called = _called_segments(placed)
    if called:  # what is listed beside them by name are regions, brands
        found = {k: part for k, part in found.items() if part[1] is None}
    return {**found, **called}


_CALLED_SEGMENT = re.compile(
    r"(?!.*\b(?:total|by|per|each|our|reportable|operating|business|major)\b).*\w segment$", re.IGNORECASE
)
_LEAST_CALLED = 2  # headings, where one alone may speak of anything


def _called_segments(placed: tuple[Placed, ...]) -> dict[int, tuple[str | None, int | None]]:
    """The rows right under headings that call what they name a segment ("Pumps Segment:"), where several do."""
    names = {k: tidy(p.row.label) for k, p in enumerate(placed) if not p.row.cells and p.row.label}
    called = {k: name for k, name in names.items() if _CALLED_SEGMENT.match(name)}
    if len(set(called.values())) < _LEAST_CALLED:
        return {}
    return {
        k: (called[place.headings[-1]], None)
        for k, place in enumerate(placed)
        if place.row.cells and place.headings and place.headings[-1] in called
    }


def _by_recurrence(
    placed: tuple[Placed, ...], kind: str, heading_of: _HeadingOf
) -> dict[int, tuple[str | None, int | None]]:
    """Segments told by what comes back under several headings; `heading_of`: the one above a row that counts."""
    above = {k: heading_of(placed, place) for k, place in enumerate(placed) if place.row.cells and place.headings}
    under: dict[str, set[int]] = defaultdict(set)
    for k, heading in above.items():
        if placed[k].row.label:
            under[tidy(placed[k].row.label).lower()].add(heading)
    repeated = {label for label, headings in under.items() if len(headings) > 1}
    if not repeated and kind != "segments":
        return {}
    names = {k: tidy(placed[k].row.label) for headings in under.values() for k in headings}
    items = {k for k, name in names.items() if labels.match(name, None) is not None or _line_item(name)}
    out: dict[int, tuple[str | None, int | None]] = {}
    sections: dict[int, list[int]] = defaultdict(list)
    for index, heading in above.items():
        sections[heading].append(index)
    segments = _recurring_names(placed, sections, items, repeated)
    if kind == "segments":
        segments |= listed.under_each_item(placed, items)
    for heading, rows in sections.items():
        if heading in items:
            named = segments | (_named_under(placed, rows) if kind == "segments" else set())
            out.update(_under_line_item(placed, heading, rows, named))
        elif _is_segment_heading(names.get(heading, "")) and _known_items(placed, rows, repeated):
            segment = None if is_consolidated(names[heading]) else names[heading]
            out.update(dict.fromkeys(rows, (segment, None)))
    return out


_HeadingOf = Callable[[tuple[Placed, ...], Placed], int]
_LEAST_HEADED = 2  # parts, beside the whole
_LEAST_ALIKE = 3  # headings over the same rows


def _headed_by_parts(placed: tuple[Placed, ...]) -> dict[int, tuple[str | None, int | None]]:
    """For a table of segments: those that its headings name.

    Headings are one line item of each part and of the whole ("Pumps revenues:", "Total revenues:"), or mere names over
    the same rows each ("Americas" and "Europe" over "Footwear", "Apparel", "Total").
    """
    sections: dict[int, list[int]] = defaultdict(list)
    for index, place in enumerate(placed):
        if place.row.cells and place.headings:
            sections[place.headings[-1]].append(index)
    alike = _over_the_same(placed, sections)
    if alike:
        return alike
    words = {k: tidy(placed[k].row.label).split() for k in sections}
    items = {tuple(w.lower() for w in found[-1:]) for found in words.values()}
    if len(items) != 1 or len(sections) <= _LEAST_HEADED or labels.match(" ".join(next(iter(items))), None) is None:
        return {}
    parts = {k: " ".join(found[:-1]) for k, found in words.items()}
    whole = [k for k, name in parts.items() if not name or is_consolidated(name)]
    named = [name for k, name in parts.items() if k not in whole]
    if len(whole) != 1 or len(set(named)) < _LEAST_HEADED or not all(map(is_name, named)):
        return {}
    return {row: (None if k in whole else parts[k], None) for k, rows in sections.items() for row in rows}


def _over_the_same(
    placed: tuple[Placed, ...], sections: dict[int, list[int]]
) -> dict[int, tuple[str | None, int | None]]:
    """The rows under headings that are mere names over the same rows each, and named rows beside them."""
    names = {k: tidy(placed[k].row.label) for k in sections}
    rows = {
        k: frozenset(placed[r].row.label.lower() for r in found) for k, found in sections.items() if is_name(names[k])
    }
    common = next((found for found in rows.values() if len(found) > 1), frozenset())
    alike = [k for k, found in rows.items() if found == common]
    if len(alike) < _LEAST_ALIKE or any(labels.match(label, None) for label in common):
        return {}
    out: dict[int, tuple[str | None, int | None]] = {r: (names[k], None) for k in alike for r in sections[k]}
    for index, place in enumerate(placed):
        name = tidy(place.row.label)
        if place.row.cells and not place.headings and is_name(name) and not _TOTAL.match(name):
            out[index] = (name, None)
    return out


def _innermost(_placed: tuple[Placed, ...], place: Placed) -> int:
    """The heading right above a row."""
    return place.headings[-1]


def _line_item_above(placed: tuple[Placed, ...], place: Placed) -> int:
    """The innermost heading above a row that names a line item ("Operating income:" over "Pumps" over it)."""
    for heading in reversed(place.headings):
        name = tidy(placed[heading].row.label)
        if labels.match(name, None) is not None or _line_item(name):
            return heading
    return place.headings[-1]


def _recurring_names(
    placed: tuple[Placed, ...], sections: dict[int, list[int]], items: set[int], repeated: set[str]
) -> set[str]:
    """Labels that come back under several line items and are none themselves."""
    found: dict[str, set[str]] = defaultdict(set)
    for heading in items:
        for row in sections[heading]:
            label = tidy(placed[row].row.label)
            lower = label.lower()
            plain = lower in repeated and lower not in generic_labels() and not _TOTAL.match(lower)
            plain = plain and bare_period_heading(label) is None
            if plain and is_name(label):
                found[lower].add(_item(placed[heading].row.label))
    return {label for label, headings in found.items() if len(headings) > 1}


_PORTION = re.compile(r"[\s,:(-]*\b(?:(?:non-?)?current|long-term|short-term)\b\)?", re.IGNORECASE)


def _item(name: str) -> str:
    """The line item that a heading names: "United States revenue" and "International revenue" are one.

    And so are its current and non-current portions.
    """
    name = tidy(_PORTION.sub("", name))
    words = name.lower().split()
    return labels.match(name, None) or labels.match(words[-1] if words else "", None) or " ".join(words[-2:])


def _named_under(placed: tuple[Placed, ...], rows: list[int]) -> set[str]:
    """Labels under one line item of a table of segments that can only be names."""
    names = [tidy(placed[row].row.label) for row in rows]
    return {name.lower() for name in names if is_name(name) and not _TOTAL.match(name)}


@lru_cache(maxsize=32768)
def is_name(text: str) -> bool:
    """True where the words may name a part of the company: no line item, no measure, nothing of time."""
    lower = text.lower()
    if not lower or len(lower) > _LONGEST_NAME or lower in generic_labels() or not text[:1].isalnum():
        return False
    if labels.match(text, None) is not None or _line_item(text) or bare_period_heading(text) is not None:
        return False
    return not any(patterns("row")[name].search(lower) for name in ("percent", "shares", "per_share", "ratio", "flow"))


def _under_line_item(
    placed: tuple[Placed, ...], heading: int, rows: list[int], segments: set[str]
) -> dict[int, tuple[str | None, int | None]]:
    totals = [row for row in rows if not placed[row].row.label or _TOTAL.match(placed[row].row.label)]
    items = [row for row in rows if row not in totals and not _may_be_part(placed[row].row.label, segments)]
    parts = [row for row in rows if row not in totals and row not in items]
    named = [row for row in parts if tidy(placed[row].row.label).lower() in segments]
    if len(named) < 2 or 2 * len(named) < len(parts):
        return {}  # two sections that happen to share a line
    out: dict[int, tuple[str | None, int | None]] = {row: (tidy(placed[row].row.label), heading) for row in parts}
    out.update(dict.fromkeys(totals, (None, heading)))
    listed = {tidy(place.row.label) for place in placed if place.row.cells}
    for row in rows:  # what stands under a part's own heading is the part's ("Desktop" under "Client computing")
        own = tidy(placed[placed[row].headings[-1]].row.label)
        if placed[row].headings[-1] != heading and own in listed:
            out[row] = (own, heading)
    return out


def _may_be_part(label: str, segments: set[str]) -> bool:
    """False for a line item among the segments ("Loss on disposal of business")."""
    name = tidy(label)
    return name.lower() in segments or (labels.match(name, None) is None and not _line_item(name))


def _line_item(name: str) -> bool:
    return bool(patterns("generic")["heading_not_segment"].search(name.lower()))


def _is_segment_heading(name: str) -> bool:
    if is_consolidated(name):
        return bool(name)
    return not _line_item(name) and bare_period_heading(name) is None


def _known_items(placed: tuple[Placed, ...], rows: list[int], repeated: set[str]) -> bool:
    own = [tidy(placed[row].row.label) for row in rows]
    return any(label.lower() in repeated and labels.match(label, None) for label in own)


def column_segments(columns: tuple[Column, ...], kind: str, titles: tuple[str, ...] = ()) -> dict[int, str | None]:
    """For columns of a table of segments: the segment that each names; None for the whole company."""
    if kind == "reconciliation" and any(patterns("kind")["segments"].search(title.lower()) for title in titles):
        kind = "segments"
    if kind in ("balance-sheet", "cash-flow"):
        return {}
    words = patterns("column")
    named: dict[int, str | None] = {}
    for index, column in enumerate(columns):
        name = tidy(_BASIS.sub("", column.rest))
        if not name or column.change or column.percent or words["average"].search(name.lower()):
            continue
        if is_consolidated(name) or not words["no_part"].search(name.lower()):
            named[index] = None if is_consolidated(name) else name
    names = {n for n in named.values() if n}
    consolidated = any(name is None and _CONSOLIDATED.match(tidy(columns[k].rest)) for k, name in named.items())
    if kind != "segments" and not _parts_and_whole(names, None in named.values(), consolidated):
        return {}
    if len(names) < 2:
        return {}
    for index, column in enumerate(columns):  # a change is of the part that its group of columns is of
        inside = {named[k] for k in range(column.group[0], column.group[1] + 1) if k in named}
        if index not in named and len(inside) == 1:
            named[index] = inside.pop()
    return named


_BASIS = re.compile(r"^(?:non-)?gaap\b[\s,:-]*|[\s,:-]*\b(?:non-)?gaap$", re.IGNORECASE)  # over parts and whole alike
_CONSOLIDATED = re.compile(r"(?:total )?(?:consolidated|company)\b", re.IGNORECASE)
_LEAST_PARTS = 3  # names over columns, beside the whole, outside a table of segments


def _parts_and_whole(names: set[str], whole: bool, consolidated: bool) -> bool:
    """True where headings name parts of the company and the whole of it: three at least by mere names.

    Two do where the whole is called consolidated.
    """
    least = _LEAST_PARTS - consolidated
    return whole and sum(map(is_name, names)) >= least
