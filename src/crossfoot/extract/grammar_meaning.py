"""What a number is of: its kind, the metric, the segment, what qualifies it."""

from __future__ import annotations

import re

from crossfoot.extract.grammar_drafts import Draft, Memory
from crossfoot.extract.grammar_left import CONTENT, Left
from crossfoot.extract.grammar_tokens import Token
from crossfoot.model.claim import ClaimKind
from crossfoot.vocabulary.prose import prose_words, stems

NEAR_WORDS = 10  # after a number, that may qualify it
_CENTS = 2  # decimals of dollars
CENTS = 2  # decimals of an amount printed to the cent
DIVIDEND = 10  # an unscaled amount below this, to the cent, of what is paid or earned is one per share
SMALL = 1000  # an unscaled amount below this can be one per share


_PER_SHARE = re.compile(r"\s*+,?\s*+(?:/|\(?(?:per|a|each)\s+)(?:[\w-]+\s+){0,4}?(?:shares?|unit)\b", re.IGNORECASE)


# "$.04 and $.03 per share": the first of a list of them.
_LISTED_PER_SHARE = re.compile(r"(?:\s*+,?\s*+(?:and\s+)?\$?\s?\d{0,3}\.\d\d)++" + _PER_SHARE.pattern, re.IGNORECASE)
LEAST_SHARES = 1000  # a smaller count beside the word is one of other things
_SHARE_WORD = re.compile(r"\bshares?\b", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[.,;)]|$|(?:at|as of|on|for|in|during|were|was|and|or)\b)", re.IGNORECASE)
_SHARES = re.compile(r"\s+(?:[\w-]+\s+){0,3}?shares\b", re.IGNORECASE)


def _continues(left: list[Token]) -> bool:
    """True of "pages 18 through 22"."""
    return 0 < len(left) <= 2 and all(t.text in (",", "and", "to", "through", "-", "--", "or") for t in left)


def kind_of(text: str, token: Token, left: list[Token], previous: Draft | None) -> ClaimKind:
    """What sort of claim the number makes: amount, change, percent, per share, count …"""
    printed = token.printed
    assert printed is not None
    lexicon = prose_words()
    if left and left[-1].kind == "word" and left[-1].text in lexicon.references:
        return "reference"
    if previous is not None and previous.kind == "reference" and printed.kind == "plain" and _continues(left):
        return "reference"
    if printed.kind == "percent":
        return "percent"
    if printed.kind == "basis-points":
        return "basis-points"
    per_share = _PER_SHARE.match(text, printed.end) is not None or (
        printed.decimals == _CENTS and not printed.scaled and _LISTED_PER_SHARE.match(text, printed.end) is not None
    )
    if printed.kind in ("money", "cents") or per_share:
        if per_share or (not printed.scaled and printed.value < SMALL and _says_per_share(left)):
            return "per-share"
        return "amount"
    return "count"


def _says_per_share(left: list[Token]) -> bool:
    words = [t.text for t in left if t.kind == "word"]
    if any(w == "eps" or w.endswith("/share") for w in words):
        return True
    return "per" in words and any(w in ("share", "unit") for w in words)


def counts_shares(text: str, printed_end: int) -> bool:
    """True where "shares" follows a plain number within a few words."""
    return _SHARES.match(text, printed_end) is not None


def counts_named_shares(draft: Draft, right: str) -> bool:
    """True of "the remaining shares authorized are 1,231,491.": the count of what its words name; `right` is the text
    after it."""
    printed = draft.token.printed
    if printed is None or printed.decimals > 0 or printed.value < LEAST_SHARES:
        return False
    return _SHARE_WORD.search(draft.metric_text) is not None and _ENDS.match(right) is not None


