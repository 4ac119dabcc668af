"""What binds the numbers of one sentence: the phrases of time they share, and which amount each belongs to."""

from __future__ import annotations

from itertools import pairwise

import msgspec

from crossfoot.extract.grammar_drafts import Draft
from crossfoot.extract.grammar_left import boundary, is_dated_aside
from crossfoot.extract.grammar_tokens import Token
from crossfoot.extract.grammar_when import When
from crossfoot.vocabulary.prose import prose_words


def set_whens(drafts: list[Draft], tokens: list[Token], places: list[int]) -> None:
    """Gives each draft the phrase of time that belongs to it: after it up to the boundary, else before it."""
    if all(token.when is None for token in tokens):
        return
    starts = [0, *(p + 1 for p in places)]
    stops = [*places, len(tokens)]
    own_after: list[list[tuple[When, bool]]] = []
    own_before: list[list[tuple[When, bool]]] = []
    lists: list[list[When]] = []
    for n, (start, stop) in enumerate(zip(starts, stops, strict=True)):
        gap = tokens[start:stop]
        if all(token.when is None for token in gap):
            lists.append([])
            own_after.append([])
            own_before.append([])
            continue
        split = 0 if n == 0 else boundary(gap, is_last=n == len(places))
        lists.append(_listed(gap))
        own_after.append(_whens(_before_cause(gap[:split])))
        own_before.append(_whens(gap[split:]))
    for n, draft in enumerate(drafts):
        before, after = own_before[n], own_after[n + 1]
        if draft.role == "change":
            based = [w for w, is_base in (*after, *before) if is_base or w.relative]
            draft.base_when = based[0] if based else None
            before, after = ([x for x in ws if x[0] not in based] for ws in (before, after))
        if draft.role != "change":
            before, after = ([w for w in ws if not w[0].over] for ws in (before, after))
        if draft.role == "current":
            after = [w for w in after if not _is_compared(w[0], tokens[starts[n + 1] : stops[n + 1]])]
        last = before[-1][0] if before else None
        first = after[0][0] if after else None
        draft.when = (first or last) if draft.role != "current" else (last or first)
    for draft, place in zip(drafts, places, strict=True):
        if draft.role == "comparison" and is_dated_aside(tokens[max(0, place - 3) : place]):
            draft.when = tokens[place - 2].when
    _share_list(drafts, lists)
    _share_sources(drafts, tokens, starts, lists)
    for n in range(len(drafts) - 2, -1, -1):
        if drafts[n].when is None and drafts[n + 1].linked:
            drafts[n].when = drafts[n + 1].when
    for n in range(1, len(drafts)):
        if drafts[n].when is None and drafts[n].linked:
            drafts[n].when = drafts[n - 1].when
    _share_bases(drafts)


def base_of(tokens: list[Token]) -> When | None:
    """What a sentence that opens with a comparison compares with ("Compared with the first quarter, …")."""
    if not tokens or tokens[0].role != "compare":
        return None
    opening = tokens[1:_OPENING]
    place = next((k for k, t in enumerate(opening) if t.when is not None), None)
    return opening[place].when if place is not None and all(t.kind == "word" for t in opening[:place]) else None


def start_from(drafts: list[Draft], base: When) -> None:
    """Gives what is compared, and changes that say no start, the time that the passage compares with."""
    for draft in drafts:
        if draft.role == "comparison" and draft.when is None:
            draft.when, draft.is_inherited = base, True
        elif draft.role == "change" and draft.base is None and draft.base_when is None:
            draft.base_when = base


def _share_bases(drafts: list[Draft]) -> None:
    """Lets "$103 million (12.9 percent) compared with the fourth quarter" start from one time."""
    pairs = [(a, b) for a, b in pairwise(drafts) if a.role == "change" and b.role == "change" and b.linked]
    for first, second in reversed(pairs):
        first.base_when = first.base_when or second.base_when
    for first, second in pairs:
        second.base_when = second.base_when or first.base_when


def _before_cause(gap: list[Token]) -> list[Token]:
    """The tokens up to the word that leads over to why ("primarily due to charges in the prior year")."""
    causes = prose_words().causes
    stop = next((k for k, t in enumerate(gap) if t.kind == "word" and t.text in causes), len(gap))
    return gap[:stop]


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
        if not after or all(t.role not in ("up", "down", "judgement") for t in after):
            continue
        first.role, first.direction, first.direction_text = "change", second.direction, second.direction_text
        first.kind = "change" if first.kind in ("amount", "change") else "percent-change"
        first.metric, first.metric_text = second.metric, second.metric_text
        first.linked, second.linked = False, True


