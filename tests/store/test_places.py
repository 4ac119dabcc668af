"""A store is the same in a folder and at a URL: whole after a break at any step, right with two writers, small."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import fsspec
import msgspec
import pyarrow.parquet as pq
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from crossfoot import api
from crossfoot.store import Failure, Record, Store, StoreError, Writer, record, sql, writing
from crossfoot.store import commits as commits_module
from crossfoot.store import folder as folder_module
from crossfoot.store import merge as merge_module
from crossfoot.store.merge import TOGETHER
from crossfoot.store.place import Place, place
from places import EXAMPLES

KINDS = ("releases", "facts", "findings")


@pytest.fixture(scope="module")
def sample() -> Record:
    path = min((path for path in EXAMPLES if path.suffix == ".txt"), key=lambda path: path.stat().st_size)
    return record(api.check(path), path.stat().st_size)


def _copies(one: Record, *numbers: int) -> list[Record]:
    """Releases of different content with the same facts: their facts stay named after the original."""
    return [msgspec.structs.replace(one, release=f"{k:064x}", name=f"{k}.txt") for k in numbers]


def _names(where: str) -> list[str]:
    rows = sql(Store(where), "SELECT name FROM releases ORDER BY CAST(replace(name, '.txt', '') AS INT)").to_pylist()
    return [row["name"] for row in rows]


def _facts(where: str) -> int:
    return int(sql(Store(where), "SELECT count(*) AS n FROM facts").to_pylist()[0]["n"])


def _files(where: str) -> dict[str, set[str]]:
    return {kind: {name.removesuffix(".parquet") for name in place(where).names(kind)} for kind in KINDS}


def _whole(where: str) -> None:
    """What lies about is what counts, neither more nor less."""
    parts = {part.part for part in Store(where).commit().state.parts}
    assert _files(where) == dict.fromkeys(KINDS, parts)


class _Broken(Exception):
    pass


@contextmanager
def _breaking(writer: Writer, after: int) -> Iterator[Callable[[], int]]:
    """Ends the writer (as a kill would) once it has written and removed `after` files; tells how many steps it took."""
    real: Place = writer._place
    steps = 0

    def counted(step: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal steps
        if steps == after:
            raise _Broken
        steps += 1
        return step(*arguments)

    class Breaking:
        def __getattr__(self, name: str) -> Any:
            return (
                functools.partial(counted, getattr(real, name)) if name in ("write", "create") else getattr(real, name)
            )

        def remove(self, names: Any) -> None:
            for name in names:
                counted(real.remove, [name])

    writer._place = Breaking()
    yield lambda: steps


def test_questions_have_the_same_answers_everywhere(where: str, sample: Record) -> None:
    with writing(where) as writer:
        writer.keep([sample])
    store = Store(where)
    assert store.known() == {sample.release}
    rows = sql(store, "SELECT value, unit, period_end FROM reported ORDER BY line, number").to_pylist()
    assert len(rows) == _facts(where) > 20
    assert sql(store, "SELECT min(company) AS c FROM reported").to_pylist() == [{"c": sample.company}]
    with fsspec.open(store.parts("facts")[0]) as stream:
        assert str(pq.read_schema(stream).field("value").type) == "decimal128(38, 9)"
    assert store.size() == sum(
        len(place(where).read(f"{kind}/{name}.parquet")) for kind in KINDS for name in _files(where)[kind]
    )
    for question in ("SELECT * FROM read_csv('/etc/hosts')", f"COPY (SELECT 1) TO '{where.partition('://')[2]}/x.csv'"):
        with pytest.raises(StoreError):
            sql(store, question)


def test_what_python_reads_is_read_by_one_thread(where: str, sample: Record) -> None:
    """Of several, those that wait for the interpreter may wait for ever."""
    with writing(where) as writer:
        writer.keep([sample])
    store = Store(where)
    (answer,) = sql(store, "SELECT current_setting('threads') AS threads").to_pylist()
    assert store.place.system is None or answer["threads"] == 1


def test_a_break_at_any_step_loses_nothing_and_leaves_nothing(where: str, sample: Record) -> None:
    """Sixteen parts are kept, so that the last is followed by a merge; the writer ends after each of its steps."""
    with writing(where) as writer:
        for k in range(TOGETHER - 1):
            writer.keep(_copies(sample, k))
    facts, done = _facts(where) // (TOGETHER - 1), False
    # Three files and a commit, three merged files and their commit, then the removal of forty-eight.
    for after in (3, 7, 99) if where.startswith("s3") else (*range(10), 30, 99):
        with writing(where) as writer:
            before = _names(where)
            with _breaking(writer, after) as steps:
                try:
                    writer.keep(_copies(sample, TOGETHER - 1))
                    done = True
                except _Broken:
                    assert steps() == after
        assert _names(where) in (before, [*before, f"{TOGETHER - 1}.txt"])
        assert _facts(where) == facts * len(_names(where))
        if after == 0:
            assert _names(where) == before
        with writing(where):  # sweeps
            _whole(where)
    assert done
    with writing(where) as writer:
        writer.keep(_copies(sample, *range(TOGETHER)))
    assert _names(where) == [f"{k}.txt" for k in range(TOGETHER)]


def test_small_parts_are_written_together(tmp_path: Path, sample: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merge_module, "TOGETHER", 4)
    where, count = str(tmp_path / "s"), 70
    with writing(where) as writer:
        for k in range(count):
            writer.keep(_copies(sample, k))
            assert len(writer._commit.state.parts) <= 3 * 3
    assert _names(where) == [f"{k}.txt" for k in range(count)]
    parts = Store(where).commit().state.parts
    assert sum(part.releases for part in parts) == count
    assert sum(part.facts for part in parts) == _facts(where) == count * (_facts(where) // count)
    _whole(where)
    assert len(place(where).names("commits")) <= 20


@pytest.mark.parametrize("kind", ["memory", "s3"])
def test_two_writers_at_a_url_are_both_right(kind: str, request: pytest.FixtureRequest, sample: Record) -> None:
    where = "memory://two" if kind == "memory" else f"{request.getfixturevalue('bucket')}/two"
    with writing(where) as one, writing(where) as other:
        one.keep(_copies(sample, 1, 2), [Failure(None, "gone.txt", "no such file")])
        other.keep(_copies(sample, 2, 3))  # 2 is kept already: the other sees it when it comes second
        one.keep(_copies(sample, 3, 4))
        assert other.knows(f"{2:064x}")
    assert _names(where) == ["1.txt", "2.txt", "3.txt", "4.txt"]
    assert [row[0] for row in Store(where).failures()] == ["gone.txt"]
    with writing(where):
        _whole(where)


def test_many_writers_at_once(sample: Record) -> None:
    where = "memory://many"
    with writing(where):
        pass

    def work(k: int) -> None:
        with writing(where) as writer:
            for n in range(8):
                writer.keep(_copies(sample, 10 * k + n, n))

    threads = [threading.Thread(target=work, args=(k,)) for k in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(_names(where)) == sorted(f"{k}.txt" for k in {10 * k + n for k in range(4) for n in range(8)})
    assert _facts(where) == len(_names(where)) * (_facts(where) // len(_names(where)))
    with writing(where):
        _whole(where)


def test_a_sweep_takes_nothing_that_another_writer_still_names(sample: Record) -> None:
    """The second writer comes, sweeps and commits between the first one's part and its commit."""
    where = "memory://sweep"
    with writing(where) as one:
        one.keep(_copies(sample, 1))
        create, met = one._place.create, []

        def late(name: str, data: bytes) -> None:
            if not met:
                met.append(name)
                with writing(where) as other:
                    other.keep(_copies(sample, 2))
            create(name, data)

        one._place.create = late
        one.keep(_copies(sample, 2, 3))
    assert _names(where) == ["1.txt", "2.txt", "3.txt"]
    _whole(where)


