"""Every rule has a page, and the page is true: its bad example raises that code alone, its good one nothing."""

from __future__ import annotations

import re
from importlib import resources

import pytest

import crossfoot
from crossfoot import rules
from crossfoot.model.finding import Rule

BLOCK = re.compile(r"^## (?P<title>Bad|Good)\n\n```text\n(?P<text>.*?)^```$", re.M | re.S)
EVERY = [pytest.param(rule, id=rule.code) for rule in rules.every()]


def block(rule: Rule, title: str) -> bytes:
    """The fenced example under the heading `title` of a rule's page."""
    found = {m["title"]: m["text"] for m in BLOCK.finditer(rules.page(rule))}
    assert set(found) == {"Bad", "Good"}
    return found[title].encode()


@pytest.mark.parametrize("rule", EVERY)
def test_the_bad_example_raises_the_code_alone(rule: Rule) -> None:
    findings = crossfoot.check(block(rule, "Bad")).findings
    assert [f.rule for f in findings] == [rule.code], [f.message for f in findings]
    [finding] = findings
    assert finding.numbers
    assert finding.excerpt
    assert finding.line


@pytest.mark.parametrize("rule", EVERY)
def test_the_good_example_raises_nothing(rule: Rule) -> None:
    assert [(f.rule, f.message) for f in crossfoot.check(block(rule, "Good")).findings] == []


@pytest.mark.parametrize("rule", EVERY)
def test_a_page_has_its_parts(rule: Rule) -> None:
    page = rules.page(rule)
    assert page.startswith(f"# {rule.code}: {rule.name}\n")
    assert [line for line in page.splitlines() if line.startswith("## ")] == [
        "## Why it matters",
        "## Source",
        "## Bad",
        "## Good",
    ]


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
