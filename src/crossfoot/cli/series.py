"""`crossfoot series`: line items through time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from crossfoot.cli.add import STORE
from crossfoot.cli.answer import (
    BASIS,
    BY,
    COMPANY,
    OUTPUT,
    SEGMENT,
    answering,
    asking,
    form_of,
    form_option,
    hand_out,
    handed_whole,
    wanted,
)
from crossfoot.cli.output import Output
from crossfoot.report import series as told
from crossfoot.report.listing import as_table

if TYPE_CHECKING:
    from crossfoot.model.series import Series
    from crossfoot.store import Store

_FORMS = ("table", "csv", "parquet", "plot", "svg", "png", "html")


@click.command("series")
@click.argument("concepts", nargs=-1, required=True, metavar="CONCEPT...")
@STORE
@COMPANY
@SEGMENT
@BASIS
@BY
@click.option("--no-derived", is_flag=True, help="Leave out quarters that follow by subtraction only.")
@click.option("--agreement", is_flag=True, help="Also count how often consecutive releases print the same figure.")
@form_option(_FORMS, "; plot: for a terminal")
@OUTPUT
def command(
    concepts: tuple[str, ...],
    folder: str,
    company: str | None,
    segment: str | None,
    basis: str | None,
    by: str,
    no_derived: bool,
    agreement: bool,
    form: str | None,
    output: str | None,
) -> int:
    """Show each CONCEPT (Revenues, GrossProfit, NetIncomeLoss, EBITDA …) through time, each point with its release.

    First and last reported values stand side by side; a period that a later release prints otherwise is marked as
    recast, one that no release prints and that follows by subtraction as derived.
    """
    from crossfoot.store import series as through_time

    chosen = form_of(form, output, _FORMS)
    with asking(folder) as store:
        listed = [
            one
            for concept in concepts
            for one in through_time(store, wanted(concept, company, segment, basis, by), derive=not no_derived)
        ]
        if not listed:
            raise click.ClickException(f"no periods of that length ({by}); try --by any")
        if chosen in ("csv", "parquet"):
            hand_out(chosen, output, told.COLUMNS, told.rows(listed))
        elif chosen == "table":
            with answering(output) as out:
                _tables(listed, out)
        else:
            _drawn(chosen, listed, output)
        if agreement:
            _agreement(store, company)
    return 0


def _tables(listed: list[Series], out: Output) -> None:
    for k, one in enumerate(listed):
        if k:
            out.write("")
        out.write(told.title(one))
        out.write(as_table(told.SHORT, told.short(one), colour=out.colour))
        for point in one.points:
            if point.derived:
                out.write(f"  {told.named(point.period)}: {point.derived}")


def _drawn(form: str, listed: list[Series], output: str | None) -> None:
    from crossfoot.report import plot

    if form == "plot":
        with answering(output) as out:
            out.write(plot.terminal(listed, width=out.width, colour=out.colour))
    elif form == "png":
        handed_whole(output, plot.png(listed))
    else:
        text = plot.svg(listed) if form == "svg" else plot.page(listed)
        handed_whole(output, text.encode(), text=form == "svg")


def _agreement(store: Store, company: str | None) -> None:
    """Says on stderr how often consecutive releases agree, and where they do not."""
    from crossfoot.store import overlaps

    found = overlaps(store, company)
    same = sum(one.agrees for one in found)
    click.echo(f"{len(found)} facts stand in two consecutive releases; {same} are the same in both", err=True)
    if same < len(found):
        click.echo(as_table(told.DIFFERING, told.differing(found), colour=False), err=True)
