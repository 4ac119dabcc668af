"""All output is tested against the schemas that ship."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

import crossfoot
from crossfoot import schema
from places import CASES, EXAMPLES, Run

VALIDATORS = {name: Draft202012Validator(schema.load(name)) for name in schema.NAMES}


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
    formats = set()
    for line in lines(run, verb, CASES):
        assert faults(name, line) == [], line["document"]["path"]
        assert line["numbers"], line["document"]["path"]
        formats.add(line["document"]["format"])
    assert formats == {"text", "html"}


# What `read` prints is a part of what `check` does; the validator takes half a second a release.
@pytest.mark.parametrize(("verb", "name", "every"), [("check", "proof", 2), ("read", "reading", 8)])
def test_output_of_real_releases(run: Run, corpus: list[Path], verb: str, name: schema.Name, every: int) -> None:
    for line in lines(run, verb, corpus[::every]):
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


def test_the_line_says_what_the_proof_says(run: Run, example: Path) -> None:
    """tests/promises.py holds the proof to the contract; so it is enough that its line tells all of it."""
    [line] = lines(run, "check", [example])
    proof = crossfoot.check(example)
    source = proof.document.source
    numbers = {number["id"]: number for number in line["numbers"]}
    assert [(n.id, list(n.span), n.status, list(n.ties)) for n in proof.reading.numbers] == [
        (n["id"], n["span"], n["status"], n["ties"]) for n in line["numbers"]
    ]
    assert all(n["line"] == source.count("\n", 0, n["span"][0]) + 1 for n in line["numbers"])
    assert [f.number for f in proof.reading.facts] == [fact["number"] for fact in line["facts"]]
    assert all(fact["value"] == numbers[fact["number"]]["value"] for fact in line["facts"])
    assert [(t.id, t.target, [x.number for x in t.terms], t.status) for t in proof.ties] == [
        (t["id"], t["target"], [x["number"] for x in t["terms"]], t["status"]) for t in line["ties"]
    ]
    assert line["coverage"] == msgspec.to_builtins(proof.coverage)
