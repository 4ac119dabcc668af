"""What a sentence says of each of its numbers: metric, segment, role, direction, sign, and when.

The grammar is one of clauses, not of sentences. A number is read from its left context (the tokens since the number
before it) and its right context (those up to the next): a direction word makes it a change, "compared to" or "from" a
comparison, "or" the same thing in another unit; content words name a metric, and where there are none the last metric
goes on (half of all later numbers of a sentence have no words of their own).
"""

from __future__ import annotations

from crossfoot.extract.basis import basis_of_words
from crossfoot.extract.grammar_bonds import set_siblings, share_noun
from crossfoot.extract.grammar_drafts import Draft, Memory, Segments
from crossfoot.extract.grammar_left import boundary, interrupted, look, resumed
from crossfoot.extract.grammar_lists import name_each, pair_each, share_segments, sort_each
from crossfoot.extract.grammar_meaning import (
    hedge_of,
    is_change_per_share,
    is_per_share_metric,
    kind_of,
    name_metric,
    noun_after,
    qualifiers_of,
    set_metric,
    set_segment,
    set_shares,
    whole_of,
)
from crossfoot.extract.grammar_roles import DIRECTIONS, is_next_item, set_change, set_role, set_sign
from crossfoot.extract.grammar_shared import share_nouns
from crossfoot.extract.grammar_times import base_of, set_whens, start_from
from crossfoot.extract.grammar_tokens import Token
from crossfoot.vocabulary.prose import prose_words


def drafts_of(text: str, tokens: list[Token], segments: Segments, memory: Memory) -> list[Draft]:
    """The drafts of all numbers among the tokens of one sentence, in order. `memory` is read, and left as the
    sentence leaves it."""
    places = [k for k, t in enumerate(tokens) if t.kind == "number"]
    if not places:
        return []
    named = segments.found(text, tokens[0].start, tokens[-1].end)
    in_brackets = "(" in text[tokens[0].start : tokens[-1].end]
    drafts: list[Draft] = []
    depth = 0
    for n, place in enumerate(places):
        before = places[n - 1] + 1 if n else 0
        after = places[n + 1] if n + 1 < len(places) else len(tokens)
        left, right = tokens[before:place], tokens[place + 1 : after]
        if in_brackets:
            depth = max(0, depth + sum((t.text == "(") - (t.text == ")") for t in left))
        drafts.append(_draft(text, tokens[place], left, right, named, drafts, memory, depth, segments.known))
    share_segments(drafts, tokens, places)
    share_nouns(drafts, tokens, places)
    share_noun(drafts, tokens, places)
    name_each(drafts, tokens, places, text)
    sort_each(drafts, tokens, places)
    _name_what_changed(drafts, tokens, places, text)
    _see_bracketed_changes(drafts, tokens, places)
    set_whens(drafts, tokens, places)
    pair_each(drafts, tokens, places)
    set_siblings(drafts)
    for draft in drafts:
        draft.per_share = is_change_per_share(draft, drafts)
    memory.base_when = base_of(tokens) or memory.base_when
    opening = tokens[0].when
    if opening is not None and opening.kind == "prior-quarter" and opening.over:
        start_from(drafts, opening)  # "Sequentially, sales fell 3% and costs fell 2%"
    if memory.base_when is not None:
        start_from(drafts, memory.base_when)
    _exclude(drafts, tokens[0])
    last = drafts[-1]
    memory.metric, memory.metric_text = last.metric, last.metric_text
    if named and len({d.segment for d in drafts}) == 1 and last.segment is not None:
        memory.segment = last.segment
    return drafts


def _exclude(drafts: list[Draft], first: Token) -> None:
    """Gives every number of "Excluding the charge, income was $5 and sales were $7" the word that sets it apart."""
    lexicon = prose_words()
    if first.text in lexicon.openings and first.text in lexicon.another:
        for draft in drafts:
            if draft.kind != "reference" and first.text not in draft.qualifiers:
                draft.qualifiers = (*draft.qualifiers, first.text)


def _name_what_changed(drafts: list[Draft], tokens: list[Token], places: list[int], text: str) -> None:
    """Gives "an increase of $9.0 million (5.9 percent) in average loans" what increased, where that stands after it."""
    for n, draft in enumerate(drafts):
        before = tokens[max(0, places[n] - 2) : places[n]]
        if draft.role != "change" or len(before) < 2 or before[0].role not in ("up", "down") or before[1].text != "of":
            continue
        k = n
        while k < len(drafts) and (k == n or _goes_on(draft, drafts[k])):
            last = k
            while last + 1 < len(drafts) and _is_said_twice(tokens[places[last] + 1 : places[last + 1] + 2]):
                last += 1
            stop = places[last + 1] if last + 1 < len(places) else len(tokens)
            after = [t for t in tokens[places[last] + 1 : stop] if t.text != ")"]
            after = after[1:] if last > k and after and after[0].text == "," else after
            words = noun_after(after) if after and after[0].text == "in" else []
            if not words:
                break
            for other in drafts[k : last + 1]:
                set_change(other, draft.direction, draft.direction_text)
                name_metric(other, words, text)
            k = last + 1


