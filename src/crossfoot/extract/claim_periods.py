"""When the numbers of a sentence are of: what is printed with them, and what goes on from sentence to sentence."""

from __future__ import annotations

import msgspec

from crossfoot.extract.grammar_calendar import Calendar
from crossfoot.extract.grammar_drafts import Draft
from crossfoot.extract.grammar_when import When
from crossfoot.model.period import Period
from crossfoot.vocabulary.prose import prose_words

QUARTER = 3  # months
OPENING_CHARS = 14  # "(5) For the": a time that stands so far from the sentence's start is that of all it says


class Times(msgspec.Struct, gc=False):
    """The calendar of a release, and the times that sentences have left."""

    calendar: Calendar
    period: Period | None = None
    instant: Period | None = None
    listed: Period | None = None  # of the items of a list, as its introduction names it
    section: Period | None = None  # what an undated section is of: the period that the release reports on

    def begin_paragraph(self) -> None:
        """Lets an earlier period go: it goes on within its paragraph only."""
        if self.section is not None and (self.period is None or self.period.end < self.section.end):
            self.period = self.section


def periods_of(times: Times, drafts: list[Draft], start: int) -> list[Period | None]:
    """The period of each draft of the sentence that starts at `start`: what is printed with it; the level's; the
    sentence before's; for comparisons the year before."""
    calendar = times.calendar
    periods: list[Period | None] = [None] * len(drafts)
    running = _of_a_quarter(calendar, drafts, times.period)
    said: dict[When, Period | None] = {}
    is_older = False  # a sentence's later periods go on after it only where they are not before its first
    for n, draft in enumerate(drafts):
        if draft.role == "comparison":
            continue
        # "In 2008 …" is the year, whatever was spoken of before; "compared with 2008" is the like period of it.
        is_year = draft.when is not None and draft.when.kind == "year"
        meant = said.get(draft.when) if draft.when is not None else None
        if meant is None and draft.when is not None:
            meant = calendar.meant(draft.when, None if is_year else running)
            said[draft.when] = meant
        periods[n] = meant or running
        if meant is not None and draft.when is not None and draft.when.kind in ("prior-year", "prior-quarter"):
            if draft.when.start - start <= OPENING_CHARS:
                running = meant  # "Last year's results included $5 and $7"
        elif meant is not None and draft.when is not None:
            running = meant
            if meant.start is not None and not calendar.is_done(meant):
                continue  # what is to come is said of one figure
            if meant.start is not None:
                if not is_older or times.period is None or meant.end >= times.period.end:
                    times.period = meant
                is_older = True
            elif calendar.is_done(meant):
                times.instant = meant  # a day's end goes on for balances only
    for n, draft in enumerate(drafts):
        level = draft.level
        beside = periods[level] if level is not None and periods[level] is not None else running
        if draft.role == "comparison":
            meant = calendar.meant(draft.when, beside) if draft.when is not None else None
            if meant is None or meant == beside:
                is_again = draft.when is not None and calendar.back(beside, 12) in _compared(drafts, periods, n)
                draft.when = None  # "the most recent quarter", of which one cannot tell
                meant = None if is_again else calendar.back(beside, 12)
            periods[n] = meant
        elif draft.role == "change" and level is not None:
            periods[n] = beside
    for n, draft in enumerate(drafts):
        if _says_time_again(drafts, periods, n):
            draft.when, periods[n] = None, None
    return periods


def _compared(drafts: list[Draft], periods: list[Period | None], n: int) -> list[Period | None]:
    """When the comparisons with one figure before the draft's are of."""
    draft = drafts[n]
    return [
        periods[k]
        for k in range(n)
        if drafts[k].role == "comparison" and drafts[k].metric == draft.metric and drafts[k].kind == draft.kind
    ]


def _says_time_again(drafts: list[Draft], periods: list[Period | None], n: int) -> bool:
    """True of the last of "was $9.7 million, compared to $8.4 million in 2019 and $9.8 million in the most recent
    quarter": of another time than the first, and one cannot tell of which."""
    draft = drafts[n]
    if draft.when is None or draft.when.kind != "this-quarter" or draft.role != "current":
        return False
    own = [k for k in range(n) if drafts[k].role == "current" and drafts[k].metric == draft.metric]
    is_again = any(drafts[k].kind == draft.kind and periods[k] == periods[n] for k in own)
    return is_again and bool(_compared(drafts, periods, n))


