"""What headings, tables and introductions say of the sentences under them."""

from __future__ import annotations

import datetime
from decimal import Decimal

from crossfoot.extract.claims import read_claims
from crossfoot.model.claim import Claim
from crossfoot.model.document import Anchor, Document, Passage, PassageKind
from crossfoot.model.fact import Fact
from crossfoot.model.number import Number
from crossfoot.model.period import Period
from crossfoot.model.proof import Reading

QUARTER = Period(datetime.date(2004, 9, 30), datetime.date(2004, 7, 1))
NINE = Period(datetime.date(2004, 9, 30), datetime.date(2004, 1, 1))
Told = tuple[PassageKind, str] | str  # a passage, or the segment of a table that stands here


def claims(*told: Told) -> list[Claim]:
    """The claims of the passages, among them tables of one amount each of the segment that is named."""
    source, passages, numbers, facts = "", [], [], []
    for k, piece in enumerate(told):
        start = len(source)
        if isinstance(piece, tuple):
            passages.append(Passage(piece[0], piece[1], (Anchor(0, start),), k + 1, 1))
            source += piece[1] + "\n"
            continue
        for n, period in enumerate((QUARTER, NINE)):
            ident, value = f"t{k}.{n}", Decimal(70 + k + n)
            numbers.append(
                Number(ident, (start + n, start + n + 1), k + 1, "1", "table", value, "USD", 0, False, (k, 0, n))
            )
            facts.append(Fact(ident, "Sales", ("Sales",), None, None, None, piece or None, period, value, "USD", 0))
        source += "1 1\n"
    document = Document("made", "text", "", source, (), tuple(passages), ())
    return list(read_claims(document, Reading(tuple(numbers), tuple(facts), ())).claims)


SALES = ("paragraph", "Sales were $90. They stood at $80 before.")


def test_all_sentences_under_a_segments_heading_are_its_own() -> None:
    found = claims("Pump Group", "Valve Group", ("heading", "Pump Group"), SALES)  # type: ignore[arg-type]
    assert [c.segment for c in found] == ["Pump Group", "Pump Group"]


def test_a_share_is_of_the_whole_company() -> None:
    told = ("paragraph", "Sales were $90. Earnings per share were $0.40, down 6% from a year ago.")
    found = claims("Pump Group", "Valve Group", ("heading", "Pump Group"), told)  # type: ignore[arg-type]
    assert [c.segment for c in found] == ["Pump Group", None, None]


def test_initials_name_a_segment() -> None:
    found = claims("Pump & Valve Group", "Water Group", ("heading", "PVG"), SALES)  # type: ignore[arg-type]
    assert {c.segment for c in found} == {"Pump & Valve Group"}


def test_what_follows_a_segments_table_is_its_own_until_the_next_heading() -> None:
    discussion, more = ("heading", "Discussion:"), ("heading", "Liquidity")
    found = claims("", "Pump Group", discussion, SALES, more, SALES)  # type: ignore[arg-type]
    assert [c.segment for c in found] == ["Pump Group", "Pump Group", None, None]


def test_a_table_of_several_segments_gives_none() -> None:
    found = claims("Pump Group", "", SALES)  # type: ignore[arg-type]
    assert {c.segment for c in found} == {None}


def test_a_segments_list_ends_with_its_items() -> None:
    item = ("bullet", "\u2022 Sales were $90.")
    found = claims("Pump Group", "Valve Group", ("heading", "Pump Group"), item, item, SALES)  # type: ignore[arg-type]
    assert [c.segment for c in found] == ["Pump Group", "Pump Group", None, None]


def test_a_bullet_by_itself_begins_an_item() -> None:
    told = ("paragraph", "June 3, 2004 - The company announced for the nine months ended September 30, 2004:")
    mark, item, after = ("heading", "n"), ("heading", "Sales were $90"), ("paragraph", "Sales were $30.")
    found = claims("", told, mark, item, mark, item, after)  # type: ignore[arg-type]
    assert [c.period for c in found[:2]] == [NINE, NINE]


def test_a_segments_list_goes_on_under_headings_that_compare_times_and_over_a_page() -> None:
    found = claims(
        "Pump Group", "Valve Group", ("heading", "Pump Group Highlights"),  # type: ignore[arg-type]
        ("heading", "Third quarter 2004 compared with second quarter 2004"),
        ("bullet", "\u2022 Sales were $90."), ("paragraph", "Example Corp. Reports \u2013 Page 10"),
        ("bullet", "\u2022 Sales stood at $80 before."),
        ("heading", "Third quarter 2004 compared with third quarter 2003"), ("bullet", "\u2022 Sales were $70."),
        ("heading", "Consolidated results"), ("paragraph", "Sales were $60."),
    )  # fmt: skip
    assert [c.segment for c in found if "ales" in c.metric_text] == ["Pump Group"] * 3 + [None]
