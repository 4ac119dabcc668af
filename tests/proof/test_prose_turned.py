"""One word of direction or sign turned: what the tables give the other way, and what another sentence says."""

from __future__ import annotations

import pytest

from proof.told import Told


def _warned(prose: str, text: str) -> list[str]:
    told = Told(prose)
    return [t.kind for t in told.ties(text) if t.status == "broken" and t.certainty == "warning"]


def test_a_change_by_its_meaning_that_goes_the_other_way() -> None:
    sentence = "Net sales of rubber {} 4.7% in the third quarter of 2004."
    assert Told(sentence.format("decreased")).ties("4.7%", "percent-change")[0].status == "exact"
    assert _warned(sentence.format("increased"), "4.7%") == ["direction"]


def test_two_sentences_with_one_change_in_two_directions() -> None:
    prose = "Orders for the third quarter of 2004 {} 12%. We are pleased with a 12% increase in orders."
    assert _warned(prose.format("grew"), "12%") == []
    assert ("equal", "contradiction") in [(t.kind, t.reason) for t in Told(prose.format("fell")).proof.ties]


def test_a_contradiction_is_told_once() -> None:
    told = Told("Orders for the third quarter of 2004 fell 12%. We are pleased with a 12% increase in orders.")
    assert len([t for t in told.proof.ties if t.reason == "contradiction"]) == 1


def test_a_loss_that_another_sentence_calls_an_income() -> None:
    prose = "Adjusted net {} was $1.37 million. The president spoke of an adjusted net income of $1.37 million."
    assert [t.reason for t in Told(prose.format("income")).proof.ties] == [None]
    assert [t.reason for t in Told(prose.format("loss")).proof.ties] == ["contradiction"]


@pytest.mark.parametrize(
    "prose",
    [
        "Orders grew 12% in the third quarter of 2004. Orders fell 13% in the third quarter of 2003.",  # other figures
        "The dividend is twelve cents ($0.12) per share. The dividend per share is $0.12.",  # brackets are no word
        "A new plan increased the net sales of rubber by 4.7% in the third quarter of 2004.",  # an effect, no change
        "At constant currency net sales of the Rubber Group increased 4.7% in the third quarter of 2004.",
        # done to a line item, among much else
        "Orders moved into the third quarter of 2004, increasing net sales by $809,000.",
        # of two parts
        "Orders fell 12% in the third quarter of 2004. Orders of the Rubber Group then grew 12%.",
    ],
)
def test_what_is_not_said_the_other_way(prose: str) -> None:
    assert [t for t in Told(prose).proof.ties if t.certainty in ("error", "warning")] == []


def test_two_negative_amounts_whose_direction_is_turned() -> None:
    sentence = "EBITDA for the Home Office {} to negative $631,000 in the third quarter of 2004 from negative $610,000."
    told = Told(sentence.format("decreased"))
    assert [t.status for t in told.ties("$631,000", "direction")] == ["exact"]
    told = Told(sentence.format("increased"))
    assert [t.status for t in told.ties("$631,000", "direction")] == ["broken"]


def test_more_and_less_of_a_credit_are_said_both_ways() -> None:
    prose = (
        "The provision for losses for the third quarter of 2004 was a benefit of $13,000, which was $150,000 higher "
        "than in the third quarter of 2003."
    )
    told = Told(prose, rows="Provision for losses | | -13 | -163 | -40 | -200")
    assert [t for t in told.proof.ties if t.certainty in ("error", "warning")] == []