def set_metric(
    draft: Draft,
    seen: Left,
    left: list[Token],
    right: list[Token],
    text: str,
    previous: Draft | None,
    memory: Memory,
    known: frozenset[str],
) -> None:
    """Gives the draft the words of its line item: its own, or those that go on from the number before it."""
    only_sign = all(t.role in ("loss", "income") for t in seen.words)
    words = [] if seen.comparison and only_sign and previous and previous.metric else seen.words
    if seen.effect:
        words = seen.words
    elif _is_change_in(right) and (after := noun_after(right)):
        words = after
    elif draft.kind == "amount" and _is_determined(left, previous) and (after := _noun_beside(right)):
        words, draft.is_modifier = after, True
    elif draft.kind == "amount" and _is_had(left, right) and (after := noun_after(right)):
        words = after
    elif draft.kind == "amount" and right and right[0].text in _STANDING:
        words = [t for t in right[:4] if _is_content(t)] or words
    elif not words and (previous is None or not seen.only_links or _is_amount_of(draft, right)):
        words = noun_after(right) or _noun_grown(draft, right) or _predicate(draft, right)
    elif words and (after := noun_after(right) or _noun_for(right)) and _better(after, words, known):
        words = after
    if words:
        name_metric(draft, words, text)
    elif previous is not None and previous.kind != "reference":
        draft.metric, draft.metric_text = previous.metric, previous.metric_text
    else:
        draft.metric, draft.metric_text = memory.metric, memory.metric_text


def name_metric(draft: Draft, words: list[Token], text: str) -> None:
    """Gives the draft these words as the name of its line item."""
    if len(words) > 1 and words[0].text in _ASIDES and text[words[0].start].isupper():
        words = words[1:]  # "Excluding charges of $2 million, …"
    draft.metric = tuple(dict.fromkeys(s for t in words for s in stems_of(t)))
    phrase = " ".join(text[words[0].start : words[-1].end].split())
    draft.metric_text = phrase + ")" * (phrase.count("(") - phrase.count(")"))


_ASIDES = ("excluding", "including")


def whole_of(draft: Draft, right: list[Token]) -> tuple[str, ...]:
    """The stems of what a percent is of ("5% of net sales"); none for a change or where nothing is said."""
    if draft.kind != "percent" or not right or right[0].text != "of":
        return ()
    return tuple(dict.fromkeys(s for t in noun_after(right) for s in stems_of(t)))


def _is_change_in(right: list[Token]) -> bool:
    """True of "a $2 million decrease in interest expense", "increase to the reserve": what changed is said."""
    return len(right) > 1 and right[0].role in ("up", "down") and right[1].text in ("in", "to")


def _better(after: list[Token], before: list[Token], known: frozenset[str]) -> bool:
    """True where the words after a number are rows of the tables and those before it are none."""
    return any(t.stem in known for t in after) and not any(t.stem in known for t in before)


_ARTICLES = ("a", "an", "the", "its", "our", "their", "his")
_NOUN_WORDS = 6


def _is_determined(left: list[Token], previous: Draft | None) -> bool:
    """True of "a $5 million", "our approximately $5 million", and of the next of a list of such amounts."""
    words = [t for t in left if t.kind == "word"]
    while words and words[-1].role in ("hedge", "negative"):
        words.pop()
    if words and words[-1].role != "link":
        return words[-1].text in _ARTICLES or words[-1].text.endswith(("'s", "\u2019s"))
    return previous is not None and previous.is_modifier and all(t.role == "link" or t.text in ",;" for t in left)


def _noun_grown(draft: Draft, right: list[Token]) -> list[Token]:
    """The words of "18% fee income growth"."""
    if draft.kind != "percent":
        return []
    stop = next((k for k, t in enumerate(right[:_NOUN_WORDS]) if not _is_content(t)), 0)
    return right[:stop] if stop and right[stop].role in ("up", "down") else []


def _predicate(draft: Draft, right: list[Token]) -> list[Token]:
    """The words of "$71 million was outstanding under the credit facility"."""
    if draft.kind != "amount" or not right or right[0].text not in ("was", "were", "is", "are"):
        return []
    after = right[1:]
    stop = next((k for k, t in enumerate(after) if t.kind != "word" or t.role not in (*CONTENT, "hedge")), len(after))
    return [t for t in after[:stop] if _is_content(t)][:_NOUN_WORDS]


