"""Numbers that share what their sentence says: lists with "respectively", comparisons that go on, asides."""

from __future__ import annotations

import pytest

from crossfoot.extract.grammar import drafts_of
from crossfoot.extract.grammar_drafts import Draft, Memory, segments_of
from crossfoot.extract.grammar_tokens import tokens
from crossfoot.extract.sentences import sentences


def read(sentence: str) -> list[Draft]:
    """The drafts of one sentence."""
    return drafts_of(sentence, tokens(sentence, 0, len(sentence)), segments_of(set()), Memory())


def test_each_of_a_list_has_the_name_at_its_place() -> None:
    drafts = read("Revenue, gross profit and EBITDA were $26 million, $12 million and $5 million, respectively.")
    assert [d.metric for d in drafts] == [("revenue",), ("gross", "income"), ("ebitda",)]


def test_what_a_list_is_compared_with_goes_by_place() -> None:
    drafts = read("EBITDA and operating income were $9 and $6, respectively, compared to $8 and $5, respectively.")
    assert [d.metric for d in drafts] == [("ebitda",), ("operation", "income")] * 2
    assert [d.level for d in drafts] == [None, None, 0, 1]


def test_an_adjective_alone_takes_the_last_names_noun() -> None:
    basic, diluted = read("Basic and diluted earnings per share were $1.20 and $1.15, respectively.")
    assert basic.metric == ("basic", "income", "share")
    assert diluted.metric == ("diluted", "income", "share")


@pytest.mark.parametrize(
    "sentence",
    [
        "In addition to these costs, hedging gains were $3 and $5 for the years 2003 and 2004, respectively.",
        "Cash and equivalents were $3 million and $5 million at June 30, 2004 and 2003, respectively.",
    ],
)
def test_a_list_of_times_names_nothing(sentence: str) -> None:
    one, other = read(sentence)
    assert one.metric == other.metric


def test_what_comes_after_the_last_names_all() -> None:
    first, second = read("Included was $1.7 million and $2.0 million of amortization in 2004 and 2003, respectively.")
    assert first.metric == second.metric == ("amortization",)


def test_a_comparison_goes_on_to_its_next_item() -> None:
    sentence = "Revenue was $10 and net income was $3, compared to revenue of $8 and net income of $2 last year."
    drafts = read(sentence)
    assert [d.role for d in drafts] == ["current", "current", "comparison", "comparison"]
    assert [d.level for d in drafts] == [None, None, 0, 1]


def test_a_sentence_that_compares_is_of_the_earlier_time() -> None:
    first, second = read("These results compare to revenue of $8 million and net income of $2 million a year ago.")
    assert first.role == second.role == "comparison"
    assert (first.metric, second.metric) == (("revenue",), ("net", "income"))


def test_an_earlier_time_in_brackets_is_a_comparison() -> None:
    text = "EBITDA rose 14% to $59 million (Q1 2019: $52 million)."
    assert len(sentences(text)) == 1
    _, now, before = read(text)
    assert (now.role, before.role, before.metric) == ("current", "comparison", ("ebitda",))
    assert before.when is not None
    assert (before.when.number, before.when.year) == (1, 2019)


def test_a_change_on_another_basis_starts_from_no_reported_amount() -> None:
    first, second, _, _ = read("EBITDA fell 14%, or 12% at constant currency, to $59 million, from $69 million.")
    assert (first.level, first.base) == (2, 3)
    assert (second.level, second.base) == (None, None)
    _, change = read("Adjusted EBITDA was $20 million, an increase of 5%.")
    assert change.level == 0


def test_the_words_beside_an_amount_name_it() -> None:
    (charge,) = read("The loss was caused by a $9 million non-cash impairment charge recorded in June.")
    assert charge.metric_text == "non-cash impairment charge"
    one, other = read("This was due to a $36 million net loss and a $2 million reversal of accrued fees.")
    assert (one.metric, one.sign) == (("net", "income"), -1)
    assert other.metric == ("reversal", "accrued", "fee")


def test_a_source_is_no_earlier_amount() -> None:
    total, part, change = read("Fees of $16 million, including $6 million from acquired stores, increased $2 million.")
    assert (part.role, change.role, change.level) == ("current", "change", 0)
    assert total.metric == change.metric


def test_two_spans_that_end_on_one_day() -> None:
    drafts = read("For the three and nine months ended June 30, 2004, rent was $5 and $14, respectively.")
    whens = [d.when for d in drafts]
    assert [(w.number, w.year, w.month) for w in whens if w] == [(3, 2004, 6), (9, 2004, 6)]


