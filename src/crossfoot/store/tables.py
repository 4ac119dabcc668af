"""The columns of a store's tables."""

from __future__ import annotations

import pyarrow as pa

VERSION = 2  # of the store as a whole

# 38 digits, 9 of them behind the point: the widest that Parquet, Arrow and DuckDB share. pyarrow refuses a value that
# does not fit, where others drop digits silently. `decimals` says to which place it was printed.
AMOUNT = pa.decimal128(38, 9)

RELEASES = pa.schema(
    [
        ("release", pa.string()),  # SHA-256 of the document
        ("name", pa.string()),  # where it was read from
        ("format", pa.string()),
        ("size", pa.int64()),  # bytes of the document
        ("company", pa.string()),
        ("company_key", pa.string()),  # for matching: lower case, without the legal form
        ("released", pa.string()),  # ISO date
        ("dated_by", pa.string()),  # "release", "filing" or "period"
        ("title", pa.string()),
        *((name, pa.int64()) for name in ("numbers", "proved", "broken", "unproved", "errors", "warnings", "notes")),
        ("read_ms", pa.float64()),
        ("prove_ms", pa.float64()),
    ]
)

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

KINDS = {"releases": RELEASES, "facts": FACTS, "findings": FINDINGS}
