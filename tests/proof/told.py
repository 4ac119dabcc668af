"""A release made of a few facts and a paragraph, for tests of prose against tables."""

from __future__ import annotations

import datetime
from decimal import Decimal

from crossfoot.extract.claim_links import linked
from crossfoot.extract.claims import read_claims
from crossfoot.model.claim import ProseProof
from crossfoot.model.document import Anchor, Document, Page, Passage, Table
from crossfoot.model.fact import Fact
from crossfoot.model.number import Number
from crossfoot.model.period import Period
from crossfoot.model.proof import Reading
from crossfoot.model.tie import Tie
from crossfoot.proof.prose import prose_ties

PERIODS = (
    Period(datetime.date(2004, 9, 30), datetime.date(2004, 7, 1)),
    Period(datetime.date(2003, 9, 30), datetime.date(2003, 7, 1)),
    Period(datetime.date(2004, 9, 30), datetime.date(2004, 1, 1)),
    Period(datetime.date(2003, 9, 30), datetime.date(2003, 1, 1)),
)
# label | segment | quarter | quarter before | nine months | nine months before; in thousands (shares where the label
# says that they are outstanding), per share with a point, rates with a percent sign.
ROWS = """
Net sales                          |              | 27485  | 28294  | 91901  | 91550
Income (loss) from operations      |              | -433   | 6      | 1841   | 2757
Net loss                           |              | -2719  | -1963  | -1593  | -2806
Impairment of long-lived assets    |              | 928    | 0      | 928    | 0
Net sales/Rubber Group             | Rubber Group | 23499  | 24665  | 78346  | 78032
Income from operations/Home Office | Home Office  | -642   | -620   | -1968  | -1866
EBITDA/Home Office                 | Home Office  | -631   | -610   | -1937  | -1837
Diluted net loss per share         |              | -0.55  | -0.41  | -0.32  | -0.58
"""
TITLE = "STATEMENT OF OPERATIONS"


class Told:
    """What was read and proved of a paragraph under the facts of `rows`."""

    def __init__(self, prose: str, ties: tuple[Tie, ...] = (), rows: str = ROWS) -> None:
        passage = Passage("paragraph", prose, (Anchor(0, 0),), 1, 1)
        pages = tuple(Page(k, (0, 1), str(k + 2)) for k in (1, 2, 3))
        table = Table((len(prose), len(prose) + 1), 1, (TITLE,), (), (), 4, (), 2)
        self.document = Document("made", "text", "", prose, (table,), (passage,), pages)
        self.reading = read_claims(self.document, _tables(len(prose), rows))
        self.proof: ProseProof = prose_ties(self.document, self.reading, ties)
        self.linked = linked(self.reading, self.proof.links)
        self.numbers = {n.id: n for n in self.reading.numbers}

    def id_of(self, text: str) -> str:
        """The id of the prose number printed so."""
        return next(n.id for n in self.reading.numbers if n.text == text and n.where == "narrative")

    def ties(self, text: str, kind: str | None = None) -> list[Tie]:
        """The ties whose target is the prose number printed so."""
        ident = self.id_of(text)
        return [t for t in self.proof.ties if t.target == ident and kind in (None, t.kind)]

    def broken(self) -> list[Tie]:
        """The broken ties that are reported."""
        return [t for t in self.proof.ties if t.status == "broken" and t.certainty not in (None, "evidence")]


def cell(row: int, column: int) -> str:
    """The id of a table number."""
    return f"t{row}.{column}"


def _tables(offset: int, rows: str) -> Reading:
    """The facts of the rows; an empty line begins another table."""
    numbers, facts = [], []
    table = 0
    for row, line in enumerate(rows.strip().splitlines()):
        if not line:
            table += 1
            continue
        label, segment, *values = (part.strip() for part in line.split("|"))
        path = tuple(label.split("/"))
        for column, text in enumerate(values):
            in_thousands = "." not in text
            value, decimals = (Decimal(text) * 1000, -3) if in_thousands else (Decimal(text.rstrip("%")), 2)
            money = "shares" if "shares outstanding" in label else "USD"
            unit = "percent" if text.endswith("%") else money if in_thousands else "USD/share"
            ident, span = cell(row, column), (offset + 10 * (row * 4 + column), offset + 10 * (row * 4 + column) + 5)
            number = Number(ident, span, 2, text, "table", value, unit, decimals, value == 0, (table, row, column))
            numbers.append(number)
            facts.append(
                Fact(
                    ident,
                    path[-1],
                    path,
                    TITLE,
                    "operations",
                    None,
                    segment or None,
                    PERIODS[column],
                    value,
                    unit,
                    decimals,
                    value == 0,
                )
            )
    return Reading(tuple(numbers), tuple(facts), ())
