"""What a sentence says of each of its numbers: metric, segment, role, direction, sign, and when.

The grammar is one of clauses, not of sentences. A number is read from its left context (the tokens since the number
before it) and its right context (those up to the next): a direction word makes it a change, "compared to" or "from" a
comparison, "or" the same thing in another unit; content words name a metric, and where there are none the last metric
goes on (half of all later numbers of a sentence have no words of their own).
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from crossfoot.extract.grammar_tokens import Token
from crossfoot.extract.grammar_when import When
from crossfoot.model.claim import ClaimKind
from crossfoot.vocabulary.prose import prose_words

Role = Literal["current", "comparison", "change"]
CONTENT = ("", "loss", "income")  # roles of words that can name a metric
SMALL = 1000  # an unscaled amount below this can be one per share
REACH_WORDS = 6  # a direction word this far before a number still belongs to it


class Draft(msgspec.Struct, gc=False):
    """A claim while its sentence is read. `level` and `base`: places in the sentence's drafts of the amount that a change,
    comparison or per-share figure belongs to, and of the amount that a change starts from. `when` is what is printed with it, `base_when` what a change says it starts from ("over a year ago");
    `depth` counts the brackets around the number."""

    token: Token
    kind: ClaimKind
    role: Role = "current"
    metric: tuple[str, ...] = ()
    metric_text: str = ""
    qualifiers: tuple[str, ...] = ()
    segment: str | None = None
    when: When | None = None
    direction: int = 0
    direction_text: str | None = None
    sign: int = 0
    sign_text: str | None = None
    hedge: str | None = None
    level: int | None = None
    base: int | None = None
    linked: bool = False
    towards: bool = False
    depth: int = 0
    base_when: When | None = None


class Memory(msgspec.Struct, gc=False):
    """What goes on from one sentence of a passage to the next."""

    metric: tuple[str, ...] = ()
    metric_text: str = ""
    segment: str | None = None


class Segments(msgspec.Struct, frozen=True):
    """The segments' names as the tables print them, and a pattern that finds them in prose (None: no segments)."""

    names: dict[str, str]
    pattern: re.Pattern[str] | None

    def found(self, text: str, start: int, end: int) -> list[tuple[int, int, str]]:
        """(start, end, name) of each segment named in text[start:end]."""
        if self.pattern is None:
            return []
        matches = self.pattern.finditer(text, start, end)
        return [(m.start(), m.end(), self.names[" ".join(m.group().lower().split())]) for m in matches]


def segments_of(names: set[str]) -> Segments:
    """The segments by name, longest first."""
    known = {" ".join(n.lower().split()): n for n in names if re.search(r"[A-Za-z]{2}", n)}
    if not known:
        return Segments({}, None)
    words = sorted(known, key=len, reverse=True)
    alternatives = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words)
    return Segments(known, re.compile(rf"\b(?:{alternatives})\b", re.IGNORECASE))


class _Left(msgspec.Struct, gc=False):
    """The left context of a number, looked at once."""

    words: list[Token]  # content words that name a metric, after the last cut
    direction: Token | None
    comparison: bool
    only_links: bool
    broken: bool
    preposition: str
    segment: str | None


def drafts_of(text: str, tokens: list[Token], segments: Segments, memory: Memory) -> list[Draft]:
    """The drafts of all numbers among the tokens of one sentence, in order. `memory` is read, and left as the sentence leaves it."""
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
        drafts.append(_draft(text, tokens[place], left, right, named, drafts, memory, depth))
    _set_whens(drafts, tokens, places)
    _set_siblings(drafts)
    last = drafts[-1]
    memory.metric, memory.metric_text = last.metric, last.metric_text
    memory.segment = None
    return drafts


