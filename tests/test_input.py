"""Bad input, through the command and the API: what cannot be read is said in one line, and costs only itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import crossfoot
from crossfoot import api
from crossfoot.model.errors import CrossfootError, Unreadable
from places import EXAMPLES, ROOT, Run
from promises import spans_hold_the_text

RELEASE = ROOT / "examples" / "lexington-2004q3.txt"
TEXT = RELEASE.read_text("utf-8")


def values(data: bytes) -> list[tuple[str, str, str | None]]:
    """What matters of each number: as printed (white space apart), its value, its unit."""
    return [(" ".join(n.text.split()), str(n.value), n.unit) for n in crossfoot.check(data).reading.numbers]


UNREADABLE = {
    "empty": b"",
    "blank": b" \r\n\t\n  \n",
    "binary": bytes(range(256)) * 40,
    "zip": b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + os.urandom(2000),
    "pdf": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Length 3000 >>\nstream\n" + bytes(range(256)) * 12,
    "picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + os.urandom(2000),
    "nul": b"Net sales\x00\x00\x00 27,485\n" * 20,
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_is_no_text_is_refused(run: Run, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"{kind}.txt"
    path.write_bytes(UNREADABLE[kind])
    for verb in ("check", "read"):
        done = run(verb, path)
        assert (done.returncode, done.stdout) == (2, "")
        [said] = done.stderr.splitlines()
        assert str(path) in said
        assert "Traceback" not in said
    with pytest.raises(Unreadable) as raised:
        crossfoot.check(UNREADABLE[kind], name="the draft")
    assert raised.value.name == "the draft"
    assert raised.value.reason


def test_missing_file_and_directory(run: Run, tmp_path: Path) -> None:
    for path, words in ((tmp_path / "none.txt", "no such file"), (tmp_path, "directory")):
        done = run("check", path)
        assert done.returncode == 2
        [said] = done.stderr.splitlines()
        assert str(path) in said
        assert words in said.lower()
        with pytest.raises(CrossfootError, match=words):
            crossfoot.read(path)


def test_too_large_names_the_limit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(api, "LIMIT_BYTES", 1 << 20)
    data = (TEXT * 80).encode()
    assert len(data) > 1 << 20
    path = tmp_path / "large.txt"
    path.write_bytes(data)
    with path.open("rb") as stream:
        for source in (path, data, stream):
            with pytest.raises(Unreadable, match="limit of 1 MiB"):
                crossfoot.check(source)


def test_a_batch_goes_on_past_what_cannot_be_read(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    paths = [EXAMPLES[0], empty, tmp_path / "none.txt", EXAMPLES[1]]
    for verb in ("check", "read"):
        done = run(verb, "--format", "jsonl", *paths)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 2
        assert [line["document"]["path"] for line in lines] == [str(path) for path in paths]
        assert ["error" in line for line in lines] == [False, True, True, False]
        assert [bool(line["numbers"]) for line in lines] == [True, False, False, True]


def test_a_pipe(run: Run) -> None:
    for data, status in ((RELEASE.read_bytes(), 0), (RELEASE.read_bytes().replace(b"25,103", b"25,108"), 1), (b"", 2)):
        done = run("check", "--format", "jsonl", "-", stdin=data)
        assert done.returncode == status
        assert json.loads(done.stdout)["document"]["path"] == "-"


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_endings_do_not_matter(example: Path, ending: str) -> None:
    text = example.read_text("utf-8")
    data = text.replace("\n", ending).encode()
    assert values(data) == values(text.encode())
    proof = crossfoot.check(data)
    assert [n.line for n in proof.reading.numbers] == [n.line for n in crossfoot.check(example).reading.numbers]
    spans_hold_the_text(proof)


def test_windows_1252(example: Path) -> None:
    """Smart quotes and dashes in the old code page: nothing is lost and every figure is read."""
    text = example.read_text("utf-8").replace(" -- ", " — ").replace("company's", "company’s")
    assert values(text.encode("cp1252")) == values(text.encode())


def test_bytes_that_no_code_page_knows() -> None:
    """0x81 is nothing in Windows-1252: the character is given up, the release is not."""
    text = RELEASE.read_bytes().replace(b"Metals Group", b"Metals\x81Group", 1)
    assert len(values(text)) == len(values(RELEASE.read_bytes()))


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf"])
def test_a_byte_order_mark(mark: bytes) -> None:
    assert values(mark + RELEASE.read_bytes()) == values(RELEASE.read_bytes())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_utf_16_is_refused_or_read_never_guessed(encoding: str) -> None:
    try:
        found = values(TEXT.encode(encoding))
    except Unreadable:
        return
    assert found == values(TEXT.encode())


@pytest.mark.parametrize("tenth", range(1, 10))
def test_truncated_releases_are_read(example: Path, tenth: int) -> None:
    """Cut anywhere, a release still gives what stands before the cut, and no error but where a number itself is cut."""
    data = example.read_bytes()
    cut = data[: data.rindex(b"\n", 0, len(data) * tenth // 10) + 1]
    proof = crossfoot.check(cut)
    assert proof.document.source == cut.decode()
    assert [f.message for f in proof.findings if f.severity == "error"] == []


def test_a_text_without_tables_is_no_problem(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear shareholders,\n\nwe shall meet on May 4, 2004 in room 12.\n", "utf-8")
    done = run("check", path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()
    assert run("read", path).returncode == 0


def test_wrong_usage_is_status_two(run: Run) -> None:
    for arguments in (["check"], ["check", "--format", "papyrus", "x"], ["prove", "x"], ["explain", "ZZ999"]):
        done = run(*arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert len(done.stderr.splitlines()) == 1, done.stderr


def test_digits_without_end_are_no_figure(example: Path) -> None:
    """A number of 400 digits in a table is text: nothing is computed with it, and nothing else is lost."""
    text = example.read_text("utf-8")
    table = text.rindex("Net ")
    proof = crossfoot.check((text[:table] + "9" * 400 + "   1,234\n" + text[table:]).encode())
    assert all(len(n.text) < 40 for n in proof.reading.numbers if n.where == "table")
    assert len(proof.reading.numbers) >= len(crossfoot.check(example).reading.numbers)


def test_a_reader_of_our_output_that_goes_away_is_no_error() -> None:
    """`crossfoot read FILE | head -1`: no complaint, and the status is that of a program which SIGPIPE ended."""
    command = Path(sys.executable).with_name("crossfoot")
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{command} read --format jsonl {RELEASE} {RELEASE} | head -c 10"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stderr, done.returncode) == ("", 141)


@pytest.mark.parametrize("entity", ["&#7;", "&#27;", "&#0;", "&#xFFFE;", "&#x110000;"])
def test_an_entity_that_stands_for_no_character(entity: str) -> None:
    page = (ROOT / "examples" / "larkmoor-2021q1.htm").read_bytes()
    assert values(page.replace(b"Gross profit", f"Gross{entity} profit{entity}".encode())) == values(page)
