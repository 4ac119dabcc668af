"""What rows say of each other: totals beside their parts, sides of a balance sheet, balances that frame flows."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise

import msgspec

from crossfoot.extract import labels, periods, statements
from crossfoot.extract.lines import Line, told_by_words
from crossfoot.extract.periods import Day, Mention
from crossfoot.extract.units import PER_SHARE_LIMIT
from crossfoot.model.fact import Provenance, StatementKind


def settled(
    lines: tuple[Line, ...], kind: StatementKind, dated: bool, aside: frozenset[int] = frozenset()
) -> tuple[Line, ...]:
    """The lines with what their neighbours settle.

    `dated`: the columns name dates. `aside`: columns of changes and percents.
    """
    lines = _scaled_alike(_measured(_only_all_tax(_without_second_totals(lines)), aside))
    lines = _taken_off_balances(lines)
    if not dated:
        lines = _carried(lines)
    if kind == "balance-sheet":
        return _sided(lines)
    return lines if dated else _between_balances(lines)


_OPENING = re.compile(r"(?:beginning|opening)\b", re.IGNORECASE)
_CLOSING = re.compile(r"(?:ending|closing)\b", re.IGNORECASE)


def _scaled_alike(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines; what leads from an opening balance to the closing one is in the scale that the first states."""
    out = list(lines)
    for k, line in enumerate(lines):
        if line.caption is None or not _OPENING.match(line.label):
            continue
        section = [n for n in range(k + 1, min(k + _STEPS, len(lines))) if lines[n].path[:-1] == line.path[:-1]]
        last = next((n for n in section if _CLOSING.match(lines[n].label)), None)
        for n in section if last is not None else ():
            plain = lines[n].caption is None and lines[n].measure in (None, line.measure)
            if (
                last is not None
                and n <= last
                and plain
                and not any(c.figure.kind == "percent" for c in lines[n].row.cells)
            ):
                out[n] = msgspec.structs.replace(lines[n], caption=line.caption, measure=line.measure)
    return tuple(out)


_LESS = re.compile(r"(?:less|minus|deduct|plus|add)\b", re.IGNORECASE)