def _listed(gap: list[Token]) -> list[When]:
    """The phrases of time that stand in one list ("for the fourth quarter and full year 2023"); none unless two do."""
    whens: list[Token] = []
    for k, token in enumerate(gap):
        if token.when is None or (not whens and token.when.kind in ("prior-year", "prior-quarter")):
            continue
        between = gap[gap.index(whens[-1]) + 1 : k] if whens else []
        if whens and any(t.kind != "mark" and t.role != "link" and t.stem is not None for t in between):
            break
        whens.append(token)
    return [t.when for t in whens if t.when is not None] if len(whens) > 1 else []


def _share_list(drafts: list[Draft], lists: list[list[When]]) -> None:
    """Gives each of "X, Y and Z for the years 2001, 2002 and 2003" its own: amounts of one metric before as many
    phrases of time, or after them."""
    for n, whens in enumerate(lists):
        count = len(whens)
        if not count:
            continue
        dated = _same_year(whens)
        for first in (n - count, n):
            group = drafts[first : first + count] if first >= 0 else []
            alike = len(group) == count and all(d.metric == group[0].metric and d.role == group[0].role for d in group)
            if alike and group[0].kind == group[-1].kind and all(d.linked for d in group[2:]):
                for draft, when in zip(group, dated, strict=True):
                    draft.when = when
                    draft.listed = True
                break
        else:
            _share_pairs(drafts[max(0, n - 2 * count) : n], dated)


def _share_pairs(group: list[Draft], whens: list[When]) -> None:
    """Gives each pair of "$5 million, or $1 a share, and $4 million, or 80 cents, for 2020 and 2019" its own."""
    firsts, seconds = group[::2], group[1::2]
    if len(seconds) != len(whens) or any(d.role != "current" for d in group):
        return
    is_paired = all(d.linked for d in seconds) and not any(d.linked for d in firsts[1:])
    if not is_paired or len({d.kind for d in firsts}) > 1 or {d.kind for d in seconds} != {"per-share"}:
        return
    for first, second, when in zip(firsts, seconds, whens, strict=True):
        first.when = second.when = when
        first.listed = second.listed = True


def _share_sources(drafts: list[Draft], tokens: list[Token], starts: list[int], lists: list[list[When]]) -> None:
    """Gives each of "$476 and $535 compared with the first quarter and the second quarter of 2020" what it starts
    from."""
    for n, whens in enumerate(lists):
        group = drafts[n - len(whens) : n] if whens and n >= len(whens) else []
        if not group or any(d.role != "change" or d.metric != group[0].metric for d in group):
            continue
        before = [t for t in tokens[starts[n] :] if t.end <= whens[0].start]
        if group[0].kind == group[-1].kind and any(t.role == "compare" or t.text in _SOURCES for t in before):
            for draft, when in zip(group, _same_year(whens), strict=True):
                draft.when, draft.base_when, draft.listed = None, when, False


def _same_year(whens: list[When]) -> list[When]:
    """The phrases with what the first or the last of them says for all: "years ended December 31, 2001 and 2002"."""
    head, last = whens[0], whens[-1]
    out = []
    for when in whens:
        if when.kind == "year" and head.kind in ("months", "quarter", "date") and when is not head and not when.number:
            when = msgspec.structs.replace(head, year=when.year)
        elif when.year is None and last.year is not None and when.kind in ("quarter", "months"):
            when = msgspec.structs.replace(when, year=last.year)
        out.append(when)
    return out


_OPENING = 5  # tokens in which an opening comparison names its time
_SOURCES = ("from", "over", "than", "compared", "comparison", "versus", "against", "relative", "with")


def _is_compared(when: When, gap: list[Token]) -> bool:
    """True of "$2 million, better than the prior year period": what the amount is measured against."""
    before = [t for t in gap if t.end <= when.start][-3:]
    if any(t.role == "compare" for t in before):
        return True
    return when.kind in ("prior-year", "prior-quarter") and any(t.text in _SOURCES for t in before)


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
        if token.when.kind != "date" or (
            k and gap[k - 1].text in ("at", "of", "since", "from") and not _is_paper(gap, k)
        ):
            is_base = token.when.kind in ("prior-year", "prior-quarter") or any(t.text in _SOURCES for t in gap[:k])
            found.append((token.when, is_base))
    return found


def _is_paper(gap: list[Token], k: int) -> bool:
    """True of "our press release of April 29": the date of a paper."""
    return k > 1 and gap[k - 1].text == "of" and gap[k - 2].text in _PAPERS


_PAPERS = ("release", "report", "filing", "letter", "agreement", "statement", "presentation")


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
        if draft.listed and draft.role == "change" and draft.level is not None and not drafts[draft.level].listed:
            drafts[draft.level].when = draft.when
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
    """True where the words of one metric are among the other's."""
    a, b = set(one.metric), set(other.metric)
    return bool(a & b) and (a <= b or b <= a)


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
