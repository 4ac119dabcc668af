"""`crossfoot compare`: one line item across companies."""

from __future__ import annotations

import click

from crossfoot.cli.add import STORE
from crossfoot.cli.answer import (
    BASIS,
    BY,
    OUTPUT,
    SEGMENT,
    asking,
    form_of,
    form_option,
    hand_out,
    handed_whole,
    wanted,
)
from crossfoot.report import series as told

_FORMS = ("table", "csv", "parquet", "svg", "png", "html")


@click.command("compare")
@click.argument("concept")
@STORE
@click.option(
    "--company", "companies", multiple=True, metavar="NAME", help="One of the companies (repeated); else all."
)
@SEGMENT
@BASIS
@BY
@click.option("--first", is_flag=True, help="As first reported, instead of as last reported.")
@form_option(_FORMS)
@OUTPUT
def command(
    concept: str,
    folder: str,
    companies: tuple[str, ...],
    segment: str | None,
    basis: str | None,
    by: str,
    first: bool,
    form: str | None,
    output: str | None,
) -> int:
    """Set CONCEPT of several companies side by side: a row a calendar quarter, a column a company.

    A fiscal period stands in the calendar quarter in which it ends (up to the 15th of a month it counts to the month
    before). Units are never mixed: each column has its own.
    """
    from crossfoot.store import series as through_time

    chosen = form_of(form, output, _FORMS)
    with asking(folder) as store:
        listed = [
            one
            for company in (companies or (None,))
            for one in through_time(store, wanted(concept, company, segment, basis, by))
        ]
    if chosen in ("svg", "png", "html"):
        from crossfoot.report import plot

        drawn = plot.png(listed) if chosen == "png" else (plot.svg(listed) if chosen == "svg" else plot.page(listed))
        handed_whole(output, drawn if isinstance(drawn, bytes) else drawn.encode())
        return 0
    columns, rows = told.compared(listed, as_first=first)
    hand_out(chosen, output, columns, rows)
    return 0