def _taken_off_balances(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines; what comes off a balance, and says no more than that, is one too."""
    out: list[Line] = []
    of_balance = False
    for line in lines:
        if not _LESS.match(line.label):
            of_balance = line.instant is True or (line.instant is None and line.leaning is True)
        elif of_balance and line.concept is None and told_by_words(line.label) is not False:
            line = msgspec.structs.replace(line, instant=True)
        out.append(line)
    return tuple(out)


_OF_PERCENTS = re.compile(r"\b(?:ratios?|percent|percentages?|yields?|rates?|spreads?|margins?)\b|%", re.IGNORECASE)
# A label that names a ratio of one thing to another, which banks print in percents.
_OF_RATIO = re.compile(
    r"\b(?:tax rate|margin|yield"
    r"|(?:capital|leverage|efficiency|coverage|equity|tier 1|payout|expense|loss|combined) ratio)\b"
    r"|(?:\b(?:to|as a % of)\s|/\s?)"
    r"(?:(?:total|average|period[- ]end|nonaccrual|non-?performing|tangible|net|risk-weighted) )*"
    r"(?:loans|assets|deposits|equity|revenues?|sales|charge-?offs)\b",
    re.IGNORECASE,
)
_STEPS = 15  # rows of a reconciliation between the measure as reported and as adjusted, at most


def _measured(lines: tuple[Line, ...], aside: frozenset[int]) -> tuple[Line, ...]:
    """The lines; steps between two rows of one measure are of it, and so are ratios beside those with percent signs."""
    lines = tuple(
        msgspec.structs.replace(line, measure="basis-points") if _in_basis_points(line) else line for line in lines
    )
    out = list(lines)
    for k, line in enumerate(lines):
        if line.measure not in ("per-share", "percent", "basis-points", "shares"):
            continue
        near = range(k + 2, min(k + _STEPS, len(lines)))
        end = next((n for n in near if lines[n].measure == line.measure and _one_measure(line, lines[n])), None)
        steps = lines[k + 1 : end] if end else ()
        if all(step.measure in (None, line.measure) and _printed_like(step, line) for step in steps):
            for n in range(k + 1, k + 1 + len(steps)):
                out[n] = msgspec.structs.replace(out[n], measure=line.measure, concept=None)
    return _signed_once(tuple(out), aside)


def _in_basis_points(line: Line) -> bool:
    """True for a row whose every figure is followed by "bps"."""
    return all(c.figure.suffix in ("bp", "bps") or c.figure.kind == "nil" for c in line.row.cells) and any(
        c.figure.suffix for c in line.row.cells
    )


def _signed_once(lines: tuple[Line, ...], aside: frozenset[int]) -> tuple[Line, ...]:
    """The lines; ratios are of percents too where only the first of their section prints the sign."""
    signed = {
        line.path[:-1]
        for line in lines
        if any(c.figure.kind == "percent" and c.column not in aside for c in line.row.cells)
    }
    out = list(lines)
    for k, line in enumerate(lines):
        above = line.path[:-1]
        if above not in signed or any(c.figure.currency or c.figure.suffix for c in line.row.cells):
            continue
        told = _OF_RATIO.search(line.label) if line.measure in (None, "ratio") else None
        whole = not any(c.figure.places for c in line.row.cells)
        if told or (line.measure is None and not whole and above and _OF_PERCENTS.search(above[-1])):
            out[k] = msgspec.structs.replace(line, measure="percent", concept=None)
    return tuple(out)


_DILUTED = re.compile(r"\bdiluted\b", re.IGNORECASE)


def _one_measure(first: Line, last: Line) -> bool:
    """True where the two rows print one measure, before and after adjustments."""
    if first.measure == "shares" and _DILUTED.search(first.label) is None and _DILUTED.search(last.label):
        return True  # from basic to diluted
    adjusted = statements.patterns("basis")["adjusted"]
    if bool(adjusted.search(first.label.lower())) == bool(adjusted.search(last.label.lower())):
        return False
    return len(set(labels.normal(first.label)) & set(labels.normal(last.label))) >= 2


def _printed_like(step: Line, line: Line) -> bool:
    """True where a step prints as many decimals as the measure it is of, and nothing too large for it or in dollars."""
    places = {c.figure.places for c in line.row.cells if c.figure.kind != "nil"}
    shares = line.measure == "shares"
    figures = [c.figure for c in step.row.cells if c.figure.kind != "nil"]
    if shares and any(f.currency for f in figures):
        return False
    return all(f.places in places and (shares or abs(f.printed) < PER_SHARE_LIMIT) for f in figures)


def _carried(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines; under headings of periods ("YTD 2024") each belongs to the last, also after a total."""
    time: Mention | None = None
    out = []
    for line in lines:
        if line.time and line.time.dates and not line.time.point:
            time = line.time
        out.append(msgspec.structs.replace(line, time=time) if line.time is None and time else line)
    return tuple(out)


def _between_balances(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of a roll-forward down the rows: those between two dated balances flowed in the time between them."""
    dated = [
        (k, day)
        for k, line in enumerate(lines)
        if line.time and line.time.point and len(line.time.dates) == 1 and (day := periods.as_date(line.time.dates[0]))
    ]
    out = list(lines)
    for (first, opening), (last, closing) in pairwise(dated):
        if opening < closing:
            start = opening + timedelta(days=1)
            days = tuple(Day(d.month, d.day, d.year) for d in (start, closing))
            for k in range(first + 1, last):
                flow = False if lines[k].instant is None else lines[k].instant
                out[k] = msgspec.structs.replace(lines[k], time=Mention(ranged=True, dates=days), instant=flow)
    return tuple(out)


def _without_second_totals(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines; of two rows with one concept the total has it: "Total revenue" rather than "Net sales" above it.

    An unlabelled row is not the total of its section where a labelled one is.
    """
    labelled: set[_Key] = {(line.concept, line.statement) for line in lines if line.label and not line.segment}
    totals: set[_Key] = {
        (line.concept, line.statement)
        for line in lines
        if line.concept and line.segment is None and line.label.lower().startswith("total ")
    }
    return tuple(
        msgspec.structs.replace(line, concept=None) if _surpassed(line, labelled, totals) else line for line in lines
    )


_Key = tuple[str | None, StatementKind]


def _surpassed(line: Line, labelled: set[_Key], totals: set[_Key]) -> bool:
    key = (line.concept, line.statement)
    if line.concept is None or line.segment:
        return False
    return key in labelled if not line.label else key in totals and not line.label.lower().startswith("total ")


def _only_all_tax(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines; in a reconciliation that does not lead to EBITDA, the tax is only that on the adjustments."""
    if any(line.concept == "house:EBITDA" for line in lines):
        return lines
    return tuple(
        msgspec.structs.replace(line, concept=None)
        if line.statement == "reconciliation" and line.concept == "IncomeTaxExpenseBenefit"
        else line
        for line in lines
    )


_RIGHT_SIDE = frozenset(
    {"LiabilitiesCurrent", "Liabilities", "StockholdersEquity", "RetainedEarningsAccumulatedDeficit"}
)


def _sided(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """A balance sheet's lines with what their side tells: unlabelled grand totals, being largest, and deferred tax."""
    largest = max((abs(line.row.cells[0].figure.printed) for line in lines), default=0)
    out, right = [], False
    for line in lines:
        right = right or line.concept in _RIGHT_SIDE or any("liabilities" in text.lower() for text in line.path[:-1])
        if not line.label and abs(line.row.cells[0].figure.printed) == largest:
            why = Provenance("concept", "unlabelled, and the largest figure of its side of the balance sheet")
            concept = "LiabilitiesAndStockholdersEquity" if right else "Assets"
            line = msgspec.structs.replace(line, concept=concept, why=(*line.why, why))
        elif right and line.concept == "DeferredIncomeTaxAssetsNet":
            line = msgspec.structs.replace(line, concept="DeferredIncomeTaxLiabilitiesNet")
        out.append(line)
    return tuple(out)
