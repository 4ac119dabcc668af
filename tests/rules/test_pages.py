"""Every rule has a page, and the page is true: its bad example raises that code alone, its good one nothing."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest

import crossfoot
from crossfoot import extract, rules
from crossfoot.model.finding import Rule
from crossfoot.model.proof import Proof
from rules import packages
from rules.examples import examples

BESIDE = {"CY": ["Earlier"], "CR": ["Correction"]}  # what an example is proved with
ABOUT_TEXT = {"ST804", "ST805", "CY606", "CR901"}  # findings that no number is at fault for
EVERY = [pytest.param(rule, id=rule.code) for rule in rules.every()]
OF_RELEASES = [pytest.param(rule, id=rule.code) for rule in rules.every() if not rule.code.startswith("BK")]
OF_BOOKS = [pytest.param(rule, id=rule.code) for rule in rules.every() if rule.code.startswith("BK")]


def checked(rule: Rule, title: str) -> Proof:
    """The proof of the example under the heading `title` of a rule's page, against its earlier release."""
    found = examples(rule.code)
    assert found.keys() == {"Bad", "Good", *BESIDE.get(rule.code[:2], ())}
    earlier = [crossfoot.check(found["Earlier"].encode(), name="earlier.txt")] if "Earlier" in found else []
    assert all(not proof.findings for proof in earlier)
    sidecar = extract.corrections(found.get("Correction", ""), "release.txt.crossfoot.toml")
    return crossfoot.check(found[title].encode(), against=earlier, corrections=sidecar)


@pytest.mark.parametrize("rule", OF_RELEASES)
def test_the_bad_example_raises_the_code_alone(rule: Rule) -> None:
    findings = checked(rule, "Bad").findings
    assert [f.rule for f in findings] == [rule.code], [f.message for f in findings]
    [finding] = findings
    assert finding.numbers or rule.code in ABOUT_TEXT
    assert finding.excerpt
    assert finding.line or rule.code == "CR901"


@pytest.mark.parametrize("rule", OF_RELEASES)
def test_the_good_example_raises_nothing(rule: Rule) -> None:
    assert [(f.rule, f.message) for f in checked(rule, "Good").findings] == []


@pytest.mark.parametrize("rule", OF_BOOKS)
def test_the_bad_package_raises_the_code_alone(rule: Rule, tmp_path: Path) -> None:
    found = packages.findings(tmp_path, examples(rule.code)["Bad"])
    assert {f.rule for f in found if f.severity == "error"} == {rule.code}, [(f.rule, f.message) for f in found]
    assert all(f.remedy for f in found)


@pytest.mark.parametrize("rule", OF_BOOKS)
def test_the_good_package_raises_nothing(rule: Rule, tmp_path: Path) -> None:
    found = packages.findings(tmp_path, examples(rule.code)["Good"])
    assert [(f.rule, f.message) for f in found] == []


@pytest.mark.parametrize("rule", EVERY)
def test_a_page_has_its_parts(rule: Rule) -> None:
    page = rules.page(rule)
    assert page.startswith(f"# {rule.code}: {rule.name}\n")
    headings = [line.removeprefix("## ") for line in page.splitlines() if line.startswith("## ")]
    assert headings == ["Why it matters", "Source", *BESIDE.get(rule.code[:2], ()), "Bad", "Good"]


def test_every_rule_and_page_is_registered() -> None:
    """A rule's file or page that is in no list would never be run or read."""
    package = resources.files(rules)
    files = {
        path.name.removesuffix(".py").upper() for path in package.iterdir() if re.match(r"[a-z]{2}\d{3}\.py", path.name)
    }
    pages = {path.name.removesuffix(".md") for path in (package / "pages").iterdir()}
    codes = [rule.code for rule in rules.every()]
    assert len(set(codes)) == len(codes)
    assert files == pages == set(codes)
