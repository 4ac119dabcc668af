"""Prose against tables: what holds, what is broken, how surely, and which number is suspected."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crossfoot.model.tie import Suspect, Tie
from proof.told import Told, cell

LOSS = (
    "The company had a net loss of {loss}, or {share} per diluted share, for the third quarter of 2004, compared to "
    "a net loss of $1,963,000, or 41 cents per diluted share, for the third quarter of 2003. "
)
SALES = (
    "Net sales for the third quarter of 2004 were {sales}, compared to {before} for the third quarter of 2003, "
    "a {word} of {percent}. "
)
FIRST_GROUP = "Net sales of the Rubber Group decreased by 5% to $23,499,000. "


def sales(sales: str = "$27,485,000", before: str = "$28,294,000", word: str = "decrease", percent: str = "3%") -> Told:
    return Told(SALES.format(sales=sales, before=before, word=word, percent=percent))


def test_everything_that_is_right_is_proved() -> None:
    told = Told(
        LOSS.format(loss="$2,719,000", share="55 cents")
        + SALES.format(sales="$27,485,000", before="$28,294,000", word="decrease", percent="3%")
        + FIRST_GROUP
    )
    targets = {t.target for t in told.proof.ties}
    assert all(c.number in targets for c in told.reading.claims)
    assert {t.status for t in told.proof.ties} == {"exact"}


def test_links_carry_a_score_and_a_reason() -> None:
    told = sales()
    link = next(x for x in told.proof.links if x.claim == told.id_of("$27,485,000"))
    assert link.fact == cell(0, 0)
    assert link.score > 0.8
    fact = next(f for f in told.linked.facts if f.number == link.claim)
    assert fact.claim is not None
    assert fact.claim.score == pytest.approx(link.score, abs=0.001)


@pytest.mark.parametrize(
    ("text", "wrong", "expected"),
    [
        ("before", "$28,394,000", "28294000"),
        ("before", "$22,894,000", "28294000"),
        ("sales", "$27,585,000", "27485000"),
    ],
)
def test_a_wrong_digit_is_an_error_and_the_first_suspect(text: str, wrong: str, expected: str) -> None:
    told = sales(**{text: wrong})
    (tie,) = told.ties(wrong, "equal")
    assert (tie.status, tie.certainty) == ("broken", "error")
    assert tie.suspects[0] == Suspect(told.id_of(wrong), Decimal(expected), tie.suspects[0].likelihood)
    assert tie.suspects[1].number in (cell(0, 0), cell(0, 1))


def test_a_wrong_percent_is_recomputed() -> None:
    told = sales(percent="4%")
    (tie,) = told.ties("4%")
    assert (tie.kind, tie.certainty) == ("percent-change", "error")
    assert tie.suspects[0].expected == -3
    assert {t.number for t in tie.terms} == {cell(0, 0), cell(0, 1)}


def test_a_wrong_direction_word() -> None:
    (tie,) = sales(word="rise").broken()
    assert (tie.kind, tie.certainty) == ("direction", "error")


def test_cents_are_few_digits_but_their_row_is_known() -> None:
    told = Told(LOSS.format(loss="$2,719,000", share="35 cents"))
    (tie,) = told.broken()
    assert (tie.target, tie.certainty) == (told.id_of("35 cents"), "error")
    assert tie.suspects[0].expected == Decimal("-0.55")


def test_the_wrong_sign_word() -> None:
    told = Told(
        "Income from operations was $433,000 for the third quarter of 2004. "
        "Net sales were $27,485,000 for the third quarter of 2004."
    )
    (tie,) = told.ties("$433,000")
    assert (tie.kind, tie.status) == ("sign", "broken")


@pytest.mark.parametrize(
    ("before", "kinds"),
    [
        pytest.param("income of $1,963,000 for", ["sign"], id="income said"),
        pytest.param("a loss of $1,963,000 for", [], id="loss said"),
        pytest.param("$1,963,000 for", [], id="nothing said"),
        pytest.param("income (loss) of $(1,963,000) for", [], id="both said"),
    ],
)
def test_income_said_beside_a_loss_inherits_none_of_its_sign(before: str, kinds: list[str]) -> None:
    told = Told(f"The net loss was $2,719,000 for the third quarter of 2004, compared to {before} that of 2003.")
    assert [t.kind for t in told.broken()] == kinds


def test_expenses_are_said_as_positive() -> None:
    told = Told("Home Office expenses increased to $642,000 for the third quarter of 2004, from $620,000 for 2003.")
    (tie,) = told.ties("$642,000", "equal")
    assert (tie.status, tie.terms[0].number, tie.terms[0].coefficient) == ("exact", cell(5, 0), Decimal(-1))
    assert told.ties("$642,000", "direction")[0].status == "exact"


def test_scale_slip() -> None:
    told = sales(before="$28,294")
    (tie,) = told.ties("$28,294", "equal")
    assert (tie.status, tie.reason) == ("broken", "scale")


def test_another_period() -> None:
    told = Told(
        "Net sales were $27,485,000 for the third quarter of 2004, and $91,550,000 for the first nine months of 2004."
    )
    (tie,) = told.ties("$91,550,000")
    assert (tie.kind, tie.reason, tie.status) == ("period", "period", "broken")
    assert tie.suspects[0].expected == Decimal(91901000)


def test_a_group_figure_stands_for_a_segment() -> None:
    told = Told(
        "The Rubber Group's results for the third quarter of 2004 included an impairment charge of $928,000 "
        "on its long-lived assets."
    )
    (tie,) = told.ties("$928,000")
    assert (tie.status, tie.terms[0].number) == ("exact", cell(3, 0))


def test_coarser_amounts_hold_within_rounding() -> None:
    told = sales(sales="$27.5 million", before="$28.3 million")
    assert [t.status for t in told.ties("$27.5 million")] == ["within-rounding"]
    assert not told.broken()


def test_digits_below_the_tables_last_one_are_noticed_where_all_others_agree() -> None:
    many = LOSS.format(loss="$2,719,000", share="55 cents") + SALES.format(
        sales="$27,485,000", before="$28,294,000", word="decrease", percent="3%"
    )
    told = Told(many + FIRST_GROUP + "Income from operations for the first nine months of 2004 was $1,841,300.")
    (tie,) = told.broken()
    assert (tie.target, tie.certainty, tie.reason) == (told.id_of("$1,841,300"), "warning", "digits")


def test_a_cell_that_the_tables_accuse_comes_first() -> None:
    suspect = Suspect(cell(0, 1), Decimal(28394000))
    accusing = Tie("t1", "sum", cell(0, 1), (), Decimal(28394000), "broken", certainty="error", suspects=(suspect,))
    prose = SALES.format(sales="$27,485,000", before="$28,394,000", word="decrease", percent="3%")
    tie = Told(prose, (accusing,)).broken()[0]
    assert tie.suspects[0].number == cell(0, 1)


@pytest.mark.parametrize(("page", "status"), [("2", "exact"), ("4", "exact"), ("3", "broken"), ("9", "broken")])
def test_a_page_holds_by_ordinal_or_label(page: str, status: str) -> None:
    told = Told(f"It is set forth in our Statement of Operations on page {page} of this release.")
    assert [t.status for t in told.ties(page)] == [status]


@pytest.mark.parametrize(
    "prose",
    [
        "The company expects net sales of $27,495,000 for the third quarter of 2005.",
        "Approximately $27,495,000 of orders are open. We employ 27,486 people and own 642 patents.",
        "Adjusted net loss for the third quarter of 2004, excluding charges, was $2,710,000.",
        "A dividend of $28,294,001 was paid by the Fictional Bank of Nowhere in 1934.",
        "Orders were $12,345,678, compared to $23,456,789 for the third quarter of 2003, a decrease of 47%.",
    ],
)
def test_silence(prose: str) -> None:
    assert Told(prose).broken() == []


def test_a_sentence_that_contradicts_itself() -> None:
    told = Told("Orders were $12,345,678, compared to $11,456,789 for the third quarter of 2003, an increase of 3%.")
    (tie,) = told.broken()
    assert (tie.kind, tie.certainty, tie.suspects[0].expected) == ("percent-change", "warning", Decimal(8))


@pytest.mark.parametrize(
    ("backlog", "said", "expected"),
    [
        pytest.param("$5.2 million", "approximately 68%", [], id="holds"),
        pytest.param("$5.2 million", "approximately 67%", [], id="a point off"),
        pytest.param("$5.2 million", "approximately 70%", [], id="a round one"),
        pytest.param("$6.2 million", "approximately 68%", [100], id="a digit of the amount"),
        pytest.param("$5.2 million", "approximately 38%", [68], id="a digit of the change"),
        pytest.param("$6.2 million", "more than 68%", [], id="at least"),
    ],
)
def test_a_change_said_approximately_is_not_far_off(backlog: str, said: str, expected: list[int]) -> None:
    told = Told(f"Backlog was {backlog}, compared to $3.1 million a year earlier, an increase of {said}.")
    broken = told.broken()
    assert [t.certainty for t in broken] == ["warning" for _ in expected]
    assert [round(t.computed) for t in broken if t.computed is not None] == expected


def test_without_claims_nothing() -> None:
    told = Told("Nothing is said here.")
    assert told.proof.ties == told.proof.links == ()


def test_a_percent_of_a_whole_is_divided() -> None:
    told = Told("The loss from operations was $433,000, or 1.6% of net sales, for the third quarter of 2004.")
    (tie,) = told.ties("1.6%", "ratio")
    assert tie.status == "exact"


def test_a_direction_without_an_amount_is_checked_against_its_row() -> None:
    right = Told("In the third quarter of 2004, net sales of the Rubber Group decreased 4.7% from the prior year.")
    wrong = Told("In the third quarter of 2004, net sales of the Rubber Group increased 4.7% from the prior year.")
    assert [t.status for t in right.ties("4.7%")] == ["exact"]
    assert [(t.kind, t.certainty) for t in wrong.ties("4.7%")] == [("direction", "warning")]


def test_amounts_too_coarse_to_tell_prove_no_change() -> None:
    told = Told("Backlog rose 12% to $1.3 million from $1.2 million.")
    assert told.ties("12%") == []
    assert told.broken() == []


def test_that_one_amount_is_the_greater_proves_neither() -> None:
    told = Told("Backlog rose to $1,350,000 from $1,200,000.")
    assert told.ties("$1,350,000") == []


def test_a_bare_gain_is_not_net_income() -> None:
    sentence = "In the third quarter of 2004 there {} of $6.2 million."
    rows = "Net income | | 6100 | 4900 | 12100 | 9900"

    def told(words: str) -> list[str]:
        ties = Told(sentence.format(words), rows=rows).ties("$6.2 million")
        return [t.status for t in ties if t.certainty in ("error", "warning")]

    assert told("were earnings") == ["broken"]
    assert told("was a gain") == []


def test_a_change_between_an_income_and_an_expense() -> None:
    prose = (
        "Other income (expense), net decreased by $51,000, to $22,000 in expense in the third quarter of 2004 compared "
        "with $29,000 of income in the third quarter of 2003."
    )
    rows = "Other income (expense), net | | -22 | 29 | -40 | 60"
    assert [t.status for t in Told(prose, rows=rows).ties("$51,000", "change")] == ["exact"]
    assert [t.status for t in Told(prose.replace("51,000", "57,000"), rows=rows).ties("$57,000", "change")] == [
        "broken"
    ]


def test_what_is_net_in_the_row_alone_is_no_slip_of_it() -> None:
    sentence = "Interest income in the third quarter of 2004 was $104,000."
    told = Told(sentence, rows="Interest income -- net | | 102 | 90 | 300 | 280")
    assert [t for t in told.proof.ties if t.certainty in ("error", "warning")] == []
    told = Told(sentence, rows="Interest income | | 102 | 90 | 300 | 280")
    assert [t.certainty for t in told.ties("$104,000")] == ["warning"]
