"""JSON of a proof: the contract's fields and types, amounts as exact decimal strings."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from crossfoot import rules
from crossfoot.model.fact import Relation
from crossfoot.report import jsonl
from made import proof


def checked() -> dict[str, Any]:
    whole = proof()
    found: dict[str, Any] = json.loads(jsonl.checked(msgspec.structs.replace(whole, findings=rules.findings(whole))))
    return found


def test_the_fields_of_the_contract() -> None:
    line = checked()
    assert list(line) == [
        "schema",
        "document",
        "numbers",
        "facts",
        "ties",
        "findings",
        "coverage",
        "timing",
        "against",
        "corrections",
    ]
    assert line["schema"] == "crossfoot.proof/1"
    assert {"path", "format", "sha256", "title", "company", "released"} <= set(line["document"])
    assert line["coverage"] == {"numbers": 8, "proved": 3, "broken": 3, "unproved": 2}
    assert line["timing"] == {"read_ms": 1.5, "prove_ms": 2.5}


def test_a_number() -> None:
    number = next(n for n in checked()["numbers"] if n["id"] == "n7")
    assert number == {
        "id": "n7", "span": number["span"], "line": 6, "text": "(15)", "where": "table", "value": "-15000",
        "unit": "USD", "decimals": -3, "nil": False, "page": None, "status": "unproved", "why": None, "ties": [],
    }  # fmt: skip
    assert proof().document.source[slice(*number["span"])] == "(15)"


def test_a_fact_a_tie_and_a_finding() -> None:
    line = checked()
    fact = line["facts"][0]
    assert (fact["period"], fact["value"], fact["guidance"]) == ("2004-07-01/2004-09-30", "27485000", False)
    tie = line["ties"][0]
    assert tie["terms"] == [{"number": "n1", "coefficient": "1"}, {"number": "n3", "coefficient": "-1"}]
    assert (tie["computed"], tie["status"], tie["nfa"]) == ("2377000", "broken", -4.5)
    [finding] = line["findings"]
    assert finding["suspects"][0] == {"number": "n3", "expected": "25103000"}
    assert {"rule", "severity", "message", "excerpt", "remedy", "numbers", "suspects", "span", "line"} <= set(finding)


def test_a_relation_says_from() -> None:
    whole = proof()
    period = whole.reading.facts[1].period
    fact = msgspec.structs.replace(
        whole.reading.facts[0], relation=Relation("Net sales", "percent-change", period), guidance="low"
    )
    reading = msgspec.structs.replace(whole.reading, facts=(fact,))
    [told] = json.loads(jsonl.read(msgspec.structs.replace(whole, reading=reading)))["facts"]
    assert told["relation"] == {"of": "Net sales", "from": "2003-07-01/2003-09-30", "kind": "percent-change"}
    assert told["guidance"] == "low"


def test_read_tells_nothing_of_ties() -> None:
    line = json.loads(jsonl.read(proof()))
    assert list(line) == ["schema", "document", "numbers", "facts", "timing", "corrections"]
    assert not {"status", "ties"} & set(line["numbers"][0])


def test_an_unreadable_file_has_the_same_fields() -> None:
    for whole, line in ((True, checked()), (False, json.loads(jsonl.read(proof())))):
        error = json.loads(jsonl.unreadable("x.txt", "is empty", proved=whole))
        assert list(error) == [*line, "error"]
        assert (error["document"]["path"], error["error"], error["numbers"]) == ("x.txt", "is empty", [])


def test_one_line_and_the_same_indented() -> None:
    line = jsonl.checked(proof())
    assert b"\n" not in line
    assert json.loads(jsonl.indented(line)) == json.loads(line)
