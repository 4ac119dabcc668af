"""The commands: what is printed where, and the exit status."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

import crossfoot
from crossfoot import api, rules
from crossfoot.cli import main
from crossfoot.model.errors import Unreadable
from crossfoot.model.proof import Proof
from made import proof

Cli = Callable[..., tuple[int, str, str]]


def _made(source: object, *, name: str | None = None, **_: object) -> Proof:
    """Stands in for `check` and `read`: a file "bad…" cannot be read, one "good…" has no finding."""
    path = name or str(source)
    if "bad" in path:
        raise Unreadable(path, "is empty", remedy="give a release")
    whole = proof()
    found = () if "good" in path else rules.findings(whole)
    return msgspec.structs.replace(whole, document=msgspec.structs.replace(whole.document, name=path), findings=found)


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Cli:
    """Runs the command line in this process over proofs made by hand: status, stdout, stderr."""
    monkeypatch.setattr(api, "check", _made)
    monkeypatch.setattr(api, "read", _made)

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["crossfoot", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capfdbinary.readouterr()
        assert isinstance(left.value.code, int)
        return left.value.code, out.decode(), err.decode()

    return run


@pytest.mark.parametrize(
    ("files", "status"),
    [(["good"], 0), (["one"], 1), (["bad"], 2), (["good", "one"], 1), (["one", "bad"], 2), (["bad", "good"], 2)],
)
def test_exit_status(cli: Cli, files: list[str], status: int) -> None:
    for form in ("terminal", "jsonl"):
        assert cli("check", "--format", form, *files)[0] == status


def test_jsonl_is_one_line_a_document_in_order(cli: Cli) -> None:
    status, out, err = cli("check", "--format", "jsonl", "one", "bad", "good")
    lines = [json.loads(line) for line in out.splitlines()]
    assert [line["document"]["path"] for line in lines] == ["one", "bad", "good"]
    assert lines[1]["error"] == "is empty; give a release"
    assert lines[1]["numbers"] == lines[1]["findings"] == []
    assert err == "crossfoot: bad: is empty; give a release\n"
    assert status == 2


def test_json_is_indented_and_for_one_file(cli: Cli) -> None:
    _, out, _ = cli("check", "--format", "json", "one")
    assert out.startswith('{\n  "schema"')
    assert json.loads(out)["findings"]
    assert cli("check", "--format", "json", "one", "good")[0] == 2


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (["--select", "FT"], 1),
        (["--select", "ft101,PS"], 1),
        (["--select", "PS"], 0),
        (["--ignore", "FT101"], 0),
        (["--select", "FT", "--ignore", "FT101"], 0),
        (["--ignore", "PS", "--ignore", "NR,CT"], 1),
        (["--select", "XX"], 2),
    ],
)
def test_select_and_ignore(cli: Cli, options: list[str], status: int) -> None:
    found, out, _ = cli("check", *options, "one")
    assert found == status
    assert ("FT101" in out) == (status == 1)


def test_views_of_check(cli: Cli) -> None:
    assert "Ties: 2 equations" in cli("check", "-v", "one")[1]
    assert "27,485!" in cli("check", "--numbers", "one")[1]
    assert "<- header '2004'" in cli("check", "--why", "3", "one")[1]
    for option in (["-v"], ["--numbers"], ["--why", "3"]):
        assert cli("check", "--format", "jsonl", *option, "one")[0] == 2


def test_a_line_that_a_release_does_not_have(cli: Cli) -> None:
    status, out, err = cli("check", "--why", "999", "one", "bad", "good")
    assert (status, out) == (2, "")
    assert err == (
        "crossfoot: one: has 6 lines, and no line 999\ncrossfoot: bad: is empty; give a release\n"
        "crossfoot: good: has 6 lines, and no line 999\n"
    )
    assert cli("check", "--why", "6", "good")[0] == 0


def test_no_colour_where_there_is_no_terminal(cli: Cli) -> None:
    for arguments in (["check", "one"], ["check", "--numbers", "one"], ["read", "one"]):
        assert "\x1b" not in cli(*arguments)[1]


def test_output_goes_to_a_file(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    assert cli("check", "--format", "jsonl", "-o", str(path), "one", "good") == (1, "", "")
    assert len(path.read_text("utf-8").splitlines()) == 2
    status, out, err = cli("check", "-o", str(tmp_path / "no" / "such"), "one")
    assert (status, out) == (2, "")
    assert "no such file" in err


def test_stdin(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"text")))
    assert json.loads(cli("check", "--format", "jsonl", "-")[1])["document"]["path"] == "-"


def test_read(cli: Cli) -> None:
    status, out, _ = cli("read", "one")
    assert status == 0
    assert out.splitlines()[0] == "one: 8 facts"
    table = cli("read", "--format", "csv", "one", "good")[1].splitlines()
    assert len(table) == 17
    assert table[0].startswith("file,line,number")
    assert "status" not in json.loads(cli("read", "--format", "jsonl", "one")[1])["numbers"][0]
    assert "not an EDGAR submission" in cli("read", "--parts", "one")[1]
    assert cli("read", "--parts", "--format", "csv", "one")[0] == 2


def test_rules_and_explain(cli: Cli) -> None:
    status, out, _ = cli("rules")
    assert status == 0
    assert [line.split()[0] for line in out.splitlines()] == [rule.code for rule in rules.every()]
    for name in ("FT101", "ft101", "total-differs-from-parts"):
        assert cli("explain", name)[1].startswith("# FT101: total-differs-from-parts")
    assert cli("explain", "XX1") == (2, "", "crossfoot: XX1: no such rule; `crossfoot rules` lists them\n")


def test_schema(cli: Cli) -> None:
    assert "findings" in json.loads(cli("schema")[1])["properties"]
    assert "findings" not in json.loads(cli("schema", "read")[1])["properties"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", ""],
        ["read", ""],
        ["check", "--frob", "x"],
        ["prove"],
        ["check", "--why", "0", "x"],
        ["read", "--format", "x"],
    ],
)
def test_bad_usage_is_one_line_and_status_two(cli: Cli, arguments: list[str]) -> None:
    status, out, err = cli(*arguments)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert err.startswith("crossfoot")


def test_a_command_that_is_nearly_right_is_told(cli: Cli) -> None:
    assert cli("chekc", "one")[2] == "crossfoot: No such command 'chekc'; did you mean check?\n"
    assert "`crossfoot --help`" in cli("zzz")[2]


def test_help_and_version(cli: Cli) -> None:
    status, out, _ = cli("--help")
    assert status == 0
    assert all(name in out for name in ("check", "read", "rules", "explain", "schema"))
    assert crossfoot.__version__ in cli("--version")[1]
    assert "--exhibit" in cli("check", "-h")[1]


def test_a_defect_of_ours_is_not_a_finding(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> Proof:
        raise ZeroDivisionError

    monkeypatch.setattr(api, "check", broken)
    status, _, err = cli("check", "one")
    assert status == 2
    assert "ZeroDivisionError" in err
