"""Numbers that are no figures of the release: page numbers, dates, telephone numbers, addresses, digits in headers
and labels."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal

from crossfoot.model.document import Document, Lines, Span
from crossfoot.model.number import Number

# Digits that stand by themselves, in no entity ("&#160;"), with the commas and the point inside them (the looks back
# come after the first digit, which a search finds faster).
_STANDING = re.compile(r"\d(?<![\w.,/-]\d)(?<!&\#\d)[\d,]*(?:\.\d+)?(?![\w/-])")
# In HTML: a stretch of text between tags that holds a digit, and what is printed nowhere.
_SHOWN = re.compile(r">([^<>\d]*+\d[^<]*+)")
# (That letters of both cases match is said inside, behind what a search then goes for.)
_UNSEEN = re.compile(r"<(?=[!sS])(?:!--.*?(?:-->|\Z)|(?i:(script|style)\b.*?(?:</\1>|\Z)))", re.DOTALL)
_DIGIT = re.compile(r"\d[\d,]*(?:\.\d+)?")


def label_number(ident: str, span: Span, text: str, why: str, lines: Lines) -> Number:
    """An exempt number: its first digits as value, no unit."""
    digits = _DIGIT.search(text)
    value = Decimal(digits.group().replace(",", "")) if digits else Decimal(0)
    return Number(ident, span, lines.of(span[0]), text, "furniture", value, None, None, why=why)


def left_over(document: Document, taken: list[Span], lines: Lines) -> list[Number]:
    """The numbers that stand by themselves anywhere in the source and that no span of `taken` touches."""
    ordered = sorted(taken)
    starts = [s for s, _ in ordered]
    areas = _areas(document)
    area_starts = [a[0] for a in areas]
    out: list[Number] = []
    for start, end, printed in _standing(document, dict(ordered)):
        place = bisect_right(starts, start) - 1
        if place >= 0 and ordered[place][1] > start:
            continue
        if place + 1 < len(ordered) and starts[place + 1] < end:
            continue
        text = printed.rstrip(",")
        area = bisect_right(area_starts, start) - 1
        why = areas[area][2] if area >= 0 and start < areas[area][1] else "outside the text"
        out.append(label_number(f"left-{len(out)}", (start, start + len(text)), text, why, lines))
    return out


def _standing(document: Document, taken: dict[int, int]) -> Iterator[tuple[int, int, str]]:
    """(start, end, text) of the numbers that stand by themselves; digits in tags, entities, scripts are printed
    nowhere. `taken` (start to end) spares a look at texts that are known numbers as they stand."""
    source = document.source
    if document.format != "html":
        yield from ((*found.span(), found.group()) for found in _STANDING.finditer(source))
        return
    unseen = [found.span() for found in _UNSEEN.finditer(source)]
    for run in _SHOWN.finditer(">" + source):  # what stands before the first tag is shown too
        start, stop = run.span(1)
        begin, end = start - 1, stop - 1
        if taken.get(begin, 0) >= end:
            continue
        if unseen:
            place = bisect_right(unseen, (begin, end)) - 1
            if place >= 0 and begin < unseen[place][1]:
                continue
        for found in _STANDING.finditer(run[1]):
            yield begin + found.start(), begin + found.end(), found.group()


def _areas(document: Document) -> list[tuple[int, int, str]]:
    """Where labels stand: tables (headers, titles, row labels), and the parts of a submission that were not chosen."""
    areas = [(t.span[0], t.span[1], "label in a table") for t in document.tables]
    areas += [(p.span[0], p.span[1], "another document") for p in document.parts if not p.chosen]
    return sorted(areas)
