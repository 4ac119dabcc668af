"""The part a number plays: current amount, comparison or change; its direction and its sign."""

from __future__ import annotations

from crossfoot.extract.grammar_drafts import Draft
from crossfoot.extract.grammar_left import CONTENT, Left, ends_in_link, is_dated_aside
from crossfoot.extract.grammar_tokens import Token
from crossfoot.vocabulary.prose import prose_words

OWN = ("negative", "brackets")  # said of one number, not of a metric
USES = ("used", "usage", "use", "outflow", "burn")  # of cash
_ADJECTIVES = ("up", "down", "rose", "grew", "fell", "rise")


def set_role(draft: Draft, seen: Left, left: list[Token], right: list[Token], previous: Draft | None) -> None:
    """Gives the draft its part (current, comparison, change) and its direction."""
    direction = seen.direction
    draft.leaning = seen.leaning
    if direction is not None:
        draft.direction = {"up": 1, "down": -1}.get(direction.role, 0)
        draft.direction_text = direction.text
    if seen.effect:
        draft.direction, draft.direction_text = 0, None
    elif seen.comparison and previous is not None and previous.role == "change" and _is_next_of_list(left):
        set_change(draft, previous.direction, previous.direction_text)
    elif seen.comparison or (previous is not None and (is_dated_aside(left) or _goes_on_comparing(left, previous))):
        draft.role = "comparison"
        draft.direction, draft.direction_text = 0, None
    elif direction is not None and seen.preposition not in ("to", "at", "from"):
        draft.role = "change"
    elif (after := _direction_after(left, right) or _growth_after(draft, left, right)) is not None:
        draft.role = "change"
        draft.direction = {"up": 1, "down": -1}.get(after.role, 0)
        draft.direction_text = after.text
    elif previous is not None and seen.only_links and left and not _is_next_part(left, right, previous):
        _carry(draft, seen, left, previous)
    if draft.role == "change":
        if draft.kind == "percent":
            draft.kind = "percent-change"
        elif draft.kind == "amount":
            draft.kind = "change"


DIRECTIONS = {"up": 1, "down": -1}


def set_change(draft: Draft, direction: int, word: str | None) -> None:
    """Makes the draft a change in that direction, said with that word."""
    draft.role, draft.direction, draft.direction_text = "change", direction, word
    draft.kind = {"amount": "change", "percent": "percent-change"}.get(draft.kind, draft.kind)  # type: ignore[assignment]


def _is_next_of_list(left: list[Token]) -> bool:
    """True of "($5) compared with the first quarter and": the comparison is that of the change before."""
    last = max((k for k, t in enumerate(left) if t.when is not None), default=-1)
    compares = any(t.role == "compare" or t.text == "than" for t in left[: max(0, last)])
    return compares and ends_in_link(left[last + 1 :])


def _goes_on_comparing(left: list[Token], previous: Draft) -> bool:
    """True of ", and net income of" after "compared with revenue of $8 million"."""
    return previous.role == "comparison" and not previous.towards and is_next_item(left)


def is_next_item(between: list[Token]) -> bool:
    """True of ") and income of", ", costs of": the next item of a list."""
    words = [t for t in between if t.text != ")"]
    return (
        len(words) > 1
        and words[0].text in (",", "and")
        and words[-1].text == "of"
        and all(not t.role or t.role in (*CONTENT, "link") or t.text == "of" for t in words)
    )


def _is_next_part(left: list[Token], right: list[Token], previous: Draft) -> bool:
    """True of "compared to $8 million in the prior quarter, and $9 million of fees"."""
    is_dated = any(t.when is not None for t in left)
    return previous.role == "comparison" and is_dated and bool(right) and right[0].text == "of"


def _carry(draft: Draft, seen: Left, left: list[Token], previous: Draft) -> None:
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


def _direction_after(left: list[Token], right: list[Token]) -> Token | None:
    """The noun or adjective of change right after a number ("3% lower", "a 5 percent increase in"; "a $2 million, or
    5%, increase")."""
    is_inserted = len(left) > 1 and left[0].text == "," and left[1].text == "or"
    if right and (right[0].text == ")" or (is_inserted and right[0].text == ",")):
        right = right[1:]
    if not right or right[0].role not in ("up", "down"):
        return None
    word = right[0].text
    return None if word in _ADJECTIVES or word.endswith("ed") else right[0]


