"""`crossfoot open` and `check --format html`: where the page goes, and what is never overwritten."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from crossfoot.report.page import SIGNATURE
from places import ROOT, Run

LEXINGTON = ROOT / "examples" / "lexington-2004q3.txt"


@pytest.fixture
def release(tmp_path: Path) -> Path:
    return Path(shutil.copy(LEXINGTON, tmp_path / "release.txt"))


def test_the_page_stands_beside_the_release(run: Run, release: Path) -> None:
    done = run("open", "--no-browser", release)
    page = release.with_name("release.txt.proof.html")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"wrote {page}\n", "")
    assert page.read_text("utf-8").startswith(SIGNATURE)
    assert run("open", "--no-browser", release).returncode == 0  # a page of ours is written anew
    assert sorted(path.name for path in release.parent.iterdir()) == ["release.txt", "release.txt.proof.html"]


def test_the_browser_is_given_the_page(run: Run, release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", "echo opening %s")
    done = run("open", release)
    assert done.returncode == 0
    assert f"opening {release.with_name('release.txt.proof.html').as_uri()}" in done.stdout


def test_another_file_of_that_name_is_left_alone(run: Run, release: Path) -> None:
    other = release.with_name("release.txt.proof.html")
    other.write_text("mine")
    done = run("open", "--no-browser", release)
    assert done.returncode == 2
    assert "is no proof page" in done.stderr
    assert other.read_text() == "mine"


def test_the_page_goes_where_it_is_told_to(run: Run, release: Path, tmp_path: Path) -> None:
    page = tmp_path / "elsewhere.html"
    done = run("open", "--no-browser", "-o", page, "-", stdin=release.read_bytes())
    assert (done.returncode, done.stderr) == (0, "")
    assert page.exists()
    done = run("open", "--no-browser", "-", stdin=release.read_bytes())
    assert done.returncode == 2
    assert "-o PAGE" in done.stderr


def test_an_unreadable_release_has_no_page(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    done = run("open", "--no-browser", empty)
    assert done.returncode == 2
    assert "is empty" in done.stderr
    assert list(tmp_path.iterdir()) == [empty]


def test_check_writes_the_page_and_keeps_its_status(run: Run, release: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("check", "--format", "html", "-o", page, release).returncode == 0
    assert page.read_text("utf-8").startswith(SIGNATURE)
    release.write_bytes(release.read_bytes().replace(b"25,103", b"25,108"))
    done = run("check", "--format", "html", release)
    assert done.returncode == 1
    assert "FT101" in done.stdout
    done = run("check", "--format", "html", "--ignore", "FT", release)
    assert done.returncode == 0
    assert "FT101" not in done.stdout


def test_a_page_is_of_one_release(run: Run, release: Path) -> None:
    done = run("check", "--format", "html", release, release)
    assert done.returncode == 2
    assert "one FILE" in done.stderr


def test_a_page_that_cannot_be_written_leaves_nothing(run: Run, release: Path, tmp_path: Path) -> None:
    done = run("check", "--format", "html", "-o", tmp_path / "nowhere" / "page.html", release)
    assert done.returncode == 2
    assert "no such file" in done.stderr
    assert list(tmp_path.iterdir()) == [release]
