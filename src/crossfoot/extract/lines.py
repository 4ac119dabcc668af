"""The rows of a table with what their own words and the headings above them say."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from crossfoot.extract import labels, periods, row_times, scale, segments, statements, units
from crossfoot.extract.outline import Placed
from crossfoot.extract.periods import Day, Mention
from crossfoot.extract.scale import Caption
from crossfoot.extract.segments import tidy
from crossfoot.extract.units import Measure, TableUnits
from crossfoot.model.document import Row
from crossfoot.model.fact import Provenance, StatementKind


class Line(msgspec.Struct, frozen=True, gc=False):
    """What is known of a row, apart from its columns."""

    index: int
    row: Row
    label: str
    path: tuple[str, ...]
    statement: StatementKind
    measure: Measure | None
    concept: str | None
    segment: str | None
    caption: Caption | None  # stated in the row's label or a heading above it
    time: Mention | None  # a heading or label that is a period
    edge: str | None  # "beginning" or "ending": a balance at an end of the column's period
    instant: bool | None  # True: only a balance makes sense here, False: only a flow
    leaning: bool | None  # the same by mere words of the label, headings and titles
    why: tuple[Provenance, ...]
    percents: bool = False  # percents are all that it prints, but for dashes


def read_lines(
    placed: tuple[Placed, ...],
    kind: StatementKind,
    found: TableUnits,
    titles: tuple[str, ...],
    headers: tuple[str, ...],
) -> tuple[Line, ...]:
    """The rows with figures, each with what its words and headings say. `titles` innermost first."""
    parts = segments.row_segments(placed, kind, titles[::-1])
    averages = any("average balance" in text.lower() for text in (*titles, *headers))
    averages = averages or any(_AVERAGES.match(text) for text in titles[:2])
    about = _Table(placed, kind, found, averages, _leaning(titles), _item_of(titles), _years_lead(placed, headers))
    return tuple(_line(index, place, about, parts.get(index)) for index, place in enumerate(placed) if place.row.cells)


_UNITS = {"shares": "shares", "per-share": "x/share", "percent": "percent", "ratio": "ratio"}


class _Table(msgspec.Struct):
    """What all rows of a table share."""

    placed: tuple[Placed, ...]
    kind: StatementKind
    units: TableUnits
    averages: bool
    leaning: bool | None  # by its titles
    item: str | None  # the line item that its innermost title ends with: "Divisional revenues"
    years_lead: bool = False  # its labels begin with the years that its headings leave out


_AVERAGE = re.compile(r"average\b", re.IGNORECASE)
_AVERAGES = re.compile(  # a title
    r"average (?:\w+ )?(?:balances?|loans|deposits|assets|liabilities|equity|borrowings|investments)\b", re.IGNORECASE
)


def _line(index: int, place: Placed, table: _Table, part: tuple[str | None, int | None] | None) -> Line:
    placed = table.placed
    row, label = place.row, place.row.label
    above = tuple(placed[k].row.label for k in place.headings)
    averages = table.averages or bool(above and _AVERAGE.match(above[-1]))
    if _goes_on(label, index, place, above):
        label, above = f"{above[-1]} {label}", above[:-1]
    statement = table.kind
    for heading in above:
        statement = statements.section_kind(heading, statement)
    measure = units.measure(row, label, above, table.units, statement)
    segment, item = part or (None, None)
    named = placed[item].row.label if item is not None else _full_label(label, above)
    unit = _UNITS.get(measure or "")
    concept = labels.concept_of(tidy(named), statement, above, unit)
    of_flow = bool(above) and labels.is_instant(concept or "") is not False and _of_flow(label, above[-1])
    if (averages or of_flow) and concept and labels.is_instant(concept):
        concept = None  # the average of deposits is not the deposits, nor is the interest on them
    if concept is None and segment and item is None and tidy(label).lower() in (segment.lower(), "total"):
        concept = table.item  # "Converse" in a table of revenues by division
    if concept is None and item is not None and segment is None:
        concept = labels.concept_of(tidy(label), statement, above, unit)
    if not above and concept and labels.statement_of(concept) == "cash-flow" and statement == "operations":
        statement = "cash-flow"
    caption, time = scale.caption(label), row_times.row_period(label)
    if above and caption is None:
        caption = scale.first(above[::-1])
    if above and time is None:
        time = next(filter(None, map(row_times.row_period, reversed(above))), None)
    if table.years_lead and (year := _LEADING_YEAR.match(label)):
        time = Mention(dates=(Day(year=int(year[1])),), rest=label[year.end() :])
    why = []
    if segment:
        heading = f"heading {above[-1]!r}" if above else f"row label {label!r}"
        why.append(Provenance("segment", heading if item is None else f"row label under {named!r}"))
    if concept:
        why.append(Provenance("concept", f"label {named!r} in a statement of kind {statement}"))
    edge = _edge(label, concept)
    instant = False if averages or of_flow else _instant(label, statement, concept, edge)
    if instant is None and any(_AT_PERIODS_END.fullmatch(text) for text in above):
        instant = True  # "Loans" under "Quarter end"
    if instant is None and row_times.has_own_time(label):
        instant = False
    leaning = told_by_words(label)
    if leaning is None:
        leaning = _leaning(above[::-1]) if above else None
    if leaning is None:
        leaning = table.leaning
    return Line(
        index, row, label, (*above, label), statement, measure, concept, segment, caption, time,
        edge, instant, leaning, tuple(why), {c.figure.kind for c in row.cells} == {"nil", "percent"},
    )  # fmt: skip


# What bears interest, fees or losses; and headings under which it stands for those, not for itself.
_BEARS = re.compile(
    r"\b(?:loans?|leases?|deposits?|securities|borrow\w+|debt|notes|funds|banks?|advances|mortgages?|cards?)\b",
    re.IGNORECASE,
)
_BORNE = re.compile(
    r"\b(?:interest|noninterest|fees?|dividends?)\b.*\b(?:income|expenses?|revenues?)\b|\bcharge-?offs?\b|\brecoveries\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=32768)
def _of_flow(label: str, heading: str) -> bool:
    """True for what is earned or paid on a balance: "Deposits" under "Interest expense"."""
    return bool(_BORNE.search(heading) and _BEARS.search(label)) and not label.lower().startswith("total assets")


_LEADING_YEAR = re.compile(r"((?:19|20)\d\d)\s+(?=[A-Za-z(])")


def _years_lead(placed: tuple[Placed, ...], headers: tuple[str, ...]) -> bool:
    """True where labels begin with years ("2023 As Reported") under headings that name a time without its year."""
    found = (_LEADING_YEAR.match(place.row.label) for place in placed if place.row.cells)
    if len({year[1] for year in found if year}) < _LEAST_YEARS:
        return False
    said = [periods.mention(text) for text in headers]
    return any(m.has_length for m in said) and not any(day.year for m in said for day in m.dates)


_LEAST_YEARS = 2


def _item_of(titles: tuple[str, ...]) -> str | None:
    """The concept of the line item that the first title with one ends with, or has before "by"."""
    for title in titles:
        words = re.split(r"\bby\b", tidy(title), flags=re.IGNORECASE)[0].split()
        found = labels.match(" ".join(words[-2:]), None) or (labels.match(words[-1], None) if words else None)
        if found:
            return found
    return None


def _goes_on(label: str, index: int, place: Placed, above: tuple[str, ...]) -> bool:
    """True where a label goes on from words that stand alone on the row before ("Prepaid and other" / "assets")."""
    return label[:1].islower() and place.headings[-1:] == (index - 1,) and not above[-1].endswith((":", "-"))


@lru_cache(maxsize=32768)
def _instant(label: str, statement: StatementKind, concept: str | None, edge: str | None) -> bool | None:
    """True where a row can only be a balance, False where it can only be a flow; an average belongs to a period."""
    if _CAPITAL_RATIO.search(label) or _AT_PERIODS_END.search(label) or _PER_SHARE_HELD.search(label):
        return True
    if "average" in label.lower():
        return False
    if edge or (statement == "balance-sheet" and not _CHARGED_OFF.search(label)):
        return True
    if statement in ("operations", "cash-flow") and concept is None:
        return False
    return labels.is_instant(concept) if concept else None


_CHARGED_OFF = re.compile(r"\bcharge-?offs?\b", re.IGNORECASE)  # among balances, in highlights
_PER_SHARE_HELD = re.compile(
    r"^(?!.*\b(?:change|growth|increase|average)\b).*\bbook value (?:per|a) (?:\w+ )*share\b", re.IGNORECASE
)
_AT_PERIODS_END = re.compile(
    r"(?:\bat (?:the )?|^|\()(?:period|quarter|year)[ -]?end(?:\b(?= )|\W*$)"
    r"|\bat (?:the )?end of (?:the )?(?:period|quarter|year)\b",
    re.IGNORECASE,
)
# Of the capital at a day, though the assets are an average ("Tier 1 capital to average assets").
_CAPITAL_RATIO = re.compile(
    r"^(?!.*\b(?:return|change|average (?:\w+ )*(?:capital|equity))\b)"
    r"(?:.*\b(?:capital|equity|leverage)\b.*(?:\bto\b|/)\s*average\b|.*\b(?:tier 1|risk[- ]based)\b.*\bratio\b"
    r"|.*\b(?:capital|equity)\b.*(?:\bto\b|/)\s*(?:(?:total|tangible|risk-weighted) )+assets\b"
    r"|.*\bequity[- ]to[- ](?:assets|deposits)\b)",
    re.IGNORECASE,
)


def _leaning(texts: tuple[str, ...]) -> bool | None:
    """Whether the first telling text speaks of balances or of flows."""
    return next((told for text in texts if (told := told_by_words(text)) is not None), None)


_ALLOWANCE = re.compile(r"\b(?:allowance|reserves?) for (?:[\w&]+ )*loss(?:es)?\b")  # which speaks of no loss


@lru_cache(maxsize=32768)
def told_by_words(text: str) -> bool | None:
    """True where a text's words are of balances ("assets"), False where of flows ("sales"), None of neither or both."""
    words = statements.patterns("row")
    text = _ALLOWANCE.sub("allowance", text.lower())
    balance, flow = (bool(words[name].search(text)) for name in ("balance", "flow"))
    return balance if balance != flow else None


@lru_cache(maxsize=32768)
def _edge(label: str, concept: str | None) -> str | None:
    """Which end of the column's period a balance stands at, by concept or words."""
    if concept in ("house:CashAtBeginningOfPeriod", "house:CashAtEndOfPeriod"):
        return "beginning" if concept == "house:CashAtBeginningOfPeriod" else "ending"
    words = statements.patterns("row")
    lower = label.lower()
    return next((edge for edge in ("beginning", "ending") if words[edge].search(lower)), None)


def _full_label(label: str, above: tuple[str, ...]) -> str:
    """The label; for an unlabelled total or a bare "Total", the total of the heading whose section it closes."""
    if label and tidy(label).lower() != "total":
        return label
    return f"total {tidy(above[-1])}" if above else ""