def _of_a_quarter(calendar: Calendar, drafts: list[Draft], running: Period | None) -> Period | None:
    """The period that a sentence goes on with: the last quarter of a longer one, where the sentence names none itself
    and compares with a quarter ("increased 4% from the third quarter")."""
    if running is None or running.start is None or running.months <= QUARTER:
        return running
    own = (d.when for d in drafts if d.role != "comparison")
    if any(when is not None and when.kind not in ("date", "this-quarter") for when in own):
        return running
    starts = [d.base_when or (d.when if d.role == "comparison" else None) for d in drafts]
    said = {when.kind for when in starts if when is not None}
    return calendar.last_quarter(running) if said & {"quarter", "prior-quarter"} else running


def settled(times: Times, drafts: list[Draft], periods: list[Period | None]) -> list[Period | None]:
    """The periods, with the day at its end for a balance ("cash of $5 million"), and the time up to a day for what
    runs."""
    out = list(periods)
    for n, draft in enumerate(drafts):
        if draft.role != "change":
            out[n] = _of_balance(times, drafts, periods, n)
    for n, draft in enumerate(drafts):
        if draft.role == "change":
            out[n] = _of_change(times, drafts, periods, out, n)
    return out


def _of_change(
    times: Times, drafts: list[Draft], periods: list[Period | None], out: list[Period | None], n: int
) -> Period | None:
    """The period of a change: its amount's, or the day where it starts from a day."""
    draft, period = drafts[n], periods[n]
    if period is None:
        return None
    level = out[draft.level] if draft.level is not None else None
    if level is not None and level.end == period.end:
        return level
    start = out[draft.base] if draft.base is not None else None
    if start is None and draft.base_when is not None:
        start = times.calendar.meant(draft.base_when, period)
    if period.start is not None and start is not None and start.start is None and not _runs(draft):
        return Period(period.end)
    return _of_balance(times, drafts, periods, n)


def _of_balance(times: Times, drafts: list[Draft], periods: list[Period | None], n: int) -> Period | None:
    draft, period = drafts[n], periods[n]
    if period is None or draft.kind in ("count", "reference", "basis-points"):
        return period
    if period.start is None:
        # "at December 31 … due to a net loss of $3 million": the loss of the time that ends there
        section = times.section
        runs = draft.when is None and _runs(draft) and section is not None and section.end == period.end
        return section if runs else period
    if not _is_balance(draft) or _is_averaged(drafts, n):
        return period
    is_undated = all(d.when is None for d in drafts[: n + 1])
    goes_on = times.instant is not None and is_undated and draft.role == "current"
    return times.instant if goes_on else Period(period.end)


def _is_balance(draft: Draft) -> bool:
    """True of what has an amount on a day: cash, debt, book value per share."""
    words, lexicon = frozenset(draft.metric), prose_words()
    if words & {"reserve", "allowance"}:
        words -= {"income"}  # for losses
    if "impaired" in draft.metric_text.lower():
        words -= {"impairment"}  # loans that are impaired, no loss of a time
    if draft.kind == "per-share" or "share" in words:
        return {"book", "value"} <= words
    return not words.isdisjoint(lexicon.stocks) and (words.isdisjoint(lexicon.flows) or "deferred" in words)


def _is_averaged(drafts: list[Draft], n: int) -> bool:
    """True of deposits after "Average loans increased 2%": the average of a time, like the one before."""
    if "average" in drafts[n].whole:
        return True  # "loans are 79% of average assets"
    is_own = drafts[n].when is not None or "end" in drafts[n].metric
    return not is_own and any("average" in d.metric for d in drafts[:n])


def _runs(draft: Draft) -> bool:
    """True of what has an amount for a time only: income, expense, charges."""
    words, lexicon = frozenset(draft.metric), prose_words()
    return words.isdisjoint(lexicon.stocks) and not words.isdisjoint(lexicon.runs)


def rebase(times: Times, drafts: list[Draft], periods: list[Period | None]) -> None:
    """Corrects what changes start from, where the sentence says when: the comparison of that period, or none of the
    sentence's."""
    for n, draft in enumerate(drafts):
        if draft.base_when is None or draft.level is None:
            continue
        start = times.calendar.meant(draft.base_when, periods[n])
        here = [k for k, d in enumerate(drafts) if d.role == "comparison" and d.level == draft.level]
        draft.base = next((k for k in here if periods[k] == start), None)


def start_of(times: Times, draft: Draft, periods: list[Period | None], n: int) -> Period | None:
    """The period that a change starts from: that of its base, the quarter before where it says so, else the year
    before."""
    if draft.role != "change":
        return None
    current = periods[n]
    if draft.base is not None:
        start = periods[draft.base]
    elif draft.base_when is not None:
        start = times.calendar.meant(draft.base_when, current)
    else:
        start = times.calendar.back(current, 12)
    is_balance = current is not None and current.start is None and start is not None
    return Period(start.end) if is_balance and start is not None else start
