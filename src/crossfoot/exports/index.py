"""The first sheet: whose release it is, how much of it is proved, where everything stands, what the colours mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from crossfoot.exports.cells import EXCEL_DIGITS, Place
from crossfoot.exports.ink import BROKEN, CELL_CHARS, FORMULA, INPUT, LINK, TOUCHED, Ink
from crossfoot.exports.plan import Plan
from crossfoot.exports.sheets import MOST_SHEETS
from crossfoot.model.finding import Severity
from crossfoot.model.printed import counted

_COUNTS = ("Numbers", "Proved", "Broken", "Unproved", "Formulas")
_SUMS = ("sum", "difference")
_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


def write_index(ink: Ink, plan: Plan, others: Iterable[str], page: Any) -> None:
    """Writes the sheet; `others` are the lists that the workbook has, the one before the tables first."""
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 60)
    page.set_column(2, 1 + len(_COUNTS), 11)
    row = _about(ink, plan, page)
    row = _contents(ink, plan, others, page, row + 1)
    _legend(ink, page, row + 1)


def _about(ink: Ink, plan: Plan, page: Any) -> int:
    reading, document = plan.proof.reading, plan.proof.document
    page.set_row(0, 22)
    ink.text(page, 0, 0, reading.company or document.company or reading.title or document.name, bold=True, font_size=14)
    coverage = plan.proof.coverage
    proved = f"{coverage.proved} of {coverage.numbers} numbers proved, {coverage.broken} broken" if coverage else ""
    found = Counter(f.severity for f in plan.proof.findings)
    lines = (
        ("Release", reading.title or ""),
        ("Released", reading.released or document.filed or "not stated"),
        ("Periods", _periods(plan)),
        ("File", PurePath(document.name).name),
        ("SHA-256", document.sha256),
        ("Coverage", proved),
        ("Findings", ", ".join(counted(found[s], s) for s in _SEVERITIES)),
        ("Totals", _totals(plan)),
        ("Rounding", f"{len(plan.rounded)} sums hold within rounding and carry what it left over"),
    )
    for row, (name, text) in enumerate(lines, 1):
        ink.text(page, row, 0, name, font_color="#595959")
        ink.text(page, row, 1, " ".join(text.split()))
    return 1 + len(lines)


def _periods(plan: Plan) -> str:
    """The periods that most facts of the tables are of, latest first."""
    cells = plan.by_cell.values()
    counts = Counter(plan.facts[i].period for i in cells if i in plan.facts)
    usual = sorted((p for p, _ in counts.most_common(4) if p is not None), key=lambda p: (p.end, p.days), reverse=True)
    return ", ".join(str(p) for p in usual) or "not known"


def _totals(plan: Plan) -> str:
    """How many of the numbers that a sum gives carry a formula."""
    totals = totals_of(plan)
    return f"{len(totals & plan.formulas.keys())} of {len(totals)} numbers that a sum gives carry a formula"


def totals_of(plan: Plan) -> set[str]:
    """The tables' numbers that a sum or difference of several others gives, down the column or between sections."""
    return {
        tie.target
        for tie in plan.proof.ties
        if tie.kind in _SUMS and tie.scope in ("column", "sections") and len(tie.terms) > 1 and tie.status != "broken"
    }


def _contents(ink: Ink, plan: Plan, others: Iterable[str], page: Any, row: int) -> int:
    for column, heading in enumerate(("Sheet", "Table", *_COUNTS)):
        align = "left" if column < 2 else "right"
        ink.text(page, row, column, heading, bold=True, bottom=1, align=align)
    tallies: dict[str, Counter[str]] = {}
    for ident, place in plan.place.items():
        tally = tallies.setdefault(place.sheet, Counter())
        tally[plan.numbers[ident].status] += 1
        tally["formula"] += ident in plan.formulas
    first, *rest = others
    row += 1
    _line(ink, page, row, first, "", tallies.get(first, Counter()))
    for sheet in plan.sheets:
        row += 1
        more = f" (and {len(sheet.blocks) - 1} below it)" if len(sheet.blocks) > 1 else ""
        _line(ink, page, row, sheet.name, sheet.title + more, tallies.get(sheet.name, Counter()))
    for name in rest:
        row += 1
        _line(ink, page, row, name, "", tallies.get(name, Counter()))
    return row + 1


def _line(ink: Ink, page: Any, row: int, name: str, title: str, tally: Counter[str]) -> None:
    ink.link(page, row, 0, Place(name, 0, 0), name)
    ink.text(page, row, 1, title)
    if not tally:
        return
    counted = tally["proved"], tally["broken"], tally["unproved"]
    for column, count in enumerate((sum(counted), *counted, tally["formula"]), 2):
        ink.number(page, row, column, Decimal(count))


def _legend(ink: Ink, page: Any, row: int) -> None:
    ink.text(page, row, 0, "Legend", bold=True, bottom=1)
    ink.text(page, row, 1, "", bottom=1)
    samples: tuple[tuple[str, dict[str, Any], str], ...] = (
        ("1,234", {"font_color": INPUT}, "Input: the number as printed; nothing in the release gives it"),
        ("1,234", {"font_color": FORMULA}, "Formula on its own sheet, which gives what is printed"),
        ("1,234", {"font_color": LINK}, "Formula that looks at another sheet"),
        (
            "1,234",
            {"bg_color": BROKEN},
            "Broken: the printed number, never corrected; its comment says what is computed",
        ),
        ("1,234", {"bg_color": TOUCHED}, "In an equation that is broken, and not the likeliest to be wrong"),
    )
    for k, (sample, look, meaning) in enumerate(samples, row + 1):
        ink.text(page, k, 0, sample, align="center", **look)
        ink.text(page, k, 1, meaning)
    notes = (
        "Amounts are in the scale in which their table prints them; percents are in points (5.5 is 5.5 %).",
        "A number has one formula at most; the other equations it is in are on the sheet Ties.",
        f"A spreadsheet keeps {EXCEL_DIGITS} digits: a longer number is held as text and is in no formula.",
        f"Text is cut at {CELL_CHARS:,} characters; the tables after the {MOST_SHEETS}th share a sheet.",
    )
    for k, note in enumerate(notes, row + 1 + len(samples)):
        ink.text(page, k, 0, note, italic=True)