def test_an_opening_comparison_is_what_its_passage_compares_with() -> None:
    text = "Compared to the fourth quarter, earnings rose $2 million. Fees decreased from $9 million to $5 million."
    memory, drafts = Memory(), []
    for start, end in sentences(text):
        drafts += drafts_of(text, tokens(text, start, end), segments_of(set()), memory)
    change, before, now = drafts
    assert change.base_when is not None
    assert change.base_when.number == 4
    assert before.when == change.base_when
    assert now.when is None


def test_what_remains_is_not_what_went() -> None:
    _, remaining = read("It repurchased stock for $2 million and has $5 million remaining under the authorization.")
    assert "remaining" in remaining.metric


def test_an_aside_within_the_subject_names_nothing() -> None:
    (change,) = read("Core deposits, including transaction accounts of customers, increased 2%.")
    assert change.metric == ("core", "deposit")
    (amount,) = read("Scores revenue, which includes services and business-to-consumer sales, was $129 million.")
    assert amount.metric == ("score", "revenue")


@pytest.mark.parametrize(
    "sentence",
    ["Foreign currency effects decreased earnings by $44 million.", "These items reduced net income by $44 million."],
)
def test_an_effect_is_of_its_cause(sentence: str) -> None:
    (effect,) = read(sentence)
    assert (effect.role, effect.direction) == ("current", 0)
    assert "income" not in effect.metric
    assert "effect" in effect.qualifiers


def test_who_changes_an_amount_has_no_effect() -> None:
    (change,) = read("The company increased its quarterly dividend on all of its common and preferred stock by $2.")
    assert (change.role, change.direction) == ("change", 1)
    assert "dividend" in change.metric


def test_higher_than_compares() -> None:
    _, change, before = read("Net income was $17 million, which was $2 million higher than the $15 million last year.")
    assert (change.role, change.direction, change.base) == ("change", 1, 2)
    assert before.role == "comparison"
    (more,) = read("The company has more than $5 million of cash.")
    assert (more.role, more.hedge) == ("current", "more-than")


def test_a_part_is_named_after_its_amount() -> None:
    (part,) = read("General expense included $18 million of integration costs.")
    assert part.metric == ("integration", "expense")


def test_growth_is_said_after_what_grew() -> None:
    (growth,) = read("18% fee income growth in the first quarter")
    assert (growth.kind, growth.direction, growth.metric) == ("percent-change", 1, ("fee", "income"))
    (plan,) = read("Progress was made on the $10 million cost reduction plan.")
    assert "expense" not in plan.metric


def test_a_segment_of_an_opening_is_of_what_it_opens() -> None:
    segments = segments_of({"Valve Group"})
    for opening, segment in (("Despite a weak", None), ("In the", "Valve Group")):
        text = f"{opening} Valve Group, earnings were $5 million."
        (amount,) = drafts_of(text, tokens(text, 0, len(text)), segments, Memory())
        assert amount.segment == segment


def test_an_earlier_time_in_brackets_goes_on_to_what_is_per_share() -> None:
    drafts = read("Income fell 19% to $15 million, or $0.25 per share (Q1 2019: $19 million, or $0.29 per share).")
    assert [d.role for d in drafts[1:]] == ["current", "current", "comparison", "comparison"]


def test_a_new_part_after_a_dated_comparison_is_current() -> None:
    drafts = read("It included $18 million of costs, compared to $8 million last year, and $9 million of fees.")
    assert [d.role for d in drafts] == ["current", "comparison", "current"]
    assert drafts[2].metric == ("fee",)


def test_the_predicate_names_what_has_no_words_before_it() -> None:
    (drawn,) = read("As of June 30, $71 million was outstanding under the revolving credit facility.")
    assert {"outstanding", "revolving", "credit"} & set(drawn.metric)


def test_a_comparison_may_stand_between_an_amount_and_its_change() -> None:
    (change,) = read("The region saw a 16% year over year increase in revenue.")
    assert (change.role, change.direction, change.metric) == ("change", 1, ("revenue",))


def test_the_date_of_a_paper_dates_no_amount() -> None:
    (amount,) = read("Net income was $12 million, as told in the release of April 29, 2020.")
    assert amount.when is None


