"""What binds the numbers of one sentence: which amount each comparison, change and per-share figure belongs to."""

from __future__ import annotations

from crossfoot.extract.grammar_drafts import Draft
from crossfoot.extract.grammar_tokens import Token
from crossfoot.vocabulary.prose import prose_words


def share_noun(drafts: list[Draft], tokens: list[Token], places: list[int]) -> None:
    """Gives the first of "a $2.0 million, or 53%, decrease in X" what the second has after it."""
    for n in range(len(drafts) - 1):
        first, second = drafts[n], drafts[n + 1]
        gap = tokens[places[n] + 1 : places[n + 1]]
        is_same = (
            second.role == "change"
            and all(t.kind == "mark" or t.text == "or" for t in gap)
            and any(t.text in ("or", "(") for t in gap)
        )
        takes_article = places[n] > 0 and tokens[places[n] - 1].text in ("a", "an")
        # "compared to $3 million a year ago, a $2 million, or 53%, decrease" is no comparison by itself
        is_compared = first.role == "comparison" and not (first.linked and takes_article)
        if not is_same or (first.role != "current" and not takes_article) or is_compared:
            continue
        if first.kind not in ("amount", "percent", "change", "percent-change"):
            continue
        after = tokens[places[n + 1] + 1 : places[n + 1] + 3]
        if any(t.text == "(" for t in gap) and (not after or after[0].text != ")"):
            continue  # "dividends of $11 million (3 percent higher)"
        if not after or all(t.role not in ("up", "down", "judgement") for t in after):
            continue
        first.role, first.direction, first.direction_text = "change", second.direction, second.direction_text
        first.kind = "change" if first.kind in ("amount", "change") else "percent-change"
        first.metric, first.metric_text = second.metric, second.metric_text
        first.linked, second.linked = False, True


def set_siblings(drafts: list[Draft]) -> None:
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
    for draft in drafts:
        if draft.role != "change" or draft.level is None or draft.when is None:
            continue
        level = drafts[draft.level]
        if (draft.listed and not level.listed) or (level.when is None and not draft.linked and level.role == "current"):
            level.when = draft.when
    for n, draft in enumerate(drafts):
        if draft.role == "change" and draft.base is None and draft.level is not None:
            later = [k for k in range(n + 1, len(drafts)) if drafts[k].role == "comparison"]
            between = range(n + 1, later[0]) if later else range(0)
            if later and all(_lets_through(drafts[k]) for k in between):
                draft.base = later[0]
            else:
                before = [
                    k
                    for k in range(draft.level + 1, n)
                    if drafts[k].level == draft.level and drafts[k].role == "comparison"
                ]
                draft.base = before[-1] if before else None
    for draft in drafts:
        if draft.role == "change" and draft.level is not None and _is_on_other_basis(draft):
            draft.level = draft.base = None


def _is_on_other_basis(draft: Draft) -> bool:
    """True of "14%, or 12% at constant currency, to $59 million": no change between amounts as reported."""
    said = prose_words().bases.intersection(draft.qualifiers)
    return bool(said) and not said <= set(draft.metric_text.lower().split())


def _lets_through(draft: Draft) -> bool:
    """True where a change before this number can start from an amount after it: only "to X" or "and Y percent" stand
    between."""
    return draft.towards or (draft.role == "change" and draft.linked)


def _pair_in_order(drafts: list[Draft]) -> None:
    """Pairs "A and B, compared with X and Y", "A and B, up C and D percent": each with the amount at its place in the
    list."""
    n = 0
    while n < len(drafts):
        role = drafts[n].role
        last = n
        while (
            role != "current" and last + 1 < len(drafts) and drafts[last + 1].linked and drafts[last + 1].role == role
        ):
            last += 1
        count = last - n + 1
        if role != "current" and count > 1:
            _pair_list(drafts, n, count)
        n = last + 1