def test_a_writer_that_slept_while_its_number_came_and_went(monkeypatch: pytest.MonkeyPatch, sample: Record) -> None:
    monkeypatch.setattr(commits_module, "_LAST", 3)
    where = "memory://slept"
    with writing(where) as one:
        one.keep(_copies(sample, 0))
        with writing(where) as other:
            for k in range(1, 9):
                other.keep(_copies(sample, k))
        one.keep(_copies(sample, 8, 9))
    assert _names(where) == [f"{k}.txt" for k in range(10)]


@pytest.mark.parametrize("made", [True, False])
def test_a_merge_that_is_not_known_to_be_committed(monkeypatch: pytest.MonkeyPatch, sample: Record, made: bool) -> None:
    """The writer slept after its commit, or another came first: what counts is left, and nothing else."""
    where = f"memory://unsure-{made}"
    with writing(where) as writer:
        for k in range(TOGETHER - 1):
            writer.keep(_copies(sample, k))
        real, calls = folder_module.committed, []

        def unsure(*arguments: Any) -> Any:
            calls.append(arguments)
            if len(calls) != 2:
                return real(*arguments)
            if made:
                real(*arguments)
            else:
                with writing(where) as other:
                    other.keep(_copies(sample, TOGETHER))
            return None

        monkeypatch.setattr(folder_module, "committed", unsure)
        writer.keep(_copies(sample, TOGETHER - 1))
    assert len(calls) > 1
    assert _names(where) == [f"{k}.txt" for k in range(TOGETHER + (not made))]
    _whole(where)