def test_a_change_goes_on_to_the_other_basis() -> None:
    _, first, second = read(
        "Revenue was $341 million, up 5 percent from a year ago on a reported basis and 7 percent at constant currency."
    )
    assert (first.role, second.role, second.direction) == ("change", "change", 1)
    assert (first.level, second.level) == (0, None)


def test_changes_said_respectively_are_of_the_amounts_at_their_places() -> None:
    drafts = read("Net income was $28 million and diluted EPS was $0.71, up 36% and 34% from 2019, respectively.")
    assert [d.level for d in drafts] == [None, None, 0, 1]
    text = "Costs were $23 million and $88 million for the quarter and year, a decrease of 8% and an increase of 1%"
    drafts = read(f"{text}, respectively.")
    assert [(d.level, d.direction) for d in drafts[2:]] == [(0, -1), (1, 1)]


def test_pairs_of_amounts_go_with_a_list_of_times() -> None:
    text = "Net income was $162 million, or $2.35 per share, and $244 million, or $3.43 per share, for the first six"
    drafts = read(f"{text} months of fiscal 2020 and 2019, respectively.")
    assert [d.when.year for d in drafts if d.when is not None] == [2020, 2020, 2019, 2019]


def test_a_change_between_two_listed_times_starts_from_the_second() -> None:
    *_, amount, percent = read(
        "Expense was $57 million and $60 million for the first quarter of 2022 and first quarter of 2021, decreasing "
        "$3 million, or 5%."
    )
    assert [(d.level, d.base) for d in (amount, percent)] == [(0, 1), (0, 1)]


def test_a_change_inserted_after_a_comparison_is_one() -> None:
    now, before, change, percent = read(
        "Revenue was $32 million, compared to $30 million, a $2 million, or 7%, increase."
    )
    assert [d.role for d in (now, before, change, percent)] == ["current", "comparison", "change", "change"]
    assert [(d.level, d.base) for d in (change, percent)] == [(0, 1), (0, 1)]


def test_a_sentence_goes_on_after_an_aside() -> None:
    _, aside, change, percent = read(
        "Fees of $19 million, which included $1 million of refunds, fell $4 million, or 17%."
    )
    assert aside.metric == ("refund",)
    assert [(d.metric, d.level) for d in (change, percent)] == [(("fee",), 0), (("fee",), 0)]
    _, change = read("Noninterest expense, which included $14 million of rent, decreased $377 million.")
    assert change.metric == ("noninterest", "expense")


def test_a_cause_is_of_its_own_time() -> None:
    _, _, cause, before = read(
        "Net income fell $14 million, or 12%, from first quarter 2019 in part due to realized losses of $8 million in "
        "first quarter 2020 compared to realized gains of $5 million in first quarter 2019."
    )
    assert cause.when is not None
    assert before.when is not None
    assert (cause.when.year, before.when.year) == (2020, 2019)


def test_a_change_said_twice_is_of_what_stands_after_it() -> None:
    drafts = read("Offsetting these was a decrease of $485,000, or 50.6% in insurance premiums related to a credit.")
    assert [(d.role, d.metric) for d in drafts] == [("change", ("insurance", "premium"))] * 2


def test_what_is_in_brackets_compares_nothing_after_them() -> None:
    paid, more, bought = read("We paid dividends of $11 million (3 percent higher than 2022) and rent of $14 million.")
    assert (paid.role, more.role, bought.role) == ("current", "change", "current")
    assert more.level == 0


def test_what_grew_is_named_after_its_cause() -> None:
    _, _, change = read(
        "Service revenue increased 30% (up 32% in constant currency) driven by fee revenue growth of 59%."
    )
    assert change.metric == ("fee", "revenue")


def test_an_amount_on_another_is_named_before_it() -> None:
    _, sales = read("We delivered earnings per share of $1.25 on sales of $1.8 billion.")
    assert sales.metric == ("revenue",)


def test_an_undated_amount_is_of_its_changes_time() -> None:
    amount, change = read("Operating income improved to $1.1 billion, up $0.8 billion in the fourth quarter of 2024.")
    assert amount.when is not None
    assert amount.when == change.when


def test_the_same_period_without_a_comparison_is_the_one_spoken_of() -> None:
    text = (
        "Return on equity for the year ended March 31, 2020, was 11.8% and core return for the same period was 13.3%."
    )
    _, same = read(text)
    assert same.when is None
    _, before = read("Net income was $5 million for the year, compared to $4 million for the same period of 2019.")
    assert before.when is not None
