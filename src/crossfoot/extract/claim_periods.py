"""When the numbers of a sentence are of: what is printed with them, and what goes on from sentence to sentence."""

from __future__ import annotations

import msgspec

from crossfoot.extract.grammar_calendar import Calendar
from crossfoot.extract.grammar_drafts import Draft
from crossfoot.model.period import Period
from crossfoot.vocabulary.prose import prose_words

QUARTER = 3  # months


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
    is_older = False  # a sentence's later periods go on after it only where they are not before its first
    for n, draft in enumerate(drafts):
        if draft.role == "comparison":
            continue
        # "In 2008 …" is the year, whatever was spoken of before; "compared with 2008" is the like period of it.
        is_year = draft.when is not None and draft.when.kind == "year"
        meant = calendar.meant(draft.when, None if is_year else running) if draft.when is not None else None
        periods[n] = meant or running
        if meant is not None and draft.when is not None and draft.when.kind in ("prior-year", "prior-quarter"):
            running = meant if draft.when.start == start else running  # "Last year's results included $5 and $7"
        elif meant is not None and draft.when is not None:
            running = meant
            if calendar.is_ahead(meant):
                continue  # what is to come is said of one figure
            if meant.start is not None:
                if not is_older or times.period is None or meant.end >= times.period.end:
                    times.period = meant
                is_older = True
            else:
                times.instant = meant  # a day's end goes on for balances only
    for n, draft in enumerate(drafts):
        level = draft.level
        beside = periods[level] if level is not None and periods[level] is not None else running
        if draft.role == "comparison":
            meant = calendar.meant(draft.when, beside) if draft.when is not None else None
            if meant is None or meant == beside:
                draft.when = None  # "the most recent quarter", of which one cannot tell
                meant = calendar.back(beside, 12)
            periods[n] = meant
        elif draft.role == "change" and level is not None:
            periods[n] = beside
    return periods


def _of_a_quarter(calendar: Calendar, drafts: list[Draft], running: Period | None) -> Period | None:
    """The period that a sentence goes on with: the last quarter of a longer one, where the sentence names none itself
    and compares with a quarter ("increased 4% from the third quarter")."""
    if running is None or running.start is None or running.months <= QUARTER:
        return running
    own = (d.when for d in drafts if d.role != "comparison")
    if any(when is not None and when.kind != "date" for when in own):
        return running
    starts = [d.base_when or (d.when if d.role == "comparison" else None) for d in drafts]
    said = {when.kind for when in starts if when is not None}
    return calendar.last_quarter(running) if said & {"quarter", "prior-quarter"} else running


def of_balance(times: Times, draft: Draft, period: Period | None) -> Period | None:
    """The period of a draft, or the instant at its end where a balance is spoken of ("cash of $5 million")."""
    if period is None or period.start is None or draft.kind not in ("amount", "percent"):
        return period
    words, lexicon = frozenset(draft.metric), prose_words()
    is_balance = not words.isdisjoint(lexicon.stocks) and words.isdisjoint(lexicon.flows)
    if not is_balance:
        return period
    goes_on = times.instant is not None and draft.when is None and draft.role == "current"
    return times.instant if goes_on else Period(period.end)


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
    if draft.base is not None:
        return periods[draft.base]
    if draft.base_when is not None:
        return times.calendar.meant(draft.base_when, periods[n])
    return times.calendar.back(periods[n], 12)
