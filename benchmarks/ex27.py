"""Compares the facts read from 10-K and 10-Q submissions with their financial data schedules (EX-27).

    python benchmarks/ex27.py FILING.txt...

From 1993 to 2001 a submission carried a schedule of tagged values beside the printed statements. Each non-zero tag of one fixed
list, times the schedule's multiplier, is looked up among our facts by concept, period and the consolidated entity. A fact
that is not there, or not unique in value, counts as a miss. The schedule itself is never read as a source of facts: only the main
document and, where an annual report's statements stand in an exhibit, the EX-13 parts are.
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
_CASH = ("CashAndCashEquivalentsAtCarryingValue", "CashCashEquivalentsAndShortTermInvestments", "house:CashAtEndOfPeriod")
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
_ALSO = {"EPS-BASIC": "EPS-PRIMARY"}  # its name since SFAS 128

_SCHEDULE = re.compile(r"<TYPE>EX-27\S*.*?</DOCUMENT>", re.DOTALL)
_TAG = re.compile(r"^<([A-Z][A-Z&-]+)>[ \t]+(\S.*?)[ \t]*$", re.MULTILINE)
_PART = re.compile(r"^<TYPE>(\S+)", re.MULTILINE)
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_LENGTH = {"YEAR": 12, "12-MOS": 12, "9-MOS": 9, "6-MOS": 6, "3-MOS": 3, "QTR-1": 3}


class Schedule(msgspec.Struct, frozen=True):
    """One schedule: the period it is for, and its values in full units."""

    end: date
    months: int
    values: dict[str, Decimal]


class Answer(msgspec.Struct, frozen=True):
    """One tag compared: the schedule's value, ours (None: no fact), and whether they agree."""

    tag: str
    theirs: Decimal
    ours: Decimal | None
    note: str = ""

    @property
    def agrees(self) -> bool:
        """True where both values are the same."""
        return self.ours == self.theirs


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
    """The facts of the main document and of every EX-13 part, main document first."""
    types = list(dict.fromkeys(t for t in _PART.findall(text) if t.startswith(("10-K", "10-Q", "EX-13", "EX-11"))))
    out: list[Fact] = []
    for kind in types:
        out += crossfoot.read(path, exhibit=kind).reading.facts
    return out


def ours(facts: list[Fact], tag: str, schedule: Schedule) -> tuple[Decimal | None, str]:
    """Our value of a tag and a note: the value most often printed for the first concept that has one; None where there is none."""
    concepts, instant = TAGS[tag]
    for concept in concepts:
        found = [
            f for f in facts
            if f.concept == concept and f.segment is None and f.basis is None and f.relation is None and _of(f, schedule, instant)
        ]  # fmt: skip
        primary = [f for f in found if f.statement in ("operations", "balance-sheet")] or found
        if primary:
            return primary[0].value, concept
    return None, "no fact"


def _of(fact: Fact, schedule: Schedule, instant: bool) -> bool:
    period = fact.period
    if period is None or period.end != schedule.end:
        return False
    return period.start is None if instant else period.months == schedule.months


def main(paths: list[str]) -> int:
    """Prints every miss and the agreement; exit status 0 at 95 % or more."""
    agreed = total = 0
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
        answers = []
        for tag, theirs in schedule.values.items():
            value, note = ours(facts, tag, schedule)
            answers.append(Answer(tag, theirs, value, note))
        hits = sum(a.agrees for a in answers)
        agreed += hits
        total += len(answers)
        print(f"{path.name:48} {schedule.months:2} months to {schedule.end}  {hits}/{len(answers)}")
        for answer in answers:
            if not answer.agrees:
                print(f"      {answer.tag:28} schedule {answer.theirs:>16,}   ours {answer.ours if answer.ours is not None else '-':>16} ({answer.note})")
    print(f"agreement {agreed}/{total} = {100 * agreed / max(total, 1):.1f}%")
    return 0 if agreed * 100 >= 95 * total else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