def _growth_after(draft: Draft, left: list[Token], right: list[Token]) -> Token | None:
    """The noun of change of "18% fee income growth", "a 5 percent margin improvement": what the number's own words end
    in."""
    if draft.kind != "percent" or (left and left[-1].text not in ("a", "an", "the")):
        return None
    for k, token in enumerate(right[1:_GROWN_WORDS], start=1):
        if token.role in ("up", "down"):
            goes_on = k + 1 < len(right) and right[k + 1].role in CONTENT and right[k + 1].stem is not None
            is_noun = not token.text.endswith("ed") and token.text not in _ADJECTIVES
            return token if is_noun and not goes_on and right[0].stem is not None else None
        if token.role not in CONTENT:
            return None
    return None


_GROWN_WORDS = 6


def set_sign(draft: Draft, seen: Left, left: list[Token], right: list[Token], previous: Draft | None) -> None:
    """Gives the draft the sign that words say ("loss", "negative") or brackets print."""
    printed = draft.token.printed
    assert printed is not None
    if draft.role == "change" or draft.kind in ("count", "basis-points"):
        return
    if _is_give_or_take(left):
        return
    if left and (left[-1].role == "negative" or (len(left) > 1 and left[-2].role == "negative")):
        draft.sign, draft.sign_text = -1, "negative"
        return
    after = _sign_after(right)
    spoken = after or ((0, None) if draft.is_modifier else _spoken_sign(seen.words, left))
    if spoken is not None:
        draft.sign, draft.sign_text = spoken
        draft.gain_text = _gain_said(seen.words, left) if after is None and not draft.is_modifier else None
    elif (previous is not None and not _names_metric(seen) and previous.sign_text not in OWN) or (
        previous is not None and draft.linked and draft.kind == "per-share"
    ):
        draft.sign, draft.sign_text, draft.gain_text = previous.sign, previous.sign_text, previous.gain_text
    is_spelled = bool(left) and left[-1].text in _SPELLED  # "sixty-three cents ($0.63)"
    if printed.bracketed and draft.kind != "percent" and not is_spelled:
        draft.sign, draft.sign_text = -1, draft.sign_text or "brackets"


_SPELLED = ("cent", "cents", "dollar", "dollars")


def _is_give_or_take(left: list[Token]) -> bool:
    """True of "plus or minus 2%"."""
    return len(left) > 2 and left[-1].role == "negative" and left[-2].role == "link" and left[-3].text == "plus"


def _names_metric(seen: Left) -> bool:
    return bool(seen.words)


def _sign_after(right: list[Token]) -> tuple[int, str | None] | None:
    """The sign of "a $6 million gain", "a $2 million non-cash loss": the noun right after the number, with its
    adjectives."""
    for token in right[:4]:
        if token.kind != "word" or token.role not in CONTENT or (not token.role and token.stem is None):
            return None
        if token.role:
            return (-1, token.text) if token.role == "loss" else (0, None)
    return None


def _spoken_sign(words: list[Token], left: list[Token]) -> tuple[int, str | None] | None:
    """(-1, "loss") where the last word of gain or loss says loss, (0, None) where it says income; None where none is
    said."""
    reserves = prose_words().reserves
    if any(t.text in reserves for t in words):
        return (0, None)
    said = [t for t in words if t.role in ("loss", "income")]
    if not said:
        used = next((t.text for t in left if t.text in USES), None)
        return (-1, used) if used is not None and any(t.text == "cash" for t in left) else None
    last = said[-1]
    bracketed = any(t.text == "(" and t.end == last.start for t in left)
    if last.role == "loss" and not bracketed:
        return (-1, last.text)
    return (0, None)


def _gain_said(words: list[Token], left: list[Token]) -> str | None:
    """The word of income among a number's own words; None where they speak of a loss as well ("income (loss)") or only
    of a tax on income."""
    said = [t for t in words if t.role in ("loss", "income")]
    if not said or any(t.role == "loss" for t in said):
        return None
    following = next((t for t in left if t.start >= said[-1].end), None)
    return None if following is not None and following.text in _TAXES else said[-1].text


_TAXES = ("tax", "taxes")
