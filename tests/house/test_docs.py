"""Documentation is tested: it names every command, option and rule, and shows what is really printed."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import click
import pytest

from crossfoot import rules
from crossfoot.cli.group import COMMANDS, crossfoot
from places import ROOT, SOURCE

PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RUNS = re.compile(r"(?:sed 's/[\d,]+/[\d,]+/' examples/[\w.-]+ \| )?crossfoot [\w./@ -]+\Z")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def blocks(path: Path, language: str) -> list[str]:
    return [body for kind, body in BLOCK.findall(path.read_text("utf-8")) if kind == language]


def options() -> Iterator[tuple[str, str]]:
    """(command, option) of everything the command line takes."""
    context = click.Context(crossfoot)
    for name in COMMANDS:
        command = crossfoot.get_command(context, name)
        assert command is not None
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                yield name, max(parameter.opts, key=len)


def test_every_command_and_option_is_described() -> None:
    text = (ROOT / "docs" / "commands.md").read_text("utf-8")
    for name in COMMANDS:
        assert f"\n## crossfoot {name}" in text, name
    for name, option in options():
        section = text.split(f"\n## crossfoot {name}")[1].split("\n## ")[0]
        assert f"`{option}" in section, f"{name} {option}"


def test_every_rule_is_listed() -> None:
    text = (ROOT / "docs" / "rules.md").read_text("utf-8")
    for rule in rules.every():
        assert rule.code in text
        assert rule.name in text
    assert set(re.findall(r"\b[A-Z]{2}\d{3}\b", text)) == {rule.code for rule in rules.every()}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        if not target.startswith(("http://", "https://")):
            assert (page.parent / target).exists(), target


def test_the_architecture_names_modules_that_exist() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    there = {path.name for path in SOURCE.rglob("*") if path.is_file()}
    named = {name.rpartition("/")[2] for name in re.findall(r"`([\w/]+\.(?:py|toml|json))`", text)}
    named -= {"pyproject.toml", "crossfoot.toml"}
    assert len(named) > 20
    assert named <= there, named - there


def test_the_architecture_names_every_module() -> None:
    """But the rules and the commands, whose files bear their names, and the order of stages, which it begins with."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    named = set(re.findall(r"`(?:[\w/]+/)?(\w+\.py)`", text))
    own = {f"{name}.py" for name in COMMANDS} | {"__init__.py", "api.py"}
    modules = {path.name for path in SOURCE.rglob("*.py") if not re.fullmatch(r"[a-z]{2}\d{3}\.py", path.name)}
    unnamed = modules - named - own
    assert unnamed == set(), "say what it does in docs/architecture.md"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_page_says_each_thing_once(page: Path) -> None:
    """What two branches added side by side does not stand twice, and headings stand apart."""
    lines = BLOCK.sub("", page.read_text("utf-8")).splitlines()
    subjects = [line.partition(":")[0] for line in lines if re.match(r"[*-] `\w+`(?:, \w+)?:", line)]
    assert len(set(subjects)) == len(subjects), subjects
    heads = [" ".join(line.split()[:6]) for line in lines if line.startswith(("#", "* ", "- "))]
    rows = [line for line in lines if line.startswith("| ") and len(line) > 60]
    assert len(set(heads)) == len(heads)
    assert len({*rows}) == len(rows) or page.name == "commands.md"  # options that several commands have
    assert all(not before.strip() for before, line in pairwise(lines) if line.startswith("#"))


def sessions() -> list[tuple[Path, str, str]]:
    """(page, command, what is shown under it) of every console block."""
    found = []
    for page in PAGES:
        for block in blocks(page, "console"):
            for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, shown = piece.partition("\n")
                found.append((page, command, shown))
    return found


@pytest.mark.parametrize(("page", "command", "shown"), sessions())
def test_what_the_documentation_shows_is_what_is_printed(page: Path, command: str, shown: str) -> None:
    """A line "..." in what is shown stands for any lines; times are not compared."""
    if command.startswith("make "):
        targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
        assert command.split("#")[0].split()[1] in targets
        return
    assert RUNS.match(command), f"{command}: what the documentation shows must be safe to run in a test"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=False, cwd=ROOT, env={**os.environ, "PATH": path}
    )
    assert done.returncode in (0, 1), done.stderr
    printed = _comparable(done.stdout)
    for piece in re.split(r"^\.\.\.$", shown, flags=re.MULTILINE):
        wanted = _comparable(piece)
        at = printed.find(wanted) if wanted else 0
        assert at >= 0, f"{page.name}: {command} does not print\n{piece}\nbut\n{done.stdout}"
        printed = printed[at + len(wanted) :]


def _comparable(text: str) -> str:
    return re.sub(r"\b[\d.]+ ms\b", "n ms", "\n".join(line.rstrip() for line in text.strip("\n").splitlines()))


@pytest.mark.parametrize("page", [ROOT / "docs" / "api.md", ROOT / "README.md"], ids=lambda path: path.name)
def test_python_examples(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    examples = "\n\n".join(blocks(page, "python"))
    assert ">>>" in examples
    test = doctest.DocTestParser().get_doctest(examples, {}, page.name, str(page), 0)
    said: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=said.append)
    assert result.failed == 0, "".join(said)
    assert result.attempted > 0


def test_decisions_are_numbered_and_say_the_same_things() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [page.name[:4] for page in pages] == [f"{number:04}" for number in range(1, len(pages) + 1)]
    for page in pages:
        text = page.read_text("utf-8")
        assert text.startswith(f"# {int(page.name[:4])}. ")
        for heading in ("## Context", "## Decision", "## Consequences"):
            assert heading in text, f"{page.name} {heading}"
