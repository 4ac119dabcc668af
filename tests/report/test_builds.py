"""Findings for build servers: GitHub's workflow commands and JUnit XML, from which no document's text breaks out."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot import rules
from crossfoot.model.finding import Accepted
from crossfoot.model.proof import Proof
from crossfoot.report import github, junit
from made import proof

COMMAND = re.compile(r"::(error|warning|notice) ([a-zA-Z]+=[^,:\n]*(?:,[a-zA-Z]+=[^,:\n]*)*)::([^\n\r]*)")


def found(**changes: object) -> Proof:
    whole = proof()
    findings = tuple(msgspec.structs.replace(f, **changes) for f in rules.findings(whole))
    return msgspec.structs.replace(whole, findings=findings)


def commands(whole: Proof) -> list[str]:
    return list(github.lines(whole, rules.names()))


def test_a_finding_is_an_annotation_on_its_line() -> None:
    [line] = commands(found())
    read = COMMAND.fullmatch(line)
    assert read
    places = dict(pair.split("=", 1) for pair in read[2].split(","))
    assert (read[1], places["file"], places["line"], places["endLine"]) == ("error", "made.txt", "5", "5")
    assert places["title"] == "FT101 total-differs-from-parts"
    source = proof().document.source.split("\n")[4]
    assert source[int(places["col"]) - 1 : int(places["endColumn"]) - 1] == "2,382"
    assert "%0A" in read[3]
    assert commands(found(severity="note"))[0].startswith("::notice ")
    assert commands(found(accepted=Accepted("r", "o"))) == []


@given(st.text())
def test_no_text_ends_a_command_or_begins_one(text: str) -> None:
    whole = found(message=text)
    whole = msgspec.structs.replace(whole, document=msgspec.structs.replace(whole.document, name=text))
    for line in (*commands(whole), github.unreadable(text, text)):
        assert COMMAND.fullmatch(line), line


def tree(*results: tuple[str, Proof | str], failing: tuple[str, ...] = ("error",)) -> ElementTree.Element:
    data = junit.rendered(results, rules.names(), {file: failing for file, _ in results})
    return ElementTree.fromstring(data.decode())


def test_a_suite_a_file_and_a_case_a_rule() -> None:
    [suite] = tree(("made.txt", found()))
    assert suite.attrib["tests"] == str(len(rules.every()))
    assert (suite.attrib["failures"], suite.attrib["errors"], suite.attrib["skipped"]) == ("1", "0", "0")
    [failure] = suite.iter("failure")
    assert failure.attrib["message"].startswith("Gross profit")
    assert "remedy" in (failure.text or "")
    assert sum(len(case) == 0 for case in suite) == len(rules.every()) - 1


@pytest.mark.parametrize(
    ("whole", "failing", "tag"),
    [
        (found(severity="warning"), ("error",), "system-out"),
        (found(severity="warning"), ("error", "warning"), "failure"),
        (found(), (), "system-out"),
        (found(accepted=Accepted("as filed", "J. Doe")), ("error",), "skipped"),
    ],
)
def test_what_fails_the_check_is_a_failure(whole: Proof, failing: tuple[str, ...], tag: str) -> None:
    [suite] = tree(("made.txt", whole), failing=failing)
    assert [child.tag for case in suite for child in case] == [tag]


def test_a_file_that_cannot_be_read_is_an_error() -> None:
    _, suite = tree(("made.txt", found()), ("none.txt", "no such file"))
    assert suite.attrib["errors"] == "1"
    assert next(suite.iter("error")).attrib["message"] == "no such file"


@given(st.text())
def test_any_text_makes_well_formed_xml(text: str) -> None:
    whole = tree((text, found(message=text, excerpt=text)), (text, text))
    assert len(whole) == 2
