"""Ties of references to a quarter by its dates and to a numbered table or note; the sentence that a claim stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from decimal import Decimal
from operator import attrgetter

from crossfoot.model.claim import Claim
from crossfoot.model.document import Document, Passage
from crossfoot.model.number import Number
from crossfoot.proof.prose_desk import Desk

LABELLED = 2  # tables that bear a number, from which one that is missing is missed
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_ORDINAL = re.compile(r"(?:fiscal\s+)?(first|second|third|fourth|1st|2nd|3rd|4th)\b", re.IGNORECASE)
ELSEWHERE = re.compile(
    r"\b(?:10-[KQ]|8-K|annual report|proxy|prospectus|herald|journal|times|magazine)\b", re.IGNORECASE
)


def reference_ties(desk: Desk, document: Document, claims: Iterable[Claim]) -> None:
    """Adds a broken tie for each quarter that does not end on the date given with it, and for each reference to a
    table or note that is not there."""
    for claim in claims:
        if claim.kind != "reference":
            continue
        if claim.referent == "quarter":
            _quarter_tie(desk, claim)
            continue
        if claim.referent != "page":
            _label_tie(desk, document, claim)


def _quarter_tie(desk: Desk, claim: Claim) -> None:
    """Adds the broken tie of "the second quarter ended September 30" where the tables' year makes it the third."""
    number, named = desk.facts.numbers[claim.number], Decimal(claim.metric[0])
    said = _ORDINAL.match(claim.metric_text)
    if said is None or _ORDINALS[said[1].lower()] == named:
        return
    words = "the year of the tables ends so that another quarter ends then"
    desk.add("quarter", number.id, (), named, "broken", words, certainty="warning")


def _label_tie(desk: Desk, document: Document, claim: Claim) -> None:
    """Adds the broken tie of a reference to "Table 4" where the release labels its tables, and none so."""
    number = desk.facts.numbers[claim.number]
    if ELSEWHERE.search(sentence_of(document, claim)) is not None:
        return
    labelled = re.compile(rf"\s*{claim.referent}\s+(\d{{1,2}})\b", re.IGNORECASE)
    heads = [p.text for p in document.passages if p.kind in ("heading", "footnote")]
    heads += [title for table in document.tables for title in table.titles]
    known = {found[1] for text in heads if (found := labelled.match(text)) is not None}
    if len(known) >= LABELLED and number.text not in known:
        words = f"there is {claim.referent} {', '.join(sorted(known, key=int))} alone"
        desk.add("reference", number.id, (), None, "broken", words, certainty="warning")


def sentence_of(document: Document, claim: Claim) -> str:
    """The readable text of the sentence that a claim stands in."""
    passage = document.passages[claim.passage]
    start, end = (_text_offset(passage, offset) for offset in claim.sentence)
    return passage.text[start:end]


def sentence_before(document: Document, claim: Claim, number: Number) -> str:
    """The readable text of a claim's sentence up to its number."""
    passage = document.passages[claim.passage]
    return passage.text[_text_offset(passage, claim.sentence[0]) : _text_offset(passage, number.span[0])]


def sentence_after(document: Document, claim: Claim, number: Number) -> str:
    """The readable text of a claim's sentence from its number's end on."""
    passage = document.passages[claim.passage]
    return passage.text[_text_offset(passage, number.span[1]) : _text_offset(passage, claim.sentence[1])]


def passage_before(document: Document, claim: Claim) -> str:
    """The readable text of a claim's passage up to its sentence."""
    passage = document.passages[claim.passage]
    return passage.text[: _text_offset(passage, claim.sentence[0])]


_source_of = attrgetter("source")


def _text_offset(passage: Passage, source: int) -> int:
    """Where a passage's text has the character that stands at `source`."""
    place = max(0, bisect_right(passage.anchors, source, key=_source_of) - 1)
    anchor = passage.anchors[place]
    offset = anchor.text + (source - anchor.source) // anchor.width
    following = passage.anchors[place + 1].text if place + 1 < len(passage.anchors) else len(passage.text)
    return min(offset, following)
