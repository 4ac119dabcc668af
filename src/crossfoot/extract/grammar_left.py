"""The left context of a number: the tokens since the number before it, looked at once."""

from __future__ import annotations

import msgspec

from crossfoot.extract.grammar_drafts import Draft
from crossfoot.extract.grammar_tokens import Token
from crossfoot.vocabulary.prose import prose_words

CONTENT = ("", "loss", "income")  # roles of words that can name a metric


REACH_WORDS = 6  # a direction word this far before a number still belongs to it


class Left(msgspec.Struct, gc=False):
    """The left context of a number, looked at once."""

    words: list[Token]  # content words that name a metric, after the last cut
    direction: Token | None
    comparison: bool
    only_links: bool
    broken: bool
    preposition: str
    segment: str | None
    segment_before: str | None  # named before its clause begins: the number before it can be of that one
    effect: bool = False  # the words are of what changes another thing ("charges reduced earnings by $5")
    leaning: Token | None = None  # a direction that belongs to the words before the number ("higher costs of $5")


class _Seen(msgspec.Struct, gc=False):
    """The same as it is looked through, token by token. `cut`, `compare`, `source`: where the last word of a report or
    a new clause, of a comparison, and "from" stand (-1: nowhere)."""

    content: list[tuple[int, Token]] = []
    direction: tuple[int, Token] | None = None
    cut: int = -1
    compare: int = -1
    source: int = -1
    broken: bool = False
    only_links: bool = True
    preposition: str = ""


def look(left: list[Token], named: list[tuple[int, int, str]], previous: Draft | None, split: int) -> Left:
    """What stands to the left of a number: words, names, direction, and where its clause begins."""
    seen = _through(left, named)
    content = [(k, t) for k, t in seen.content if k >= split and t.stem is not None]
    direction, compare, source = seen.direction, seen.compare, seen.source
    if previous is None and compare >= 0 and left[compare].text == "against":
        compare = -1  # "an action against the company for damages of": nothing is compared
    opening = _opening(left) if previous is None else -1
    if opening >= 0:
        content = [(k, t) for k, t in content if k > opening] or content
    words = [t for k, t in content if k > seen.cut]
    if not words and (seen.cut < 0 or compare < 0):
        words = [t for _, t in content]
    is_from = source >= 0 and _starts_comparison(left, source, previous)
    if is_from:  # "sales increased from": the subject is before it
        after = [t for k, t in content if k > source]
        words = after if after or previous is not None else [t for _, t in content]
    elif compare >= 0 and any(t.role in ("up", "down") or t.text in ("was", "were") for t in left[compare:]):
        compare = -1  # "Compared to last year, sales increased": the subject comes after
    is_effect = False
    if direction is not None and seen.preposition == "by" and _has_object(left, direction[0], content):
        subject = [t for k, t in content if k < direction[0]]
        is_effect = _can_change(subject) or (previous is not None and not direction[0])
        words = subject if is_effect else words
    reach = len(left) if seen.preposition == "by" else REACH_WORDS  # "increased the provision and net income by $5"
    governs = direction is not None and _in_reach(left, direction[0], reach)
    # "Despite the weak Valve Group, earnings …", but "In the Valve Group, earnings …"
    is_apart = opening >= 0 and left[0].text not in _SETTING
    first = left[opening if is_apart else 0].start if left else 0
    own = max(first, left[split].start if split < len(left) else left[-1].end) if left else first
    here = [name for a, _, name in named if left and own <= a < left[-1].end]
    before = [name for a, _, name in named if left and first <= a < own]
    return Left(
        words,
        direction[1] if direction and governs else None,
        is_from or compare >= 0,
        seen.only_links,
        seen.broken,
        seen.preposition,
        here[-1] if here else None,
        before[-1] if before else None,
        is_effect,
        direction[1] if direction and not governs and left[-1].text == "of" else None,
    )


