"""Rules with a date: a warning where the source was in force when the release went out, else a note."""

from __future__ import annotations

import re

import pytest

import crossfoot
from crossfoot.model.finding import Finding
from rules.examples import examples


def found(code: str, *changes: tuple[str, str]) -> list[Finding]:
    """The findings on a page's bad example with pieces of it replaced."""
    text = examples(code)["Bad"]
    for pattern, now in changes:
        text, count = re.subn(pattern, now, text)
        assert count, pattern
    return list(crossfoot.check(text.encode()).findings)


def test_a_rule_in_force_is_a_warning() -> None:
    [finding] = found("NG502")
    assert finding.severity == "warning"
    assert "since" not in finding.message
    assert "Impairment of equipment" in finding.message


def test_an_older_release_is_told_what_would_be_said_today() -> None:
    [finding] = found("NG502", ("2013", "2008"), ("2012", "2007"))
    assert finding.severity == "note"
    assert "since 2010-01-11" in finding.message


def test_without_a_date_of_its_own_a_release_is_judged_by_its_latest_period() -> None:
    [finding] = found("NG502", ("BOSTON, July 24, 2013 -- ", ""))
    assert finding.severity == "warning"


@pytest.mark.parametrize("code", ["NG501", "NG503", "NG505"])
def test_warnings_before_their_time_are_notes(code: str) -> None:
    assert [f.severity for f in found(code, ("201[37]", "2002"), ("201[26]", "2001"))] == ["note"]


@pytest.mark.parametrize(
    "title",
    ["Adjusted EBITDA", "Pro forma EBITDA", "EBITDA before impairment", "EBITDA, as adjusted", "Segment EBITDA"],
)
def test_another_title_says_that_it_is_another_measure(title: str) -> None:
    row = rf"(?m)^  EBITDA {{{len(title) - len('EBITDA')}}}"
    assert [f.rule for f in found("NG502", (row, f"  {title}"))] == []


def test_what_belongs_to_earnings_may_be_left_out() -> None:
    assert found("NG502", ("  Impairment of equipment ", "  Non-controlling interest ")) == []
    assert found("NG502", ("  Impairment of equipment ", "  Amortization of goodwill ")) == []


def test_net_income_further_up_is_where_it_starts() -> None:
    """A subtotal of operating income between net income and EBITDA is no other start."""
    rows = "  Net income                                      $1,215        $892\n"
    rows += "  Interest expense                                   318         342\n"
    rows += "  Income taxes                                       684         502\n"
    found_now = found("NG503", (r"(?<=Reconciliation of EBITDA:\n)", rows))
    assert [f.rule for f in found_now if f.rule == "NG503"] == []


def test_a_reference_to_another_place_makes_it_a_note() -> None:
    [finding] = found("NG501", ("Management uses", "See the company's website. Management\nuses"))
    assert (finding.rule, finding.severity) == ("NG501", "note")


def test_a_headline_comes_first() -> None:
    release = examples("NG504")["Good"].replace("BOSTON", "HARROW REPORTS EBITDA OF $2,945,000\n\nBOSTON", 1)
    rules = [f.rule for f in crossfoot.check(release.encode()).findings]
    assert rules == ["NG504"]


def test_an_outlook_is_no_result() -> None:
    text = "For 2014, the company expects EBITDA of $12.0 million to $13.0 million."
    release = examples("ST803")["Good"] + "\n\n" + text
    assert [f.rule for f in crossfoot.check(release.encode()).findings] == []
