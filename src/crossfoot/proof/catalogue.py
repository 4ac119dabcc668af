"""The catalogue's identities, asked of the rows of one sheet: is this sum known, and which sums should be here?"""

from __future__ import annotations

from functools import cache

from crossfoot.proof.sheet import Sheet, Terms
from crossfoot.vocabulary import identities

REACH = 25  # rows above a total in which its parts are looked for

Known = tuple[str, dict[str, int], dict[str, int]]  # name, parts with signs, parts that may be there


@cache
def _by_total() -> dict[str, tuple[Known, ...]]:
    """The identities by the concept of their total."""
    out: dict[str, list[Known]] = {}
    for each in identities():
        parts = {c: 1 if w > 0 else -1 for c, w in each.parts}
        maybe = {c: 1 if w > 0 else -1 for c, w in each.maybe}
        out.setdefault(each.total, []).append((each.name, parts, maybe))
    return {total: tuple(known) for total, known in out.items()}


def name_of(sheet: Sheet, target: int, terms: Terms) -> str | None:
    """The name of the identity that this formula is; None where the catalogue does not hold it."""
    total = sheet.concepts[target]
    if total is None:
        return None
    for name, parts, maybe in _by_total().get(total, ()):
        named = {sheet.concepts[p]: sign for p, sign in terms}
        if (
            len(named) == len(terms)
            and all(named.get(c) == s for c, s in parts.items())
            and all(c is not None and s in (parts.get(c), maybe.get(c)) for c, s in named.items())
        ):
            return name
    return None


def proposed(sheet: Sheet, target: int) -> list[Terms]:
    """The formulas that the catalogue expects for this row, of the nearest rows above that have the parts' concepts."""
    total = sheet.concepts[target]
    out: list[Terms] = []
    for _, parts, maybe in _by_total().get(total or "", ()):
        near: dict[str, int] = {}
        for position in range(target - 1, max(-1, target - REACH), -1):
            concept = sheet.concepts[position]
            if concept is not None and concept not in near:
                near[concept] = position
        if not all(c in near for c in parts):
            continue
        first = min(near[c] for c in parts)
        terms = [(near[c], s) for c, s in parts.items()]
        terms += [(near[c], s) for c, s in maybe.items() if near.get(c, -1) > first]
        out.append(tuple(sorted(terms)))
    return out
