"""What sentences say of their numbers. Each case is a sentence of our own and, for each number, its place in it."""

from __future__ import annotations

import pytest

from crossfoot.extract.grammar import drafts_of
from crossfoot.extract.grammar_drafts import Draft, Memory, segments_of
from crossfoot.extract.grammar_tokens import tokens
from crossfoot.extract.sentences import sentences

SEGMENTS = segments_of({"Rubber Group", "Home Office"})


def read(sentence: str) -> list[Draft]:
    """The drafts of one sentence."""
    return drafts_of(sentence, tokens(sentence, 0, len(sentence)), SEGMENTS, Memory())


def test_amount_and_comparison_share_the_metric() -> None:
    now, before = read("Net sales for the quarter were $27,000, compared to $28,000 for the third quarter of 2003.")
    assert now.metric == before.metric == ("net", "revenue")
    assert (now.role, before.role, before.level) == ("current", "comparison", 0)
    assert before.when is not None
    assert (before.when.number, before.when.year) == (3, 2003)


def test_a_loss_is_negative_until_income_is_named() -> None:
    loss, share, income = read("It had a net loss of $500, or 5 cents per diluted share, against net income of $90.")
    assert [d.sign for d in (loss, share, income)] == [-1, -1, 0]
    assert (share.kind, share.level) == ("per-share", 0)


def test_the_word_of_income_is_that_of_the_number_itself() -> None:
    loss, income, share = read("It had a loss from operations of $500, against income of $90, or 1 cent per share.")
    assert [d.gain_text for d in (loss, income, share)] == [None, "income", "income"]
    (after_tax,) = read("The charge net of income tax was $500.")
    assert after_tax.gain_text is None


def test_increased_by_to() -> None:
    change, amount = read("Net sales of the Rubber Group increased by 5% to $23,000.")
    assert (change.kind, change.direction, change.level) == ("percent-change", 1, 1)
    assert (amount.role, amount.direction, amount.segment) == ("current", 1, "Rubber Group")


def test_increased_to_from() -> None:
    now, before = read("Home Office expenses increased to $642,000 from $620,000.")
    assert (now.role, before.role, before.level) == ("current", "comparison", 0)
    assert now.segment == before.segment == "Home Office"
    assert now.metric == ("expense",)


def test_from_to_in_the_other_order() -> None:
    before, now = read("Gross profit rose from $600 to $700.")
    assert (before.role, before.level, now.role) == ("comparison", 1, "current")


def test_from_may_belong_to_a_name() -> None:
    (only,) = read("Income from operations of $6,000 was reported.")
    assert only.role == "current"
    assert "operation" in only.metric


def test_a_change_after_the_comparison_starts_from_it() -> None:
    now, before, change = read("Sales were $90, compared with $100 a year ago, a decrease of 10%.")
    assert (change.direction, change.level, change.base) == (-1, 0, 1)
    assert (now.role, before.role) == ("current", "comparison")


def test_each_change_has_its_own_start() -> None:
    _, first, one, second, two = read("Sales were $121, up 10% from $110 last quarter and up 21% from $100 a year ago.")
    assert (first.base, second.base) == (2, 4)
    assert one.role == two.role == "comparison"


def test_a_start_without_an_amount() -> None:
    _, first, second, _ = read(
        "Sales were $121, up 10 percent from the preceding quarter and up 21% from $100 last year."
    )
    assert first.base_when is not None
    assert first.base_when.kind == "prior-quarter"
    assert second.base == 3


def test_negative_is_said_of_one_number() -> None:
    now, before = read("EBITDA decreased to negative $1,400 from $200.")
    assert (now.sign, before.sign) == (-1, 0)


def test_included_charge_replaces_the_metric() -> None:
    (charge,) = read("The Rubber Group's operating results included an impairment charge of $928,000.")
    assert (charge.metric, charge.sign, charge.segment) == (("impairment", "charge"), 0, "Rubber Group")


def test_lists_are_paired_in_order() -> None:
    drafts = read(
        "Return on equity was 16.1% and return on assets was 1.59%, compared to 13.9% and 1.47%, respectively."
    )
    assert [d.level for d in drafts] == [None, None, 0, 1]


def test_an_aside_does_not_go_on() -> None:
    costs, _, before = read(
        "Operating costs were $38 million (which included $8 million of charges), compared to $77 million."
    )
    assert before.metric == costs.metric


