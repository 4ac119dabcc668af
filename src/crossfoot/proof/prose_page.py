"""Ties of references to pages: the page is there by its ordinal or its printed label, and what is said to stand on it
does: a table by its title, a section by its heading, a row or a term defined by its words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal

import msgspec

from crossfoot.model.claim import Claim
from crossfoot.model.document import Document, Page, Passage
from crossfoot.model.number import Number
from crossfoot.proof.prose_desk import Desk
from crossfoot.proof.prose_reference import ELSEWHERE, passage_before, sentence_after, sentence_of
from crossfoot.proof.prose_slip import few_misprints_hold
from crossfoot.vocabulary.prose import stems

NAMING = 2  # the telling words that name a table or a heading
NAMING_A_ROW = 3  # words of a row, or of what is named in a sentence before
SAID = 0.6  # of a heading's words, that a sentence which names it has
FEW = 0.34  # of the pages, beyond which a heading says nothing of its page
TERM_WORDS = 7  # of a term that a paragraph begins with and defines
TERM_CHARS = 60
DEFINING_CHARS = 40  # that follow it at least
Kind = Literal["title", "heading", "row", "term"]
HEADINGS = ("title", "heading")
_PAPERS = ("release", "press", "exhibit", "announce", "announces", "report")
_POINTS = re.compile(r"\b(?:on|see|at|to|from|beginning)\s+pages?$", re.IGNORECASE)
_HERE = re.compile(
    r"\b(?:this|attached|accompanying|enclosed)\b[\w\s,'-]{0,30}\b(?:release|report|document|filing|exhibit|tables?|pages?)\b",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(r"[\s,]*(?:of|in)\s+(?!this\b|the\s+(?:attached|accompanying)\b)\w", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:through|thru|to|-+|\u2013|\u2014)\s*", re.IGNORECASE)
_TERM = re.compile(r"[^\w]*([A-Z][^.:;()\u2013\u2014]+?)\s*(?:[.:(\u2013\u2014]|\s-\s)")


class Place(msgspec.Struct, frozen=True, gc=False):
    """A page (its ordinal) with the words of something that stands on it."""

    page: int
    words: frozenset[str]
    text: str
    kind: Kind


def page_ties(desk: Desk, document: Document, claims: Iterable[Claim]) -> None:
    """Adds a tie for each reference to a page of this document; one to another document's pages is left alone."""
    references = [c for c in claims if c.referent == "page" and c.kind == "reference"]
    if not references:
        return
    places = list(_places(desk, document))
    previous: Claim | None = None
    for claim in references:
        start = previous if previous is not None and _ends_range(desk, document, previous, claim) else None
        previous = claim
        if _POINTS.search(claim.metric_text) is None:
            continue  # a citation: "Herald, page 5"
        if start is not None:
            _end_tie(desk, document, start, claim)
            continue
        _page_tie(desk, document, claim, places, is_range=claim.metric_text.lower().endswith("pages"))


def _page_tie(desk: Desk, document: Document, claim: Claim, places: list[Place], *, is_range: bool) -> None:
    sentence = sentence_of(document, claim)
    # A page of that number proves nothing by itself: any other would be there too.
    named = _pages_named(places, claim.metric_text)
    here = _HERE.search(sentence) is not None
    if not named and not here and ELSEWHERE.search(sentence) is not None:
        return
    number = desk.facts.numbers[claim.number]
    meant = [p for p in document.pages if _is(p, number.value)]
    found = named or _headings_on(document, places, sentence)
    if not named and not _is_telling(document, number, found):
        found = {}
    if not any(p.ordinal in found for p in meant) and not named:
        found = _standing(document, claim, number, places) or found
    if found and any(p.ordinal in found for p in meant):
        words = f"page {number.text}, where {next(found[p.ordinal] for p in meant if p.ordinal in found)} stands"
        desk.add("reference", number.id, (), number.value, "exact", words)
    elif named and document.pages and not is_range:
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


def _ends_range(desk: Desk, document: Document, first: Claim, claim: Claim) -> bool:
    """True of the second of "pages 18 through 22"."""
    if first.sentence != claim.sentence:
        return False
    numbers = desk.facts.numbers
    between = sentence_after(document, first, numbers[first.number])
    found = _RANGE.match(between)
    return found is not None and between[found.end() :].startswith(numbers[claim.number].text)


def _end_tie(desk: Desk, document: Document, start: Claim, claim: Claim) -> None:
    """Adds the tie of the last page of a range whose first one holds: the section that begins there ends on it."""
    number, first = desk.facts.numbers[claim.number], desk.facts.numbers[start.number]
    if not any(t.target == start.number and t.status == "exact" for t in desk.ties):
        return
    begins = [p.ordinal for p in document.pages if _is(p, first.value)]
    ends = [p.ordinal for p in document.pages if _is(p, number.value)]
    if len(document.pages) > 1 and (not ends or max(ends) < min(begins)):
        words = f"the last page is {len(document.pages)}" if not ends else f"the range begins on page {first.text}"
        computed = first.value if ends else None
        desk.add("reference", number.id, (), computed, "broken", words, certainty="warning")
        return
    said = _context(document, start)
    for passage in document.passages:
        if passage.page not in begins or passage.kind != "heading" or not _shares(_words(passage.text), said):
            continue
        if _last_page(document, passage) in ends:
            words = f"page {number.text}, where {' '.join(passage.text.split())} ends"
            desk.add("reference", number.id, (), number.value, "exact", words)
            return


