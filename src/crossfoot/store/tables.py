"""The columns of a store's tables: facts and findings as Arrow schemas, releases and failures as SQLite tables."""

from __future__ import annotations

import pyarrow as pa

VERSION = 1

# 38 digits, 9 of them behind the point: the widest that Parquet, Arrow and DuckDB share. pyarrow refuses a value that
# does not fit, where others drop digits silently. `decimals` says to which place it was printed.
AMOUNT = pa.decimal128(38, 9)

FACTS = pa.schema(
    [
        ("release", pa.string()),  # SHA-256 of the document
        ("number", pa.string()),
        ("line", pa.int32()),
        ("label", pa.string()),
        ("path", pa.list_(pa.string())),
        ("table_title", pa.string()),
        ("statement", pa.string()),
        ("concept", pa.string()),
        ("segment", pa.string()),
        ("period_start", pa.date32()),  # null for an instant, and where no period is known
        ("period_end", pa.date32()),
        ("months", pa.int16()),  # 0 for an instant, null where no period is known
        ("value", AMOUNT),
        ("unit", pa.string()),
        ("decimals", pa.int16()),
        ("nil", pa.bool_()),
        ("basis", pa.string()),
        ("guidance", pa.string()),
        ("relation", pa.string()),  # the kind of change or ratio; null for an amount
        ("relation_of", pa.string()),
        ("prose", pa.bool_()),
        ("status", pa.string()),
    ]
)

FINDINGS = pa.schema(
    [
        ("release", pa.string()),
        ("rule", pa.string()),
        ("severity", pa.string()),
        ("line", pa.int32()),
        ("message", pa.string()),
    ]
)

CATALOGUE = """
CREATE TABLE store (version INTEGER NOT NULL);
CREATE TABLE parts (part TEXT PRIMARY KEY, releases INTEGER NOT NULL, facts INTEGER NOT NULL, bytes INTEGER NOT NULL);
CREATE TABLE releases (
    release TEXT PRIMARY KEY,        -- SHA-256 of the document
    part TEXT NOT NULL REFERENCES parts,
    name TEXT NOT NULL,              -- where it was read from
    format TEXT NOT NULL,
    size INTEGER NOT NULL,           -- bytes of the document
    company TEXT,
    company_key TEXT,                -- for matching: lower case, without the legal form
    released TEXT,                   -- ISO date
    dated_by TEXT,                   -- 'release', 'filing' or 'period'
    title TEXT,
    numbers INTEGER NOT NULL, proved INTEGER NOT NULL, broken INTEGER NOT NULL, unproved INTEGER NOT NULL,
    errors INTEGER NOT NULL, warnings INTEGER NOT NULL, notes INTEGER NOT NULL,
    read_ms REAL NOT NULL, prove_ms REAL NOT NULL
);
CREATE TABLE failures (
    release TEXT PRIMARY KEY, name TEXT NOT NULL, reason TEXT NOT NULL, tries INTEGER NOT NULL
);
"""
