"""Broken ties become findings: one a root cause, with the severity the tie says."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from crossfoot import rules
from crossfoot.model.proof import Proof
from crossfoot.model.tie import Suspect, Term, Tie
from made import proof

replace = msgspec.structs.replace


def with_ties(*ties: Tie) -> Proof:
    return replace(proof(), ties=ties)


def test_a_finding_says_where_and_what() -> None:
    [finding] = rules.findings(proof())
    assert (finding.rule, finding.severity, finding.line) == ("FT101", "error", 5)
    assert finding.message == (
        "Gross profit for the quarter ended September 30, 2004 is 2,382"
        " but Net sales 27,485 less Cost of sales 25,108 give 2,377"
    )
    assert finding.excerpt == "Gross profit 2,382 2,016"
    assert finding.numbers == ("n5", "n1", "n3")
    assert finding.ties == ("t1",)
    assert [s.number for s in finding.suspects] == ["n3", "n5"]
    assert proof().document.source[slice(*finding.span or ())] == "2,382"


def test_ties_with_one_first_suspect_are_one_finding() -> None:
    first, _ = proof().ties
    second = replace(first, id="t3", target="n7", kind="sum", certainty="warning", nfa=None)
    [finding] = rules.findings(with_ties(second, first))
    assert finding.ties == ("t1", "t3"), "the strongest, an error, leads"
    assert finding.severity == "error"
    assert "n7" in finding.numbers
    assert "1 other equation" in finding.message


def test_ties_with_other_suspects_stay_apart() -> None:
    first, _ = proof().ties
    second = replace(first, id="t3", target="n6", suspects=(Suspect("n6", Decimal(5)),))
    third = replace(first, id="t4", target="n8", suspects=())
    fourth = replace(first, id="t5", target="n8", suspects=())
    assert [f.ties for f in rules.findings(with_ties(first, second, third, fourth))] == [
        ("t1",),
        ("t3",),
        ("t4",),
        ("t5",),
    ]


def test_a_tie_goes_with_the_number_that_several_others_point_at() -> None:
    first, _ = proof().ties
    second = replace(first, id="t3", target="n7")
    third = replace(first, id="t4", target="n8", suspects=(Suspect("n8", Decimal(5)), Suspect("n3", Decimal(7))))
    [finding] = rules.findings(with_ties(first, second, third))
    assert finding.ties == ("t1", "t3", "t4")
    assert finding.suspects[0].number == "n3"
    assert len(rules.findings(with_ties(first, third))) == 2, "one other tie is not enough"


@pytest.mark.parametrize("certainty", ["error", "warning", "note"])
def test_severity_is_the_ties(certainty: str) -> None:
    first, _ = proof().ties
    [finding] = rules.findings(with_ties(replace(first, certainty=certainty)))
    assert finding.severity == certainty


@pytest.mark.parametrize("certainty", ["evidence", None])
def test_mere_evidence_is_not_reported(certainty: str | None) -> None:
    first, _ = proof().ties
    assert rules.findings(with_ties(replace(first, certainty=certainty))) == ()


def test_a_long_sum_is_named_by_its_ends() -> None:
    first, _ = proof().ties
    terms = tuple(Term(f"n{k}", Decimal(1)) for k in (1, 2, 3, 4, 6, 8))
    [finding] = rules.findings(with_ties(replace(first, terms=terms)))
    assert "its 6 parts, Net sales 27,485 to Operating expenses --, give" in finding.message


def test_every_sentence_holds_both_numbers() -> None:
    """Whatever the code, the message tells the printed number and what it should agree with."""
    first, _ = proof().ties
    for scope in ("column", "row", "sections", "tables", "per-share", "prose"):
        for kind in ("sum", "equal", "change", "percent-change", "ratio", "direction", "sign", "period"):
            [finding] = rules.findings(with_ties(replace(first, scope=scope, kind=kind)))
            assert "2,382" in finding.message, finding
            assert "27,485" in finding.message or "2,377" in finding.message, finding


@pytest.mark.parametrize(
    ("select", "ignore", "kept"),
    [
        ((), (), None),
        (("FT101",), (), {"FT101"}),
        (("PS", "FT106"), (), {"PS401", "PS402", "FT106"}),
        (("PS",), ("PS402",), {"PS401"}),
        ((), ("FT", "CT", "NR", "NG", "CY", "ST", "CR", "BK"), {"PS401", "PS402"}),
    ],
)
def test_chosen(select: tuple[str, ...], ignore: tuple[str, ...], kept: set[str] | None) -> None:
    assert rules.chosen(select, ignore) == kept


def test_a_code_that_no_rule_has_is_refused() -> None:
    with pytest.raises(ValueError, match="XX"):
        rules.chosen(("XX",), ())
