"""The linter's manners at the command line: settings, baseline, statuses, folders, colour, completion, watching."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from threading import Timer
from xml.etree import ElementTree

import pytest

from places import ROOT, Run

GOOD = (ROOT / "examples" / "lexington-2004q3.txt").read_text("utf-8")
BAD = GOOD.replace("25,103", "25,108")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    (tmp_path / "bad.txt").write_text(BAD, "utf-8")
    return tmp_path


FOOTING = ("--select", "FT")  # notes on wording are not what these tests are about


def test_settings_are_found_above_the_file_and_the_command_line_comes_first(run: Run, folder: Path) -> None:
    bad = folder / "bad.txt"
    assert run("check", bad).returncode == 1
    (folder / "crossfoot.toml").write_text('ignore = ["FT101"]\n')
    done = run("check", bad)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == f"Settings from {folder / 'crossfoot.toml'}"
    assert run("check", "--ignore", "PS", bad).returncode == 1
    assert run("check", "--isolated", bad).returncode == 1
    other = folder / "other.toml"
    other.write_text('fail-on = "never"\n')
    done = run("check", "--config", other, bad)
    assert done.returncode == 0
    assert "FT101" in done.stdout
    assert run("check", "--config", other, "--fail-on", "note", bad).returncode == 1


def test_settings_that_mean_nothing_end_the_command(run: Run, folder: Path) -> None:
    (folder / "crossfoot.toml").write_text("\nignored = []\n")
    done = run("check", folder / "good.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"crossfoot: {folder / 'crossfoot.toml'}, line 2: 'ignored' is no key that is known here;"
        " did you mean 'ignore'?\n"
    )
    assert run("check", "--config", folder / "none.toml", folder / "good.txt").returncode == 2


def test_less_proved_than_asked_for_fails(run: Run, folder: Path) -> None:
    (folder / "crossfoot.toml").write_text("fail-under = 99.5\n")
    done = run("check", folder / "good.txt")
    assert done.returncode == 1
    assert "99.1 % of the numbers are proved, less than fail-under = 99.5" in done.stderr


def test_a_baseline_is_written_needs_reasons_is_kept_and_goes_stale(run: Run, folder: Path) -> None:
    bad, baseline = folder / "bad.txt", folder / "accepted.toml"
    done = run("check", *FOOTING, "--write-baseline", baseline, bad)
    assert done.returncode == 0
    assert "1 of its entries want a reason or an owner" in done.stderr
    done = run("check", *FOOTING, "--baseline", baseline, bad)
    assert done.returncode == 2
    assert "has no reason" in done.stderr
    words = "--reason", "as filed", "--owner", "J. Doe"
    assert run("check", *FOOTING, "--write-baseline", baseline, *words, bad).stderr == ""
    done = run("check", *FOOTING, "--baseline", baseline, bad)
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 errors, 0 warnings, 0 notes, 1 accepted." in done.stdout
    assert "as filed (J. Doe)" in done.stdout
    line = json.loads(run("check", *FOOTING, "--format", "jsonl", "--baseline", baseline, bad).stdout)
    assert line["findings"][0]["accepted"] == {"reason": "as filed", "owner": "J. Doe"}
    bad.write_text(GOOD, "utf-8")
    done = run("check", *FOOTING, "--baseline", baseline, bad)
    assert done.returncode == 0
    assert "is found no more; take the entry out" in done.stderr
    assert "left out" in run("check", *FOOTING, "--write-baseline", baseline, bad).stderr
    assert "[[accepted]]" not in baseline.read_text()


def test_the_baseline_of_the_settings_stands_beside_them(run: Run, folder: Path) -> None:
    baseline = folder / "accepted.toml"
    run("check", "--write-baseline", baseline, "--reason", "r", "--owner", "o", folder / "bad.txt")
    (folder / "crossfoot.toml").write_text('baseline = "accepted.toml"\n')
    assert run("check", folder / "bad.txt").returncode == 0
    baseline.unlink()
    assert run("check", folder / "bad.txt").returncode == 2


def test_folders_and_patterns(run: Run, folder: Path) -> None:
    inner = folder / "inner"
    inner.mkdir()
    for name in ("b.htm", ".hidden.txt", "a.proof.html", "notes.md"):
        (inner / name).write_text(GOOD, "utf-8")

    def checked(*arguments: str) -> list[str]:
        lines = run("check", "--format", "jsonl", *arguments).stdout.splitlines()
        return [str(Path(json.loads(line)["document"]["path"]).relative_to(folder)) for line in lines]

    assert checked(str(folder)) == ["bad.txt", "good.txt", "inner/b.htm"]
    assert checked(f"{folder}/good.txt", f"{folder}/*.txt") == ["good.txt", "bad.txt"]  # once, though found twice
    (folder / "crossfoot.toml").write_text('exclude = ["bad.*", "inner/*"]\n')
    assert checked(str(folder)) == ["good.txt"]
    assert checked(f"{folder}/bad.txt") == ["bad.txt"]  # what is named is checked
    assert run("check", inner / "b.htm", folder).returncode == 0
    (folder / "odd[1].txt").write_text(GOOD, "utf-8")
    assert checked(f"{folder}/odd[1].txt") == ["odd[1].txt"]
    assert len(run("read", "--format", "jsonl", folder / "inner").stdout.splitlines()) == 1


def test_an_empty_folder_is_said_to_be_one(run: Run, tmp_path: Path) -> None:
    done = run("check", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "a directory without a file to read" in done.stderr


def test_forms_for_builds(run: Run, folder: Path) -> None:
    names = [str(folder / name) for name in ("bad.txt", "good.txt", "none.txt")]
    done = run("check", *FOOTING, "--format", "github", *names)
    assert done.returncode == 2
    assert [line.split(" ")[0] for line in done.stdout.splitlines()] == ["::error", "::error"]
    done = run("check", *FOOTING, "--format", "sarif", *names)
    [result] = json.loads(done.stdout)["runs"][0]["results"]
    assert result["ruleId"] == "FT101"
    target = folder / "out.xml"
    assert run("check", *FOOTING, "--format", "junit", "-o", target, *names).returncode == 2
    suites = ElementTree.parse(target).getroot()
    assert [suite.attrib["name"] for suite in suites] == names
    assert suites[1].attrib["tests"] == "7"
    assert sorted(folder.glob("*.part")) == sorted(folder.glob(".*")) == []


def test_colour_is_as_asked_for(run: Run, folder: Path) -> None:
    good = folder / "good.txt"
    for arguments in (["check"], ["check", "--numbers"], ["read"]):
        assert "\x1b" not in run(*arguments, good).stdout
        assert "\x1b" in run(*arguments, "--color", "always", good).stdout
        assert "\x1b" not in run(*arguments, "--color", "never", good).stdout


@pytest.mark.parametrize(("files", "bar"), [(["good.txt", "bad.txt"], True), (["good.txt"], False)])
def test_a_bar_on_a_terminal_over_several_files(folder: Path, files: list[str], bar: bool) -> None:
    """Stderr is a terminal here and stdout a pipe; with no terminal at all, as elsewhere, stderr stays empty."""
    ours, theirs = pty.openpty()
    program = [sys.executable, "-c", "from crossfoot.cli import main; main()", "check", *FOOTING, "--format", "jsonl"]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    done = subprocess.run(
        [*program, *files], stdout=subprocess.PIPE, stderr=theirs, check=False, cwd=folder, env=environment
    )
    os.close(theirs)
    said = b""
    while select.select([ours], [], [], 0)[0]:
        try:
            said += os.read(ours, 4096)
        except OSError:  # the terminal's other end is closed, and nothing is left
            break
    os.close(ours)
    assert len(done.stdout.splitlines()) == len(files)
    assert (b"checking" in said) == bar
    assert b"\x1b" not in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["--reason", "r"],
        ["--config", "a.toml", "--isolated"],
        ["--watch", "-"],
        ["--watch", "--format", "sarif"],
        ["--fail-on", "all"],
        ["--color", "red"],
    ],
)
def test_options_that_do_not_go_together(run: Run, folder: Path, arguments: list[str]) -> None:
    done = run("check", *arguments, folder / "good.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(run: Run, shell: str) -> None:
    done = run("completion", shell)
    assert done.returncode == 0
    assert "_CROSSFOOT_COMPLETE" in done.stdout


def test_words_are_completed() -> None:
    environment = {
        **os.environ,
        "_CROSSFOOT_COMPLETE": "bash_complete",
        "COMP_WORDS": "crossfoot ch",
        "COMP_CWORD": "1",
    }
    program = [sys.executable, "-c", "from crossfoot.cli import main; main()"]
    done = subprocess.run(program, capture_output=True, text=True, check=False, env=environment)
    assert done.stdout.split() == ["plain,check"]
    environment |= {"COMP_WORDS": "crossfoot check --form", "COMP_CWORD": "2"}
    done = subprocess.run(program, capture_output=True, text=True, check=False, env=environment)
    assert done.stdout.split() == ["plain,--format"]


def test_watching_checks_again_what_changed(folder: Path) -> None:
    pytest.importorskip("watchfiles")
    bad = folder / "bad.txt"
    program = [sys.executable, "-c", "from crossfoot.cli import main; main()"]
    arguments = ["check", *FOOTING, "--watch", "--format", "github", str(bad), str(folder / "good.txt")]
    pipe = subprocess.PIPE
    # What is started in the background ignores Ctrl-C, and so would what it starts.
    heeding = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen([*program, *arguments], stdout=pipe, stderr=pipe, text=True, preexec_fn=heeding) as watching:
        assert watching.stdout is not None
        assert watching.stderr is not None
        try:
            assert watching.stdout.readline().startswith("::error")
            assert watching.stderr.readline().startswith("watching")
            part = folder / "part"
            for _ in range(60):  # once the folder is watched, and nothing tells when it is
                part.write_text(GOOD.replace("25,103", "25,109"), "utf-8")
                part.replace(bad)  # as editors save
                if select.select([watching.stderr], [], [], 1)[0]:
                    break
            assert watching.stderr.readline() == f"changed: {bad}\n"
            assert "25,109" in watching.stdout.readline()
        finally:
            watching.send_signal(signal.SIGINT)
            stop = Timer(30, watching.kill)
            stop.start()
            status = watching.wait()
            stop.cancel()
        assert status == 1