def _is_had(left: list[Token], right: list[Token]) -> bool:
    """True of "expense included $18 million of integration costs": a part of it, named after its amount."""
    words = [t for t in left if t.kind == "word" and t.role not in ("hedge", "negative")]
    return bool(words and right) and words[-1].role == "report" and right[0].text == "of"


def _noun_beside(right: list[Token]) -> list[Token]:
    """The words of "a $5 million non-cash impairment charge", "impairment of goodwill" right after its amount; none
    where they say a change."""
    found: list[Token] = []
    causes = prose_words().causes
    for token in right[:_NOUN_WORDS]:
        if found and (token.text == "of" or token.text in _PARTICLES):
            continue
        if token.role in ("up", "down"):
            return []  # "a $10 million cost reduction plan"
        if not _is_content(token) or (found and (token.text in causes or token.text in _LOOSE)):
            break
        found.append(token)
    return found


_PARTICLES = ("the", "certain", "its", "our")  # within a name
_LOOSE = (
    "related",
    "associated",
    "attributable",
    "recorded",
    "recognized",
    "booked",
)  # of a name, what follows is more


def _is_amount_of(draft: Draft, right: list[Token]) -> bool:
    """True of "$3 million of severance": what it is stands after it, whatever came before."""
    return draft.kind == "amount" and bool(right) and right[0].text == "of"


def noun_after(right: list[Token]) -> list[Token]:
    """The content words of "of impairment charges", "in net sales" right after a number."""
    if not right or not (right[0].text in ("of", "in") or right[0].role in ("up", "down", "judgement")):
        return []
    found: list[Token] = []
    causes = prose_words().causes
    for k, token in enumerate(right):
        if token.role == "from" and found and k + 1 < len(right) and _is_content(right[k + 1]):
            continue  # "of cash from operating activities"
        if token.kind != "word" or token.role in ("compare", "from", "break", "report", "by"):
            break
        if token.role in ("copula", "link") and found and token.text != "of":
            break
        if found and (token.text in causes or _leads_on(right[k : k + 2])):
            break
        if token.role in ("", "loss", "income") and token.stem is not None:
            found.append(token)
    qualifiers = prose_words().qualifiers
    return [] if all(t.text in qualifiers for t in found) else found[:6]  # "3% in constant currency"


def _leads_on(pair: list[Token]) -> bool:
    """True of "related to", not of "acquisition related costs"."""
    return pair[0].text in _LOOSE and (len(pair) == 1 or pair[1].text in ("to", "with", "by", "in"))


def _noun_for(right: list[Token]) -> list[Token]:
    """The words of "growth of 19% for operating income"."""
    if not right or right[0].text != "for":
        return []
    words = [t for t in right[1:_NOUN_WORDS] if t.role or t.stem is not None or t.kind != "word"]
    return words[: next((k for k, t in enumerate(words) if not _is_content(t)), len(words))]


_STANDING = ("undrawn", "available", "remaining", "outstanding")  # "$315 million undrawn on the facility"


def _is_content(token: Token) -> bool:
    return token.kind == "word" and token.role in CONTENT and token.stem is not None


def stems_of(token: Token) -> tuple[str, ...]:
    """A word's stem; those of its parts where it is made of several, as labels are read ("charge-offs")."""
    if "-" in token.text or "/" in token.text:
        return stems(token.text)
    return (token.stem,) if token.stem else ()


def set_shares(draft: Draft, right: list[Token]) -> None:
    """Adds "diluted" or "basic" to a per-share metric, where the words after the number say which."""
    known = prose_words().share_words
    said = [t.text for t in right[:8] if t.text in known]
    if said:
        draft.metric = (*(w for w in draft.metric if w not in known), said[0])


_PER_A_SHARE = re.compile(r"\bper\s+(?:\w+\s+)?share\b", re.IGNORECASE)


_EARNING = ("earns", "earned", "earn", "earning")


