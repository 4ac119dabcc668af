"""Numbers that state a term, a limit, a price asked or an aim: no results, unless something else says them too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from crossfoot.extract.grammar_drafts import Draft
from crossfoot.extract.grammar_tokens import Token
from crossfoot.vocabulary.terms import Form, Side, Term, classes_said, form_of, terms

HEDGE_CHARS = 20
REACH_CHARS = 300  # before a number: the longest gaps of a form with the words beside them

_RANGE = re.compile(r"\s*(?:to|and|through|-+|\u2013|\u2014)\s*", re.IGNORECASE)


class Said(msgspec.Struct, frozen=True):
    """A sentence, where it starts in its passage, and the classes of terms that it may speak of."""

    text: str
    start: int
    classes: tuple[Term, ...]


def terms_said(text: str, start: int, end: int, found: Iterable[Token]) -> Said:
    """The sentence text[start:end], whose tokens are `found`, with the classes of terms that it may speak of."""
    words = {token.text for token in found if token.kind != "number"}
    by_word = {id(term) for word in words for term in classes_said(word)}
    if not by_word:
        return Said("", start, ())
    sentence = text[start:end]
    return Said(sentence, start, tuple(t for t in terms().classes if id(t) in by_word and _may_speak_of(t, sentence)))


def _may_speak_of(term: Term, sentence: str) -> bool:
    return (term.also is None or term.also.search(sentence) is not None) and (
        term.unless is None or term.unless.search(sentence) is None
    )


def why_term(said: Said, drafts: Sequence[Draft], n: int) -> str | None:
    """Why a number does not count where nothing ties it, or None."""
    draft = drafts[n]
    if draft.kind == "reference":
        return "reference"  # a page's number; one that the pages bear out is proved
    if not said.classes:
        return None
    start, end = _place(said, drafts, n)
    if terms().balances.match(said.text, end) is not None:
        return None
    starts = tuple(_starts(said.text, start))
    for term in said.classes:
        if (not term.kinds or draft.kind in term.kinds) and any(
            _has(said.text, form_of(f), starts, end) for f in term.forms
        ):
            return term.why
    return None


def _place(said: Said, drafts: Sequence[Draft], n: int) -> tuple[int, int]:
    """Where the number stands in the sentence; an end of a range, with the other one."""
    start, end = drafts[n].token.start, drafts[n].token.end
    if n and _is_range(said, drafts[n - 1], drafts[n]):
        start = drafts[n - 1].token.start
    elif n + 1 < len(drafts) and _is_range(said, drafts[n], drafts[n + 1]):
        end = drafts[n + 1].token.end
    return start - said.start, end - said.start


def _is_range(said: Said, low: Draft, high: Draft) -> bool:
    between = said.text[low.token.end - said.start : high.token.start - said.start]
    return low.kind == high.kind and _RANGE.fullmatch(between) is not None


def _has(sentence: str, form: Form, starts: tuple[int, ...], end: int) -> bool:
    if form.after is not None:
        found = form.after.pattern.match(sentence, end)
        if found is None or not form.after.allows(found):
            return False
    return form.before is None or any(_stands_before(sentence, form.before, start) for start in starts)


def _starts(sentence: str, start: int) -> Iterator[int]:
    """Where a number starts, and where each hedge before it does ("up to an additional …")."""
    yield start
    while (found := terms().hedge.search(sentence, max(0, start - HEDGE_CHARS), start)) is not None:
        start = found.start()
        yield start


def _stands_before(sentence: str, before: Side, start: int) -> bool:
    found = before.pattern.search(sentence, max(0, start - REACH_CHARS), start)
    while found is not None:
        if before.allows(found):
            return True
        found = before.pattern.search(sentence, found.start() + 1, start)
    return False
