"""Claims among themselves, and claims one slip away from their row."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crossfoot import api
from proof.told import Told, cell


def test_the_same_said_twice_is_proved_by_itself() -> None:
    told = Told("Orders in hand were $41.6 million. We are well placed with orders in hand of $41.6 million.")
    (tie,) = told.proof.ties
    assert (tie.kind, tie.status) == ("equal", "exact")
    assert {tie.target, tie.terms[0].number} == {c.number for c in told.reading.claims}


def test_two_sentences_that_differ_in_a_digit_contradict_each_other() -> None:
    told = Told(
        "Orders in hand at September 30, 2004 were $41.6 million. "
        "With orders in hand of $41.9 million at September 30, 2004, it is well placed."
    )
    (tie,) = told.proof.ties
    assert (tie.status, tie.certainty, tie.reason) == ("broken", "warning", "contradiction")


@pytest.mark.parametrize(
    "other",
    [
        "Orders in hand at September 30, 2004 were $83.2 million.",  # no slip of the pen
        "Orders received at September 30, 2004 were $41.9 million.",  # of something else
        "Orders in hand at September 30, 2003 were $41.9 million.",  # of another time
        "Orders in hand at September 30, 2004 were about $41.9 million.",
        "Excluding the new plant, orders in hand at September 30, 2004 were $41.9 million.",
    ],
)
def test_what_is_no_contradiction(other: str) -> None:
    told = Told(f"Orders in hand at September 30, 2004 were $41.6 million. {other}")
    assert [t for t in told.proof.ties if t.reason == "contradiction"] == []


def test_parts_that_a_sentence_names_make_the_total() -> None:
    told = Told(
        "It returned $6.8 million to holders, including dividends of $3.7 million and repurchases of $3.1 million."
    )
    (tie,) = told.proof.ties
    assert (tie.kind, tie.status, tie.target, tie.computed) == ("sum", "exact", told.id_of("$6.8 million"), 6800000)
    assert [t.number for t in tie.terms] == [told.id_of("$3.7 million"), told.id_of("$3.1 million")]


@pytest.mark.parametrize("part", ["$3.2 million", "$3.12 million"])
def test_parts_that_do_not_make_it_to_the_digit_say_nothing(part: str) -> None:
    told = Told(f"It returned $6.8 million to holders, including dividends of $3.7 million and repurchases of {part}.")
    assert told.proof.ties == ()


def test_a_named_row_that_is_one_digit_off_is_worth_a_look() -> None:
    told = Told("The company recorded an impairment of long-lived assets of $938,000 in the third quarter of 2004.")
    (tie,) = told.proof.ties
    assert (tie.kind, tie.status, tie.certainty) == ("equal", "broken", "warning")
    assert tie.suspects[0].expected == Decimal(928000)
    assert tie.terms[0].number == cell(3, 0)


def test_a_change_is_held_against_what_its_row_gives() -> None:
    told = Told("Net sales of the Rubber Group decreased 8% in the third quarter of 2004.")
    (tie,) = told.proof.ties
    assert (tie.kind, tie.certainty) == ("percent-change", "warning")
    assert tie.suspects[0].expected == Decimal(-5)


@pytest.mark.parametrize(
    "sentence",
    [
        "Excluding the new plant, net sales of the Rubber Group decreased 8% in the third quarter of 2004.",
        "Net sales of tyres decreased 8% in the third quarter of 2004.",
        "Net sales of the Rubber Group decreased about 8% in the third quarter of 2004.",
    ],
)
def test_words_that_set_a_claim_apart_keep_it_from_the_row(sentence: str) -> None:
    assert [t for t in Told(sentence).proof.ties if t.status == "broken"] == []


def test_a_page_proves_nothing_where_nothing_is_named() -> None:
    assert Told("The measures are explained on page 2 of this release.").proof.ties == ()


def test_a_quarter_is_held_against_its_date() -> None:
    told = Told("For the second quarter ended September 30, 2004, net sales were $27,485,000.")
    assert [(t.kind, t.computed) for t in told.proof.ties if t.status == "broken"] == [("quarter", 3)]
    told = Told("For the third quarter ended September 30, 2004, net sales were $27,485,000.")
    assert [t for t in told.proof.ties if t.status == "broken"] == []


@pytest.mark.parametrize(
    "again",
    [
        "Record $26.3 million cash returned to owners in the third quarter of 2004.",
        "It returned a record $26.3 million of cash to its owners during the third quarter of 2004.",
    ],
)
def test_a_figure_among_the_same_words_is_said_twice(again: str) -> None:
    told = Told(f"Cash handed back to owners in the third quarter of 2004 was a record: $26.3 million of cash. {again}")
    equal = [t for t in told.proof.ties if t.kind == "equal"]
    assert [t.status for t in equal] == ["exact"]
    assert {equal[0].target, equal[0].terms[0].number} == {c.number for c in told.reading.claims}


@pytest.mark.parametrize(
    "again",
    [
        "Severance paid in Norway came to $26.3 million.",  # among other words
        "Record $26.3 million cash returned to owners in the third quarter of 2003.",  # of another time
        "Record $26.8 million cash returned to owners in the third quarter of 2004.",
    ],
)
def test_what_is_not_said_twice(again: str) -> None:
    told = Told(f"Cash handed back to owners in the third quarter of 2004 was a record: $26.3 million of cash. {again}")
    assert [t for t in told.proof.ties if t.status != "broken"] == []


def test_few_digits_are_not_told_by_the_words_around_them() -> None:
    told = Told("The number of ads delivered grew 8%. The average price for ads delivered grew 8%.")
    assert told.proof.ties == ()


def test_a_percent_proves_the_amounts_that_it_tells_from_their_misprints() -> None:
    told = Told("Orders for the third quarter of 2004 were $51.2 million, up 24.6% from $41.1 million a year ago.")
    (tie,) = told.proof.ties
    assert (tie.kind, tie.status) == ("percent-change", "exact")


def test_a_percent_that_any_near_amounts_give_proves_nothing() -> None:
    told = Told("Orders for the third quarter of 2004 were $141.8 million, up 1% from $140.3 million a year ago.")
    assert told.proof.ties == ()


def test_that_an_amount_of_no_table_is_the_smaller_proves_it_not() -> None:
    told = Told(
        "Net sales for the third quarter of 2004 decreased to $27,485,000 from $29,294,111 for the second quarter."
    )
    assert told.ties("$27,485,000", "equal")
    assert not [t for t in told.proof.ties if told.id_of("$29,294,111") in {m.number for m in t.terms}]


def test_a_figure_of_few_digits_is_not_another_rows_where_its_own_says_otherwise() -> None:
    rows = """
