"""Proofs of many releases, kept in a folder: Parquet parts, a catalogue that says which of them count, and questions.

What is kept is point in time: each value with its period and the release that said so. Nothing is ever overwritten.

    from crossfoot.corpus import add
    from crossfoot.store import Store, Wanted, series, sql

    add(("releases/",), "panel")
    store = Store("panel")
    table = sql(store, "SELECT * FROM reported")  # a pyarrow.Table: polars.from_arrow(table) copies nothing
    revenue, *_ = series(store, Wanted("Revenues", company="holloway"))
"""

from __future__ import annotations

from crossfoot.store.errors import StoreError
from crossfoot.store.folder import Store, Writer, writing
from crossfoot.store.query import connect, sql
from crossfoot.store.record import Failure, Record, record
from crossfoot.store.series import Wanted, overlaps, series

__all__ = [
    "Failure",
    "Record",
    "Store",
    "StoreError",
    "Wanted",
    "Writer",
    "connect",
    "overlaps",
    "record",
    "series",
    "sql",
    "writing",
]
