"""Whose release it is: by its ticker, by who speaks after the dateline, by what stands over the statements."""

from __future__ import annotations

import pytest

from crossfoot import api

TABLE = """
                        {title}
                 CONSOLIDATED STATEMENTS OF OPERATIONS

                                        2004         2003
                                     -------      -------
Net sales                            $ 1,200      $ 1,100
"""


@pytest.mark.parametrize(
    ("text", "company"),
    [
        (
            "AKRON, Ohio, July 14, 2004 -- Made Works, Inc. (Nasdaq: MADE) today reported sales of $5.",
            "Made Works, Inc.",
        ),
        ("AKRON, Ohio, July 14, 2004 -- Madeworks\u00ae today announced its results for the quarter.", "Madeworks"),
        (
            "AKRON, Ohio -- July 14, 2004 -- Akron-based Made Works Company (NYSE: MW) today said so.",
            "Made Works Company",
        ),
        ("LONDON -- July 14, 2004 -- mWorks Electric plc (NYSE: MW) reported.", "mWorks Electric plc"),
        (TABLE.format(title="MADE WORKS CORP. AND SUBSIDIARIES"), "MADE WORKS CORP."),
        (TABLE.format(title="Made Works Corp. Fourth Quarter 2004 Results"), None),
        (TABLE.format(title="Group Benefits"), None),
        (TABLE.format(title="The Company's income consisted of the following"), None),
    ],
)
def test_company(text: str, company: str | None) -> None:
    assert api.read(text.encode(), name="release.txt").reading.company == company