def _through(left: list[Token], named: list[tuple[int, int, str]]) -> _Seen:
    """The tokens looked through once, asides left out."""
    seen = _Seen([])
    bases = prose_words().bases
    aside = _aside(left)
    for k, token in enumerate(left):
        if k in aside or _says_basis(left, k):
            continue
        if _is_bound(left, k):
            continue
        role = "compare" if token.text == "than" and k and left[k - 1].role in _MEASURING else token.role
        if token.kind == "mark":
            seen.broken = seen.broken or token.text == ";"
            if token.text == ")" and seen.compare >= 0 and all(t.text != "(" for t in left[:k]):
                seen.direction, seen.compare, seen.cut = None, -1, k  # "$5 (3% more than a year ago) and fees of $2"
            continue
        if token.kind != "word":
            seen.only_links = seen.only_links and token.kind == "when"
            seen.preposition = ""
            continue
        seen.only_links = seen.only_links and not _says(token, bases)
        if role in ("up", "down", "judgement"):
            seen.direction = None if _is_phrasal(left, k) else (k, token)
            seen.preposition = ""
        elif role == "compare":
            seen.compare = seen.cut = k
        elif role == "from":
            seen.source = k
        elif role in ("report", "break"):
            seen.broken = seen.broken or role == "break"
            seen.cut = k
        elif role in CONTENT and (not named or not _inside(token, named)):
            seen.content.append((k, token))
        if role in ("copula", "by", "from"):
            seen.preposition = token.text
            if role == "by" and k and _is_done(left[k - 1]):
                seen.direction = None  # "a reduction of the income generated by $17 million of funds"
        elif role not in ("hedge", "negative", "link") and token.stem is not None:
            seen.preposition = ""
    return seen


def _aside(left: list[Token]) -> range:
    """Where "deposits, including those of banks, increased" interrupts itself: the tokens up to its last comma."""
    first = next((k for k, t in enumerate(left) if k and t.text in _INTERRUPTS and left[k - 1].text == ","), None)
    if first is None:
        return range(0)
    for k in range(first + 1, len(left) - 1):
        if left[k].text == "," and left[k + 1].role in _VERBS:
            return range(first, k + 1)
    return range(0)


def interrupted(left: list[Token]) -> list[Token] | None:
    """What stands before an aside that the number itself is in (", which included $2 million of costs, decreased");
    None where it is in none."""
    place = next((k for k in range(len(left) - 1, 0, -1) if left[k].text in _INTERRUPTS), None)
    if place is None or left[place - 1].text != "," or any(t.text == "," for t in left[place:]):
        return None
    return left[: place - 1]


def resumed(left: list[Token]) -> list[Token] | None:
    """The tokens after an aside before the number, where the sentence goes on with its verb of change."""
    place = next((k for k, t in enumerate(left) if t.text == ","), None)
    if place is None or place + 1 >= len(left) or left[place + 1].role not in ("up", "down"):
        return None
    after = left[place + 1 :]
    return None if any(t.text == "," or (t.role in CONTENT and t.stem is not None) for t in after) else after


def _is_bound(left: list[Token], k: int) -> bool:
    """True of "remained above" right before a number: how large it is at least, and no change."""
    return k == len(left) - 1 and left[k].text in _BOUNDS and k > 0 and left[k - 1].role == "copula"


def _is_done(token: Token) -> bool:
    """True of "generated", "driven": done by what stands after "by"."""
    return token.text.endswith(("ed", "en")) and token.role not in _MEASURING


_BOUNDS = ("above", "below")
_INTERRUPTS = frozenset(("including", "excluding", "which"))
_MEASURING = frozenset(("up", "down", "judgement"))  # "higher than", not "more than"
_VERBS = frozenset(("up", "down", "judgement", "copula"))


def _says_basis(left: list[Token], k: int) -> bool:
    """True of "from" and "reported" in "5 percent from a year ago on a reported basis and 7 percent"."""
    following = left[k + 1] if k + 1 < len(left) else None
    if following is None:
        return False
    return (left[k].text == "reported" and following.text == "basis") or (
        left[k].role == "from" and following.when is not None
    )