def test_an_answer_lost_on_its_way_is_no_conflict(sample: Record) -> None:
    where = "memory://lost"
    with writing(where) as writer:
        create = writer._place.create

        def twice(name: str, data: bytes) -> None:
            create(name, data)
            create(name, data)

        writer._place.create = twice
        writer.keep(_copies(sample, 1))
    assert len(Store(where).commit().state.parts) == 1
    _whole(where)


def test_a_question_while_parts_are_merged_is_put_again(tmp_path: Path, sample: Record, monkeypatch: Any) -> None:
    where = str(tmp_path / "s")
    with writing(where) as writer:
        for k in range(TOGETHER - 1):
            writer.keep(_copies(sample, k))
        store = Store(where)
        old = store.commit()
        writer.keep(_copies(sample, TOGETHER - 1))  # merges: the files of `old` are gone
        answers = iter([old])
        real = store.commit
        monkeypatch.setattr(store, "commit", lambda: next(answers, None) or real())
        assert sql(store, "SELECT count(*) AS n FROM releases").to_pylist() == [{"n": TOGETHER}]


class _Overwriting(MemoryFileSystem):  # type: ignore[misc]
    """As an S3 server that has never heard of If-None-Match."""

    protocol = "overwriting"
    store: dict[str, Any] = {}  # noqa: RUF012
    pseudo_dirs = [""]  # noqa: RUF012

    def pipe_file(self, path: str, value: bytes, mode: str = "overwrite", **_: Any) -> None:  # noqa: ARG002
        self.open(path, "wb", data=value)


class _Looking(MemoryFileSystem):  # type: ignore[misc]
    """As SFTP: looks whether a file is there, and then writes."""

    protocol = "looking"
    pipe_file = fsspec.AbstractFileSystem.pipe_file

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return str(super()._strip_protocol(path.replace("looking://", "memory://")))


def test_where_writers_cannot_be_kept_apart_nothing_is_written(sample: Record) -> None:
    fsspec.register_implementation("overwriting", _Overwriting, clobber=True)
    fsspec.register_implementation("looking", _Looking, clobber=True)
    with pytest.raises(StoreError, match="conditional writes are not supported"), writing("overwriting://s"):
        pass
    with writing("memory://looked") as writer:
        writer.keep([sample])
    with pytest.raises(StoreError, match="cannot keep two writers apart"), writing("looking://looked"):
        pass
    assert Store("looking://looked").known() == {sample.release}


def test_a_store_that_was_copied_is_read_over_http(tmp_path: Path, sample: Record) -> None:
    pytest.importorskip("aiohttp")
    with writing(tmp_path / "s") as writer:
        writer.keep([sample])
    quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        url = f"http://127.0.0.1:{server.server_port}/s"
        assert _facts(url) == _facts(str(tmp_path / "s"))
        with pytest.raises(StoreError, match="not a store"):
            Store(f"http://127.0.0.1:{server.server_port}/other")
    finally:
        server.shutdown()


def test_what_is_no_store_says_so(bucket: str, tmp_path: Path) -> None:
    for url in ("memory://none", f"{bucket}/none", f"file://{tmp_path}/none"):
        with pytest.raises(StoreError, match="not a store; make one with"):
            Store(url)
    with pytest.raises(StoreError, match="Protocol not known: nowhere"):
        Store("nowhere://x")
    with pytest.raises(StoreError, match="bucket does not exist"), writing("s3://no-such-bucket/s"):
        pass
    fsspec.filesystem("memory").pipe_file("/letters/a.txt", b"Dear")
    with pytest.raises(StoreError, match="holds other files"), writing("memory://letters"):
        pass


def test_a_store_of_an_earlier_version_says_so(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite").write_bytes(b"")
    (tmp_path / "writer.lock").write_bytes(b"")
    for attempt in (lambda: Store(tmp_path), lambda: writing(tmp_path).__enter__()):
        with pytest.raises(StoreError, match="earlier version"):
            attempt()


def test_a_damaged_commit_is_told_and_not_passed_over(tmp_path: Path, sample: Record) -> None:
    with writing(tmp_path / "s") as writer:
        writer.keep([sample])
    last = max((tmp_path / "s" / "commits").iterdir())
    last.write_bytes(last.read_bytes()[:-9])
    with pytest.raises(StoreError, match="damaged"):
        Store(tmp_path / "s")
    last.write_bytes(b'{"version":99}')
    with pytest.raises(StoreError, match="another version of Crossfoot"):
        Store(tmp_path / "s")
