"""Every number outside table cells: claims in sentences, and furniture."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable

import msgspec

from crossfoot.extract.claim_facts import claim_fact, outlook_fact
from crossfoot.extract.claim_numbers import prose_number
from crossfoot.extract.claim_periods import Times, periods_of, rebase, settled, start_of
from crossfoot.extract.claim_references import reference_claims
from crossfoot.extract.claim_sections import Section, table_segments
from crossfoot.extract.exempt import (
    Carried,
    guidance_of,
    is_aim,
    is_chart,
    is_compared,
    is_item,
    is_result,
    is_said_outlook,
    statements,
    why_draft_exempt,
    why_exempt,
)
from crossfoot.extract.furniture import label_number, left_over
from crossfoot.extract.grammar import drafts_of
from crossfoot.extract.grammar_calendar import calendar_of
from crossfoot.extract.grammar_drafts import Draft, Memory, Segments, segments_of
from crossfoot.extract.grammar_shared import share_scales
from crossfoot.extract.grammar_tokens import Token, tokens
from crossfoot.extract.grammar_when import phrases_of
from crossfoot.extract.named_segments import ordinary_words, segments_said, short_names
from crossfoot.extract.sentences import sentences
from crossfoot.extract.terms import terms_said, why_term
from crossfoot.model.claim import Claim
from crossfoot.model.document import Document, Lines, Passage, Span
from crossfoot.model.fact import Fact
from crossfoot.model.number import Number
from crossfoot.model.period import Period
from crossfoot.model.proof import Reading
from crossfoot.vocabulary.prose import stems

HEADING_CHARS = 120
TITLE_WORDS = 10  # a longer heading is a headline, not the title of a section
LEFT_CHARS = 12  # before a number, that say whose it is
RIGHT_CHARS = 100  # after a number, that say what it counts
OPENING_CHARS = 3000  # the part of the prose in which a release names its period


_DIGIT = re.compile(r"\d")
_CUT_OFF = re.compile(r"\b(?:in|for|at|of|the|from)\s*$", re.IGNORECASE)  # a sentence that a page's end cuts off
_DATED = re.compile(r"(?:\b[A-Z][a-z]{2,8}\.?\s+)?\d")  # the digits of a phrase of time, with the month before them


class _Page(msgspec.Struct, gc=False):
    """What has been read so far, and what carries from passage to passage."""

    document: Document
    lines: Lines
    segments: Segments
    times: Times
    currency: str
    numbers: list[Number]
    facts: list[Fact]
    claims: list[Claim]
    counted: frozenset[str]
    has_pages: bool
    carried: Carried
    under: Section
    heading: int | None = None  # the passage that heads the section


def read_claims(document: Document, tables: Reading, lines: Lines | None = None) -> Reading:
    """The tables' reading with every other printed number: claims with their facts, exempt numbers, and furniture."""
    in_cells = sorted(n.span for n in tables.numbers)
    opening = "\n".join(p.text for p in document.passages if p.kind != "furniture")[:OPENING_CHARS]
    calendar = calendar_of(tables.facts, opening)
    current = calendar.current(opening)
    tabled, passages = {f.segment for f in tables.facts if f.segment}, document.passages
    names = tabled | segments_said(passages, tabled)
    short, ordinary = short_names(passages, names), ordinary_words(passages, names)
    segments = segments_of(names, _stems_of(tables.facts), short, ordinary)
    page = _Page(
        document,
        lines or Lines(document.source),
        segments,
        Times(calendar, current, section=current),
        _currency(tables.facts),
        [],
        [],
        [],
        _stems_of(f for f in tables.facts if f.unit != "percent" and (f.unit is None or not f.unit[:3].isupper())),
        len(document.pages) > 1,
        Carried(statements(document, tables.numbers)),
        Section(segments, table_segments(tables)),
    )
    for index, passage in enumerate(document.passages):
        entered = page.under.entered(passage)
        if entered is not None:
            _read_passage(page, index, entered)
    starts, ends = [s for s, _ in in_cells], [e for _, e in in_cells]
    numbers = [n for n in page.numbers if not _touches(n.span, starts, ends)]
    kept = {n.id for n in numbers}
    taken = [*in_cells, *(n.span for n in numbers)]
    numbers += left_over(document, taken, page.lines)
    return msgspec.structs.replace(
        tables,
        numbers=(*tables.numbers, *numbers),
        facts=(*tables.facts, *(f for f in page.facts if f.number in kept)),
        claims=(*tables.claims, *(c for c in page.claims if c.number in kept)),
    )


