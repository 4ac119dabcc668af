"""Numbers of sentences that no table of the release can hold: outlook, boilerplate, counts of other things, text of
pictures. Each with the reason; what a reader would look for in the tables is never among them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from crossfoot.extract.grammar_drafts import Draft
from crossfoot.extract.grammar_meaning import counts_named_shares
from crossfoot.extract.grammar_tokens import Token
from crossfoot.model.document import Document, Passage
from crossfoot.model.fact import Guidance
from crossfoot.model.number import Number
from crossfoot.vocabulary.prose import prose_words, stem

HEADING_WORDS = 10
STATEMENT_FIGURES = 8  # of a table, from which it ends the section that a heading before it begins
FIGURES = 10  # so many numbers in one sentence, and at least
FIGURES_SHARE = 0.4  # of its words: a chart or a table set as text, no sentence
BESIDE_CHARS = 30  # after a figure, in which a word of outlook is said of it ("our $4.49 forecast")
NOUN_WORDS = 4  # after a count, that say what is counted

_BULLET = re.compile(r"\s*(?:[\u2022\u25aa\u25ab\u25cf\u25cb\u25e6\u25a0\u2b24\u26ab\u2013\u2014*o-]|\d{1,2}[.)])\s*")


class Carried(msgspec.Struct, gc=False):
    """What headings and introductions say of the passages under them. `tables`: where those with figures start."""

    tables: list[int]
    heading: str | None = None
    introduction: str | None = None
    place: int = 0  # how many of the tables stand before the heading

    def read_heading(self, text: str, source: int) -> None:
        """Notes what a heading at `source` says of what follows; a long one is a headline and no title of a section."""
        words = prose_words()
        self.heading = self.introduction = None
        self.place = bisect_right(self.tables, source)
        if text.rstrip().endswith(":"):
            self.introduction = _of_list(text)
        if len(text.split()) > HEADING_WORDS:
            return
        if words.guidance_headings.found_in(text) and not words.result_headings.found_in(text):
            self.heading = "guidance"
        elif words.boilerplate_headings.found_in(text):
            self.heading = "boilerplate"

    def read_passage(self, passage: Passage) -> None:
        """Notes what a passage that ends in a colon says of the list under it; ends a section of boilerplate where a
        statement stands in between."""
        if self.heading == "boilerplate" and bisect_right(self.tables, passage.source_span(0, 1)[0]) > self.place:
            self.heading = None
        if passage.text.rstrip().endswith(":"):
            self.introduction = _of_list(passage.text)
        elif not is_item(passage):
            self.introduction = None


def statements(document: Document, numbers: Iterable[Number]) -> list[int]:
    """Where the tables start that have figures enough to be a statement."""
    figures = Counter(n.cell[0] for n in numbers if n.cell is not None)
    return sorted(document.tables[table].span[0] for table, count in figures.items() if count >= STATEMENT_FIGURES)


def is_item(passage: Passage) -> bool:
    """True of an item of a list."""
    return passage.kind == "bullet" or _BULLET.match(passage.text) is not None


def is_chart(found: list[list[Token]]) -> bool:
    """True of a passage most of whose numbers stand in no sentence: the text of a chart or a slide, read in order."""
    kinds: list[list[str]] = [[t.kind for t in tokens] for tokens in found]
    numbers = [k.count("number") for k in kinds]
    bare = sum(n for n, k in zip(numbers, kinds, strict=True) if _has_figures_only(k))
    return bare > 0 and 2 * bare > sum(numbers)


def _has_figures_only(kinds: list[str]) -> bool:
    numbers = kinds.count("number")
    return numbers >= FIGURES and numbers >= FIGURES_SHARE * kinds.count("word")


def why_exempt(carried: Carried, passage: Passage, sentence: str, tokens: list[Token]) -> str | None:
    """Why no number of a sentence counts, or None."""
    if passage.kind == "furniture":
        return "furniture"
    if passage.kind != "heading":
        if carried.heading is not None and passage.kind != "footnote":  # a note is of its table, whatever stands above
            return carried.heading
        if carried.introduction is not None and is_item(passage):
            return carried.introduction
    if _has_figures_only([t.kind for t in tokens]):
        return "figures without a sentence"
    return _by_words(sentence, {t.text for t in tokens})


def is_said_outlook(carried: Carried, passage: Passage, why: str | None) -> bool:
    """True where the sentence's own words make it guidance, and no heading or introduction over it."""
    is_headed = carried.heading is not None and passage.kind != "footnote"
    is_under = is_headed or (carried.introduction is not None and is_item(passage))
    return why == "guidance" and not is_under


