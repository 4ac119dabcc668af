"""Amounts into which a sentence splits the figure of one row."""

from __future__ import annotations

import pytest

from crossfoot.model.tie import Tie
from proof.told import Told, cell

# With a column that is no period's: the row after tax, which a part may be one digit from.
ROWS = """
Net sales                                            | | 27485 | 28294 | 91901 | 91550
Amortization of acquired patents and leased brands   | | 432   | 397   | 1282  | 1569
Amortization of acquired patents and leased brands, after tax | | 331 | 304 | 983 | 1204
"""
SPLIT = (
    "For the third quarter of 2004, patent amortization was {patents}, brand amortization was {brands} and "
    "amortization of licenses in a joint venture was $3,000. "
)


def split(patents: str = "$361,000", brands: str = "$68,000", before: str = "") -> Told:
    return Told(before + SPLIT.format(patents=patents, brands=brands), rows=ROWS)


def sums(told: Told) -> list[Tie]:
    return [t for t in told.proof.ties if t.kind == "sum"]


def test_each_part_is_the_row_less_the_others() -> None:
    told = split()
    parts = [told.id_of(text) for text in ("$361,000", "$68,000", "$3,000")]
    for tie, part in zip(sums(told), parts, strict=True):
        assert (tie.target, tie.status, tie.computed) == (part, "exact", told.numbers[part].value)
        assert [t.number for t in tie.terms] == [cell(1, 0), *(p for p in parts if p != part)]
    assert told.broken() == []  # though 361 is a digit from what another row says


@pytest.mark.parametrize(
    ("patents", "brands"),
    [
        ("$351,000", "$68,000"),  # makes another figure
        ("$361,000", "$68,100"),  # finer than the row
        ("about $361,000", "$68,000"),
        ("$361,000", "adjusted $68,000"),
    ],
)
def test_what_does_not_make_the_row_says_nothing(patents: str, brands: str) -> None:
    assert sums(split(patents, brands)) == []


def test_the_parts_are_of_the_rows_time() -> None:
    text = SPLIT.replace("2004", "2003").format(patents="$361,000", brands="$68,000")
    assert sums(Told(text, rows=ROWS)) == []


def test_a_row_that_names_none_of_the_parts_is_not_split() -> None:
    text = SPLIT.replace("amortization", "rental income").format(patents="$361,000", brands="$68,000")
    assert sums(Told(text, rows=ROWS)) == []
