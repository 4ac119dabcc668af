"""What a release says of itself."""

from __future__ import annotations

import pytest

from crossfoot.extract.release import about
from crossfoot.model.document import Passage
from extract.tabled import document, table


def passage(text: str, kind: str = "paragraph") -> Passage:
    return Passage(kind, text, (), 1, 1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("NEW YORK, November 15, 2004 -- Made Works Corp. said today", "2004-11-15"),
        ("BELLINGHAM, WA - January 19, 2006 - Made Works", "2006-01-19"),
        ("Jan. 25, 2005", "2005-01-25"),
        ("Date of Report (Date of earliest event reported): May 5, 2004", "2004-05-05"),
        ("Dated: September 22, 2000            By: /s/ A. Maker", None),
        ("For the quarter ended June 30, 2004, sales rose.", None),
        ("February 30, 2004", None),
    ],
)
def test_the_day_of_the_release(text: str, day: str | None) -> None:
    assert about(document(passages=(passage(text),))).released == day


def test_a_date_after_the_first_table_is_not_the_releases() -> None:
    late = Passage("paragraph", "December 31, 1992", (), 50, 1)
    assert about(document(table("a | 1"), passages=(late,))).released is None


def test_the_company_stands_before_its_ticker() -> None:
    text = "DAYTON, Ohio -- Made Works\nCorp. (Nasdaq: MADE) today reported"
    assert about(document(passages=(passage(text),))).company == "Made Works Corp."


def test_or_over_its_statements() -> None:
    made = table("Net sales | 5", titles=("MADE WORKS, INC.", "STATEMENTS OF OPERATIONS"))
    assert about(document(made)).company == "MADE WORKS, INC."


def test_the_headline_tells_of_results() -> None:
    heads = ("FOR IMMEDIATE RELEASE", "MADE WORKS REPORTS THIRD QUARTER RESULTS", "June 2005 Quarter Outlook")
    told = about(document(passages=tuple(passage(h, "heading") for h in heads)))
    assert told.title == heads[1]