def _see_bracketed_changes(drafts: list[Draft], tokens: list[Token], places: list[int]) -> None:
    """Makes changes of "higher income of $101 million (12.5 percent)": the percent in brackets says that it is one."""
    for n in range(len(drafts) - 1):
        first, second = drafts[n], drafts[n + 1]
        is_pair = first.kind == "amount" and second.kind in ("percent", "percent-change") and first.role == "current"
        if not is_pair or not _in_brackets(tokens[places[n] + 1 : places[n + 1] + 2]):
            continue
        word = first.leaning
        if word is not None:
            direction, said = DIRECTIONS.get(word.role, 0), word.text
        elif n and drafts[n - 1].role == "change" and is_next_item(tokens[places[n - 1] + 1 : places[n]]):
            direction, said = drafts[n - 1].direction, drafts[n - 1].direction_text or ""
        else:
            continue
        for draft in (first, second):
            set_change(draft, direction, said)
        second.linked = True


def _goes_on(first: Draft, draft: Draft) -> bool:
    """True where an amount can be the next of a list of changes ("increases of $9 in X and $5 in Y")."""
    return draft.role == "current" and draft.kind == "amount" and first.kind == "change"


def _is_said_twice(between: list[Token]) -> bool:
    """True where the second number is the first in another unit ("$9.0 million, or 5.9%", "$9.0 million (5.9%)")."""
    return _in_brackets(between) or [t.text for t in between[:-2]] in (["or"], [",", "or"])


def _in_brackets(between: list[Token]) -> bool:
    """True of the tokens from one number to just after the next where these are a bracket around the second."""
    return len(between) == 3 and between[0].text == "(" and between[2].text == ")"


def _draft(
    text: str,
    token: Token,
    left: list[Token],
    right: list[Token],
    named: list[tuple[int, int, str]],
    earlier: list[Draft],
    memory: Memory,
    depth: int,
    known: frozenset[str],
) -> Draft:
    # What an aside in brackets says of its number does not go on after it.
    previous = next((d for d in reversed(earlier) if d.depth <= depth), earlier[-1] if earlier else None)
    if previous is not None and previous.aside_of is not None and (after := resumed(left)) is not None:
        left = [*previous.aside_of, *after]  # "costs, which included $2 million of fees, decreased $3 million"
        previous = next((d for d in reversed(earlier) if d.depth <= depth and d.aside_of is None), None)
    is_over = bool(right) and right[0].when is not None and right[0].when.over
    if is_over:
        right = right[1:]  # "a 16% year over year increase in revenue"
    split = boundary(left, is_last=False) if previous is not None else 0
    seen = look(left, named, previous, split)
    draft = Draft(token, kind_of(text, token, left, previous), depth=depth, aside_of=interrupted(left))
    if draft.kind == "reference":
        draft.metric_text = " ".join(text[left[0].start : token.start].split()[-8:]) if left else ""
        if previous is not None and previous.kind == "reference":
            draft.metric_text = previous.metric_text  # "pages 18 through 22"
        return draft
    set_metric(draft, seen, left, right, text, previous, memory, known)
    set_segment(draft, seen, right, named, previous, memory)
    set_role(draft, seen, left, right, previous)
    is_bare = is_over and draft.kind in ("percent", "basis-points") and draft.role == "current" and not seen.words
    if is_bare and previous is not None and previous.role == "change":
        set_change(draft, previous.direction, previous.direction_text)  # "grew 7% from the quarter before and 6% yoy"
    set_sign(draft, seen, left, right, previous)
    if draft.kind == "amount" and is_per_share_metric(draft, left, earlier):
        draft.kind = "per-share"
    if draft.kind == "per-share":
        set_shares(draft, right)
    own = text[left[split].start : token.start] if split < len(left) else ""
    words = f"{draft.metric_text} {own}" if seen.words else own
    draft.basis = basis_of_words(words, text[token.end :] if draft.role == "change" else "")
    if draft.basis is None and previous is not None and not seen.words:
        draft.basis = previous.basis if draft.role != "change" or draft.kind == previous.kind else None
    draft.is_part = previous is not None and not seen.words and any(t.text == "including" for t in left)
    draft.whole = whole_of(draft, right)
    draft.hedge = hedge_of(left)
    draft.qualifiers = (*qualifiers_of(left, right), *(("effect",) if seen.effect else ()))
    return draft