def _draft(
    text: str,
    token: Token,
    left: list[Token],
    right: list[Token],
    named: list[tuple[int, int, str]],
    earlier: list[Draft],
    memory: Memory,
    depth: int,
) -> Draft:
    # What an aside in brackets says of its number does not go on after it.
    previous = next((d for d in reversed(earlier) if d.depth <= depth), earlier[-1] if earlier else None)
    seen = _look(left, named, previous, _boundary(left, is_last=False) if earlier else 0)
    draft = Draft(token, _kind(text, token, left, right), depth=depth)
    if draft.kind == "reference":
        draft.metric_text = " ".join(text[left[0].start : token.start].split()[-8:]) if left else ""
        return draft
    _set_metric(draft, seen, right, text, previous, memory)
    _set_segment(draft, seen, right, named, previous, memory)
    _set_role(draft, seen, left, right, previous)
    _set_sign(draft, seen, left, previous)
    if draft.kind == "amount" and _is_per_share_metric(draft):
        draft.kind = "per-share"
    if draft.kind == "per-share":
        _set_shares(draft, right)
    draft.hedge = _hedge(left)
    draft.qualifiers = _qualifiers(left, right)
    return draft


def _set_shares(draft: Draft, right: list[Token]) -> None:
    """Adds "diluted" or "basic" to a per-share metric, where the words after the number say which."""
    known = prose_words().share_words
    said = [t.text for t in right[:8] if t.text in known]
    if said:
        draft.metric = (*(w for w in draft.metric if w not in known), said[0])


def _is_per_share_metric(draft: Draft) -> bool:
    """True where the metric goes on from a per-share one ("book value per share grew 7% to $10.72")."""
    printed = draft.token.printed
    return (
        printed is not None
        and not printed.scaled
        and printed.value < SMALL
        and re.search(r"\bper\s+(?:\w+\s+)?share\b", draft.metric_text, re.IGNORECASE) is not None
    )


def _look(left: list[Token], named: list[tuple[int, int, str]], previous: Draft | None, split: int) -> _Left:
    content: list[tuple[int, Token]] = []
    direction: tuple[int, Token] | None = None
    cut = compare = source = -1
    broken = only_links = True
    broken = False
    preposition = ""
    for k, token in enumerate(left):
        role = token.role
        if token.kind == "mark":
            broken = broken or token.text == ";"
            continue
        if token.kind != "word":
            only_links = only_links and token.kind == "when"
            continue
        if role not in ("link", "hedge", "negative", "copula"):
            only_links = False
        if role in ("up", "down", "judgement"):
            direction = (k, token)
        elif role in ("compare", "from", "report", "break"):
            if role == "compare":
                compare = cut = k
            elif role == "from":
                source = k
            else:
                broken = broken or role == "break"
                cut = k
        elif role in CONTENT and (not named or not _inside(token, named)):
            content.append((k, token))
        if role in ("copula", "by", "from"):
            preposition = token.text
        elif role not in ("hedge", "negative", "link") and token.stem is not None:
            preposition = ""
    content = [(k, t) for k, t in content if k >= split and t.stem is not None]
    words = [t for k, t in content if k > cut]
    if not words and (cut < 0 or compare < 0):
        words = [t for _, t in content]
    is_from = source >= 0 and _starts_comparison(left, source, previous)
    if is_from:
        words = [t for k, t in content if k > source]
    elif compare >= 0 and any(t.role in ("up", "down") or t.text in ("was", "were") for t in left[compare:]):
        compare = -1  # "Compared to last year, sales increased": the subject comes after
    if direction is not None and not _in_reach(left, direction[0]):
        direction = None
    here = [name for a, _, name in named if left and left[0].start <= a < left[-1].end]
    return _Left(
        words,
        direction[1] if direction else None,
        is_from or compare >= 0,
        only_links,
        broken,
        preposition,
        here[-1] if here else None,
    )


def _starts_comparison(left: list[Token], source: int, previous: Draft | None) -> bool:
    """True where "from" leads to an earlier amount ("from $620,000", "down from a net loss of"), not to a noun ("income from operations of")."""
    if any(t.kind == "when" for t in left[source + 1 :]):
        return False  # "from the quarter before"
    if all(t.kind != "word" or t.role or t.stem is None for t in left[source + 1 :]):
        return True
    before = left[source - 1] if source else None
    return (before is None and previous is not None) or (before is not None and before.role in ("up", "down"))


