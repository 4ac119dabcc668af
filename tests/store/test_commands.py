"""The store's commands, as a user runs them."""

from __future__ import annotations

import csv
import io
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import pyarrow.parquet as pq
import pytest

from places import EXAMPLES, Run

LEXINGTON = next(path for path in EXAMPLES if path.name.startswith("lexington"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    folder = tmp_path_factory.mktemp("stores") / "s"
    done = run("add", "--store", str(folder), *(str(path) for path in EXAMPLES))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{folder}: {len(EXAMPLES)} added, 0 known before, 0 failed\n"
    return folder


def test_adding_again_and_what_is_not_there(store: Path, run: Run) -> None:
    done = run("add", "--store", str(store), str(LEXINGTON), str(store / "gone.txt"))
    assert done.returncode == 2
    assert done.stderr == f"crossfoot: {store}/gone.txt: no such file or directory\n"
    assert "0 added, 1 known before, 1 failed" in done.stdout
    listed = run("query", "--failures", "--store", str(store))
    assert "gone.txt" in listed.stdout


def test_the_company_may_be_told(run: Run, tmp_path: Path) -> None:
    run("add", "--store", str(tmp_path / "s"), "--company", "Somebody Else Ltd", str(LEXINGTON))
    assert "Somebody Else Ltd" in run("query", "--store", str(tmp_path / "s")).stdout


def test_query_by_sql_and_by_line_item(store: Path, run: Run, tmp_path: Path) -> None:
    question = "SELECT DISTINCT value, unit FROM reported WHERE concept = 'Revenues' AND segment IS NULL AND NOT prose"
    question += " AND company_key = 'lexington precision' AND period_end = DATE '2004-09-30' AND months = 3"
    done = run("query", question, "--store", str(store), "--format", "csv")
    assert done.stdout == "value,unit\n27485000,USD\n"
    done = run(
        "query", "--concept", "revenues", "--company", "lexington", "--segment", "Rubber Group", "--store", str(store),
        "-o", str(tmp_path / "out.parquet"),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    rows = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert {(str(row["period_end"]), int(row["value"])) for row in rows} >= {("2004-09-30", 23499000)}
    assert all(row["segment"] == "Rubber Group" for row in rows)
    done = run("query", "SELECT value FROM nowhere", "--store", str(store))
    assert done.returncode == 2
    assert "cannot be answered" in done.stderr


def test_series_as_table_csv_and_pictures(store: Path, run: Run, tmp_path: Path) -> None:
    ask = ("series", "Revenues", "--company", "lexington", "--store", str(store))
    done = run(*ask)
    assert "3 months to 2004-09-30  USD       27,485,000     27,485,000" in done.stdout
    rows = list(csv.DictReader(io.StringIO(run(*ask, "--format", "csv", "--by", "any").stdout)))
    assert ("2004-01-01", "2004-09-30", "91901000") in {
        (row["period_start"], row["period_end"], row["last_reported"]) for row in rows
    }
    half = [row for row in csv.DictReader(io.StringIO(run(*ask, "--format", "csv").stdout)) if row["derived"]]
    assert half == []  # a half-year less nothing is no quarter
    assert "Revenues" in run(*ask, "--format", "plot").stdout
    run(*ask, "-o", str(tmp_path / "s.svg"))
    assert ElementTree.parse(tmp_path / "s.svg").getroot().tag.endswith("svg")
    assert f"27485000 USD, {LEXINGTON}" in (tmp_path / "s.svg").read_text()
    run(*ask, "-o", str(tmp_path / "s.png"))
    assert (tmp_path / "s.png").read_bytes().startswith(b"\x89PNG")
    run(*ask, "-o", str(tmp_path / "s.html"))
    page = (tmp_path / "s.html").read_text()
    assert "<script" not in page
    assert LEXINGTON.name in page


def test_a_store_may_be_told_by_the_environment(store: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSFOOT_STORE", str(store))
    assert "Lexington" in run("query").stdout.title()


def test_companies_side_by_side(store: Path, run: Run) -> None:
    rows = list(csv.reader(io.StringIO(run("compare", "Revenues", "--store", str(store), "--format", "csv").stdout)))
    assert rows[0][0] == "period"
    assert len(rows[0]) > 2
    (lexington,) = [k for k, name in enumerate(rows[0]) if "LEXINGTON" in name.upper()]
    assert {row[0]: row[lexington] for row in rows}["2004 Q3"] == "27485000"


def test_nothing_is_there(run: Run, tmp_path: Path) -> None:
    done = run("series", "Revenues", "--store", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "not a store" in done.stderr


def test_every_command_takes_a_url(bucket: str, run: Run, tmp_path: Path) -> None:
    """A store on S3, made from documents there, asked from there, with answers written there; as from a folder."""
    import fsspec

    system = fsspec.filesystem("s3")
    for path in EXAMPLES:
        system.pipe_file(f"{bucket}/documents/{path.name}", path.read_bytes())
    there, here = f"{bucket}/cli", f"file://{tmp_path}/cli"
    for place in (there, here):
        done = run("add", "--store", place, f"{bucket}/documents")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == f"{place}: {len(EXAMPLES)} added, 0 known before, 0 failed\n"
    for *ask, target in (
        ("query", "--concept", "Revenues", "--company", "lexington", f"{bucket}/answers/a.csv"),
        ("series", "Revenues", "--company", "lexington", f"{bucket}/answers/b.csv"),
        ("compare", "Revenues", f"file://{tmp_path}/c.csv"),
    ):
        done = run(*ask, "--store", there, "-o", target)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        with fsspec.open(target, "rt", newline="") as stream:
            assert stream.read() == run(*ask, "--store", here, "--format", "csv").stdout
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["c.csv"]
    done = run("query", "--store", f"{bucket}/cli", "-o", "s3://no-such-bucket/a.csv")
    assert (done.returncode, done.stdout) == (2, "")
    assert "bucket does not exist" in done.stderr
    done = run("add", "--store", f"{bucket}/cli", f"{bucket}/nothing")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_run_that_is_broken_off_keeps_what_it_has(run: Run, tmp_path: Path) -> None:
    """As Ctrl-C does it: the signal goes to the processes that prove, too."""
    for k in range(400):
        (tmp_path / f"{k:03}.txt").write_bytes(LEXINGTON.read_bytes() + f"\nCopy {k}\n".encode())
    command = str(Path(sys.executable).with_name("crossfoot"))
    running = subprocess.Popen(
        [command, "add", "--store", str(tmp_path / "s"), str(tmp_path), str(tmp_path / "gone.txt")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # what runs in the background ignores Ctrl-C
    )  # fmt: skip
    time.sleep(5)
    os.killpg(running.pid, signal.SIGINT)
    out, error = running.communicate(timeout=60)
    assert (running.returncode, out) == (130, "")
    assert error == "crossfoot: broken off; what was proved is kept, and the same command goes on from there\n"
    kept = int(
        run(
            "query", "SELECT count(*) AS n FROM releases", "--store", str(tmp_path / "s"), "--format", "csv"
        ).stdout.split()[1]
    )
    assert 0 < kept < 400


def test_a_store_that_cannot_be_written_says_why(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    done = run("add", "--store", str(tmp_path / "file" / "s"), str(LEXINGTON))
    assert done.returncode == 2
    assert done.stderr == f"crossfoot: {tmp_path}/file/s: Not a directory\n"
    done = run("add", "--store", "nowhere://s", str(LEXINGTON))
    assert (done.returncode, done.stderr) == (2, "crossfoot: nowhere://s: Protocol not known: nowhere\n")