@pytest.mark.parametrize(
    "sentence",
    [
        "Call (212) 555-0143 or 800-555-0143 at 1:30 p.m. on May 7, 2008.",
        "See Form 10-K, Item 2.02, Rule 425, Section 13, Suite 400 and Note 3.",
        "The replay is available for 12 months and the quarter had 14 weeks.",
        "The Exchange Act of 1934, FAS 123, Building 12, 1500 Cornwall Avenue.",
    ],
)
def test_labels_are_no_figures(sentence: str) -> None:
    assert read(sentence) == []


def test_a_page_is_a_reference() -> None:
    (page,) = read("It is set forth in the statement of operations on page 3 of this release.")
    assert page.kind == "reference"


def test_sentences_end_where_they_end() -> None:
    text = "Sales of U. S. units were $5.2 million vs. $4.1 million. On Jan. 25 Mr. A. Bee left. It rose 3%."
    assert [text[a:b].strip()[:9] for a, b in sentences(text)] == ["Sales of ", "On Jan. 2", "It rose 3"]


@pytest.mark.parametrize("text", ["", " ", "No numbers here.", "$", "((((", "% % %", "to from to from 5"])
def test_anything_can_be_read(text: str) -> None:
    read(text)


def test_a_list_of_amounts_takes_a_list_of_periods_in_order() -> None:
    drafts = read("Revenue was $40 million and $134 million for the fourth quarter and full year 2003, respectively.")
    whens = [d.when for d in drafts]
    assert [(w.kind, w.number, w.year) for w in whens if w] == [("quarter", 4, 2003), ("year", 12, 2003)]


def test_what_changed_is_said_after_a_change() -> None:
    amount, percent = read("It was helped by a $2.0 million, or 53% decrease in interest expense.")
    assert amount.metric == percent.metric == ("interest", "expense")
    assert (amount.kind, amount.direction, percent.kind) == ("change", -1, "percent-change")


def test_an_aside_at_the_head_names_nothing() -> None:
    (amount,) = read("Excluding these charges, net income was $90 million.")
    assert amount.metric == ("net", "income")


def test_a_percent_of_a_whole_keeps_its_metric() -> None:
    _, percent = read("Operating income was $58 million, or 9.5% of net sales.")
    assert (percent.metric, percent.whole) == (("operation", "income"), ("net", "revenue"))


def test_a_word_that_belongs_to_its_verb_is_no_direction() -> None:
    (amount,) = read("The company drew down $150 million on its credit facility.")
    assert (amount.role, amount.direction) == ("current", 0)


def test_a_percent_in_brackets_goes_with_the_amount_before() -> None:
    amount, percent = read(
        "Card revenue increased $103 million (12.9 percent) compared with the fourth quarter of 2020."
    )
    assert (amount.kind, percent.kind, percent.direction) == ("change", "percent-change", 1)
    assert amount.base_when == percent.base_when
    assert amount.base_when is not None


def test_higher_and_a_percent_in_brackets_make_a_change() -> None:
    _, _, amount, percent = read("Revenue rose $66 (4.5%) due to higher fee income of $101 million (12.5%).")
    assert (amount.kind, amount.direction, percent.kind) == ("change", 1, "percent-change")
    (cost,) = read("This includes higher legal costs of $101 million.")
    assert cost.kind == "amount"


def test_increases_of_in() -> None:
    first, _, second, _ = read(
        "It reflects increases of $9 million (5%) in loans and $5 million (10%) in other assets."
    )
    assert (first.kind, first.metric, first.direction) == ("change", ("loan",), 1)
    assert (second.kind, second.metric, second.direction) == ("change", ("other", "asset"), 1)


def test_a_change_with_its_percent_leads_to_the_amount() -> None:
    change, percent, amount, before = read("Fees increased $1.0 million, or 18.1%, to $6.4 million from $5.4 million.")
    assert (change.level, percent.level, before.level) == (2, 2, 2)
    assert (change.base, amount.role) == (3, "current")


def test_year_over_year_dates_no_amount() -> None:
    (margin,) = read("The operating margin of 28% improved year over year.")
    assert margin.when is None


def test_what_comes_after_the_cause_dates_nothing() -> None:
    (change,) = read("Costs increased $70 million due to claims made in the fourth quarter of 2003.")
    assert change.when is None