def is_result(text: str, start: int, end: int, drafts: Sequence[Draft], n: int, *, is_past: bool) -> bool:
    """True of "revenue was $5 million, above our guidance": a figure of the past, before what is said of the outlook
    in text[start:end]; and of what the outlook is compared with ("we expect 5%, compared with 4% in 2008").

    `is_past`: the number has a phrase of time of its own, and that is not ahead."""
    cues, draft = prose_words().guidance.pattern, drafts[n]
    before, after = text[start : draft.token.start], text[draft.token.end : min(end, draft.token.end + BESIDE_CHARS)]
    if cues.search(re.split("[,;]", after)[0]) is not None:
        return False
    if cues.search(before) is not None:
        since = _SINCE.search(before) if is_past and draft.role == "comparison" else None
        return since is not None and cues.search(since[0]) is None
    if _MODAL.search(before) is not None:
        return False
    is_dated = is_past and draft.when is not None and _AT.fullmatch(text, draft.token.end, draft.when.start) is not None
    return is_dated or _PAST.search(before) is not None or _GOES_ON.match(after) is not None


def is_aim(text: str, start: int, end: int, draft: Draft) -> bool:
    """True of "$30 billion by 2030", "in 2025": a figure that a year to come is printed with; what falls due then is
    owed today."""
    when = draft.when
    if when is None or when.year is None or draft.is_inherited or _OWED.search(text, start, end) is not None:
        return False
    return _TOWARDS.search(text, start, when.start) is not None


def _of_list(introduction: str) -> str | None:
    """Why the items of a list do not count that is introduced so ("For 2005, the company expects:"), or None."""
    return _by_words(introduction, set(introduction.lower().rstrip(" :\n").split()))


def _by_words(sentence: str, said: set[str]) -> str | None:
    words = prose_words()
    if not words.guidance.words.isdisjoint(said) and words.guidance.found_in(sentence):
        return "guidance"
    if not words.boilerplate.words.isdisjoint(said) and words.boilerplate.found_in(sentence):
        return "boilerplate"
    return None


def why_draft_exempt(
    draft: Draft, left: str, right: str, counted: frozenset[str], *, has_pages: bool, is_measured: bool
) -> str | None:
    """Why one number of a counting sentence does not count, or None. `left` and `right` are the text before and after
    it, `counted` the stems of the tables' rows that are neither money nor percent; `is_measured`: a change or a
    comparison is said of it."""
    if draft.kind == "reference":
        return "reference" if not has_pages or _ELSEWHERE.match(right) is not None else None
    if _PAR.match(right) is not None or draft.metric_text.lower().endswith("par value"):
        return "par value"
    printed = draft.token.printed
    if draft.kind != "count" or printed is None or printed.kind != "plain" or _SHARES.match(right):
        return None
    if counts_named_shares(draft, right):
        return None
    if _DAYS.match(right) is None and (is_measured or ("ratio" in draft.metric and printed.decimals > 0)):
        return None
    after = _ADDRESS.split(right, maxsplit=1)[0]
    nouns = {s for w in _WORD.findall(after)[:NOUN_WORDS] if (s := stem(w))}
    if _OWNED.search(left) is None:
        nouns |= set(draft.metric)  # else "in our 12 markets" counts markets, whatever the sentence measures
    return None if nouns & counted else "count"


