"""Which numbers of sentences do not count, and why; the outlook's figures are facts all the same."""

from __future__ import annotations

import pytest

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
        ("A chart: 1.1 2.2 3.3 4.4 5.5 6.6 7.7 8.8 9.9 10.1 11.2 12.3", "7.7", "figures without a sentence"),
    ],
)
def test_why_a_number_does_not_count(sentence: str, text: str, why: str | None) -> None:
    assert number(Told(sentence), text).why == why


def test_a_range_of_the_outlook_has_its_ends() -> None:
    told = Told("Management expects net sales of $30 million to $32 million for 2005.")
    ends = {f.number: f.guidance for f in told.reading.facts if f.guidance}
    assert ends[number(told, "$30 million").id] == "low"
    assert ends[number(told, "$32 million").id] == "high"


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