def _pair_list(drafts: list[Draft], first: int, count: int) -> None:
    """Pairs the `count` drafts from `first` on with the current amounts before them, if these are as many and alike."""
    levels = range(first - count, first)
    if levels[0] < 0 or any(drafts[k].role != "current" for k in levels):
        return
    if drafts[first].role == "comparison":
        alike = all(_same_unit(drafts[k], drafts[k + count]) for k in levels)
    else:
        same = all(_same_unit(drafts[k], drafts[levels[0]]) for k in levels)
        alike = same and len({drafts[k + count].kind for k in levels}) == 1  # not "decreased $3 million, or 5%"
    if not alike:
        return
    for k in levels:
        draft = drafts[k + count]
        draft.level = k
        draft.metric, draft.metric_text = drafts[k].metric, drafts[k].metric_text


def _same_unit(one: Draft, other: Draft) -> bool:
    per_share = one.kind == "per-share", other.kind == "per-share"
    percent = one.kind in ("percent", "basis-points"), other.kind in ("percent", "basis-points")
    return per_share[0] == per_share[1] and percent[0] == percent[1]


def _level_of_comparison(drafts: list[Draft], n: int) -> int | None:
    if (
        n + 1 < len(drafts)
        and drafts[n + 1].towards
        and drafts[n + 1].role == "current"
        and drafts[n + 1].level is None
    ):
        return n + 1  # "from $5 to $7"
    before = [k for k in range(n - 1, -1, -1) if drafts[k].role == "current" and _same_unit(drafts[k], drafts[n])]
    alike = (k for k in before if drafts[k].metric == drafts[n].metric)
    return next(alike, before[0] if before else None)


def _of_one_item(one: Draft, other: Draft) -> bool:
    """True where the words of one metric are among the other's; "other income" is not all income."""
    a, b = set(one.metric), set(other.metric)
    return bool(a & b) and (a <= b or b <= a) and "other" not in a ^ b


def _are_two_times(drafts: list[Draft]) -> bool:
    """True where the last two amounts are of one item in the like period of two years, the later first ("were $5 and
    $4 million for the first quarters of 2022 and 2021, an increase of")."""
    new, old = drafts[-2:]
    if not (new.listed and old.listed and new.kind == old.kind and new.metric == old.metric):
        return False
    if any(d.listed and d.metric == new.metric for d in drafts[-3:-2]):
        return False
    if new.when is None or old.when is None or new.when.kind != old.when.kind:
        return False
    return old.role == new.role == "current" and (new.when.year or 0) > (old.when.year or 0)


def _tie_change(drafts: list[Draft], n: int) -> None:
    draft = drafts[n]
    after = n + 1
    while after < len(drafts) and drafts[after].role == "change" and drafts[after].linked:
        after += 1  # "increased $1.0 million, or 18.1%, to $6.4 million"
    following = drafts[after] if after < len(drafts) else None
    if following is not None and following.towards and following.role == "current":
        draft.level = after
        return
    ends = drafts[after : after + 2]
    if len(ends) > 1 and [d.role for d in ends] == ["comparison", "current"] and ends[1].towards:
        draft.level, draft.base = after + 1, after  # "decreased 8.7% from $5 to $4"
        return
    if draft.linked and n:
        draft.level = drafts[n - 1].level
        draft.base = drafts[n - 1].base
        return
    if n > 1 and not draft.linked and _are_two_times(drafts[:n]):
        draft.level, draft.base = n - 2, n - 1
        return
    for k in range(n - 1, -1, -1):
        other = drafts[k]
        if other.role == "current" and other.kind == "amount" and not other.is_part and _of_one_item(draft, other):
            draft.level = k
            return
    for k in range(n - 1, -1, -1):
        if drafts[k].role == "current" and drafts[k].metric == draft.metric:
            draft.level = k
            return
    if (
        following is not None
        and following.role == "current"
        and following.metric == draft.metric
        and following.kind == "amount"
    ):
        draft.level = after
