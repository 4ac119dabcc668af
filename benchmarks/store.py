"""Many releases: rates on one core, on several and on a cluster, growth, memory, size on disk, and questions.

python benchmarks/store.py [--documents 100,1000,10000] [--facts 10000000] FILE...

Documents are made from the FILEs (text and HTML releases; the examples without any) by varying their figures: each copy
has every number of four and more digits scaled by its own factor, so that its sums still hold within rounding and
nothing is the same twice. Times are of the clock; "per core" is divided by the processes at work. Results are Markdown
tables.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import re
import resource
import tempfile
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import msgspec
import pyarrow as pa

from crossfoot.corpus.cluster import cluster
from crossfoot.corpus.found import Task
from crossfoot.corpus.local import local
from crossfoot.corpus.work import Limits, Outcome, prove
from crossfoot.store import Record, Store, Wanted, series, sql, writing
from crossfoot.store.record import batch

EXAMPLES = sorted(p for p in (Path(__file__).parent.parent / "examples").iterdir() if p.suffix in (".txt", ".htm"))
NUMBER = re.compile(rb"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d.,]?\d)")
LIMITS = Limits()


def varied(data: bytes, copy: int) -> bytes:
    """The document with its larger figures scaled by up to 6 %, digits in place where they fit."""

    def scaled(match: re.Match[bytes]) -> bytes:
        value = int(match.group().replace(b",", b""))
        new = f"{(value * (1000 + copy % 60) + 500) // 1000:,}".encode()
        return new if len(new) == len(match.group()) else match.group()

    return NUMBER.sub(scaled, data) + b"\n" + b" " * (copy // 60)


def documents(files: list[Path], count: int) -> Iterator[Task]:
    """`count` documents made from `files`, the same for the same count."""
    sources = [(path.name, path.read_bytes()) for path in files]
    for k in range(count):
        name, data = sources[k % len(sources)]
        yield Task(f"{k // len(sources)}-{name}", varied(data, k // len(sources)))


def kept(outcomes: Iterable[Outcome], folder: Path) -> tuple[int, int]:
    """Keeps what comes; the counts of records and failures."""
    records, waiting, failures = 0, list[Record](), 0
    with writing(folder) as writer:
        for outcome in outcomes:
            if isinstance(outcome, Record):
                records += 1
                waiting.append(outcome)
            else:
                failures += 1
            if len(waiting) == 250:
                writer.keep(waiting)
                waiting = []
        writer.keep(waiting)
    return records, failures


def rates(files: list[Path]) -> float:
    """Rates in this process, text and HTML apart; the documents a second over all files."""
    print("| one process | documents/s | MB/s |\n| --- | ---: | ---: |")
    total, count = 0.0, 0
    for title, suffixes in (("plain text", {".txt"}), ("HTML", {".htm", ".html"})):
        mine = [path for path in files if path.suffix in suffixes]
        if not mine:
            continue
        tasks = list(documents(mine, len(mine)))
        for task in tasks[:3]:
            prove(task)
        begin = time.perf_counter()
        for task in tasks:
            prove(task)
        seconds = time.perf_counter() - begin
        total, count = total + seconds, count + len(tasks)
        size = sum(len(task.data) for task in tasks) / 1e6
        print(f"| {title} | {len(tasks) / seconds:.1f} | {size / seconds:.2f} |")
    print()
    return count / total


def engines(files: list[Path], count: int) -> None:
    """The same documents by each engine."""
    print(f"| {count} documents | seconds | documents/s per process |\n| --- | ---: | ---: |")
    both = [("local, 1 process", 1, partial(local, workers=1)), ("local, 2 processes", 2, partial(local, workers=2))]
    both.append(("Dask, 2 workers on this machine (start-up included)", 2, partial(cluster, address=None, workers=2)))
    for title, processes, engine in both:
        with tempfile.TemporaryDirectory() as folder:
            begin = time.perf_counter()
            kept(engine(documents(files, count), LIMITS), Path(folder) / "s")
            seconds = time.perf_counter() - begin
        print(f"| {title} | {seconds:.1f} | {count / seconds / processes:.1f} |")
    print()


def growth(files: list[Path], counts: list[int], alone: float) -> None:
    """One store of each size: rate, memory of the largest worker and of this process, size on disk."""
    processes = os.cpu_count() or 1
    print(
        "| documents | failed | seconds | documents/s per core | of the rate of one process | largest worker, MiB"
        " | this process, MiB | store, MB | bytes a fact |\n| ---: " * 1 + "| ---: " * 8 + "|"
    )
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            begin = time.perf_counter()
            records, failures = kept(local(documents(files, count), LIMITS), Path(folder) / "s")
            seconds = time.perf_counter() - begin
            store = Store(Path(folder) / "s")
            facts = sql(store, "SELECT count(*) AS n FROM facts").to_pylist()[0]["n"]
            size = store.size()
        rate = records / seconds / processes
        workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"| {count:,} | {failures} | {seconds:.1f} | {rate:.1f} | {rate / alone:.0%} | {workers:.0f} | {own:.0f}"
            f" | {size / 1e6:.1f} | {size / max(facts, 1):.1f} |"
        )
    print()


def questions(files: list[Path], wanted: int) -> None:
    """A store of `wanted` facts (copies of the files' facts under other releases and days), and what questions take."""
    records = [one for task in documents(files, len(files)) if isinstance(one := prove(task), Record)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "s"
        facts = copies = 0
        with writing(path) as writer:
            while facts < wanted:
                shelf: list[Record] = []
                while len(shelf) < 250 and facts < wanted:
                    some = [_copied(one, copies * len(records) + k) for k, one in enumerate(records)]
                    facts += sum(batch(one.facts).num_rows for one in some)
                    copies += 1
                    shelf += some
                writer.keep(shelf)
        store = Store(path)
        company = records[0].company or ""
        print(f"{facts:,} facts of {copies * len(records):,} releases, {store.size() / 1e6:.0f} MB\n")
        print("| question | seconds |\n| --- | ---: |")
        asked = {
            "one figure of one release": "SELECT value FROM facts WHERE concept = 'Revenues' AND release = '"
            + records[0].release
            + "'",
            "revenue by company and period": "SELECT company_key, period_end, max(value) FROM reported"
            " WHERE concept = 'Revenues' AND segment IS NULL GROUP BY ALL",
            "facts by concept": "SELECT concept, count(*), min(value), max(value) FROM facts GROUP BY concept",
        }
        for title, question in asked.items():
            begin = time.perf_counter()
            sql(store, question)
            print(f"| {title} | {time.perf_counter() - begin:.2f} |")
        begin = time.perf_counter()
        one = next(record for record in records if b"Revenues" in record.facts and record.company)
        found = series(store, Wanted("Revenues", one.company, months=None))
        points = sum(len(each.points) for each in found)
        print(f"| a series ({points} periods, each said by {copies:,} releases) | {time.perf_counter() - begin:.2f} |")
    print(f"\n(company of the first file: {company})")


def _copied(record: Record, copy: int) -> Record:
    """The record as that of another release."""
    release = f"{copy:064x}" if copy >= 1000 else record.release[:60] + f"{copy:04x}"
    rows = batch(record.facts)
    renamed = rows.set_column(0, "release", pa.array([release] * rows.num_rows))
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema) as writer:
        writer.write_batch(renamed)
    return msgspec.structs.replace(record, release=release, facts=bytes(sink.getvalue()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--documents", default="100,1000")
    parser.add_argument("--facts", type=int, default=1_000_000)
    given = parser.parse_args()
    files = given.files or EXAMPLES
    counts = [int(count) for count in given.documents.split(",")]
    alone = rates(files)
    engines(files, counts[0])
    growth(files, counts, alone)
    questions(files, given.facts)


if __name__ == "__main__":
    multiprocessing.freeze_support()
    main()
