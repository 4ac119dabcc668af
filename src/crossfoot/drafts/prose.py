"""The sentences of two drafts, and which number of the one is which of the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from crossfoot.drafts.sequence import aligned
from crossfoot.model.changes import TextChange
from crossfoot.model.document import Span
from crossfoot.model.proof import Proof

Numbers = dict[str, str]  # id of a number in the earlier draft: in the later one
_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“(]?[A-Z$])(?<!\bInc\. )(?<!\bNo\. )(?<!\bMr\. )(?<!\bCorp\. )")


class _Sentence(NamedTuple):
    text: str
    line: int
    numbers: tuple[str, ...]


def changed_sentences(before: Proof, after: Proof) -> tuple[tuple[TextChange, ...], Numbers]:
    """The sentences that changed, came or went, and the numbers of those that stayed or changed, by their order."""
    old, new = list(_sentences(before)), list(_sentences(after))
    found: list[TextChange] = []
    numbers: Numbers = {}
    for step in aligned([s.text for s in old], [s.text for s in new]):
        was = old[step.before] if step.before is not None else None
        now = new[step.after] if step.after is not None else None
        if was is not None and now is not None:
            if len(was.numbers) == len(now.numbers):
                numbers.update(zip(was.numbers, now.numbers, strict=True))
            if was.text != now.text:
                found.append(TextChange("changed", was.text, now.text, was.line, now.line))
        elif now is not None:
            found.append(TextChange("added", None, now.text, None, now.line))
        elif was is not None:
            found.append(TextChange("removed", was.text, None, was.line, None))
    return tuple(found), numbers


def _sentences(proof: Proof) -> Iterator[_Sentence]:
    spans = [(n.span, n.id) for n in proof.reading.numbers if n.cell is None]
    for passage in proof.document.passages:
        if passage.kind == "furniture":
            continue
        for start, end in _cut(passage.text):
            text = " ".join(passage.text[start:end].split())
            first, last = passage.source_span(start, end)
            inside = tuple(ident for span, ident in spans if first <= span[0] and span[1] <= last)
            yield _Sentence(text, passage.line + passage.text.count("\n", 0, start), inside)


def _cut(text: str) -> Iterator[Span]:
    """The sentences of a text; where one ends is of no weight here, only that both drafts are cut alike."""
    start = 0
    for match in _END.finditer(text):
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)