def _in_reach(left: list[Token], place: int) -> bool:
    """True where the direction word at `place` still governs the number: near it, and no verb of being between."""
    between = left[place + 1 :]
    words = [t for t in between if t.kind == "word"]
    if len(words) > REACH_WORDS or any(t.role == "compare" for t in between):
        return False
    if any(t.role == "copula" and t.text not in ("of", "to", "at") for t in words):
        return False
    content = any(not t.role and t.stem is not None for t in words)
    # "higher legal costs of $5" is an amount of costs; "an increase in costs of $5" is a change.
    return not (content and words[-1].text == "of" and words[0].text != "in")


_PER_SHARE = re.compile(r"\s*,?\s*(?:/|\(?(?:per|a|each)\s+)(?:[\w-]+\s+){0,4}?(?:shares?|unit)\b", re.IGNORECASE)
_SHARES = re.compile(r"\s+(?:[\w-]+\s+){0,3}?shares\b", re.IGNORECASE)


def _kind(text: str, token: Token, left: list[Token], right: list[Token]) -> ClaimKind:
    printed = token.printed
    assert printed is not None
    lexicon = prose_words()
    if left and left[-1].kind == "word" and left[-1].text in lexicon.references:
        return "reference"
    if printed.kind == "percent":
        return "percent"
    if printed.kind == "basis-points":
        return "basis-points"
    per_share = _PER_SHARE.match(text, printed.end) is not None
    if printed.kind in ("money", "cents") or per_share:
        if per_share or (not printed.scaled and printed.value < SMALL and _says_per_share(left)):
            return "per-share"
        return "amount"
    return "count"


def _says_per_share(left: list[Token]) -> bool:
    words = [t.text for t in left if t.kind == "word"]
    return "eps" in words or ("per" in words and any(w in ("share", "unit") for w in words))


def counts_shares(text: str, printed_end: int) -> bool:
    """True where "shares" follows a plain number within a few words."""
    return _SHARES.match(text, printed_end) is not None


def _set_metric(
    draft: Draft, seen: _Left, right: list[Token], text: str, previous: Draft | None, memory: Memory
) -> None:
    only_sign = all(t.role in ("loss", "income") for t in seen.words)
    words = [] if seen.comparison and only_sign and previous and previous.metric else seen.words
    if not words:
        words = _noun_after(right) if (not seen.only_links or previous is None) else []
    if words:
        draft.metric = tuple(dict.fromkeys(s for t in words if (s := t.stem)))
        first, last = words[0].start, words[-1].end
        phrase = " ".join(text[first:last].split())
        draft.metric_text = phrase + ")" * (phrase.count("(") - phrase.count(")"))
    elif previous is not None and previous.kind != "reference":
        draft.metric, draft.metric_text = previous.metric, previous.metric_text
    else:
        draft.metric, draft.metric_text = memory.metric, memory.metric_text


def _noun_after(right: list[Token]) -> list[Token]:
    """The content words of "of impairment charges", "in net sales" right after a number."""
    if not right or right[0].text not in ("of", "in", "increase", "decrease", "growth", "decline", "improvement"):
        return []
    found: list[Token] = []
    for token in right:
        if token.kind != "word" or token.role in ("compare", "from", "break", "report", "by"):
            break
        if token.role in ("copula", "link") and found and token.text != "of":
            break
        if token.role in ("", "loss", "income") and token.stem is not None:
            found.append(token)
    return found[:6]


def _set_segment(
    draft: Draft,
    seen: _Left,
    right: list[Token],
    named: list[tuple[int, int, str]],
    previous: Draft | None,
    memory: Memory,
) -> None:
    if seen.segment is not None:
        draft.segment = seen.segment
        return
    if previous is None:
        draft.segment = _segment_after(right, named) or memory.segment
    elif not seen.words or seen.comparison or not seen.broken:
        draft.segment = previous.segment


