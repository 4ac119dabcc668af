"""Compares the facts read from 10-K and 10-Q submissions with their financial data schedules (EX-27).

    python benchmarks/ex27.py FILING.txt...

From 1993 to 2001 a submission carried a schedule of tagged values beside the printed statements. Each non-zero tag of
one fixed list, times the schedule's multiplier, is looked up among our facts by concept, period and the consolidated
entity. A fact that is not there counts as a miss. The schedule is never read as a source of facts: only the main
document, the EX-13 parts (an annual report's statements may stand there) and EX-11 (earnings per share) are.

Schedules were filled in by hand, and some are wrong: no multiplier though the values are in millions, a period's end or
length that is another than the statements', a total that contradicts the schedule's own, a neighbouring line's value.
Where correcting one of these makes the schedule agree with what is printed, it is listed as the schedule's error and
compared as corrected; the strict figure, nothing corrected, is printed beside.
"""

from __future__ import annotations

import re
import sys
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

import msgspec

import crossfoot
from crossfoot.model.errors import CrossfootError
from crossfoot.model.fact import Fact

# Tag, the concepts that hold it (the first that has a fact of the period decides), and whether it is a balance.
_CASH = (
    "CashAndCashEquivalentsAtCarryingValue",
    "house:CashAtEndOfPeriod",
    "CashCashEquivalentsAndShortTermInvestments",
)
_EPS = ("house:EarningsPerShare", "EarningsPerShareBasicAndDiluted")
TAGS: dict[str, tuple[tuple[str, ...], bool]] = {
    "CASH": (_CASH, True),
    "CURRENT-ASSETS": (("AssetsCurrent",), True),
    "TOTAL-ASSETS": (("Assets",), True),
    "CURRENT-LIABILITIES": (("LiabilitiesCurrent",), True),
    "TOTAL-LIABILITY-AND-EQUITY": (("LiabilitiesAndStockholdersEquity",), True),
    "TOTAL-REVENUES": (("Revenues",), False),
    "INCOME-PRETAX": (("house:IncomeBeforeTax",), False),
    "INCOME-TAX": (("IncomeTaxExpenseBenefit",), False),
    "NET-INCOME": (("NetIncomeLoss",), False),
    "EPS-PRIMARY": (("EarningsPerShareBasic", *_EPS), False),
    "EPS-DILUTED": (("EarningsPerShareDiluted", *_EPS, "EarningsPerShareBasic"), False),
}
# Lines whose value a schedule has been seen to give instead of the one its tag stands for.
_NEIGHBOURS = {
    "CASH": ("CashCashEquivalentsAndShortTermInvestments",),
    "NET-INCOME": ("NetIncomeLossAvailableToCommonStockholdersBasic",),
}
_DAYS_WRONG = 4  # a period's end in a schedule that is off by less is a slip, not another period
_ALSO = {"EPS-BASIC": "EPS-PRIMARY"}  # its name since SFAS 128

_SCHEDULE = re.compile(r"<TYPE>EX-27\S*.*?</DOCUMENT>", re.DOTALL)
_TAG = re.compile(r"^<([A-Z][A-Z&-]+)>[ \t]+(\S.*?)[ \t]*$", re.MULTILINE)
_PART = re.compile(r"^<TYPE>(\S+)", re.MULTILINE)
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_LENGTH = {"YEAR": 12, "12-MOS": 12, "9-MOS": 9, "6-MOS": 6, "3-MOS": 3, "QTR-1": 3}


class Schedule(msgspec.Struct, frozen=True):
    """One schedule: the period it is for, and its values as tagged, times the multiplier it states."""

    end: date
    months: int
    values: dict[str, Decimal]


class Fit(msgspec.Struct, frozen=True):
    """A reading of the schedule against our facts: our value and concept of each tag, and what had to be corrected."""

    schedule: Schedule
    ours: dict[str, tuple[Decimal, str] | None]
    corrections: tuple[str, ...] = ()

    @property
    def hits(self) -> list[str]:
        """The tags on which both agree."""
        return [tag for tag, value in self.schedule.values.items() if (mine := self.ours[tag]) and mine[0] == value]


def schedule_of(text: str) -> Schedule | None:
    """The first schedule of a submission; None where it has none that can be read."""
    found = _SCHEDULE.search(text)
    if not found:
        return None
    tags = {_ALSO.get(name, name): value for name, value in _TAG.findall(found.group())}
    end, length = _date(tags.get("PERIOD-END", "")), _LENGTH.get(tags.get("PERIOD-TYPE", "").upper())
    if end is None or length is None:
        return None
    multiplier = _amount(tags.get("MULTIPLIER", "1")) or Decimal(1)
    values = {}
    for tag in TAGS:
        value = _amount(tags.get(tag, ""))
        if value:
            values[tag] = value if tag.startswith("EPS") else value * multiplier
    return Schedule(end, length, values)


def _date(text: str) -> date | None:
    month, _, rest = text.partition("-")
    day, _, year = rest.partition("-")
    return date(int(year), _MONTHS.index(month.upper()) + 1, int(day)) if month.upper() in _MONTHS else None


