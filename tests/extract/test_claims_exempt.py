"""Which numbers of sentences do not count, and why; the outlook's figures are facts all the same."""

from __future__ import annotations

import pytest

from crossfoot import api
from crossfoot.model.number import Number
from proof.told import Told


def number(told: Told, text: str) -> Number:
    """The prose number printed so."""
    return next(n for n in told.reading.numbers if n.text == text)


@pytest.mark.parametrize(
    ("sentence", "text", "why"),
    [
        ("The company operates 891 warehouses.", "891", "count"),
        ("It has common stock of $.04 par value.", "$.04", "par value"),
        ("Management expects sales of $30 million next year.", "$30 million", "guidance"),
        ("Net sales were $27,485,000.", "$27,485,000", None),
        ("Net sales were $27,485,000, above our guidance of $26 million.", "$27,485,000", None),
        ("Net sales were $27,485,000, above our guidance of $26 million.", "$26 million", "guidance"),
        ("Net sales were $27,485,000 against our $26 million forecast.", "$26 million", "guidance"),
        ("Outlook was raised: net sales of $30 million.", "$30 million", "guidance"),
        ("The company set a goal of $30 billion of loans by 2010.", "$30 billion", "guidance"),
        ("The $30 million term loan does not mature until 2010.", "$30 million", None),
        ("If sales were $30 million, it expects a profit.", "$30 million", "guidance"),
        ("The allowance for expected credit losses is $27,485,000.", "$27,485,000", None),
        ("Net sales of $27,485,000 grew 3%, in part by planned closings.", "$27,485,000", None),
        ("One loan of $5 million at September 30, 2004, is secured as planned.", "$5 million", None),
        ("It expects sales of $30 million, compared with $27 million in 2003.", "$30 million", "guidance"),
        ("It expects sales of $30 million, compared with $27 million in 2003.", "$27 million", None),
        ("It expects sales to rise 4% versus 2003, to about $30 million.", "$30 million", "guidance"),
        ("Pursuant to the plan, the company paid $5 million.", "$5 million", None),
        ("The registrant paid $5 million for the shares.", "$5 million", None),
        ("Pursuant to Section 13, a fee of $5 million is paid.", "$5 million", "boilerplate"),
        ("The number of employees was 620, compared to 591 a year ago.", "620", None),
        ("The number of employees was 620, compared to 591 a year ago.", "591", None),
        ("The combined ratio was 99.1 in the quarter.", "99.1", None),
        ("The clocks run from 1.8 to 3.2 volts.", "3.2", "count"),
        ("Loans 30 to 59 days past due decreased $5 million.", "30", "count"),
        ("A chart: 1.1 2.2 3.3 4.4 5.5 6.6 7.7 8.8 9.9 10.1 11.2 12.3", "7.7", "figures without a sentence"),
    ],
)
def test_why_a_number_does_not_count(sentence: str, text: str, why: str | None) -> None:
    assert number(Told(sentence), text).why == why


# The row of counts has words that the sentences have too.
STORES = """
Net sales               | | 27485 | 28294 | 91901 | 91550
Net new memberships, shares outstanding | | 620 | 591 | 1801 | 1790
"""


@pytest.mark.parametrize(
    ("sentence", "text", "why"),
    [
        ("Net new memberships were 620 in the quarter.", "620", None),
        ("Visits by holders of memberships rose in our 12 clinics.", "12", "count"),
        ("Visits by holders of memberships rose in our 12 membership clinics.", "12", None),
        ("Where they are to be had: 17 https://made.example.net/memberships.html", "17", "count"),
        ("Where they are to be had: 17 www.made.example/new-memberships", "17", "count"),
    ],
)
def test_a_count_is_of_what_stands_with_it(sentence: str, text: str, why: str | None) -> None:
    assert number(Told(sentence, rows=STORES), text).why == why


def test_a_range_of_the_outlook_has_its_ends() -> None:
    told = Told("Management expects net sales of $30 million to $32 million for 2005.")
    ends = {f.number: f.guidance for f in told.reading.facts if f.guidance}
    assert ends[number(told, "$30 million").id] == "low"
    assert ends[number(told, "$32 million").id] == "high"


HEADED = b"""<html><body><p><b>%s</b></p><p>&bull; Net sales of $30 million</p></body></html>"""


@pytest.mark.parametrize(
    ("heading", "why"),
    [
        (b"2005 Outlook", "guidance"),
        (b"For 2005, the company now expects:", "guidance"),
        (b"Results and Outlook", None),
        (b"Third Quarter Highlights", None),
    ],
)
def test_a_heading_says_what_its_list_is(heading: bytes, why: str | None) -> None:
    (number,) = (n for n in api.read(HEADED % heading, name="a.htm").reading.numbers if n.text == "$30 million")
    assert number.why == why


SECTION = b"""<html><body><p><b>About Acorn Seals</b></p><p>It makes seals worth $9 million.</p><table>
<tr><td></td><td>June 30, 2019</td><td>June 30, 2018</td></tr><tr><td>Cash</td><td>$1,250</td><td>$1,100</td></tr>
<tr><td>Inventories</td><td>150</td><td>120</td></tr><tr><td>Other</td><td>17</td><td>12</td></tr>
<tr><td>Total</td><td>1,417</td><td>1,232</td></tr></table><p>The charge was $12 million.</p></body></html>"""


def test_a_statement_ends_a_section_of_boilerplate() -> None:
    numbers = {n.text: n.why for n in api.read(SECTION, name="a.htm").reading.numbers}
    assert numbers["$9 million"] == "boilerplate"
    assert numbers["$12 million"] is None


@pytest.mark.parametrize("mark", ["7) Excludes loans held for sale.", "(1 ) Net of tax."])
def test_a_note_s_mark_is_no_figure(mark: str) -> None:
    assert not Told(mark).reading.claims


def test_a_mark_after_a_percent_is_no_figure() -> None:
    told = Told("The ratio was 6%3 at the end.")
    assert number(told, "6%").where == "narrative"
    assert number(told, "3").where == "furniture"


def test_a_time_to_come_goes_on_to_nothing() -> None:
    told = Told("The agreement ends in 2009. Net sales were $27,485,000.")
    (claim,) = told.reading.claims
    assert claim.period is None or claim.period.end.year < 2009
    told = Told("The goal is $30 billion of loans in 2009. Net sales were $27,485,000.")
    (claim,) = told.reading.claims
    assert claim.period is None or claim.period.end.year < 2009
