"""Units said once for several numbers: "$5.3 to $5.6 billion", "2.4 and 2.9 percent", "3, 4 and 5 million shares"."""

from __future__ import annotations

from itertools import pairwise

import msgspec

from crossfoot.extract.grammar_drafts import Draft
from crossfoot.extract.grammar_tokens import Token
from crossfoot.extract.printed import Printed, PrintedKind

LARGE = 1000  # an amount from here on is printed in full
FAR = 5  # times the second end of a range, at most, is the first
_SPANS = ("to", "through", "-", "--")
_LINKS = (*_SPANS, "and", "or", ",")
_DASHES = ("-", "--", "\u2013", "\u2014")


def share_scales(tokens: list[Token], text: str) -> list[Token]:
    """The tokens with the scale, or the unit, of the last number of a range or a list given to those before it."""
    places = [k for k, t in enumerate(tokens) if t.kind == "number"]
    if len(places) < 2:
        return tokens
    out = list(tokens)
    for first, second in reversed(list(pairwise(places))):
        out[second] = _without_dash(out[second], out[first].end, text) if second == first + 1 else out[second]
        here, following = out[first].printed, out[second].printed
        between = [t.text for t in out[first + 1 : second]]
        if here is None or following is None or not _is_joined(text, here, following, between):
            continue
        shared = _shared(here, following, between)
        if shared is not None:
            out[first] = msgspec.structs.replace(out[first], printed=shared)
        if not between and here.kind == "money" and following.kind == "plain":  # "$5.3-5.6 million"
            following = msgspec.structs.replace(following, kind="money", currency=here.currency)
            out[second] = msgspec.structs.replace(out[second], printed=following)
    return out


def _without_dash(token: Token, before: int, text: str) -> Token:
    """The second number of "$5.3-$5.6": the dash leads over to it and is no sign."""
    printed = token.printed
    if printed is None or text[token.start] not in _DASHES or text[before : token.start].strip():
        return token
    start = token.start + 1
    while text[start].isspace():
        start += 1
    printed = msgspec.structs.replace(printed, start=start, bracketed=False)
    return msgspec.structs.replace(token, start=start, text=text[start : token.end], printed=printed)


def _is_joined(text: str, here: Printed, following: Printed, between: list[str]) -> bool:
    """True where nothing but a dash, "to", "and" or a comma stands between two numbers."""
    if not between:
        return text[here.end : following.start].strip() in _DASHES
    return all(word in _LINKS for word in between)


def _shared(here: Printed, following: Printed, between: list[str]) -> Printed | None:
    """The first number in the unit of the second, or None where it has its own."""
    if here.scaled or here.kind not in ("plain", "money") or here.value >= LARGE:
        return None
    is_range = not between or between[0] in _SPANS
    is_money = here.kind == following.kind or (not between and here.kind == "money" and following.kind == "plain")
    if here.kind == "plain" and following.kind in ("percent", "basis-points", "cents"):
        kind: PrintedKind = following.kind
    elif following.scaled and is_money and (_is_near(here, following) if is_range else _alike(here, following)):
        kind = here.kind
    else:
        return None
    power = following.power
    value, decimals = here.value.scaleb(power) if power else here.value, here.decimals - power
    return msgspec.structs.replace(
        here, kind=kind, value=value, decimals=decimals, scaled=following.scaled, power=power
    )


def _is_near(here: Printed, following: Printed) -> bool:
    """True of two numbers that can be the ends of one range, with one scale."""
    return here.value <= following.value.scaleb(-following.power) * FAR


def _alike(here: Printed, following: Printed) -> bool:
    """True of two numbers printed with as many decimals, of which one scale can be said ("$4.2 and $3.9 million")."""
    return here.decimals == following.decimals + following.power


def share_nouns(drafts: list[Draft], tokens: list[Token], places: list[int]) -> None:
    """Gives all of "465,000, 566,000 and 760,000 shares", "$2.04 and $5.25 per share", "approximately 10% and 12%" what
    is said once."""
    for n in range(len(drafts) - 1, -1, -1):
        draft = drafts[n]
        draft.tail = draft.tail or draft.token.end
        between = tokens[places[n - 1] + 1 : places[n]] if n else []
        if not between or any(t.text not in _IN_LIST for t in between):
            continue
        before = drafts[n - 1]
        if _is_unscaled(before) and _is_unscaled(draft):
            if draft.kind == "per-share" and before.kind == "amount":
                before.kind = "per-share"
            elif draft.kind == before.kind == "count":
                before.tail = draft.tail
    for n, (before, draft) in enumerate(pairwise(drafts)):
        between = tokens[places[n] + 1 : places[n + 1]]
        is_list = bool(between) and all(t.text in _IN_LIST for t in between)
        if is_list and draft.hedge is None and before.hedge == "about" and draft.kind == before.kind:
            draft.hedge = "about"


_IN_LIST = (",", "and", "or")


def _is_unscaled(draft: Draft) -> bool:
    printed = draft.token.printed
    return printed is not None and (draft.kind == "count" or (not printed.scaled and printed.value < LARGE))
