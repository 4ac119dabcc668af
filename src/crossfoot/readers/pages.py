"""Pages, and the furniture on them: page numbers, running heads, tags."""

from __future__ import annotations

import re

from crossfoot.model.document import Page
from crossfoot.readers.lines import Line

_NUMBER = re.compile(r"\s*(?:-+ ?(\d{1,3}) ?-+|(?:page|PAGE|Page) ?-?(\d{1,3})-?(?: of \d+)?|([A-Z]-\d{1,3}))\s*\Z")
_BARE = re.compile(r"\s*(\d{1,3}|[ivx]{1,5})\s*\Z")
_MORE = re.compile(r"\s*[(\[-]?\s?(?:more|continued|continued on next page)\s?[)\]-]?\s*\Z", re.IGNORECASE)
_TAGGED = re.compile(r"<PAGE>\s+(\d{1,3})\s*\Z", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
HEAD_LINES = 4  # a running head stands within the first few printed lines of a page


def paginate(lines: list[Line], source: str) -> tuple[tuple[Page, ...], set[int]]:
    """The pages, and the indices of lines that are furniture. Sets each line's `page`.

    A page ends at <PAGE>, at a form feed, or, where the document has neither, at a line that holds only a page number.
    """
    tagged = any("page" in line.tags for line in lines)
    furniture: set[int] = set()
    labels: dict[int, str] = {}
    starts: list[int] = [0]
    for index, line in enumerate(lines):
        if "page" in line.tags:
            if any(lines[k].text.strip() for k in range(starts[-1], index) if k not in furniture):
                starts.append(index)
            found = _TAGGED.match(source[line.start : line.end].strip())
            if found:
                labels[len(starts)] = found[1]
                furniture.add(index)
            continue
        label = _page_number(lines, index, tagged)
        if label is None and line.kind == "text" and _MORE.match(line.text):
            furniture.add(index)
        if label is None:
            continue
        furniture.add(index)
        labels.setdefault(len(starts), label)
        if not tagged and any(later.text.strip() for later in lines[index + 1 :]):
            starts.append(index + 1)
    pages = []
    for ordinal, begin in enumerate(starts, 1):
        end = starts[ordinal] if ordinal < len(starts) else len(lines)
        for line in lines[begin:end]:
            line.page = ordinal
        if begin < end:
            pages.append(Page(ordinal, (lines[begin].start, lines[end - 1].end), labels.get(ordinal)))
    furniture |= _running_heads(lines, starts, furniture)
    return tuple(pages), furniture


def _page_number(lines: list[Line], index: int, tagged: bool) -> str | None:
    """The label, where the line holds only a page number: marked as one, or bare and right at a page break."""
    text = lines[index].text
    if len(text) > 140 or not text.strip() or len(text.strip()) > 14:
        return None
    found = _NUMBER.match(text)
    if found:
        return next(g for g in found.groups() if g)
    found = _BARE.match(text)
    if found is None or (not tagged and not text.startswith(" " * 20)):
        return None
    after = next((k for k in range(index + 1, len(lines)) if lines[k].text.strip() or "page" in lines[k].tags), None)
    if (after is None or "page" in lines[after].tags) and _blank_before(lines, index):
        return found[1]
    return None


def _blank_before(lines: list[Line], index: int) -> bool:
    return index == 0 or not lines[index - 1].text.strip()


def _running_heads(lines: list[Line], starts: list[int], furniture: set[int]) -> set[int]:
    """Lines at the top of a page beside its number that come again on another page, whatever numbers they hold."""
    seen: dict[str, list[int]] = {}
    for begin, end in zip(starts[1:], [*starts[2:], len(lines)], strict=False):
        printed = [k for k in range(begin, min(end, begin + 30)) if lines[k].text.strip()][: HEAD_LINES + 1]
        if not any(k in furniture for k in printed):
            continue
        for index in printed[: max(k for k, at in enumerate(printed) if at in furniture)]:
            if lines[index].kind == "text" and index not in furniture:
                words = " ".join(_DIGITS.sub("#", lines[index].text).split()).lower()
                seen.setdefault(words, []).append(index)
    return {index for places in seen.values() if len(places) >= 2 for index in places}