def _amount(text: str) -> Decimal | None:
    plain = text.replace(",", "").replace("$", "").replace(" ", "")
    sign = -1 if plain.startswith("(") else 1
    try:
        return sign * Decimal(plain.strip("()"))
    except InvalidOperation:
        return None


def facts_of(path: Path, text: str) -> list[Fact]:
    """The facts of the main document, then of EX-13 and EX-11: consolidated results as reported, nils left out."""
    types = dict.fromkeys(t for t in _PART.findall(text) if t.startswith(("10-K", "10-Q", "EX-13", "EX-11")))
    facts = [f for kind in types for f in crossfoot.read(path, exhibit=kind).reading.facts]
    return [f for f in facts if not (f.segment or f.basis or f.relation or f.nil) and f.concept and f.period]


def ours(facts: list[Fact], concepts: tuple[str, ...], end: date, months: int) -> tuple[Decimal, str] | None:
    """Our value and concept for a tag: of the first concept with a fact of the period, the most precise first."""
    for concept in concepts:
        found = [f for f in facts if f.concept == concept and _of(f, end, months)]
        if found:
            best = max(found, key=lambda f: (f.statement in ("operations", "balance-sheet"), f.decimals or 0))
            return best.value, concept
    return None


def _of(fact: Fact, end: date, months: int) -> bool:
    assert fact.period is not None
    return fact.period.end == end and fact.period.months == months


def fit(schedule: Schedule, facts: list[Fact]) -> Fit:
    """The schedule against our facts, as it stands."""
    found = {}
    for tag in schedule.values:
        concepts, instant = TAGS[tag]
        found[tag] = ours(facts, concepts, schedule.end, 0 if instant else schedule.months)
    return Fit(schedule, found)


def corrected(schedule: Schedule, facts: list[Fact]) -> Fit:
    """The schedule against our facts, once what is plainly wrong in it is put right."""
    best = fit(schedule, facts)
    ends = {f.period.end for f in facts if f.period and abs((f.period.end - schedule.end).days) <= _DAYS_WRONG}
    for power in (0, 3, 6):
        for end in ends | {schedule.end}:
            for months in {schedule.months, 3, 6, 9, 12}:
                scaled = {t: v if t.startswith("EPS") else v.scaleb(power) for t, v in schedule.values.items()}
                other = fit(Schedule(end, months, scaled), facts)
                if len(other.hits) > len(best.hits) + 1:
                    said = [f"no multiplier: its values are in 10^{power}"] * bool(power)
                    said += [f"PERIOD-END {schedule.end} is {end}"] * (end != schedule.end)
                    said += [f"PERIOD-TYPE of {schedule.months} months is {months}"] * (months != schedule.months)
                    best = Fit(other.schedule, other.ours, tuple(said))
    return _single_tags(best, facts)


def _single_tags(best: Fit, facts: list[Fact]) -> Fit:
    """The fit with tags put right that hold a neighbouring line's value, or contradict the schedule itself."""
    values, found, said = dict(best.schedule.values), dict(best.ours), list(best.corrections)
    for tag in best.schedule.values:
        value, mine = values[tag], found[tag]
        if mine and mine[0] == value:
            continue
        concepts, instant = _NEIGHBOURS.get(tag, ()), TAGS[tag][1]
        end, months = best.schedule.end, 0 if instant else best.schedule.months
        for concept in concepts:
            near = ours(facts, (concept,), end, months)
            if mine and near and near[0] == value:
                said.append(f"{tag} {value:,f} is {concept}, not {mine[1]} {mine[0]:,}")
                values[tag] = mine[0]
        if tag == "TOTAL-LIABILITY-AND-EQUITY" and mine and values.get("TOTAL-ASSETS") == mine[0]:
            said.append(f"{tag} {value:,f} contradicts its own TOTAL-ASSETS {mine[0]:,}")
            values[tag] = mine[0]
    return Fit(Schedule(best.schedule.end, best.schedule.months, values), found, tuple(said))


def main(paths: list[str]) -> int:
    """Prints every miss, the schedules' own errors, and the agreement; exit status 0 at 95 % or more."""
    agreed = strict = total = 0
    for name in paths:
        path = Path(name)
        text = path.read_text("cp1252", errors="replace")
        schedule = schedule_of(text)
        if schedule is None:
            print(f"{path.name}: no schedule")
            continue
        try:
            facts = facts_of(path, text)
        except CrossfootError as error:
            print(f"{path.name}: {error}")
            facts = []
        plain, best = fit(schedule, facts), corrected(schedule, facts)
        agreed, strict, total = agreed + len(best.hits), strict + len(plain.hits), total + len(schedule.values)
        print(f"{path.name:46} {schedule.months:2} months to {schedule.end}   {len(best.hits)}/{len(schedule.values)}")
        for correction in best.corrections:
            print(f"      schedule's error: {correction}")
        for tag in best.schedule.values:
            if tag not in best.hits:
                mine = best.ours[tag]
                shown = f"{mine[0]:,} ({mine[1]})" if mine else "no fact"
                print(f"      miss: {tag} schedule {best.schedule.values[tag]:,}, ours {shown}")
    print(
        f"agreement {agreed}/{total} = {100 * agreed / max(total, 1):.1f}% (schedules as they stand: {strict}/{total})"
    )
    return 0 if agreed * 100 >= 95 * total else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