def _currency(facts: tuple[Fact, ...]) -> str:
    """What "$" stands for: the currency of the tables' amounts; where they say none, US dollars' own sign is taken at
    its word."""
    units = Counter(f.unit for f in facts if f.unit and len(f.unit) == 3 and f.unit.isupper())
    return units.most_common(1)[0][0] if units else "USD"


def _stems_of(facts: Iterable[Fact]) -> frozenset[str]:
    """The stems of all labels and headings."""
    return frozenset(s for text in {t for f in facts for t in f.path} for s in stems(text))


def _touches(span: Span, starts: list[int], ends: list[int]) -> bool:
    """True where `span` overlaps one of the sorted, disjoint spans."""
    place = bisect_right(ends, span[0])
    return place < len(starts) and starts[place] < span[1]


def _read_passage(page: _Page, index: int, passage: Passage) -> None:
    text = passage.text
    if passage.kind == "heading":
        _read_heading(page, passage)
        page.heading = index if len(text.split()) <= TITLE_WORDS else page.heading
    else:
        page.under.read_passage(passage)
        page.carried.read_passage(passage)
        if passage.kind == "footnote":
            page.times.period = None  # of the table's periods, whichever they are
        else:
            page.times.begin_paragraph()
        _date_list(page, passage)
    if _DIGIT.search(text) is None:
        return
    memory = Memory(segment=page.under.segment if passage.kind != "heading" else None)
    spans = [(start, end) for start, end in sentences(text) if _DIGIT.search(text, start, end)]
    found = [share_scales(tokens(text, start, end), text) for start, end in spans]
    why = "figures without a sentence" if is_chart(found) else None
    for (start, end), here in zip(spans, found, strict=True):
        _read_sentence(page, index, passage, (start, end), here, memory, why)


def _date_list(page: _Page, passage: Passage) -> None:
    """Gives the items of a list the period that its introduction names ("For the nine months ended …:")."""
    if passage.text.rstrip().endswith(":"):
        page.times.listed = _named_period(page, passage.text)
    elif not is_item(passage):
        page.times.listed = None
    elif page.times.listed is not None:
        page.times.period = page.times.listed


def _named_period(page: _Page, text: str) -> Period | None:
    """The first period of a passage's phrases of time that has a length."""
    when, end = None, 0
    for phrase in phrases_of(text[:HEADING_CHARS]):
        if phrase.start >= end and phrase.kind in ("quarter", "months", "year") and not phrase.relative:
            when = phrase
            break
        end = max(end, phrase.end)  # the year of a date is none by itself
    meant = page.times.calendar.meant(when, None) if when is not None else None
    return meant if meant is not None and meant.start is not None else None


def _read_heading(page: _Page, passage: Passage) -> None:
    """Sets what a heading says of the passages under it: guidance, boilerplate, a segment."""
    text = passage.text
    page.carried.read_heading(text, passage.source_span(0, 1)[0])
    if page.times.section is not None:
        page.times.period, page.times.instant = page.times.section, None
    named = _named_period(page, text)
    if named is not None and page.times.calendar.is_done(named):
        page.times.period = named  # a heading of the outlook dates no results
    page.times.listed = named if text.rstrip().endswith(":") else None
    page.under.read_heading(text)


