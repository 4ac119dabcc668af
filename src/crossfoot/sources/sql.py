"""Rows of a query: from a SQLite file, or a database server by its URL."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from crossfoot.model.errors import Unreadable

_VARIABLE = re.compile(r"\$\{(\w+)\}")
_SQLITE = re.compile(r"^[\w./ -]+\.(?:sqlite3?|db)$")  # a file, by its name


def rows(folder: Path, url: str, query: str) -> Iterator[tuple[int, list[str]]]:
    """The names of the columns, then the rows that `query` gives. `url`: a file, or SQLAlchemy's; "${NAME}" in it is
    taken from the environment, so that no password stands in a package. Raises Unreadable.
    """
    try:
        import sqlalchemy
        from sqlalchemy.exc import SQLAlchemyError
    except ImportError:
        raise Unreadable("sql", "reading databases needs an extra", remedy="pip install 'crossfoot[build]'") from None
    if not query.lstrip().lower().startswith(("select", "with")):
        raise Unreadable("sql", "the query is no SELECT", remedy='give query = "select … from …" in close.toml')
    try:
        engine = sqlalchemy.create_engine(_address(folder, url))
        with engine.connect() as connection:
            result = connection.execution_options(stream_results=True).execute(sqlalchemy.text(query))
            yield 1, [str(name) for name in result.keys()]  # noqa: SIM118 (a result's keys are its columns)
            for number, row in enumerate(result, start=2):
                yield number, [_text(value, number) for value in row]
    except (SQLAlchemyError, ModuleNotFoundError) as error:
        said = str(error).splitlines()[0][:200]
        raise Unreadable("sql", f"the database says: {said}", remedy="check sql and query in close.toml") from None


def _address(folder: Path, url: str) -> str:
    if _SQLITE.match(url):
        path = folder / url
        if not path.is_file():
            raise Unreadable(str(path), "is missing", remedy="sql in close.toml names a SQLite file or a URL")
        return f"sqlite:///file:{path.resolve()}?mode=ro&uri=true"

    def value(match: re.Match[str]) -> str:
        found = os.environ.get(match[1])
        if found is None:
            raise Unreadable("sql", f"the environment has no {match[1]}", remedy="set it, or write the URL out")
        return found

    return _VARIABLE.sub(value, url)


def _text(value: object, number: int) -> str:
    """A value as text. A binary fraction cannot be an exact amount."""
    if value is None:
        return ""
    if isinstance(value, float):
        raise Unreadable(
            "sql", f"{value!r} is a binary fraction, not an exact amount", place=f"row {number}",
            remedy="store amounts as text or integers (cents), or cast them to text in the query",
        )  # fmt: skip
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()[:10]
    return str(value)
