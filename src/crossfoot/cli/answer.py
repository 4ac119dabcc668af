"""How answers about a store are asked for and handed out: options and forms that its commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from crossfoot.cli.output import Output, written_whole
from crossfoot.model.errors import MissingExtra
from crossfoot.report.listing import Value, as_csv, as_table

if TYPE_CHECKING:
    from crossfoot.store import Store
    from crossfoot.store.series import Wanted

_F = TypeVar("_F", bound=Callable[..., Any])

OUTPUT = click.option(
    "-o", "--output", metavar="FILE", help="Write to this file or URL; its suffix gives the form where none is told."
)
COMPANY = click.option("--company", metavar="NAME", help="Company, or part of its name.")
SEGMENT = click.option("--segment", metavar="NAME", help="Segment as printed; without it, the consolidated entity.")
BASIS = click.option("--basis", metavar="WORD", help='"adjusted", "pro forma" …; without it, as reported under GAAP.')
BY = click.option(
    "--by",
    type=click.Choice(["quarter", "half", "nine-months", "year", "instant", "any"]),
    default="quarter",
    show_default=True,
    help="Length of the periods (instant: balances).",
)
MONTHS = {"quarter": 3, "half": 6, "nine-months": 9, "year": 12, "instant": 0, "any": None}


def form_option(known: Sequence[str], also: str = "") -> Callable[[_F], _F]:
    """The option --format of a command that knows these forms; `also` is said in its help."""
    told = f"[default: by the suffix of -o, else table]{also}"
    return click.option("--format", "form", type=click.Choice(known), help=told)


def form_of(form: str | None, output: str | None, known: Sequence[str]) -> str:
    """The form asked for: as told, else by the file's suffix, else a table."""
    if form:
        return form
    suffix = Path(output).suffix.lstrip(".").lower() if output else ""
    return suffix if suffix in known else "table"


@contextmanager
def asking(folder: str) -> Iterator[Store]:
    """The store at `folder`; what it cannot answer ends the command with its reason."""
    try:
        from crossfoot.store import Store, StoreError
    except ImportError:
        raise MissingExtra("a store", "store") from None
    try:
        yield Store(folder)
    except StoreError as error:
        raise click.ClickException(str(error)) from None


def wanted(concept: str, company: str | None, segment: str | None, basis: str | None, by: str) -> Wanted:
    """The question as the store takes it."""
    from crossfoot.store.series import Wanted

    return Wanted(concept, company, segment, basis, MONTHS[by])


def hand_out(form: str, output: str | None, columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
    """Writes rows as "table", "csv" or "parquet"."""
    if form == "parquet":
        handed_whole(output, parquet(columns, rows))
        return
    with answering(output) as out:
        out.write(as_csv(columns, rows) if form == "csv" else as_table(columns, rows, colour=out.colour))


def answering(output: str | None) -> Output:
    """Where an answer in pieces goes: stdout, a file, or a URL, which gets it as a whole at the end."""
    return Output(output, file=_AtUrl(output) if output and "://" in output else None)


def handed_whole(output: str | None, data: bytes, *, text: bool = False) -> None:
    """Writes an answer as `written_whole` does, to a URL too."""
    if output is None or "://" not in output:
        written_whole(output, data, text=text)
        return
    file = _AtUrl(output)
    file.write(data)
    file.end(keep=True)


class _AtUrl:
    """A file at a URL, written when it is complete. Raises click.ClickException where it cannot be."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.pieces: list[bytes] = []

    def write(self, data: bytes) -> None:
        self.pieces.append(data)

    def end(self, *, keep: bool) -> None:
        from crossfoot.store import StoreError
        from crossfoot.store.place import put

        try:
            if keep:
                put(self.url, b"".join(self.pieces))
        except StoreError as error:
            raise click.ClickException(str(error)) from None


def parquet(columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    """The rows as a Parquet file."""
    import pyarrow as pa

    table = pa.table({name: [row[k] for row in rows] for k, name in enumerate(columns)})
    return parquet_of(table)


def parquet_of(table: Any) -> bytes:
    """An Arrow table as a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue())
