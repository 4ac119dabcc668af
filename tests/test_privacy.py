"""Drafts are inside information: reading and proving one opens no connection, writes no file and starts no process."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from crossfoot.cli.group import COMMANDS
from places import ROOT

PROGRAM = """
import os, sys
sys.argv[0] = "crossfoot"
seen = []
def heard(event, arguments):
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "tempfile.", "shutil.")):
        seen.append(event)
    elif event == "open" and (
        set(arguments[1]) & set("wax+") if isinstance(arguments[1], str) else arguments[2] & (os.O_WRONLY | os.O_RDWR)
    ):
        seen.append(f"open {arguments[0]!r} to write")
sys.dont_write_bytecode = True
sys.addaudithook(heard)
from crossfoot.cli import main
try:
    main()
finally:
    sys.stderr.write("".join(f"{event}\\n" for event in seen))
"""


EVENT = re.compile(r"(?:socket|subprocess|os|tempfile|shutil)\.|open .* to write$")
# Every command, in every form that writes no file of its own; PACKAGE is the books of one draft.
CHECKS = [
    [],
    ["--numbers"],
    ["--why", "119"],
    *(["--format", form] for form in ("json", "html", "sarif", "junit", "github")),
]
READS = [["--format", "csv"], ["--format", "jsonl"], ["--parts"]]
PACKAGE = ROOT / "examples" / "lexington-2004q3"
LISTENED = [
    *(["check", *form, "RELEASE"] for form in CHECKS),
    ["check", "--against", "RELEASE", "LATER"],
    *(["read", *form, "RELEASE"] for form in READS),
    ["diff", "RELEASE", "LATER"],
    ["diff", "--format", "json", "RELEASE", "LATER"],
    ["build", "PACKAGE"],
    ["build", "--figures", "PACKAGE"],
    ["rules"],
    ["explain", "FT101"],
    ["schema", "read"],
    ["completion", "bash"],
]
# Commands whose file is asked for: `open` and those of a store have tests of their own below; `init` writes a package.
BY_THEMSELVES = {"open", "init", "add", "compare", "query", "series"}


@pytest.mark.parametrize("arguments", LISTENED, ids=" ".join)
def test_no_command_reaches_out_or_leaves_a_copy(tmp_path: Path, arguments: list[str]) -> None:
    """No socket, no process, no file opened for writing, nothing in the places for temporary files."""
    places = {name: tmp_path / name.lower() for name in ("HOME", "TMPDIR", "WORK")}
    for place in places.values():
        place.mkdir()
    drafts = {"RELEASE": tmp_path / "release.txt", "LATER": tmp_path / "later.txt"}
    text = (ROOT / "examples" / "lexington-2004q3.txt").read_text("utf-8")
    drafts["RELEASE"].write_text(text)
    drafts["LATER"].write_text(text.replace("25,103", "25,108"))
    sidecar = tmp_path / "release.txt.crossfoot.toml"
    sidecar.write_text('[[correction]]\nline = 119\nunit = "USD"\nreason = "a sidecar is read, too"\n')
    before = {path: path.read_bytes() for path in (*drafts.values(), sidecar)}
    command = [
        sys.executable,
        "-c",
        PROGRAM,
        *(str(drafts.get(word, PACKAGE if word == "PACKAGE" else word)) for word in arguments),
    ]
    environment = os.environ | {name: str(places[name]) for name in ("HOME", "TMPDIR")}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=places["WORK"], env=environment)
    assert [line for line in done.stderr.splitlines() if EVENT.match(line)] == []
    assert done.returncode in (0, 1), done.stderr
    assert done.stdout
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_every_command_is_listened_to() -> None:
    """A new command belongs in one of the two lists."""
    assert {arguments[0] for arguments in LISTENED} | BY_THEMSELVES == set(COMMANDS)


@pytest.mark.parametrize(
    "arguments", [["check"], ["check", "-v"], ["check", "--format", "html"], ["check", "--format", "jsonl"], ["read"]]
)
def test_nothing_leaves_and_nothing_stays(example: Path, tmp_path: Path, arguments: list[str]) -> None:
    command = [sys.executable, "-c", PROGRAM, *arguments, str(example)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_is_made_in_memory(example: Path, tmp_path: Path) -> None:
    """The one file written is the part beside the workbook, which takes its name once it is whole."""
    target = tmp_path / "book.xlsx"
    command = [sys.executable, "-c", PROGRAM, "read", "--format", "xlsx", "-o", str(target), str(example)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    [line] = done.stderr.splitlines()
    assert line.startswith("open ")
    assert ".book.xlsx." in line
    assert list(tmp_path.iterdir()) == [target]


def test_the_test_would_notice(tmp_path: Path) -> None:
    """The one file that may be written is the one asked for with -o, and the listener hears of it."""
    command = [sys.executable, "-c", PROGRAM, "rules"]
    assert subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path).stderr == ""
    source = Path(__file__)
    command = [sys.executable, "-c", PROGRAM, "read", "-o", str(tmp_path / "facts.txt"), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert "facts.txt" in done.stderr


def test_the_page_is_the_only_copy(example: Path, tmp_path: Path) -> None:
    """`open` writes one file, beside the release, and no other place hears of the draft."""
    release = tmp_path / example.name
    release.write_bytes(example.read_bytes())
    release.chmod(0o600)
    command = [sys.executable, "-c", PROGRAM, "open", "--no-browser", str(release)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    page = tmp_path / f"{example.name}.proof.html"
    assert done.returncode == 0
    assert set(tmp_path.iterdir()) == {release, page}
    assert page.stat().st_mode & 0o777 == 0o600
    assert all(str(tmp_path / f".{page.name}") in line for line in done.stderr.splitlines())


LISTENER = """
import os, sys
log = os.open(os.environ["HEARD"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
os.write(log, f"{os.getpid()} begins\\n".encode())
WROTE = os.O_WRONLY | os.O_RDWR
def heard(event, arguments):
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "tempfile.", "shutil.")):
        told = f"{event} {arguments[-1 if event in ('socket.bind', 'socket.connect') else 0]}"
        if event == "socket.__new__":
            told = f"{event} {arguments[1]!r}"
    elif event == "open" and isinstance(arguments[0], int):
        return  # what is open already, by its number: a pipe
    elif event == "open" and (
        set(arguments[1]) & set("wax+") if isinstance(arguments[1], str) else arguments[2] & WROTE
    ):
        told = f"write {arguments[0]}"
    elif event in ("os.rename", "os.link", "os.symlink", "os.mkdir"):
        told = f"write {arguments[0 if event == 'os.mkdir' else 1]}"
    else:
        return
    os.write(log, f"{os.getpid()} {told}\\n".encode())
