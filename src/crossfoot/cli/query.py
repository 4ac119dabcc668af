"""`crossfoot query`: questions to a store, in SQL or by line item."""

from __future__ import annotations

from typing import Any

import click

from crossfoot.cli.add import STORE
from crossfoot.cli.answer import (
    BASIS,
    BY,
    COMPANY,
    MONTHS,
    OUTPUT,
    SEGMENT,
    asking,
    form_of,
    form_option,
    hand_out,
    handed_whole,
    parquet_of,
)

_FORMS = ("table", "csv", "parquet")

_WHAT_IS_THERE = """
SELECT company, count(*) AS releases, min(released) AS first, max(released) AS last,
       sum(numbers) AS numbers, sum(proved) AS proved, sum(errors) AS errors
FROM releases GROUP BY company ORDER BY company NULLS LAST
"""


@click.command("query")
@click.argument("sql", required=False)
@STORE
@click.option("--concept", metavar="NAME", help="The facts of this concept (Revenues, EBITDA) instead of SQL.")
@COMPANY
@SEGMENT
@BASIS
@BY
@click.option("--failures", is_flag=True, help="List the documents that could not be read.")
@form_option(_FORMS)
@OUTPUT
def command(
    sql: str | None,
    folder: str,
    concept: str | None,
    company: str | None,
    segment: str | None,
    basis: str | None,
    by: str,
    failures: bool,
    form: str | None,
    output: str | None,
) -> int:
    """Answer a question about a store: SQL over `releases`, `facts`, `findings` and `reported`, or --concept.

    Without either, the companies that the store holds.
    """
    if sum(bool(given) for given in (sql, concept, failures)) > 1:
        raise click.UsageError("give one of SQL, --concept and --failures")
    with asking(folder) as store:
        if failures:
            import pyarrow as pa

            listed = store.failures()
            columns = list(zip(*listed, strict=True)) or [(), (), ()]
            table: Any = pa.table(dict(zip(("name", "reason", "tries"), columns, strict=True)))
        else:
            from crossfoot.store.query import sql as ask

            question, parameters = _by_item(concept, company, segment, basis, by) if concept else (sql, None)
            table = ask(store, question or _WHAT_IS_THERE, parameters)
    chosen = form_of(form, output, _FORMS)
    if chosen == "parquet":
        handed_whole(output, parquet_of(table))
        return 0
    hand_out(chosen, output, table.column_names, [list(row.values()) for row in table.to_pylist()])
    return 0


def _by_item(
    concept: str, company: str | None, segment: str | None, basis: str | None, by: str
) -> tuple[str, list[object]]:
    """The question for one line item: every print of it, in the order of the releases."""
    from crossfoot.store.record import company_key

    where = ["lower(concept) IN (lower(?), lower('house:' || ?))", "segment IS NOT DISTINCT FROM ?"]
    where += ["basis IS NOT DISTINCT FROM ?", "relation IS NULL"]
    parameters: list[object] = [concept, concept, segment, basis]
    if company:
        where.append("contains(company_key, ?)")
        parameters.append(company_key(company))
    if MONTHS[by] is not None:
        where.append("months = ?")
        parameters.append(MONTHS[by])
    return (
        "SELECT company, released, concept, segment, basis, period_start, period_end, value, unit, guidance, prose,"
        f" status, label, name, line FROM reported WHERE {' AND '.join(where)} ORDER BY company, period_end, released",
        parameters,
    )
