"""SARIF: valid against the standard's schema, regions that hold the numbers, what is accepted suppressed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

import crossfoot
from crossfoot import rules
from crossfoot.model.finding import Accepted
from crossfoot.model.proof import Proof
from crossfoot.report import sarif
from crossfoot.report.region import Regions
from places import CASES, EXAMPLES, ROOT

# The standard's own schema, so that the test says more than that we agree with ourselves.
VALIDATOR = jsonschema.Draft4Validator(json.loads((Path(__file__).parent / "sarif-2.1.0.json").read_text("utf-8")))
LEXINGTON = (ROOT / "examples" / "lexington-2004q3.txt").read_text("utf-8")


def bad() -> Proof:
    proof = crossfoot.check(LEXINGTON.replace("25,103", "25,108").encode(), name="drafts/a b:1 é.txt")
    return msgspec.structs.replace(proof, findings=tuple(f for f in proof.findings if f.rule.startswith("FT")))


def log(*results: Proof | str) -> Any:
    named = [(r.document.name if isinstance(r, Proof) else f"unread{k}", r) for k, r in enumerate(results)]
    prints = {file: [f"p{k}" for k in range(len(r.findings))] for file, r in named if isinstance(r, Proof)}
    pages = [(rule, rules.page(rule)) for rule in rules.every()]
    return json.loads(sarif.rendered(named, prints, pages, "0.1.0"))


def test_the_schema_would_notice() -> None:
    whole = log(bad())
    assert VALIDATOR.is_valid(whole)
    whole["runs"][0]["results"][0]["levl"] = "error"
    assert not VALIDATOR.is_valid(whole)


def test_every_example_and_case_makes_a_valid_log() -> None:
    proofs = [crossfoot.check(path) for path in (*EXAMPLES, *CASES)]
    VALIDATOR.validate(log(*proofs, bad(), "is empty; give a release"))
    VALIDATOR.validate(log())


def test_a_result_points_at_the_number_by_line_column_and_offset() -> None:
    [run] = log(bad())["runs"]
    [result] = run["results"]
    source = bad().document.source
    place = result["locations"][0]["physicalLocation"]
    region = place["region"]
    assert source[region["charOffset"] :][: region["charLength"]] == region["snippet"]["text"] == "2,382"
    line = source.split("\n")[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "2,382"
    assert run["columnKind"] == "unicodeCodePoints"
    assert place["artifactLocation"] == {"uri": "drafts/a%20b%3A1%20%C3%A9.txt", "index": 0}
    assert (result["ruleId"], result["level"]) == ("FT101", "error")
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert rule["id"] == "FT101"
    assert "## " in rule["help"]["markdown"]
    assert result["properties"]["suspects"][0]["expected"] == "25,103"
    others = {other["message"]["text"]: other["physicalLocation"]["region"] for other in result["relatedLocations"]}
    assert "25,108" in others
    assert source.split("\n")[others["25,108"]["startLine"] - 1].startswith("Cost of sales")
    assert result["partialFingerprints"] == {"crossfoot/v1": "p0"}
    assert "fixes" not in result


def test_a_file_that_cannot_be_read_is_told() -> None:
    [invocation] = log(bad(), "is empty")["runs"][0]["invocations"]
    assert not invocation["executionSuccessful"]
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "is empty"
    assert log(bad())["runs"][0]["invocations"] == [{"executionSuccessful": True}]


def test_what_is_accepted_is_suppressed() -> None:
    proof = bad()
    findings = tuple(msgspec.structs.replace(f, accepted=Accepted("as filed", "J. Doe")) for f in proof.findings)
    whole = log(msgspec.structs.replace(proof, findings=findings))
    VALIDATOR.validate(whole)
    [result] = whole["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "external", "justification": "as filed (J. Doe)"}]


@pytest.mark.parametrize(
    ("name", "uri"), [("-", "stdin"), ("a/b.txt", "a/b.txt"), ("/a b.txt", "file:///a%20b.txt"), ("a#b?", "a%23b%3F")]
)
def test_names_as_uris(name: str, uri: str) -> None:
    assert sarif.uri(name) == uri


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_regions_count_lines_as_editors_do(ends: str) -> None:
    source = f"one{ends}two{ends}three"
    at = source.index("three")
    assert Regions(source).of((at + 1, at + 3)) == (3, 2, 3, 4)
    assert Regions(source).of((0, at)) == (1, 1, 3, 1)