def _says(token: Token, bases: frozenset[str]) -> bool:
    """True of a word that leads over to no number by itself; "at constant currency" does."""
    if token.role:
        return token.role not in ("link", "hedge", "negative", "copula")
    return token.stem is not None and token.text not in bases


def _can_change(subject: list[Token]) -> bool:
    """True of "foreign currency effects", "these charges": what changes a result, and no company or person."""
    known = prose_words().effects
    return any(t.text in known for t in subject)


def _has_object(left: list[Token], verb: int, content: list[tuple[int, Token]]) -> bool:
    """True of "charges reduced the earnings by": the amount after it is of the subject."""
    after = left[verb + 1] if verb + 1 < len(left) else None
    if after is None or not left[verb].text.endswith("ed") or all(k < verb for k, _ in content):
        return False
    return after.kind == "word" and after.role in CONTENT and after.text not in _PREPOSITIONS


_PREPOSITIONS = frozenset(("in", "for", "to", "on", "at", "with", "during", "as", "due", "primarily", "significantly"))


def _opening(left: list[Token]) -> int:
    """Where an opening phrase ends ("Excluding these charges, …", "In addition to this gain, …"): its comma; -1 where
    there is none."""
    if not left or left[0].text not in prose_words().openings:
        return -1
    return next((k for k, t in enumerate(left) if t.text == ","), -1)


_SETTING = frozenset(("in", "for", "at", "on", "within", "among", "with"))  # say of what the sentence is
_PHRASAL = frozenset(("drew", "draw", "drawn", "drawing", "paid", "pay", "paying", "wrote", "written", "set", "made"))


def _is_phrasal(left: list[Token], k: int) -> bool:
    """True of "drew down $150 million": the word belongs to its verb."""
    return left[k].text in ("down", "up") and k > 0 and left[k - 1].text in _PHRASAL


def _inside(token: Token, named: list[tuple[int, int, str]]) -> bool:
    """True where the token is part of a segment's name."""
    start = token.start
    for first, last, _ in named:  # noqa: SIM110 - a generator costs here
        if first <= start < last:
            return True
    return False


def _starts_comparison(left: list[Token], source: int, previous: Draft | None) -> bool:
    """True where "from" leads to an earlier amount ("from $620,000", "down from a net loss of"), not to a noun
    ("income from operations of")."""
    if any(t.kind == "when" for t in left[source + 1 :]):
        return False  # "from the quarter before"
    if any(t.role in ("up", "down") for t in left[source + 1 :]):
        return False  # "$2 million from acquired stores, increased"
    if all(t.kind != "word" or t.role or t.stem is None for t in left[source + 1 :]):
        return True
    if any(t.text in (",", "and") for t in left[source + 1 :]):
        return False  # "$9 from an impairment, and $2 of": where the amount before is from
    before = left[source - 1] if source else None
    return (before is None and previous is not None) or (before is not None and before.role in ("up", "down"))


def _in_reach(left: list[Token], place: int, reach: int) -> bool:
    """True where the direction word at `place` still governs the number: near it, and no verb of being between."""
    words = [t for t in left[place + 1 :] if t.kind == "word"]
    if len(words) > reach:
        return False
    content = False
    for token in words:
        role = token.role
        if role == "compare" or (role == "copula" and token.text not in ("of", "to", "at")):
            return False
        content = content or (not role and token.stem is not None)
    # "higher legal costs of $5" is an amount of costs; "an increase in costs of $5" is a change.
    return not (content and words[-1].text == "of" and words[0].text != "in")


def _subject(gap: list[Token], verb: int) -> int:
    """Where the subject of the verb of change begins, if it has one after a comma or "and" ("…, and assets grew")."""
    for k in range(verb - 1, -1, -1):
        if gap[k].text in (",", "and"):
            has_words = any(t.kind == "word" and t.role in CONTENT and t.stem is not None for t in gap[k:verb])
            return k if has_words else verb
    return verb