def is_per_share_metric(draft: Draft, left: list[Token], earlier: list[Draft]) -> bool:
    """True where the metric goes on from a per-share one ("book value per share grew 7% to $10.72")."""
    printed = draft.token.printed
    if printed is None or printed.scaled or printed.value >= SMALL:
        return False
    if _PER_A_SHARE.search(draft.metric_text) is not None:
        return True
    words = set(draft.metric) | ({"income"} if left and left[-1].text in _EARNING else set())
    if printed.decimals >= CENTS and printed.value < DIVIDEND and not words.isdisjoint(prose_words().per_share):
        return True  # "a dividend of $0.24"
    return printed.decimals == 2 and any(d.kind == "per-share" and words & set(d.metric) for d in earlier)


def is_change_per_share(draft: Draft, drafts: list[Draft]) -> bool:
    """True of "book value per share was $25.01, $1.58 higher"."""
    printed = draft.token.printed
    if draft.kind != "change" or printed is None or printed.scaled or printed.value >= SMALL:
        return False
    level = drafts[draft.level] if draft.level is not None else None
    return _PER_A_SHARE.search(draft.metric_text) is not None or (level is not None and level.kind == "per-share")


_WHOLE = ("consolidated", "overall", "company-wide", "companywide")


def set_segment(
    draft: Draft,
    seen: Left,
    right: list[Token],
    named: list[tuple[int, int, str]],
    previous: Draft | None,
    memory: Memory,
) -> None:
    """Gives the draft the part of the company that its words name."""
    is_of_a_share = draft.kind == "per-share" or "share" in draft.metric  # a share is the whole company's
    if any(t.text in _WHOLE for t in seen.words):
        draft.segment = None
    elif seen.segment is not None:
        draft.segment = seen.segment
    elif previous is not None and (after := _segment_after(right, named)) is not None:
        draft.segment, draft.is_of_later = after, True
    elif seen.segment_before is not None:
        draft.segment = seen.segment_before
    elif previous is None:
        draft.segment = _segment_after(right, named) or (None if is_of_a_share else memory.segment)
    elif not seen.words or seen.comparison or not seen.broken:
        draft.segment = previous.segment
    elif not named and not is_of_a_share:
        draft.segment = memory.segment


def _segment_after(right: list[Token], named: list[tuple[int, int, str]]) -> str | None:
    """The segment of "a loss of $5 at the Valve Group": named after the number, before the clause ends."""
    causes = prose_words().causes
    for k, token in enumerate(right[:8]):
        if token.role in ("compare", "from", "break", "link") or token.text in (",", ";") or token.text in causes:
            return None
        if token.text in ("at", "in", "for", "by", "from", "to"):
            nearby = right[k + 1 : k + 4]
            for start, _, name in named:
                if any(t.start == start for t in nearby):
                    return name
    return None


_BOUNDS = {"above": "more-than", "below": "less-than"}


def hedge_of(left: list[Token]) -> str | None:
    """The hedge before a number ("about", "more-than", "less-than"), or None."""
    lexicon = prose_words()
    tail = [t.text for t in left[-3:] if t.kind == "word"]
    if len(left) > 1 and left[-1].text in _BOUNDS and left[-2].role == "copula":
        return _BOUNDS[left[-1].text]
    phrase = " ".join(tail[-2:])
    if phrase in lexicon.hedge_phrases:
        return lexicon.hedge_phrases[phrase]
    return next((lexicon.hedges[w] for w in reversed(tail) if w in lexicon.hedges), None)


def qualifiers_of(left: list[Token], right: list[Token]) -> tuple[str, ...]:
    """The qualifying words near a number ("excluding", "adjusted", "included"), in order."""
    lexicon = prose_words()
    known, causes = lexicon.qualifiers, lexicon.causes
    found = [t.text for t in left if t.kind == "word" and _qualifies(t.text, known)]
    for k, token in enumerate(right):
        if k >= NEAR_WORDS or token.text in causes or token.text == ";":
            break  # what comes after "due to" is why, not what
        if token.kind == "word" and _qualifies(token.text, known):
            found.append(token.text)
    return tuple(dict.fromkeys(found)) if found else ()


def _qualifies(word: str, known: frozenset[str]) -> bool:
    return word in known or ("-" in word and not known.isdisjoint(word.split("-")))