def is_compared(text: str, drafts: Sequence[Draft], n: int) -> bool:
    """True of a number that a change or a comparison of the sentence is of, and of that itself; of none in brackets,
    and of no end of a range ("from 1.8 to 3.2 volts")."""
    return any(
        level.depth == 0 and other.depth == 0 and (other.role == "change" or _compares(text, level, other))
        for other in drafts
        if other.level is not None and (level := drafts[other.level]) and (drafts[n] is level or drafts[n] is other)
    )


def _compares(text: str, level: Draft, other: Draft) -> bool:
    first, second = sorted((level.token, other.token), key=lambda t: t.start)
    return _COMPARED.search(text, first.end, second.start) is not None


def guidance_of(drafts: list[Draft], n: int, text: str) -> Guidance:
    """Whether an outlook's figure is the low end of a range, the high end, or a point."""
    here = drafts[n].token
    if n + 1 < len(drafts) and _RANGE.fullmatch(text, here.end, drafts[n + 1].token.start):
        return "low"
    if n and _RANGE.fullmatch(text, drafts[n - 1].token.end, here.start):
        return "high"
    return "point"


_PAST = re.compile(
    r"\b(?:was|were|had|increased|decreased|declined|improved|grew|rose|fell|dropped|totaled|totalled|reported|recorded"
    r"|generated|returned|ended|delivered|achieved|repurchased|paid|reached|incurred|earned|posted|included|reduced)\b",
    re.IGNORECASE,
)
# "$5 million decreased 4%, …", "growth of 4% was driven by …"
_GOES_ON = re.compile(r"\s+(?:was|were|increased|decreased|declined|improved|grew|rose|fell|dropped)\b", re.IGNORECASE)
_AT = re.compile(r"\s+(?:at|as\s+of|in|for|during|on)\s+(?:the\s+)?", re.IGNORECASE)  # "$5 million at June 30, …"
# "30 to 89 days past due"
_DAYS = re.compile(
    r"[\s+-]*(?:(?:to|through|and)\s+\d+\s+)?(?:(?:or\s+more|calendar|business|trading)[\s-]+)?(?:days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
# "…, compared with 4% in 2008", up to the number
_SINCE = re.compile(r"\b(?:compar\w+|versus|vs\.?|against|from)(?:\s+(?:to|with))?\s[^,;]{0,40}\Z", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:compar\w+|versus|vs|against|up|down)\b", re.IGNORECASE)
_MODAL = re.compile(r"\b(?:will|would|should|may|might|could|if|assuming|until|unless)\b", re.IGNORECASE)
_OWED = re.compile(r"\b(?:matur|repay|due\b|expir|payable|until)", re.IGNORECASE)
_TOWARDS = re.compile(r"\b(?:by|in|through)\s+(?:the\s+)?(?:end\s+of\s+)?$", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:to|and|through|-+|\u2013|\u2014)\s*", re.IGNORECASE)
# "… 54 of the Firm's Form 10-K": a page of another document.
_ELSEWHERE = re.compile(
    r"(?:[\s,]*(?:and|to|through|[-\u2013])?\s*\d+)*\s*-?\s*(?:(?:of|in)\s+(?!this|the\s+attached))?[^.;]{0,60}?"
    r"\b(?:10-[KQ]|8-K|Report|Supplement|Proxy|Prospectus)\b"
)
_PAR = re.compile(r"[\s,-]*(?:per\s+share\s+)?par\b", re.IGNORECASE)
_SHARES = re.compile(r"\s+(?:[\w-]+\s+){0,3}?shares\b", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][\w&'-]*")
_ADDRESS = re.compile(r"https?://|\bwww\.", re.IGNORECASE)  # whose words count nothing
_OWNED = re.compile(r"\b(?:our|its|their|these|those)\s+\Z", re.IGNORECASE)