def _read_sentence(
    page: _Page, index: int, passage: Passage, place: Span, found: list[Token], memory: Memory, why: str | None
) -> None:
    text = passage.text
    start, end = place
    why = why or why_exempt(page.carried, passage, text[start:end], found)
    is_said = is_said_outlook(page.carried, passage, why)
    drafts = drafts_of(text, found, page.segments, memory)
    for k, token in enumerate(found):
        if token.kind in ("label", "when") and (label := _list_labels(page, passage, token)) is not None:
            before = found[k - 1].text if k else ""
            page.claims.extend(
                reference_claims(page.times.calendar, label, token, before, text, (start, end), passage, index)
            )
    if why is None and passage.kind == "heading":
        why_plain: str | None = "label in a heading"
    else:
        why_plain = None
    idents = [f"prose-{len(page.numbers) + k}" for k in range(len(drafts))]
    sentence = passage.source_span(start, end)
    periods = periods_of(page.times, drafts, start)
    last = drafts[-1] if drafts and drafts[-1].role == "comparison" else None
    if last is not None and last.when is None and _CUT_OFF.search(text, last.token.end, end) is not None:
        periods[-1] = None  # the time that it names stands where the sentence goes on
    rebase(page.times, drafts, periods)
    periods = settled(page.times, drafts, periods)
    said = terms_said(text, start, end, found)
    for n, draft in enumerate(drafts):
        is_past = draft.when is not None and not draft.is_inherited and not page.times.calendar.is_ahead(periods[n])
        of_sentence = None if is_said and is_result(text, start, end, drafts, n, is_past=is_past) else why
        exempt = of_sentence or (why_plain if draft.kind == "count" else None)
        if exempt is None and page.times.calendar.is_ahead(periods[n]) and is_aim(text, start, end, draft):
            exempt = "guidance"
        if exempt is None and draft.kind in ("count", "reference", "per-share", "amount"):
            listed = max(draft.token.end, draft.tail)  # "465,000 and 760,000 shares"
            right = text[listed : listed + RIGHT_CHARS]
            left = text[max(start, draft.token.start - LEFT_CHARS) : draft.token.start]
            is_measured = is_compared(text, drafts, n)
            exempt = why_draft_exempt(
                draft, left, right, page.counted, has_pages=page.has_pages, is_measured=is_measured
            )
        number = prose_number(idents[n], draft, passage, page.lines, page.currency, exempt)
        page.numbers.append(number)
        if exempt == "guidance":
            page.facts.append(outlook_fact(page.times.calendar, draft, number, sentence, guidance_of(drafts, n, text)))
        if exempt is not None:
            continue
        claim = _claim(page, draft, idents, n, sentence, index, periods[n])
        claim = msgspec.structs.replace(claim, term=why_term(said, drafts, n))
        page.claims.append(claim)
        if draft.kind != "reference":
            page.facts.append(claim_fact(draft, number, claim, start_of(page.times, draft, periods, n)))


def _list_labels(page: _Page, passage: Passage, token: Token) -> Number | None:
    found = _DATED.search(passage.text, token.start, token.end)
    if found is None:
        return None
    start = found.start() if token.kind == "when" else token.start
    text = passage.text[start : token.end]
    span = passage.source_span(start, token.end)
    why = "date" if token.kind == "when" else token.text
    page.numbers.append(label_number(f"label-{len(page.numbers)}", span, text, why, page.lines))
    return page.numbers[-1]


def _claim(
    page: _Page, draft: Draft, idents: list[str], n: int, sentence: Span, index: int, period: Period | None
) -> Claim:
    return Claim(
        idents[n],
        draft.kind,
        sentence,
        index,
        draft.metric,
        draft.metric_text,
        draft.qualifiers,
        draft.segment,
        period,
        draft.role,
        draft.direction,
        draft.direction_text,
        draft.sign,
        draft.sign_text,
        draft.hedge,  # type: ignore[arg-type]
        idents[draft.level] if draft.level is not None else None,
        "page" if draft.kind == "reference" else None,
        idents[draft.base] if draft.base is not None else None,
        draft.when is not None and not draft.is_inherited,
        draft.whole,
        page.heading,
        gain_text=draft.gain_text,
    )
