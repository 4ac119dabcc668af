"""The store's commands, as a user runs them."""

from __future__ import annotations

import csv
import io
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
