"""The numbers and facts of a document's tables."""

from __future__ import annotations

from datetime import date

from crossfoot.extract import outlook, parts, release, scales, sisters
from crossfoot.extract.calendar import FiscalCalendar
from crossfoot.extract.cells import read_cells
from crossfoot.extract.sheets import read_sheets
from crossfoot.model.document import Document, Lines
from crossfoot.model.fact import Fact
from crossfoot.model.number import Number
from crossfoot.model.proof import Reading


def read_tables(document: Document, lines: Lines | None = None) -> Reading:
    """The numbers and facts of all tables of `document`, with what the release says of itself. Ids are provisional.

    `lines`: those of the source, where they are known already.
    """
    lines = lines or Lines(document.source)
    about = release.about(document)
    sheets = scales.with_scales(sisters.named(parts.spread(read_sheets(document)), about.company))
    calendar = FiscalCalendar(document, (c.mention for sheet in sheets for c in sheet.columns))
    numbers: list[Number] = []
    facts: list[Fact] = []
    reported = outlook.last_reported(sheets, about.released)
    released = date.fromisoformat(about.released) if about.released else None
    dated = outlook.last_reported(sheets, None)
    if released is None:
        released = dated
    elif dated:
        released = max(released, dated)  # a day misread is no reason to call results guidance
    for sheet in sheets:
        read_cells(sheet, calendar, reported, released, lines, numbers, facts)
    return Reading(tuple(numbers), tuple(facts), (), about.title, about.company, about.released)
