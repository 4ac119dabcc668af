"""Which numbers of sentences state a term and no result; one that something ties stays a checked claim."""

from __future__ import annotations

import pytest

from crossfoot import api
from crossfoot.vocabulary.terms import exempt_means, form_of, terms
from proof.told import Told

TERMS = [
    ("The board authorized the repurchase of up to $40 million of common stock.", "$40 million", "authorisation"),
    ("The board approved a $25 million increase in its repurchase authorization.", "$25 million", "authorisation"),
    ("Purchases were made under the three-year, $90 million program approved in May.", "$90 million", "authorisation"),
    ("In all 450,000 shares are reserved for issuance under the plan.", "450,000", "authorisation"),
    ("The amendment raised the shares reserved for issuance by 300,000 shares.", "300,000", "authorisation"),
    ("Borrowings on our $75 million revolving credit facility were repaid.", "$75 million", "facility"),
    ("It entered into a new credit agreement providing for up to $60 million.", "$60 million", "facility"),
    ("The proceeds redeemed the 7.5% senior subordinated notes due 2009.", "7.5%", "coupon"),
    ("The loan bears interest at LIBOR plus 225 basis points.", "225 basis points", "coupon"),
    ("The Rubber Group won a four-year contract valued at $12 million.", "$12 million", "contract award"),
    (
        "It signed a definitive agreement to acquire Acorn Seals for a price of $31 million.",
        "$31 million",
        "price offered",
    ),
    ("Holders will receive $14.50 in cash for each share under the merger agreement.", "$14.50", "price offered"),
    ("The board declared a dividend of $.08 per share, payable on December 1.", "$.08", "dividend declared"),
    ("It is a $4 billion market, and the company is small in it.", "$4 billion", "market"),
    ("According to Trade Weekly, tooling grew at 6% across the industry.", "6%", "market"),
    ("Unemployment in the county fell to 4.4%.", "4.4%", "market"),
    ("The kit is sold at $9.99 a month.", "$9.99", "list price"),
    ("Employees buy shares at 85% of the lower of two market prices.", "85%", "price offered"),
    ("The rate differs from the statutory federal rate (35% in 2004).", "35%", "statutory rate"),
    ("The effect was computed at the statutory rate of 35%.", "35%", "statutory rate"),
    ("Earnings of the 49%-owned joint venture were small.", "49%", "ownership"),
    ("It holds a 30% interest in a partnership.", "30%", "ownership"),
    ("Total debt is not to exceed 3.5x EBITDA.", "3.5x", "threshold"),
    ("It has customers with more than $2 million of annual orders.", "$2 million", "threshold"),
    ("The new seal provides a 30% improvement in battery range.", "30%", "specification"),
    ("The suit is seeking damages of at least $6 million.", "$6 million", "damages claimed"),
    ("Expect cost savings of about $5 million", "$5 million", "guidance"),
    ("This market could grow 25% per year.", "25%", "guidance"),
    ("A plan that targets $8 million to $9 million in savings was begun.", "$9 million", "guidance"),
    ("The figures are defined on page 7 of this release.", "7", "reference"),
]
RESULTS = [
    ("The company repurchased $40 million of common stock under its authorization.", "$40 million"),
    ("There is $8.4 million remaining under the repurchase program.", "$8.4 million"),
    ("It had borrowings of $15 million outstanding under the credit facility.", "$15 million"),
    ("About 600,000 shares remain authorized for repurchase.", "600,000"),
    ("At September 30, 2004, 450,000 shares were reserved for issuance.", "450,000"),
    ("It drew $15 million on its revolving credit facility.", "$15 million"),
    ("Amounts available under the facility were $22 million.", "$22 million"),
    ("Net bookings totaled $92 million, with one large contract.", "$92 million"),
    ("Backlog under contracts was $92 million.", "$92 million"),
    ("It paid a dividend of $.08 per share to stockholders of record.", "$.08"),
    ("The effective tax rate was 21%, against a lower statutory one.", "21%"),
    ("Net sales in the market for seals grew 4%.", "4%"),
    ("Without the currency effect, net sales would have increased 9%.", "9%"),
    ("Deposits topped the $1 billion threshold.", "$1 billion"),
    ("Higher loans of $193 million were offset by lower deposits.", "$193 million"),
    ("The company acquired Acorn Seals for a purchase price of $31 million.", "$31 million"),
    ("Interest income rose 8% on notes.", "8%"),
    ("Average revenue per user was $7.31 a month.", "$7.31"),
]


def term(sentence: str, text: str) -> str | None:
    """What the claim printed so is, where nothing ties it."""
    told = Told(sentence)
    ident = next(n.id for n in told.reading.numbers if n.text == text)
    return next(c.term for c in told.reading.claims if c.number == ident)


@pytest.mark.parametrize(("sentence", "text", "why"), TERMS)
def test_a_term_is_told(sentence: str, text: str, why: str) -> None:
    assert term(sentence, text) == why


@pytest.mark.parametrize(("sentence", "text"), RESULTS)
def test_a_result_or_a_balance_is_no_term(sentence: str, text: str) -> None:
    assert term(sentence, text) is None


def test_every_class_has_a_sentence() -> None:
    told = {why for _, _, why in TERMS}
    assert {t.why for t in terms().classes} - {
        "exchange rate"
    } <= told  # a plain number, and a count where no table has any


def test_every_class_says_what_it_means() -> None:
    assert all(exempt_means(t.why) for t in terms().classes)


def test_every_form_compiles_and_has_a_number() -> None:
    for form in (form for t in terms().classes for form in t.forms):
        assert form.count("#") == 1, form
        made = form_of(form)
        assert made.before is not None or made.after is not None


RELEASE = b"""<html><body><p>ACORN SEALS, INC. REPORTS SECOND QUARTER RESULTS</p>
<p>The board authorized the repurchase of up to $40 million of common stock. The board declared a dividend of $0.31
per share, payable on September 1, 2019. The company repurchased $6 million of stock.</p>
<table><tr><td></td><td>Three months ended June 30, 2019</td><td>Three months ended June 30, 2018</td></tr>
<tr><td>Net sales</td><td>$1,250</td><td>$1,100</td></tr>
<tr><td>Net income</td><td>150</td><td>120</td></tr>
<tr><td>Dividends declared per share</td><td>%s</td><td>0.28</td></tr></table></body></html>"""


@pytest.mark.parametrize(
    ("in_table", "status", "why"), [(b"0.31", "proved", None), (b"0.29", "exempt", "dividend declared")]
)
def test_a_term_that_a_table_holds_is_a_claim(in_table: bytes, status: str, why: str | None) -> None:
    numbers = {n.text: n for n in api.check(RELEASE % in_table, name="release.htm").reading.numbers}
    assert (numbers["$0.31"].status, numbers["$0.31"].why) == (status, why)
    assert (numbers["$40 million"].status, numbers["$40 million"].why) == ("exempt", "authorisation")
    assert numbers["$6 million"].status == "unproved"
