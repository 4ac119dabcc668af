"""Which equations the printed figures keep: what a reader would add up."""

from __future__ import annotations

from crossfoot.model.books import Footing, key_of
from crossfoot.model.layout import LineItem

Terms = tuple[tuple[str, int], ...]
Cell = tuple[str, str]  # line and segment


class Printed:
    """The figures of one slot that are printed, and those that have an amount; by line and segment."""

    def __init__(self, lines: dict[str, LineItem], printed: set[Cell], amounts: set[Cell]) -> None:
        self.lines = lines
        self.printed = printed
        self.amounts = amounts

    def parts(self, terms: Terms, segment: str) -> Terms | None:
        """The printed figures that the terms come to: what is not printed is replaced by its own parts.

        None where something that has an amount is printed nowhere: a reader could not add up either.
        """
        out: dict[str, int] = {}
        for line, coefficient in terms:
            cell = (line, segment)
            if cell in self.printed:
                out[line] = out.get(line, 0) + coefficient
            elif self.lines[line].terms and self.lines[line].kind in ("total", "per-share"):
                inner = self.parts(self.lines[line].terms, segment)
                if inner is None:
                    return None
                for part, inner_coefficient in inner:
                    out[part] = out.get(part, 0) + coefficient * inner_coefficient
            elif cell in self.amounts:
                return None
        return tuple((line, coefficient) for line, coefficient in out.items() if coefficient)

    def footings(self, slot: str, segments: tuple[str, ...]) -> list[Footing]:
        """The equations of a slot: down the statement, in each segment, and across the segments."""
        found: dict[tuple[str, frozenset[tuple[str, int]]], Footing] = {}
        for line, segment in sorted(self.printed):
            item = self.lines[line]
            for terms in (item.terms, *item.also):
                parts = self.parts(terms, segment) if terms else None
                if parts and parts != ((line, 1),):
                    keyed = tuple((key_of(part, segment, slot), c) for part, c in parts)
                    found[key_of(line, segment, slot), frozenset(keyed)] = Footing(key_of(line, segment, slot), keyed)
            if not segment:
                across = self._across(line, segments)
                if across:
                    keyed = tuple((key_of(line, s, slot), 1) for s in across)
                    found[key_of(line, "", slot), frozenset(keyed)] = Footing(key_of(line, "", slot), keyed)
        return list(found.values())

    def _across(self, line: str, segments: tuple[str, ...]) -> tuple[str, ...]:
        """The segments that add up to the group's figure, where all that have an amount are printed."""
        if any((line, s) in self.amounts and (line, s) not in self.printed for s in segments):
            return ()
        return tuple(s for s in segments if (line, s) in self.printed)