Net income                   | | 7558 | 5369 | 21000 | 20000
Net loans held for sale      | | 1597 | 1199 | 1597  | 1199
"""
    right, wrong = "$7.6 million", "$1.6 million"
    text = "Net income for the third quarter of 2004 was {}."
    assert [t.status for t in Told(text.format(right), rows=rows).proof.ties] == ["within-rounding"]
    assert [t for t in Told(text.format(wrong), rows=rows).proof.ties if t.status != "broken"] == []


def test_a_segments_share_of_the_companys_whole() -> None:
    told = Told(
        "Net sales of the Rubber Group for the third quarter of 2004 were $23,499,000 and represented 85% of net sales."
    )
    (tie,) = told.ties("85%", "ratio")
    assert tie.status == "exact"


RUNNING = """HOLLIN MILLS REPORTS THIRD QUARTER RESULTS

Spinning Division

Orders in hand {first} at September 30, 2004 were $41.6 million.

Weaving Division

Orders in hand {second} at September 30, 2004 were $41.9 million.
"""


@pytest.mark.parametrize(
    ("first", "second", "rules"),
    [
        pytest.param("of the company", "of the company", ["NR309"], id="the same sentence under two headings"),
        pytest.param("of yarn", "of cloth", [], id="another sentence under another heading"),
    ],
)
def test_under_two_headings_only_the_very_sentence_contradicts(first: str, second: str, rules: list[str]) -> None:
    proof = api.check(RUNNING.format(first=first, second=second).encode(), name="hollin.txt")
    assert [f.rule for f in proof.findings if f.severity == "warning"] == rules
    sections = {c.section for c in proof.reading.claims}
    assert len(sections) == 2


PARTS = """
Earnings/Retail U.S.     | Retail U.S.     | 836  | 1910 | 836  | 1910
Earnings/Retail Non-U.S. | Retail Non-U.S. | 540  | 2267 | 540  | 2267
Assets/Retail            | Retail          | 9999 | 8888 | 9999 | 8888
"""


def test_a_segment_that_the_tables_have_in_parts_is_their_sum() -> None:
    told = Told("Retail earnings for the third quarter of 2004 were $1,376,000.", rows=PARTS)
    (tie,) = told.ties("$1,376,000")
    assert (tie.kind, tie.status, tie.computed) == ("sum", "exact", 1376000)
    assert [t.number for t in tie.terms] == [cell(0, 0), cell(1, 0)]


def test_its_change_is_that_of_the_parts() -> None:
    told = Told("Retail earnings for the third quarter of 2004 decreased by $2,801,000.", rows=PARTS)
    (tie,) = told.ties("$2,801,000")
    assert (tie.kind, tie.status, tie.computed) == ("change", "exact", -2801000)
    assert [t.number for t in tie.terms] == [cell(0, 0), cell(1, 0), cell(0, 1), cell(1, 1)]


@pytest.mark.parametrize("text", ["were $1,367,000", "rose by $2,801,000"])
def test_what_the_parts_do_not_give(text: str) -> None:
    told = Told(f"Retail earnings for the third quarter of 2004 {text}.", rows=PARTS)
    assert [t for t in told.proof.ties if t.status != "broken"] == []


def test_of_rows_that_print_nearly_the_same_per_share_the_one_meant_counts() -> None:
    rows = """
