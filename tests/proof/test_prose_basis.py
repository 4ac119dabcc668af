"""Claims on a basis other than the reported one; undated changes; changes of volumes."""

from __future__ import annotations

from proof.told import Told, cell

ADJUSTED = """
Diluted earnings per share                         | | 0.69 | 0.54 | 1.90 | 1.60
Diluted earnings per share excluding certain items | | 1.21 | 0.93 | 3.40 | 2.90
"""


def test_words_that_say_one_basis_are_alike() -> None:
    told = Told("Adjusted EPS for the third quarter of 2004 was $1.21 compared with $0.93.", rows=ADJUSTED)
    for text, column in (("$1.21", 0), ("$0.93", 1)):
        (tie,) = told.ties(text, "equal")
        assert (tie.status, [t.number for t in tie.terms]) == ("exact", [cell(1, column)])


def test_a_basis_goes_on_to_what_is_compared() -> None:
    text = "Excluding certain items, diluted EPS for the third quarter of 2004 increased to $1.21 from $0.93."
    (tie,) = Told(text, rows=ADJUSTED).ties("$0.93", "equal")
    assert [t.number for t in tie.terms] == [cell(1, 1)]


def test_a_sentence_that_compares_with_a_quarter_is_of_one() -> None:
    text = "For the nine months ended September 30, 2004, there was much to do. {}"
    sentence = "Net sales decreased 3% from the third quarter of 2003."
    (tie,) = Told(text.format(sentence)).ties("3%", "percent-change")
    assert [t.number for t in tie.terms] == [cell(0, 0), cell(0, 1)]


def test_taxes_are_the_plural_of_tax() -> None:
    rows = """
Income before income taxes | | 1703 | 1500 | 4000 | 3900
Provision for income taxes | | 445  | 400  | 1100 | 1000
"""
    (tie,) = Told("The effective tax rate for the third quarter of 2004 was 26.1%.", rows=rows).ties("26.1%", "ratio")
    assert tie.status == "exact"
    assert Told("The core tax rate for the third quarter of 2004 was 26.1%.", rows=rows).ties("26.1%") == []


def test_an_abbreviation_is_what_it_stands_for_in_rows_and_in_sentences() -> None:
    rows = """
Tangible book value per common share | | 34.61 | 32.72 | 34.61 | 32.72
Capex                                | | 15829 | 11974 | 40120 | 30010
"""
    told = Told("TBV/share was $34.61. Capital expenditures for the third quarter of 2004 were $15,829,000.", rows=rows)
    assert told.ties("$34.61", "equal")
    assert [t.number for t in told.ties("$15,829,000", "equal")[0].terms] == [cell(1, 0)]


def test_a_count_that_two_sentences_give_is_one() -> None:
    text = "Repurchased {} shares in all. Changes in equity were offset by {} shares of stock bought back."
    (tie,) = Told(text.format("1,032,221", "1,032,221")).proof.ties
    assert (tie.kind, tie.status) == ("equal", "exact")
    assert Told(text.format("210", "210")).proof.ties == ()
