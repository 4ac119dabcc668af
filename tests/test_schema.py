"""All output is tested against the schemas that ship."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from crossfoot import schema
from places import EXAMPLES, ROOT, Run

VALIDATORS = {name: Draft202012Validator(schema.load(name)) for name in schema.NAMES}
CASES = sorted(path for path in (ROOT / "tests" / "cases").rglob("*.txt") if path.stat().st_size)


def faults(name: schema.Name, line: dict[str, Any]) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in VALIDATORS[name].iter_errors(line)]


def lines(run: Run, verb: str, paths: list[Path]) -> list[dict[str, Any]]:
    """What the command prints for each path."""
    printed = [json.loads(line) for line in run(verb, "--format", "jsonl", *paths).stdout.splitlines()]
    assert [line["document"]["path"] for line in printed] == [str(path) for path in paths]
    return printed


@pytest.mark.parametrize("name", schema.NAMES)
def test_the_schema_is_a_schema(name: schema.Name) -> None:
    Draft202012Validator.check_schema(schema.load(name))


@pytest.mark.parametrize(("verb", "name"), [("check", "proof"), ("read", "reading")])
def test_output_of_the_examples(run: Run, verb: str, name: schema.Name) -> None:
    for line in lines(run, verb, EXAMPLES):
        assert faults(name, line) == []
        assert line["facts"], line["document"]["path"]


@pytest.mark.parametrize(("verb", "name"), [("check", "proof"), ("read", "reading")])
def test_output_of_the_cases(run: Run, verb: str, name: schema.Name) -> None:
    if not CASES:
        pytest.skip("no cases yet")
    for line in lines(run, verb, CASES):
        assert faults(name, line) == [], line["document"]["path"]


@pytest.mark.parametrize(("verb", "name"), [("check", "proof"), ("read", "reading")])
def test_output_of_real_releases(run: Run, corpus: list[Path], verb: str, name: schema.Name) -> None:
    for line in lines(run, verb, corpus):
        assert faults(name, line) == [], line["document"]["path"]


@pytest.mark.parametrize(("verb", "name"), [("check", "proof"), ("read", "reading")])
def test_the_line_of_an_unreadable_file(run: Run, tmp_path: Path, verb: str, name: schema.Name) -> None:
    [line] = lines(run, verb, [tmp_path / "missing.txt"])
    assert line["error"]
    assert faults(name, line) == []


def test_a_wrong_line_is_refused(run: Run) -> None:
    [line] = lines(run, "check", EXAMPLES[:1])
    line["numbers"][0]["value"] = 27485000.0
    assert any("numbers[0].value" in fault for fault in faults("proof", line))


def test_ids_hold_together(run: Run, example: Path) -> None:
    """What no schema can say: ids point at something, a number has at most one fact, spans hold the text."""
    [line] = lines(run, "check", [example])
    source = example.read_bytes().decode("utf-8")
    numbers = {number["id"]: number for number in line["numbers"]}
    ties = {tie["id"] for tie in line["ties"]}
    assert len(numbers) == len(line["numbers"])
    spans = [number["span"] for number in line["numbers"]]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    for number in line["numbers"]:
        start, end = number["span"]
        assert "".join(source[start:end].split()) == "".join(number["text"].split())
        assert number["line"] == source.count("\n", 0, start) + 1
        assert set(number["ties"]) <= ties
    assert len({fact["number"] for fact in line["facts"]}) == len(line["facts"])
    for fact in line["facts"]:
        assert fact["value"] == numbers[fact["number"]]["value"]
        assert fact["path"][-1:] == [fact["label"]]
    for tie in line["ties"]:
        assert {tie["target"], *(term["number"] for term in tie["terms"])} <= set(numbers)
    for finding in line["findings"]:
        assert {*finding["numbers"], *(suspect["number"] for suspect in finding["suspects"])} <= set(numbers)
    counts = line["coverage"]
    assert counts["numbers"] == counts["proved"] + counts["broken"] + counts["unproved"]
    assert counts["numbers"] == sum(number["status"] != "exempt" for number in numbers.values())