Diluted net income per share | | 3.33 | 3.20 | 9.91 | 9.50
Basic net income per share   | | 3.34 | 3.22 | 9.95 | 9.55
"""
    text = "Net income for the third quarter of 2004 was {} per diluted share."
    assert [t.status for t in Told(text.format("$3.33"), rows=rows).proof.ties] == ["exact"]
    assert [t for t in Told(text.format("$3.34"), rows=rows).proof.ties if t.status != "broken"] == []


@pytest.mark.parametrize(
    ("word", "kinds"), [pytest.param("income", ["sign"], id="turned"), pytest.param("loss", [], id="as it is")]
)
def test_a_figure_per_share_has_the_sign_of_its_words(word: str, kinds: list[str]) -> None:
    told = Told(f"The diluted net {word} per share was $0.55 in the third quarter of 2004.")
    assert [t.kind for t in told.broken()] == kinds


ORDERS = "Orders received | | 36650 | 33100 | 98200 | 97400\n"


def test_a_slip_is_seen_whichever_way_a_half_was_rounded() -> None:
    sentence = "Orders received for the third quarter of 2004 were ${} million."
    assert Told(sentence.format("36.7"), rows=ORDERS).ties("$36.7 million")[0].status != "broken"
    assert Told(sentence.format("34.7"), rows=ORDERS).ties("$34.7 million")[0].certainty == "warning"


def test_a_result_per_share_one_digit_off() -> None:
    told = Told("The diluted net loss per share for the third quarter of 2004 was $0.57.")
    (tie,) = told.ties("$0.57")
    assert (tie.status, tie.certainty) == ("broken", "warning")
    assert tie.suspects[0].expected == Decimal("-0.55")


def test_a_figure_that_the_sentence_says_is_not_what_another_of_its_numbers_should_be() -> None:
    told = Told(
        "Orders received for the third quarter of 2004 were $36,650,000; they were $36,850,000 before.", rows=ORDERS
    )
    assert told.ties("$36,850,000") == []


@pytest.mark.parametrize(
    ("said", "status", "tied"),
    [
        pytest.param("$100.0 million", "within-rounding", True, id="the row's in tenths"),
        pytest.param("$100 million", "within-rounding", True, id="the row's in whole millions"),
        pytest.param("$200.0 million", "", False, id="no row's, for its zeros are meant"),
        pytest.param("$900.00 million", "", False, id="no row's in hundredths"),
    ],
)
def test_zeros_after_a_point_are_digits(said: str, status: str, tied: bool) -> None:
    rows = """
Deposits received | | 99960 | 171300 | 201400 | 900040
"""
    told = Told(f"Deposits received for the third quarter of 2004 were {said}.", rows=rows)
    assert [t.status for t in told.ties(said) if t.status != "broken"] == ([status] if tied else [])
