"""The store's folder: idempotent, one writer, whole whenever it is looked at."""

from __future__ import annotations

import datetime
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from crossfoot import api
from crossfoot.store import Failure, Store, StoreError, record
from crossfoot.store.folder import writing
from crossfoot.store.query import sql
from crossfoot.store.record import Record
from places import EXAMPLES


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return [record(api.check(path), path.stat().st_size) for path in EXAMPLES[:3]]


def test_the_same_records_again_change_nothing(tmp_path: Path, records: list[Record]) -> None:
    for _ in range(2):
        with writing(tmp_path / "s") as writer:
            writer.keep(records)
    store = Store(tmp_path / "s")
    assert store.known() == {one.release for one in records}
    facts = sum(api.check(path).reading.facts.__len__() for path in EXAMPLES[:3])
    assert sql(store, "SELECT count(*) AS n FROM facts").to_pylist() == [{"n": facts}]


def test_amounts_are_exact(tmp_path: Path) -> None:
    path = next(path for path in EXAMPLES if path.name.startswith("lexington"))
    proof = api.check(path)
    with writing(tmp_path / "s") as writer:
        writer.keep([record(proof, 1)])
    kept = sql(Store(tmp_path / "s"), "SELECT number, value, period_end FROM facts").to_pylist()
    facts = {fact.number: fact for fact in proof.reading.facts}
    assert {row["number"]: row["value"] for row in kept} == {ident: fact.value for ident, fact in facts.items()}
    assert any(row["value"] == Decimal("-0.55") for row in kept)
    ends = {row["number"]: row["period_end"] for row in kept}
    assert ends == {ident: fact.period.end if fact.period else None for ident, fact in facts.items()}
    assert datetime.date(2004, 9, 30) in ends.values()


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    code = "import sys, time\nfrom crossfoot.store.folder import writing\nwith writing(sys.argv[1]):\n"
    code += "    print('in', flush=True)\n    time.sleep(60)\n"
    other = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "s")], stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "in\n"
        with pytest.raises(StoreError, match=f"process {other.pid} is adding"), writing(tmp_path / "s"):
            pass
        Store(tmp_path / "s")  # reading goes on
    finally:
        other.kill()
        other.wait()
    with writing(tmp_path / "s"):  # the lock went with its process
        pass


def test_what_a_killed_run_left_is_swept(tmp_path: Path, records: list[Record]) -> None:
    with writing(tmp_path / "s") as writer:
        writer.keep(records[:1])
    part = Path(Store(tmp_path / "s").parts("facts")[0])
    (part.parent / "half.part").write_bytes(b"PAR1")
    (part.parent / "orphan.parquet").write_bytes(part.read_bytes())
    assert sql(Store(tmp_path / "s"), "SELECT count(DISTINCT release) AS n FROM facts").to_pylist() == [{"n": 1}]
    with writing(tmp_path / "s") as writer:
        writer.keep(records)
    assert {file.stem for file in part.parent.iterdir()} == {
        Path(file).stem for file in Store(tmp_path / "s").parts("facts")
    }
    assert len(Store(tmp_path / "s").known()) == 3


def test_failures_are_counted_and_go_when_read(tmp_path: Path, records: list[Record]) -> None:
    one = records[0]
    with writing(tmp_path / "s") as writer:
        for _ in range(2):
            writer.keep(
                [], [Failure(one.release, one.name, "took too long"), Failure(None, "gone.txt", "no such file")]
            )
    assert {row[0]: row[2] for row in Store(tmp_path / "s").failures()} == {one.name: 2, "gone.txt": 2}
    with writing(tmp_path / "s") as writer:
        writer.keep([one])
    assert [row[0] for row in Store(tmp_path / "s").failures()] == ["gone.txt"]


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("hello")
    with pytest.raises(StoreError, match="holds other files"), writing(tmp_path):
        pass
    with pytest.raises(StoreError, match="not a store"):
        Store(tmp_path)


def test_sql_reads_the_store_and_nothing_else(tmp_path: Path, records: list[Record]) -> None:
    with writing(tmp_path / "s") as writer:
        writer.keep(records)
    store, other = Store(tmp_path / "s"), tmp_path / "secret.csv"
    other.write_text("a\n1\n")
    for question in (
        f"SELECT * FROM read_csv('{other}')",
        f"COPY (SELECT 1) TO '{tmp_path / 'out.csv'}'",
        "DROP VIEW facts",
        "SELECT 1; SELECT 2",
        "SELECT nothing FROM nowhere",
        "SET enable_external_access = true",
    ):
        with pytest.raises(StoreError):
            sql(store, question)
    assert not (tmp_path / "out.csv").exists()


def test_parts_are_plain_parquet_of_exact_decimals(tmp_path: Path, records: list[Record]) -> None:
    with writing(tmp_path / "s") as writer:
        writer.keep(records)
    for part in Store(tmp_path / "s").parts("facts"):
        assert str(pq.read_schema(part).field("value").type) == "decimal128(38, 9)"


def test_readers_see_whole_parts_while_one_writes(tmp_path: Path, records: list[Record]) -> None:
    with writing(tmp_path / "s") as writer:
        writer.keep(records[:1])
        begin = time.monotonic()
        store = Store(tmp_path / "s")
        assert len(store.known()) == 1
        writer.keep(records)
        assert len(store.known()) == 3, f"seen {time.monotonic() - begin:.1f} s later"
