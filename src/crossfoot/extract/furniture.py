"""Numbers that are no figures of the release: page numbers, dates, telephone numbers, addresses, digits in headers
and labels."""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal

from crossfoot.model.document import Document, Span
from crossfoot.model.number import Number

# Digits that stand by themselves, with the commas and the point inside them (the look back comes after the first digit,
# which a search finds faster).
_STANDING = re.compile(r"\d(?<![\w.,/-]\d)[\d,]*(?:\.\d+)?(?![\w/-])")
_UNSEEN = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>|<[^>]*>|&#?\w+;", re.DOTALL | re.IGNORECASE)
_DIGIT = re.compile(r"\d[\d,]*(?:\.\d+)?")


class Lines:
    """Line numbers of offsets in a source, 1-based."""

    def __init__(self, source: str) -> None:
        self._starts = [0, *(m.end() for m in re.finditer(r"\r\n?|\n", source))]

    def of(self, offset: int) -> int:
        """The line that `offset` stands in."""
        return bisect_right(self._starts, offset)


def label_number(ident: str, span: Span, text: str, why: str, lines: Lines) -> Number:
    """An exempt number: its first digits as value, no unit."""
    digits = _DIGIT.search(text)
    value = Decimal(digits.group().replace(",", "")) if digits else Decimal(0)
    return Number(ident, span, lines.of(span[0]), text, "furniture", value, None, None, why=why)


def left_over(document: Document, taken: list[Span], lines: Lines) -> list[Number]:
    """The numbers that stand by themselves anywhere in the source and that no span of `taken` touches."""
    source = document.source
    if document.format == "html":  # digits in tags, entities and scripts are printed nowhere
        source = _UNSEEN.sub(lambda m: "\0" * len(m.group()), source)
    ordered = sorted(taken)
    starts = [s for s, _ in ordered]
    areas = _areas(document)
    area_starts = [a[0] for a in areas]
    out: list[Number] = []
    for found in _STANDING.finditer(source):
        start, end = found.span()
        place = bisect_right(starts, start) - 1
        if place >= 0 and ordered[place][1] > start:
            continue
        if place + 1 < len(ordered) and starts[place + 1] < end:
            continue
        text = found.group().rstrip(",")
        area = bisect_right(area_starts, start) - 1
        why = areas[area][2] if area >= 0 and start < areas[area][1] else "outside the text"
        out.append(label_number(f"left-{len(out)}", (start, start + len(text)), text, why, lines))
    return out


def _areas(document: Document) -> list[tuple[int, int, str]]:
    """Where labels stand: tables (headers, titles, row labels), and the parts of a submission that were not chosen."""
    areas = [(t.span[0], t.span[1], "label in a table") for t in document.tables]
    areas += [(p.span[0], p.span[1], "another document") for p in document.parts if not p.chosen]
    return sorted(areas)
