"""The engines: a document that goes wrong costs only itself; killed runs are completed; every engine gives the same."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import poison
from crossfoot.corpus import Limits, add
from crossfoot.corpus import local as local_module
from crossfoot.corpus.cluster import cluster
from crossfoot.corpus.found import Task
from crossfoot.corpus.local import local
from crossfoot.corpus.run import Engine
from crossfoot.corpus.work import prove
from crossfoot.store import Failure, Record, Store
from crossfoot.store.query import sql
from places import EXAMPLES


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two dozen releases: the small examples, each with a line of its own at the end."""
    folder = tmp_path_factory.mktemp("releases")
    small = sorted((path for path in EXAMPLES if path.suffix == ".txt"), key=lambda path: path.stat().st_size)[:3]
    for k in range(24):
        source = small[k % len(small)]
        (folder / f"{k:02}.txt").write_bytes(source.read_bytes() + f"\nCopy {k}\n".encode())
    return folder


def _content(folder: str | Path) -> tuple[str, int]:
    """A digest of all that a store holds, whatever its parts, and the count of releases."""
    store = Store(folder)
    facts = sql(store, "SELECT * FROM facts ORDER BY release, number").to_pylist()
    findings = sql(store, "SELECT * FROM findings ORDER BY release, line, rule, message").to_pylist()
    told = sql(store, "SELECT release, name, company, released, numbers, proved FROM releases ORDER BY release")
    text = repr((facts, findings, told.to_pylist()))
    return hashlib.sha256(text.encode()).hexdigest(), told.num_rows


@pytest.fixture(scope="module")
def unbroken(releases: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, int]:
    store = tmp_path_factory.mktemp("unbroken") / "s"
    summary = add((str(releases),), store)
    assert (summary.kept, summary.known, [(f.name[-6:], f.reason) for f in summary.failures]) == (24, 0, [])
    assert add((str(releases),), store).known == 24
    return _content(store)


@pytest.mark.parametrize("kind", ["", "file://"], ids=["folder", "url"])
def test_runs_killed_at_any_moment_are_completed(
    releases: Path, unbroken: tuple[str, int], tmp_path: Path, kind: str
) -> None:
    where = f"{kind}{tmp_path / 's'}"
    code = "import sys\nfrom crossfoot.corpus import add\nif __name__ == '__main__':\n"
    code += "    add((sys.argv[1],), sys.argv[2], part=3)\n"
    script = tmp_path / "run.py"
    script.write_text(code)
    chance = random.Random(7)
    for _ in range(4 if kind else 8):
        run = subprocess.Popen([sys.executable, str(script), str(releases), where], start_new_session=True)
        time.sleep(chance.uniform(0.2, 2.0))
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        if list((tmp_path / "s").glob("commits/*.json")):
            store = Store(where)  # what it holds is whole: each release that it names has its facts
            assert set(_released(store)) == store.known()
    add((str(releases),), where, part=3)
    assert _content(where) == unbroken
    parts = {Path(path).stem for path in Store(where).parts("facts")}
    for folder in ("releases", "facts", "findings"):
        assert {file.stem for file in (tmp_path / "s" / folder).iterdir()} == parts


def _released(store: Store) -> list[str]:
    return [row["release"] for row in sql(store, "SELECT DISTINCT release FROM facts").to_pylist()]


def test_a_poisoned_document_costs_only_itself(releases: Path) -> None:
    good = [Task(path.name, path.read_bytes()) for path in sorted(releases.iterdir())[:4]]
    bad = [Task("die", b"DIE"), Task("sleep", b"SLEEP"), Task("raise", b"RAISE"), Task("empty", b"")]
    tasks = [good[0], bad[0], good[1], bad[1], good[2], bad[2], bad[3], good[3]]
    outcomes = {one.name: one for one in local(tasks, Limits(seconds=2.0), 2, poison.work)}
    assert {name for name, one in outcomes.items() if isinstance(one, Record)} == {task.name for task in good}
    reasons = {name: one.reason for name, one in outcomes.items() if isinstance(one, Failure)}
    assert "exit code 9" in reasons["die"]
    assert reasons["sleep"] == "took longer than the limit of 2 s"
    assert reasons["raise"] == "a defect of Crossfoot: RuntimeError: a defect"
    assert set(reasons) == {"die", "sleep", "raise", "empty"}


