"""Many small parts become a few large ones: sixteen of about one size are written again as one.

So a store that grows by a release a day has some dozens of parts at most, and each fact is written again three or four
times while the store grows to millions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from crossfoot.store.commits import Part
from crossfoot.store.place import Place
from crossfoot.store.tables import KINDS

TOGETHER = 16
_LARGE = 18  # binary digits of a count of facts (262,144) beyond which a part stays as it is
_ROWS = 50_000  # in memory at once


def due(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts to be merged next: the oldest sixteen of one size, the smallest size first; none where all is well.

    Parts are of one size where their counts of facts have as many hexadecimal digits.
    """
    sizes: dict[int, list[Part]] = defaultdict(list)
    for part in parts:
        digits = part.facts.bit_length()
        if digits <= _LARGE:
            sizes[(digits + 3) // 4].append(part)
    for _, mine in sorted(sizes.items()):
        if len(mine) >= TOGETHER:
            return tuple(mine[:TOGETHER])
    return ()


def merged(place: Place, kind: str, parts: Sequence[Part]) -> bytes:
    """The rows of the parts' files of `kind`, as one Parquet file."""
    sink = pa.BufferOutputStream()
    with pq.ParquetWriter(sink, KINDS[kind], compression="zstd") as writer:
        waiting: list[pa.RecordBatch] = []
        for part in parts:
            file = pq.ParquetFile(pa.BufferReader(place.read(file_of(kind, part.part))))
            for batch in file.iter_batches(batch_size=_ROWS):
                waiting.append(batch)
                if sum(one.num_rows for one in waiting) >= _ROWS:
                    writer.write_table(pa.Table.from_batches(waiting))
                    waiting = []
        if waiting:
            writer.write_table(pa.Table.from_batches(waiting))
    return bytes(sink.getvalue())


def file_of(kind: str, part: str) -> str:
    """The name of a part's file."""
    return f"{kind}/{part}.parquet"
