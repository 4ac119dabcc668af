"""The phrases of time in one sentence: which number each belongs to, and what a list of them shares."""

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
            before, after = ([w for w in ws if not w[0].same] for ws in (before, after))
            after = [w for w in after if not _is_compared(w[0], tokens[starts[n + 1] : stops[n + 1]])]
        last = before[-1][0] if before else None
        if last is not None and last in lists[n] and len(lists[n]) > 1:
            last = max(_same_year(lists[n]), key=lambda w: w.year or 0)  # "at March 31, 2020 and 2019 totaled $5"
        first = after[0][0] if after else None
        draft.when = (first or last) if draft.role != "current" else (last or first)
    for draft, place in zip(drafts, places, strict=True):
        if draft.role == "comparison" and is_dated_aside(tokens[max(0, place - 3) : place]):
            draft.when = tokens[place - 2].when
    for one, following in reversed(list(pairwise(drafts))):
        if one.role == following.role == "comparison" and one.when is None:
            one.when = following.when  # "compared to revenue of $8 and EBITDA of $2 in the fourth quarter"
    for draft, place in zip(drafts, places, strict=True):
        if "dividend" in draft.metric and draft.role == "current":
            draft.when = _paid_on(tokens[place + 1 :]) or draft.when
    for n, draft in enumerate(drafts[1:], 1):
        if draft.role == "current" and drafts[n - 1].role == "comparison" and drafts[n - 1].when is None:
            drafts[n - 1].when = _compared_with(tokens[starts[n + 1] : stops[n + 1]])
    _share_list(drafts, lists)
    _share_sources(drafts, tokens, starts, lists)
    for n in range(len(drafts) - 2, -1, -1):
        if drafts[n].when is None and drafts[n + 1].linked:
            drafts[n].when = drafts[n + 1].when
    for n in range(1, len(drafts)):
        if drafts[n].when is None and drafts[n].linked:
            drafts[n].when = drafts[n - 1].when
    _share_bases(drafts)


def _compared_with(gap: list[Token]) -> When | None:
    """What follows "rose from 18.9% to 20.0% in the third quarter, compared with": when the first of the two was."""
    gap = _before_cause(gap)
    compare = next((k for k, t in enumerate(gap) if t.role == "compare"), len(gap))
    after = gap[compare + 1 :]
    place = next((k for k, t in enumerate(after) if t.when is not None), None)
    return after[place].when if place is not None and all(t.kind == "word" for t in after[:place]) else None


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


def _listed(gap: list[Token]) -> list[When]:
    """The phrases of time that stand in one list ("for the fourth quarter and full year 2023"); none unless two do."""
    whens: list[Token] = []
    for k, token in enumerate(gap):
        if token.when is None or (not whens and token.when.kind in ("prior-year", "prior-quarter")):
            continue
        between = gap[gap.index(whens[-1]) + 1 : k] if whens else []
        if whens and any(t.text == "at" or (t.kind != "mark" and t.role != "link" and t.stem) for t in between):
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
            alike = len(group) == count and all(_is_like(d, group[0]) for d in group)
            if alike and group[0].kind == group[-1].kind and all(d.linked for d in group[2:]):
                for draft, when in zip(group, dated, strict=True):
                    draft.when = when
                    draft.listed = True
                break
        else:
            _share_pairs(drafts[max(0, n - 2 * count) : n], dated)


def _is_like(draft: Draft, first: Draft) -> bool:
    """True of two amounts of one item, its gains beside its losses among them."""
    one, other = (["income" if s == "losses" else s for s in d.metric] for d in (draft, first))
    return one == other and draft.role == first.role


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
        elif when.kind == "date" and head.kind == "months" and when is not head and when.year:
            when = msgspec.structs.replace(head, year=when.year, month=when.month, day=when.day)
        elif when.year is None and last.year is not None and when.kind in ("quarter", "months"):
            when = msgspec.structs.replace(when, year=last.year)
        out.append(when)
    return out


_OPENING = 5  # tokens in which an opening comparison names its time
_SOURCES = ("from", "over", "than", "compared", "comparison", "versus", "against", "relative", "with")


def _paid_on(after: list[Token]) -> When | None:
    """The day of "a dividend of $0.30 per share, payable on May 29 to holders of record on May 15": a declared dividend
    is of the day on which it is paid."""
    is_paid = False
    for token in after:
        if token.text in _PAYING:
            is_paid = True
        elif token.text == "record":
            is_paid = False
        elif is_paid and token.when is not None and token.when.kind == "date" and token.when.day is not None:
            return token.when
    return None


_PAYING = ("payable", "paid", "pay", "payment", "distributed", "distributable")


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
        if token.when.kind != "date" or _is_placed(gap, k):
            is_base = token.when.kind in ("prior-year", "prior-quarter") or any(t.text in _SOURCES for t in gap[:k])
            when = msgspec.structs.replace(token.when, instant=True) if _is_end(gap, k) else token.when
            found.append((when, is_base))
    return found


def _is_end(gap: list[Token], k: int) -> bool:
    """True of "at the end of the fourth quarter": a day."""
    before = k - 1
    while before >= 0 and gap[before].text in ("of", "the", "our", "its"):
        before -= 1
    if not 0 <= before < k - 1 or gap[before].text != "end":
        return False
    return any(t.text in ("at", "as") for t in gap[max(0, before - 3) : before])  # "by the end" is the time up to it


def _is_placed(gap: list[Token], k: int) -> bool:
    """True of "at March 31", "than March 31", "compared to March 31": a date that a figure is of."""
    before = gap[k - 1].text if k else ""
    if before in ("with", "to"):
        return k > 1 and gap[k - 2].role == "compare"
    return before in ("at", "of", "since", "from", "than", "over", "versus", "vs") and not _is_paper(gap, k)


def _is_paper(gap: list[Token], k: int) -> bool:
    """True of "our press release of April 29": the date of a paper."""
    return k > 1 and gap[k - 1].text == "of" and gap[k - 2].text in _PAPERS


_PAPERS = ("release", "report", "filing", "letter", "agreement", "statement", "presentation")