def test_lost_documents_are_not_heaped_up(releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_module, "_HELD", 1)
    good = [Task(path.name, path.read_bytes()) for path in sorted(releases.iterdir())[:6]]
    tasks = [Task("die", b"DIE"), *good[:5], Task("die too", b"DIE"), good[5]]
    outcomes = list(local(tasks, Limits(), 1, poison.work))
    assert sorted(one.name for one in outcomes) == sorted(task.name for task in tasks)
    assert {one.name for one in outcomes if isinstance(one, Failure)} == {"die", "die too"}
    names = [one.name for one in outcomes]
    assert names.index("die") < names.index(good[4].name)  # tried again before more were taken


def test_a_lost_document_is_tried_again(releases: Path, tmp_path: Path) -> None:
    text = sorted(releases.iterdir())[0].read_bytes()
    task = Task("once", f"ONCE {tmp_path / 'mark'}\n".encode() + text)
    (outcome,) = local([task], Limits(), 1, poison.once)
    assert isinstance(outcome, Record)


def test_memory_has_a_limit() -> None:
    rows = "\n".join(f"Line item {k:>6}      {k * 7:>9,}      {k * 11:>9,}" for k in range(19_000))
    (outcome,) = local([Task("large", rows.encode())], Limits(memory=140), 1)
    assert isinstance(outcome, Failure)
    assert outcome.reason == "needs more memory than the limit of 140 MiB"


def test_failures_are_listed_and_tried_by_the_next_run(releases: Path, tmp_path: Path) -> None:
    slow: Engine = lambda tasks, limits: local(tasks, limits, 1, poison.work)  # noqa: E731
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"DIE")
    good = sorted(releases.iterdir())[0]
    for _ in range(2):
        summary = add((str(bad), str(good)), tmp_path / "s", engine=slow)
        assert [one.name for one in summary.failures] == [str(bad)]
    assert [row[2] for row in Store(tmp_path / "s").failures()] == [2]
    bad.write_bytes(good.read_bytes() + b"\nmended\n")
    assert add((str(bad),), tmp_path / "s", engine=slow).kept == 1
    assert Store(tmp_path / "s").failures() == ()


def test_a_cluster_that_loses_a_worker_gives_the_same(
    releases: Path, unbroken: tuple[str, int], tmp_path: Path
) -> None:
    dask = pytest.importorskip("dask")
    distributed = pytest.importorskip("distributed")
    with (
        dask.config.set({"distributed.worker.daemon": False}),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, processes=True
        ) as workers,
    ):
        victims = [worker.pid for worker in workers.workers.values()]
        seen: list[Any] = []

        def told(outcome: Any) -> None:
            seen.append(outcome)
            if len(seen) == 3:
                os.kill(victims[0], signal.SIGKILL)

        engine: Engine = partial(cluster, address=workers.scheduler_address)
        run = threading.Thread(
            target=add, args=((str(releases),), tmp_path / "s"), kwargs={"engine": engine, "told": told}
        )
        run.start()
        run.join(120)
        assert not run.is_alive()
    assert _content(tmp_path / "s") == unbroken


def test_failures_of_a_run_that_breaks_are_listed(releases: Path, tmp_path: Path) -> None:
    good = sorted(releases.iterdir())

    def breaks(tasks: Any, _limits: Limits) -> Any:
        for k, task in enumerate(tasks):
            if k == 2:
                raise KeyboardInterrupt
            yield poison.work(Task("bad.txt", b"")) if k else prove(task)

    with pytest.raises(KeyboardInterrupt):
        add((str(tmp_path / "gone.txt"), *map(str, good)), tmp_path / "s", engine=breaks)
    store = Store(tmp_path / "s")
    assert len(store.known()) == 1
    assert {row[0] for row in store.failures()} == {str(tmp_path / "gone.txt"), "bad.txt"}


def test_the_same_document_under_two_names_is_kept_once(releases: Path, tmp_path: Path) -> None:
    text = sorted(releases.iterdir())[0].read_bytes()
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_bytes(text)
    summary = add((str(tmp_path),), tmp_path / "s")
    assert (summary.kept, summary.known) == (1, 1)
    assert sql(Store(tmp_path / "s"), "SELECT name FROM releases").to_pylist() == [{"name": str(tmp_path / "a.txt")}]