def _segment_after(right: list[Token], named: list[tuple[int, int, str]]) -> str | None:
    """The segment of "a loss of $5 at the Valve Group": named after the number, before the clause ends."""
    for k, token in enumerate(right[:8]):
        if token.role in ("compare", "from", "break", "link") or token.text in (",", ";"):
            return None
        if token.text in ("at", "in", "for", "by", "from"):
            nearby = right[k + 1 : k + 4]
            for start, _, name in named:
                if any(t.start == start for t in nearby):
                    return name
    return None


_ADJECTIVES = ("up", "down", "rose", "grew", "fell", "rise")


def _set_role(draft: Draft, seen: _Left, left: list[Token], right: list[Token], previous: Draft | None) -> None:
    direction = seen.direction
    if direction is not None:
        draft.direction = {"up": 1, "down": -1}.get(direction.role, 0)
        draft.direction_text = direction.text
    if seen.comparison:
        draft.role = "comparison"
        draft.direction, draft.direction_text = 0, None
    elif direction is not None and seen.preposition not in ("to", "at", "from"):
        draft.role = "change"
    elif (after := _direction_after(right)) is not None:
        draft.role = "change"
        draft.direction = {"up": 1, "down": -1}.get(after.role, 0)
        draft.direction_text = after.text
    elif previous is not None and seen.only_links and left:
        _carry(draft, seen, left, previous)
    if draft.role == "change":
        if draft.kind == "percent":
            draft.kind = "percent-change"
        elif draft.kind == "amount":
            draft.kind = "change"


def _carry(draft: Draft, seen: _Left, left: list[Token], previous: Draft) -> None:
    """What goes over from the number before where only "to", "or", "and" or a bracket stand between."""
    if seen.preposition == "to" and previous.role != "comparison":
        draft.direction, draft.direction_text = previous.direction, previous.direction_text
        draft.towards = True
    elif seen.preposition == "to":
        draft.towards = True  # "from $5 to $7": the second is current
    elif any(t.role == "link" or t.text in "(,-" for t in left):
        draft.role = previous.role
        draft.direction, draft.direction_text = previous.direction, previous.direction_text
        draft.linked = True


def _direction_after(right: list[Token]) -> Token | None:
    """The noun or adjective of change right after a number ("3% lower", "a 5 percent increase in")."""
    if right and right[0].text == ")":
        right = right[1:]
    if not right or right[0].role not in ("up", "down"):
        return None
    word = right[0].text
    return None if word in _ADJECTIVES or word.endswith("ed") else right[0]


def _set_sign(draft: Draft, seen: _Left, left: list[Token], previous: Draft | None) -> None:
    printed = draft.token.printed
    assert printed is not None
    if draft.role == "change" or draft.kind in ("count", "basis-points"):
        return
    if left and (left[-1].role == "negative" or (len(left) > 1 and left[-2].role == "negative")):
        draft.sign, draft.sign_text = -1, "negative"
        return
    spoken = _spoken_sign(seen.words, left)
    if spoken is not None:
        draft.sign, draft.sign_text = spoken
    elif previous is not None and not _names_metric(seen) and previous.sign_text != "negative":
        draft.sign, draft.sign_text = previous.sign, previous.sign_text
    elif previous is not None and draft.linked:
        draft.sign, draft.sign_text = previous.sign, previous.sign_text
    if printed.bracketed and draft.kind != "percent":
        draft.sign, draft.sign_text = -1, draft.sign_text or "brackets"


def _names_metric(seen: _Left) -> bool:
    return bool(seen.words)


def _spoken_sign(words: list[Token], left: list[Token]) -> tuple[int, str | None] | None:
    """(-1, "loss") where the last word of gain or loss says loss, (0, None) where it says income; None where none is said."""
    reserves = prose_words().reserves
    if any(t.text in reserves for t in words):
        return (0, None)
    said = [t for t in words if t.role in ("loss", "income")]
    if not said:
        if any(t.text == "used" for t in left) and any(t.text == "cash" for t in left):
            return (-1, "used")
        return None
    last = said[-1]
    bracketed = any(t.text == "(" and t.end == last.start for t in left)
    if last.role == "loss" and not bracketed:
        return (-1, last.text)
    return (0, None)