def _is_aside(gap: list[Token], place: int) -> bool:
    """True of "compared with the third quarter of 2021 as card revenue increased", "compared with the third quarter
    and": what is compared stands before, and another clause or item follows."""
    when = next((k for k in range(place + 1, min(place + 4, len(gap))) if gap[k].when is not None), None)
    if when is None:
        return False
    after = gap[when + 1 :]
    return any(t.role in ("up", "down") for t in after) or ends_in_link(after) or _is_clause(after)


def _is_clause(after: list[Token]) -> bool:
    """True of ", and EPS was", ", and earnings would have been": words between a link and a verb of being."""
    if len(after) < _CLAUSE_WORDS or after[0].text != "," or after[1].text != "and":
        return False
    verb = next((k for k, t in enumerate(after) if t.text in _BEING), None)
    return verb is not None and any(t.role in CONTENT and t.stem is not None for t in after[2:verb])


_BEING = ("was", "were", "is", "are", "been")
_CLAUSE_WORDS = 4


def _cause_after(gap: list[Token], place: int) -> int | None:
    """Where ", from the first quarter in part due to losses of" goes over from a change's start to its cause."""
    causes = prose_words().causes
    when = next((k for k in range(place + 1, min(place + _START_WORDS, len(gap))) if gap[k].when is not None), None)
    if when is None:
        return None
    return next((k for k in range(when + 1, len(gap)) if gap[k].text in causes), None)


_START_WORDS = 3


def is_dated_aside(left: list[Token]) -> bool:
    """True of "$59 million (Q1 2019: $69 million)"."""
    return len(left) > 2 and left[-3].text == "(" and left[-2].when is not None and left[-1].text == ":"


def ends_in_link(after: list[Token]) -> bool:
    """True of "and", ", and" alone."""
    return bool(after) and after[-1].role == "link" and all(t.role == "link" or t.text == "," for t in after)


def boundary(gap: list[Token], *, is_last: bool) -> int:
    """Where in the tokens between two numbers the second one's words begin."""
    if is_last:
        return len(gap)
    turn = -1  # the first word of change, or "from"
    for k, token in enumerate(gap):
        role = token.role
        if role:
            if role == "break" or (role == "compare" and not _is_aside(gap, k)):
                return k
            if role == "from" and k and gap[k - 1].kind != "word":
                return _cause_after(gap, k) or k
            if turn < 0 and k and role in ("from", "up", "down"):
                turn = k
        elif token.text == ";":
            return k
    if turn >= 0:
        causes = prose_words().causes
        cause = next((k for k in range(1, turn) if gap[k].text in causes and gap[k - 1].text != "past"), None)
        if cause is not None and gap[-1].text == "of":
            return cause  # "driven by fee growth of": the words after it are the second one's
        last = max((k for k, t in enumerate(gap) if t.kind == "when"), default=-1)
        for k in range(max(turn, last + 1), len(gap)):
            if gap[k].role in ("from", "up", "down"):
                return _subject(gap, k) if gap[k].role != "from" else k
    content = [k for k, t in enumerate(gap) if t.kind == "word" and t.role in CONTENT and t.stem is not None]
    if not content:
        return len(gap)
    stops = [k for k, t in enumerate(gap) if (t.text in (",", "and")) and k < content[-1]]
    if not stops and gap[-1].text == "of":
        stops = [k for k, t in enumerate(gap) if t.text in ("on", "with") and k < content[-1]]  # "on sales of"
    return _before_time(gap, stops[-1]) if stops else len(gap)


def _before_time(gap: list[Token], stop: int) -> int:
    """Where ", and in the third quarter of 2007, the company had" begins, after another time: before its own."""
    if stop < 1 or gap[stop].text != "," or gap[stop - 1].when is None:
        return stop
    k = stop - 2
    while k >= 0 and gap[k].text in _LEADING_TO_TIME:
        k -= 1
    is_next = k >= 0 and gap[k].text in (",", "and") and any(t.when is not None for t in gap[:k])
    return k if is_next else stop


_LEADING_TO_TIME = ("in", "for", "during", "at", "as", "of", "the")
