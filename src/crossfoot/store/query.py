"""Questions in SQL: DuckDB in memory over the parts that count; nothing outside the store can be read or written."""

from __future__ import annotations

import re
from collections.abc import Sequence

import duckdb
import pyarrow as pa

from crossfoot.store.commits import Commit, Part
from crossfoot.store.errors import StoreError
from crossfoot.store.folder import Store
from crossfoot.store.merge import file_of
from crossfoot.store.parts import parts_of
from crossfoot.store.place import Place, reported
from crossfoot.store.tables import KINDS

# `reported` is what most questions want: a fact with who said it and when.
_REPORTED = """
CREATE VIEW reported AS
SELECT r.company, r.company_key, CAST(r.released AS DATE) AS released, r.dated_by, r.name, f.*
FROM facts f JOIN releases r USING (release)
"""
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


def connect(store: Store) -> duckdb.DuckDBPyConnection:
    """A connection with the views `releases`, `facts`, `findings` and `reported`; it reads nothing but the store.

    It sees the store as it is now: once a writer has merged the parts that it reads, connect again.
    """
    return _connected(store.place, store.commit())


def sql(store: Store, question: str, parameters: list[object] | None = None) -> pa.Table:
    """The answer to `question` as an Arrow table (exact decimals). Raises StoreError where DuckDB refuses it.

    DuckDB's `/` and `avg` on decimals give floating point: ratios of amounts are better computed outside.
    """
    commit = store.commit()
    while True:
        try:
            with reported(store.place.name), _connected(store.place, commit) as db:
                return _answered(db, question, parameters)
        except (duckdb.Error, FileNotFoundError) as error:
            seen, commit = commit, store.commit()
            # A writer has merged parts in the meantime, and removed them: the question is put to the new ones.
            if not isinstance(error, duckdb.IOException | FileNotFoundError) or commit.number == seen.number:
                raise StoreError(f"the question cannot be answered: {str(error).splitlines()[0]}") from None


def _answered(db: duckdb.DuckDBPyConnection, question: str, parameters: list[object] | None) -> pa.Table:
    statements = db.extract_statements(question)
    if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
        raise StoreError("one SELECT is answered at a time: a store is never changed by SQL")
    return db.sql(question, params=parameters or None).to_arrow_table()


def _connected(place: Place, commit: Commit) -> duckdb.DuckDBPyConnection:
    db = duckdb.connect(":memory:", config=_SETTINGS)
    if place.system is not None:
        db.register_filesystem(parts_of(place.system, str(place.path)))
        # The parts are read by Python: DuckDB's other threads would wait for the interpreter, which its first one takes
        # again and again to look for Ctrl-C, and a question might never be answered.
        db.execute("SET threads = 1")
    for kind in KINDS:
        _view(db, place, kind, commit.state.parts)
    db.execute(_REPORTED)
    root = _root(place)
    db.execute(f"SET allowed_directories = [{_quoted(root)}, {_quoted(_pattern(root))}]")
    db.execute("SET enable_external_access = false")
    db.execute("SET lock_configuration = true")
    return db


def _view(db: duckdb.DuckDBPyConnection, place: Place, kind: str, parts: Sequence[Part]) -> None:
    if not parts:
        db.register(kind, KINDS[kind].empty_table())
        return
    files = (_pattern(_root(place) + file_of(kind, part.part)) for part in parts)
    db.execute(f"CREATE VIEW {kind} AS SELECT * FROM read_parquet([{', '.join(map(_quoted, files))}])")


def _root(place: Place) -> str:
    return f"{place.path}/" if place.system is None else "parts://"


def _pattern(path: str) -> str:
    """A path as DuckDB takes it, which is a pattern: what has a meaning there stands in brackets."""
    return re.sub(r"([*?[])", r"[\1]", path)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