sys.dont_write_bytecode = True
sys.addaudithook(heard)
"""


def test_a_store_in_a_folder_is_all_that_its_commands_touch(tmp_path: Path) -> None:
    """Every process is listened to, those that prove documents too.

    `add` proves documents in processes of their own, so that one may be ended alone. Python starts them by a server of
    forks, which is asked through a socket that is a name in an own folder (0700) among the temporary files: no document
    goes through it, no other machine can reach it, and it is gone at the end. Documents go through pipes. Nothing else
    is opened; what is written stands in the store, or is the file of -o.
    """
    places = {name: tmp_path / name.lower() for name in ("HOME", "TMPDIR", "WORK", "SITE", "DRAFTS")}
    for place in places.values():
        place.mkdir()
    (places["SITE"] / "sitecustomize.py").write_text(LISTENER)
    text = (ROOT / "examples" / "lexington-2004q3.txt").read_text("utf-8")
    for k in range(4):
        (places["DRAFTS"] / f"{k}.txt").write_text(f"{text}\nDraft {k}\n")
    (places["DRAFTS"] / "none.txt").write_bytes(b"")
    before = {path: path.read_bytes() for name in ("SITE", "DRAFTS") for path in places[name].iterdir()}
    heard, store = tmp_path / "heard", tmp_path / "store"
    paths = [str(places["SITE"]), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {name: str(places[name]) for name in ("HOME", "TMPDIR")}
    environment |= {"PYTHONPATH": os.pathsep.join(filter(None, paths)), "HEARD": str(heard)}
    program = "import sys\nsys.argv[0] = 'crossfoot'\nfrom crossfoot.cli import main\nmain()"
    answers = {form: tmp_path / f"answer.{form}" for form in ("csv", "svg", "parquet")}
    for arguments, status in (
        (["add", "--workers", "2", "--store", store, places["DRAFTS"]], 2),
        (["query", "--store", store], 0),
        (["query", "--concept", "Revenues", "--store", store, "-o", answers["parquet"]], 0),
        (["series", "Revenues", "--store", store, "-o", answers["svg"]], 0),
        (["compare", "Revenues", "--store", store, "-o", answers["csv"]], 0),
    ):
        done = subprocess.run(
            [sys.executable, "-c", program, *map(str, arguments)],
            capture_output=True, text=True, check=False, cwd=places["WORK"], env=environment,
        )  # fmt: skip
        assert done.returncode == status, done.stderr
    events = [line.partition(" ")[::2] for line in heard.read_text().splitlines()]
    assert len({process for process, _ in events}) >= 5 + 2  # the two that prove are heard, too
    events = [event for event in events if event[1] != "begins"]
    may = (str(store), "/dev/null", *(str(tmp_path / f".{path.name}.") for path in answers.values()))
    may += tuple(map(str, answers.values()))
    temporary = re.escape(str(places["TMPDIR"]))
    listener = rf".*[ =]{temporary}/pymp-\w+(?:/listener-\w+)?>?$|socket.__new__ {int(socket.AF_UNIX)}$"
    tried = rf"write {temporary}/[a-z0-9_]{{8}}$"  # Python sees whether it may write there, with the letters "blat"
    own = re.compile(f"{listener}|{tried}")
    strange = [what for _, what in events if not what.startswith(tuple(f"write {path}" for path in may))]
    assert [what for what in strange if not own.match(what)] == []
    there = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert {path for path in there if store not in path.parents} == {*before, heard, *answers.values()}
    assert {path.parent.name for path in there if store in path.parents} == {
        "store", "commits", "releases", "facts", "findings"
    }  # fmt: skip
    assert all(path.read_bytes() == data for path, data in before.items())
    assert list(places["TMPDIR"].iterdir()) == list(places["WORK"].iterdir()) == list(places["HOME"].iterdir()) == []
