"""Ties of page references: the page is there by its ordinal or its printed label, and holds what is said to stand on
it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from decimal import Decimal
from operator import attrgetter

from crossfoot.model.claim import Claim
from crossfoot.model.document import Document, Page, Passage
from crossfoot.model.number import Number
from crossfoot.proof.prose_desk import Desk
from crossfoot.vocabulary.prose import stems

NAMING = 2  # the telling words that name a table
SAID = 0.6  # of a heading's words, that a sentence which names it has
FEW = 0.34  # of the pages, beyond which a heading says nothing of its page
LABELLED = 2  # tables that bear a number, from which one that is missing is missed
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_ORDINAL = re.compile(r"(?:fiscal\s+)?(first|second|third|fourth|1st|2nd|3rd|4th)\b", re.IGNORECASE)
_POINTS = re.compile(r"\b(?:on|see|at|to|from|beginning)\s+pages?$", re.IGNORECASE)
_HERE = re.compile(
    r"\b(?:this|attached|accompanying|enclosed)\b[\w\s,'-]{0,30}\b(?:release|report|document|filing|exhibit|tables?|pages?)\b",
    re.IGNORECASE,
)

_ELSEWHERE = re.compile(
    r"\b(?:10-[KQ]|8-K|annual report|proxy|prospectus|herald|journal|times|magazine)\b", re.IGNORECASE
)


def reference_ties(desk: Desk, document: Document, claims: Iterable[Claim]) -> None:
    """Adds a tie for each reference to a page of this document; one to another document's pages is left alone."""
    for claim in claims:
        if claim.kind != "reference":
            continue
        if claim.referent == "quarter":
            _quarter_tie(desk, claim)
            continue
        if claim.referent != "page":
            _label_tie(desk, document, claim)
            continue
        if _POINTS.search(claim.metric_text) is None:
            continue  # a citation: "Herald, page 5"
        sentence = sentence_of(document, claim)
        # A page of that number proves nothing by itself: any other would be there too.
        named = _pages_named(document, claim.metric_text)
        here = _HERE.search(sentence) is not None
        if not named and (_ELSEWHERE.search(sentence) if not here else False):
            continue
        number = desk.facts.numbers[claim.number]
        meant = [p for p in document.pages if _is(p, number.value)]
        here_named = named or _headings_on(document, sentence)
        if here_named and any(p.ordinal in here_named for p in meant):
            words = f"page {number.text}, where {here_named[min(here_named)]} stands"
            desk.add("reference", number.id, (), number.value, "exact", words)
        elif named and document.pages and not claim.metric_text.lower().endswith("pages"):
            expected = Decimal(min(named))
            words = f"{named[min(named)]} stands on page {expected}"
            desk.add(
                "reference",
                number.id,
                (),
                expected,
                "broken",
                words,
                certainty="warning" if len(document.pages) > 1 else "note",
                suspects=desk.suspects(number.id, expected, []),
            )
        elif not meant and here and len(document.pages) > 1:
            words = f"the last page is {len(document.pages)}"
            desk.add("reference", number.id, (), None, "broken", words, certainty="warning")


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
    if _ELSEWHERE.search(sentence_of(document, claim)) is not None:
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


_source_of = attrgetter("source")


def _text_offset(passage: Passage, source: int) -> int:
    """Where a passage's text has the character that stands at `source`."""
    place = max(0, bisect_right(passage.anchors, source, key=_source_of) - 1)
    anchor = passage.anchors[place]
    offset = anchor.text + (source - anchor.source) // anchor.width
    following = passage.anchors[place + 1].text if place + 1 < len(passage.anchors) else len(passage.text)
    return min(offset, following)


def _is(page: Page, value: Decimal) -> bool:
    label = (page.label or "").strip("- ")
    return page.ordinal == value or (label.isdigit() and Decimal(label) == value)


def _headings_on(document: Document, sentence: str) -> dict[int, str]:
    """The pages (ordinals) with a heading or a title that the sentence says, with it; none where many pages have one,
    so that any page would do."""
    said = set(stems(_HERE.sub(" ", sentence)))  # "this press release" names no heading
    headings = [(p.page, p.text) for p in document.passages if p.kind == "heading"]
    titles = [(t.page, title) for t in document.tables for title in t.titles]
    best, found = NAMING, dict[int, str]()
    for page, text in (*titles, *headings):
        words = set(stems(text))
        shared = len(words & said)
        if shared >= max(best, len(words) * SAID):
            if shared > best:
                best, found = shared, {}
            found.setdefault(page, " ".join(text.split()))
    return found if len(found) <= max(1, len(document.pages) * FEW) else {}


def _pages_named(document: Document, words_before: str) -> dict[int, str]:
    """The pages (ordinals) of the tables whose title is named right before the reference, with that title."""
    said = set(stems(words_before))
    best = NAMING
    found: dict[int, str] = {}
    for table in document.tables:
        for title in table.titles:
            words = set(stems(title))
            if len(words) >= best and words <= said:
                if len(words) > best:
                    found = {}
                best = len(words)
                found.setdefault(table.page, title)
    return found