def _last_page(document: Document, heading: Passage) -> int | None:
    """The page on which the section of a heading in capitals ends: that before the next of its kind, or that one's own
    where something stands over it; None of another heading, whose rank is not known."""
    if not heading.text.isupper():
        return None
    after = document.passages[document.passages.index(heading) + 1 :]
    following = next((p for p in after if p.kind == "heading" and p.text.isupper() and p.page > heading.page), None)
    if following is None:
        return None
    start = following.source_span(0, 1)[0]
    page = next((p for p in document.pages if p.ordinal == following.page), None)
    over = [p for p in document.passages if p.page == following.page and p.kind != "furniture"]
    is_first = page is not None and not any(page.span[0] <= t.span[0] < start for t in document.tables)
    return following.page - 1 if is_first and over and over[0] is following else following.page


def _standing(document: Document, claim: Claim, number: Number, places: list[Place]) -> dict[int, str]:
    """The pages, but that of the claim itself, on which something stands that the sentence names, or the one before;
    nothing where a misprint of the number would be such a page as easily."""
    if _OF_ANOTHER.match(sentence_after(document, claim, number)) is not None:
        return {}
    own = document.passages[claim.passage].page
    sentence, context = frozenset(stems(_HERE.sub(" ", sentence_of(document, claim)))), _context(document, claim)
    found: dict[int, str] = {}
    for place in places:
        if place.page == own:
            continue
        if place.kind in HEADINGS:
            is_named = _shares(place.words, context)
        elif place.kind == "row":
            is_named = len(place.words) >= NAMING_A_ROW and place.words <= sentence
        else:
            is_named = len(place.words) >= NAMING and place.words <= context
        if is_named:
            found.setdefault(place.page, place.text)
    return found if _is_telling(document, number, found) else {}


def _is_telling(document: Document, number: Number, found: dict[int, str]) -> bool:
    """True where few misprints of a page's number are pages on which the same stands."""
    return few_misprints_hold(number, lambda v: any(p.ordinal in found for p in document.pages if _is(p, v)))


def _context(document: Document, claim: Claim) -> frozenset[str]:
    """The words of the claim's sentence and of what its passage says before."""
    text = f"{passage_before(document, claim)} {sentence_of(document, claim)}"
    return frozenset(stems(_HERE.sub(" ", text)))  # "this press release" names no heading


def _shares(words: frozenset[str], said: frozenset[str]) -> bool:
    """True where so many of a heading's words are said that it is named."""
    return len(words & said) >= max(NAMING, len(words) * SAID)


def _is(page: Page, value: Decimal) -> bool:
    label = (page.label or "").strip("- ")
    return page.ordinal == value or (label.isdigit() and Decimal(label) == value)


def _words(text: str) -> frozenset[str]:
    """The telling words of what stands on a page; "Earnings Release" over one says nothing of it."""
    return frozenset(s for s in stems(text) if s not in _PAPERS and len(s) > 1)


def _places(desk: Desk, document: Document) -> Iterator[Place]:
    """What stands on the pages: titles of tables, headings, rows of tables, terms that paragraphs define."""
    for table in document.tables:
        yield from (Place(table.page, _words(t), " ".join(t.split()), "title") for t in table.titles)
    starts = [page.span[0] for page in document.pages]
    for passage in document.passages:
        if passage.kind == "heading":
            yield Place(passage.page, _words(passage.text), " ".join(passage.text.split()), "heading")
        elif passage.kind != "furniture" and (term := _term(passage.text)) is not None:
            yield Place(passage.page, _words(term), term, "term")
    for line in desk.facts.lines.values():
        at = desk.facts.numbers[line.facts[0].number].span[0]
        yield Place(max(1, bisect_right(starts, at)), line.own, line.label, "row")


def _term(text: str) -> str | None:
    """The term that a paragraph begins with and then defines ("Free cash flow. Cash from operations less …")."""
    found = _TERM.match(text[:TERM_CHARS])
    if found is None or len(text) - found.end() < DEFINING_CHARS:
        return None
    term = " ".join(found[1].split())
    return term if len(term.split()) <= TERM_WORDS else None


def _headings_on(document: Document, places: list[Place], sentence: str) -> dict[int, str]:
    """The pages (ordinals) with a heading or a title that the sentence says, with it; none where many pages have one,
    so that any page would do."""
    said = frozenset(stems(_HERE.sub(" ", sentence)))
    best, found = NAMING, dict[int, str]()
    for place in places:
        shared = len(place.words & said)
        if place.kind in HEADINGS and shared >= max(best, len(place.words) * SAID):
            if shared > best:
                best, found = shared, {}
            found.setdefault(place.page, place.text)
    return found if len(found) <= max(1, len(document.pages) * FEW) else {}


def _pages_named(places: list[Place], words_before: str) -> dict[int, str]:
    """The pages (ordinals) of the tables whose title is named right before the reference, with that title."""
    said = set(stems(words_before))
    best = NAMING
    found: dict[int, str] = {}
    for place in places:
        if place.kind == "title" and len(place.words) >= best and place.words <= said:
            if len(place.words) > best:
                found = {}
            best = len(place.words)
            found.setdefault(place.page, place.text)
    return found
