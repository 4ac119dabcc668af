"""What an earlier release printed, held against a later one."""

from __future__ import annotations

import crossfoot
from crossfoot.model.proof import Proof
from rules.examples import examples

Told = list[tuple[str, str]]


def against(code: str, title: str = "Bad", *changes: tuple[str, str], prior: tuple[tuple[str, str], ...] = ()) -> Proof:
    """The proof of an example against its earlier release, with pieces of either replaced."""
    texts = examples(code)
    now, then = texts[title], texts["Earlier"]
    for was, new in changes:
        assert was in now
        now = now.replace(was, new)
    for was, new in prior:
        assert was in then
        then = then.replace(was, new)
    return crossfoot.check(now.encode(), against=[crossfoot.check(then.encode(), name="prior.txt")])


def told(proof: Proof) -> Told:
    return [(f.rule, f.severity) for f in proof.findings]


def test_how_much_there_was_to_compare() -> None:
    [shared] = against("CY601", "Good").against
    assert shared.name == "prior.txt"
    assert shared.compared == shared.agreeing == 9
    assert shared.released == "2012-07-25"
    [shared] = against("CY601").against
    assert (shared.compared, shared.agreeing) == (9, 6)


def test_what_differs_in_one_period_is_one_finding() -> None:
    [finding] = against("CY601").findings
    assert (finding.rule, finding.severity) == ("CY601", "warning")
    assert "11,040 but was 11,340 in prior.txt (2012-07-25), line 14" in finding.message
    assert "2 other figures of the period differ" in finding.message
    assert len(finding.numbers) == 3


def test_a_word_of_a_recast_makes_it_a_note() -> None:
    assert told(against("CY601", "Bad", ("second quarter", "second quarter, as restated,"))) == [("CY602", "note")]


def test_footnote_marks_and_words_of_sign_make_no_other_label() -> None:
    proof = against(
        "CY601", "Good", ("Cost of sales   ", "Cost of sales(1)"), ("  Net income       ", "  Net income (loss)")
    )
    assert told(proof) == []
    assert proof.against[0].compared == 9


def test_another_scale_is_compared_within_its_rounding() -> None:
    rounded = (("$17,205", "$17.2"), ("11,340", "11.3"), ("5,865", "5.9"), ("4,129", "4.1"), ("1,736", "1.7"))
    rounded += (("342", "0.3"), ("1,394", "1.4"), ("502", "0.5"), ("$892", "$0.9"), ("thousands", "millions"))
    proof = against("CY601", "Good", prior=rounded)
    assert "CY601" not in {f.rule for f in proof.findings}
    assert proof.against[0].compared == 9


def test_a_year_to_date_that_is_not_the_sum_of_its_parts_is_an_error() -> None:
    [finding] = against("CY603").findings
    assert (finding.rule, finding.severity) == ("CY603", "error")
    assert "the quarter's 11,905 and 11,397 of prior.txt (2013-04-23), line 14, give 23,302" in finding.message


def test_one_unit_off_is_what_makes_quarters_foot() -> None:
    changes = (("23,302", "23,305"), ("12,569", "12,566"), ("3,980", "3,977"), ("3,339", "3,336"), ("$2,137", "$2,134"))
    proof = against("CY603", "Good", *changes)
    assert told(proof) == [("CY603", "note")]


def test_averages_are_not_added() -> None:
    rows = "Average borrowings                          14,210      13,950      14,105      13,800\n"
    now = examples("CY603")["Good"].rstrip() + "\n" + rows
    then = (
        examples("CY603")["Earlier"].rstrip()
        + "\n"
        + "Average borrowings                                14,000      13,650\n"
    )
    proof = crossfoot.check(now.encode(), against=[crossfoot.check(then.encode())])
    assert "CY603" not in {f.rule for f in proof.findings}


def test_opening_cash() -> None:
    [finding] = against("CY604").findings
    assert "4,530" in finding.message
    assert "$4,350" in finding.message


def test_which_rows_a_measure_gained() -> None:
    [finding] = against("CY605").findings
    assert finding.rule == "CY605"
    assert "now with Stock compensation" in finding.message


def test_releases_that_share_nothing_say_whose_they_are() -> None:
    then = examples("CY606")["Earlier"].replace("HARROW", "MILLPOND")
    proof = crossfoot.check(examples("CY606")["Bad"].encode(), against=[crossfoot.check(then.encode())])
    [finding] = proof.findings
    assert finding.rule == "CY606"
    assert "of MILLPOND INSTRUMENTS, INC.; this is of HARROW" in finding.message


def test_each_difference_is_told_against_the_latest_release_that_prints_it() -> None:
    texts = examples("CY601")
    earlier = [crossfoot.check(texts["Earlier"].encode(), name=f"prior{k}.txt") for k in (1, 2)]
    proof = crossfoot.check(texts["Bad"].encode(), against=earlier)
    assert [f.rule for f in proof.findings] == ["CY601"]
    assert len(proof.against) == 2