def _hedge(left: list[Token]) -> str | None:
    lexicon = prose_words()
    tail = [t.text for t in left[-3:] if t.kind == "word"]
    phrase = " ".join(tail[-2:])
    if phrase in lexicon.hedge_phrases:
        return lexicon.hedge_phrases[phrase]
    return next((lexicon.hedges[w] for w in reversed(tail) if w in lexicon.hedges), None)


def _qualifiers(left: list[Token], right: list[Token]) -> tuple[str, ...]:
    known = prose_words().qualifiers
    near = [*left, *right[:10]]
    return tuple(dict.fromkeys(t.text for t in near if t.kind == "word" and t.text in known))


def _inside(token: Token, named: list[tuple[int, int, str]]) -> bool:
    """True where the token is part of a segment's name."""
    start = token.start
    for first, last, _ in named:  # noqa: SIM110 - a generator costs here
        if first <= start < last:
            return True
    return False


def _set_whens(drafts: list[Draft], tokens: list[Token], places: list[int]) -> None:
    """Gives each draft the phrase of time that belongs to it: after it up to the boundary, else before it."""
    starts = [0, *(p + 1 for p in places)]
    stops = [*places, len(tokens)]
    own_after: list[list[tuple[When, bool]]] = []
    own_before: list[list[tuple[When, bool]]] = []
    for n, (start, stop) in enumerate(zip(starts, stops, strict=True)):
        gap = tokens[start:stop]
        split = 0 if n == 0 else _boundary(gap, is_last=n == len(places))
        own_after.append(_whens(gap[:split]))
        own_before.append(_whens(gap[split:]))
    for n, draft in enumerate(drafts):
        before, after = own_before[n], own_after[n + 1]
        if draft.role == "change":
            based = [w for w, is_base in (*after, *before) if is_base or w.relative]
            draft.base_when = based[0] if based else None
            before, after = ([x for x in ws if x[0] not in based] for ws in (before, after))
        last = before[-1][0] if before else None
        first = after[0][0] if after else None
        draft.when = (first or last) if draft.role != "current" else (last or first)
    for n in range(len(drafts) - 2, -1, -1):
        if drafts[n].when is None and drafts[n + 1].linked:
            drafts[n].when = drafts[n + 1].when
    for n in range(1, len(drafts)):
        if drafts[n].when is None and drafts[n].linked:
            drafts[n].when = drafts[n - 1].when


def _boundary(gap: list[Token], *, is_last: bool) -> int:
    """Where in the tokens between two numbers the second one's words begin."""
    if is_last:
        return len(gap)
    for k, token in enumerate(gap):
        if token.role in ("compare", "break") or token.text == ";":
            return k
        if token.role == "from" and k and gap[k - 1].kind != "word":
            return k
    for k, token in enumerate(gap):
        if token.role in ("from", "up", "down") and k and not any(t.kind == "when" for t in gap[k:]):
            return k
    content = [k for k, t in enumerate(gap) if t.kind == "word" and not t.role and t.stem is not None]
    if not content:
        return len(gap)
    stops = [k for k, t in enumerate(gap) if (t.text in (",", "and")) and k < content[-1]]
    return stops[-1] if stops else len(gap)


_SOURCES = ("from", "over", "than", "compared", "versus", "against")


def _whens(gap: list[Token]) -> list[tuple[When, bool]]:
    """The phrases of time outside brackets, and whether each is one that a change starts from ("over the prior year").

    A bare date counts where it says "at" or "as of" (else it dates the release)."""
    found: list[tuple[When, bool]] = []
    depth = 0
    for k, token in enumerate(gap):
        if token.kind == "word":
            continue
        depth += (token.text == "(") - (token.text == ")")
        if token.when is None or depth > 0:
            continue
        if token.when.kind != "date" or (k and gap[k - 1].text in ("at", "of", "since", "from")):
            is_base = token.when.kind in ("prior-year", "prior-quarter") or any(t.text in _SOURCES for t in gap[:k])
            found.append((token.when, is_base))
    return found


