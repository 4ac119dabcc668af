"""Questions in SQL: DuckDB in memory over the parts that count; nothing outside the store can be read or written."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from crossfoot.store.errors import StoreError
from crossfoot.store.folder import KINDS, Store
from crossfoot.store.tables import FACTS, FINDINGS

# `reported` is what most questions want: a fact with who said it and when.
_REPORTED = """
CREATE VIEW reported AS
SELECT r.company, r.company_key, CAST(r.released AS DATE) AS released, r.dated_by, r.name, f.*
FROM facts f JOIN releases r USING (release)
"""


def connect(store: Store) -> duckdb.DuckDBPyConnection:
    """A connection with the views `releases`, `facts`, `findings` and `reported`; it reads nothing but the store."""
    db = duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"})
    db.register("releases", store.releases())
    for kind in KINDS:
        parts = [str(part) for part in store.parts(kind)]
        if parts:
            listed = ", ".join("'" + part.replace("'", "''") + "'" for part in parts)
            db.execute(f"CREATE VIEW {kind} AS SELECT * FROM read_parquet([{listed}])")
        else:
            db.register(kind, pa.Table.from_pylist([], schema={"facts": FACTS, "findings": FINDINGS}[kind]))
    db.execute(_REPORTED)
    folder = str(store.path.resolve()).replace("'", "''")
    db.execute(f"SET allowed_directories = ['{folder}', '{str(store.path).replace(chr(39), chr(39) * 2)}']")
    db.execute("SET enable_external_access = false")
    db.execute("SET lock_configuration = true")
    return db


def sql(store: Store, question: str, parameters: list[object] | None = None) -> pa.Table:
    """The answer to `question` as an Arrow table (exact decimals). Raises StoreError where DuckDB refuses it.

    DuckDB's `/` and `avg` on decimals give floating point: ratios of amounts are better computed outside.
    """
    with connect(store) as db:
        try:
            statements = db.extract_statements(question)
            if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
                raise StoreError("one SELECT is answered at a time: a store is never changed by SQL")
            return db.sql(question, params=parameters or None).to_arrow_table()
        except duckdb.Error as error:
            raise StoreError(f"the question cannot be answered: {str(error).splitlines()[0]}") from None
