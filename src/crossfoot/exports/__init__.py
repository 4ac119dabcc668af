"""Facts and ties to files that others work with: the workbook with live formulas."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from io import BytesIO

from crossfoot.exports.index import write_index
from crossfoot.exports.ink import BROKEN, Ink
from crossfoot.exports.lists import comments, write_claims, write_findings, write_rounding, write_ties
from crossfoot.exports.plan import Plan
from crossfoot.exports.tables import Marks, write_tables
from crossfoot.model.errors import MissingExtra
from crossfoot.model.proof import Proof

# A workbook says when it was made; the same release must give the same bytes.
_MADE = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
_OPTIONS = {
    "in_memory": True,  # no temporary files: a draft is inside information
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def workbook(proof: Proof, rules: Mapping[str, str]) -> bytes:
    """An XLSX workbook of a proof: each table on a sheet as printed, with live formulas where ties were found.

    `rules` gives each code's name. The same proof gives the same bytes. Raises MissingExtra without XlsxWriter.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise MissingExtra("a workbook", "xlsx") from None
    plan, stream = Plan(proof), BytesIO()
    book = Workbook(stream, _OPTIONS)
    title = proof.reading.company or "Release"
    book.set_properties({"title": title[:255], "author": "Crossfoot", "created": _MADE})
    lists = [
        name for name, wanted in (("Claims", plan.claims), ("Ties", plan.left), ("Rounding", plan.rounded)) if wanted
    ]
    names = ["Index", "Findings", *(sheet.name for sheet in plan.sheets), *lists]
    pages = {name: book.add_worksheet(name) for name in names}
    ink, marks = Ink(book), _marks(plan)
    write_index(ink, plan, ["Findings", *lists], pages["Index"])
    write_findings(ink, plan, rules, pages["Findings"])
    for sheet in plan.sheets:
        write_tables(ink, plan, sheet, marks, pages[sheet.name])
    if "Claims" in pages:
        write_claims(ink, plan, marks, pages["Claims"])
    if "Ties" in pages:
        write_ties(ink, plan, pages["Ties"])
    if "Rounding" in pages:
        write_rounding(ink, plan, pages["Rounding"])
    for name, page in pages.items():
        page.hide_gridlines(2)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.set_footer("&L&A&RPage &P of &N")
        if proof.findings and name == "Findings":
            page.set_tab_color(BROKEN)
    book.close()
    return stream.getvalue()


def _marks(plan: Plan) -> Marks:
    """Targets of broken ties and the likeliest suspects stand out; what else is in a broken tie, less."""
    broken = {tie.target for tie in plan.proof.ties if tie.status == "broken"}
    broken |= {finding.suspects[0].number for finding in plan.proof.findings if finding.suspects}
    touched = {n.id for n in plan.proof.reading.numbers if n.status == "broken"}
    return Marks(comments(plan), frozenset(broken), frozenset(touched - broken))