def _set_siblings(drafts: list[Draft]) -> None:
    """Ties changes, comparisons and per-share figures of one sentence to the amounts they belong to."""
    _pair_in_order(drafts)
    for n, draft in enumerate(drafts):
        if draft.kind == "reference" or draft.level is not None:
            continue
        if draft.role == "comparison":
            draft.level = _level_of_comparison(drafts, n)
        elif draft.role == "change":
            _tie_change(drafts, n)
        elif draft.linked and draft.kind == "per-share":
            draft.level = n - 1
    for n, draft in enumerate(drafts):
        if draft.role == "change" and draft.base is None and draft.level is not None:
            later = [k for k in range(n + 1, len(drafts)) if drafts[k].role == "comparison"]
            between = range(n + 1, later[0]) if later else range(0)
            if later and all(_lets_through(drafts[k]) for k in between):
                draft.base = later[0]
            else:
                before = [k for k in range(draft.level + 1, n) if drafts[k].level == draft.level and drafts[k].role == "comparison"]
                draft.base = before[-1] if before else None


def _lets_through(draft: Draft) -> bool:
    """True where a change before this number can start from an amount after it: only "to X" or "and Y percent" stand between."""
    return draft.towards or (draft.role == "change" and draft.linked)


def _pair_in_order(drafts: list[Draft]) -> None:
    """Pairs "A and B, compared with X and Y": each comparison with the amount at its place in the list."""
    n = 0
    while n < len(drafts):
        if drafts[n].role != "comparison":
            n += 1
            continue
        last = n
        while last + 1 < len(drafts) and drafts[last + 1].role == "comparison" and drafts[last + 1].linked:
            last += 1
        count = last - n + 1
        levels = list(range(n - count, n))
        same = levels[0] >= 0 and all(
            drafts[k].role == "current" and _same_unit(drafts[k], drafts[k + count]) for k in levels
        )
        if count > 1 and same and _same_unit(drafts[n], drafts[last]):
            for k in levels:
                drafts[k + count].level = k
                drafts[k + count].metric, drafts[k + count].metric_text = drafts[k].metric, drafts[k].metric_text
        n = last + 1


def _same_unit(one: Draft, other: Draft) -> bool:
    per_share = one.kind == "per-share", other.kind == "per-share"
    percent = one.kind in ("percent", "basis-points"), other.kind in ("percent", "basis-points")
    return per_share[0] == per_share[1] and percent[0] == percent[1]


def _level_of_comparison(drafts: list[Draft], n: int) -> int | None:
    if n + 1 < len(drafts) and drafts[n + 1].towards and drafts[n + 1].role == "current" and drafts[n + 1].level is None:
        return n + 1  # "from $5 to $7"
    return next(
        (k for k in range(n - 1, -1, -1) if drafts[k].role == "current" and _same_unit(drafts[k], drafts[n])), None
    )


def _tie_change(drafts: list[Draft], n: int) -> None:
    draft = drafts[n]
    following = drafts[n + 1] if n + 1 < len(drafts) else None
    if following is not None and following.towards and following.role == "current":
        draft.level = n + 1
        return
    if draft.linked and n:
        draft.level = drafts[n - 1].level
        draft.base = drafts[n - 1].base
        return
    for k in range(n - 1, -1, -1):
        other = drafts[k]
        if other.role == "current" and other.kind == "amount" and set(draft.metric) & set(other.metric):
            draft.level = k
            return
    for k in range(n - 1, -1, -1):
        if drafts[k].role == "current" and drafts[k].metric == draft.metric:
            draft.level = k
            return
    if following is not None and following.role == "current" and following.metric == draft.metric and following.kind == "amount":
        draft.level = n + 1
