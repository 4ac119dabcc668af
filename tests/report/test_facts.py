"""Facts as a table and as CSV."""

from __future__ import annotations

import csv
import io

import msgspec
import pytest

from crossfoot.model.document import Part
from crossfoot.report import facts
from made import proof


def rows(label: str = "Net sales") -> list[dict[str, str]]:
    whole = proof()
    first = msgspec.structs.replace(whole.reading.facts[0], label=label, path=(label,))
    reading = msgspec.structs.replace(whole.reading, facts=(first, *whole.reading.facts[1:]))
    return list(
        csv.DictReader(io.StringIO(facts.as_csv(msgspec.structs.replace(whole, reading=reading), heading=True)))
    )


def test_csv_holds_each_fact() -> None:
    found = rows()
    assert len(found) == len(proof().reading.facts)
    shown = ("line", "printed", "label", "value", "period_end", "decimals")
    assert {k: v for k, v in found[6].items() if k in shown} == {
        "line": "6", "printed": "(15)", "label": "Operating expenses", "value": "-15000", "period_end": "2004-09-30",
        "decimals": "-3",
    }  # fmt: skip


@pytest.mark.parametrize("label", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x","y")'])
def test_csv_holds_no_formula(label: str) -> None:
    assert rows(label)[0]["label"] == "'" + label


def test_csv_leaves_negative_numbers_numbers() -> None:
    assert rows()[6]["value"] == "-15000"


def test_csv_heading_once() -> None:
    assert facts.as_csv(proof(), heading=False).count("period_start") == 0


def test_the_table_is_tidy() -> None:
    heading, columns, *body = facts.as_table(proof(), width=100, colour=False).splitlines()
    assert heading == "made.txt: 8 facts"
    assert columns.split() == ["line", "label", "segment", "period", "unit", "value", "printed"]
    assert len(body) == 8
    assert body[0].split() == ["3", "Net", "sales", "2004-07-01/2004-09-30", "USD", "27485000", "27,485"]
    assert all(line.index("USD") == columns.index("unit") for line in body)


def test_a_long_label_is_cut_in_its_middle() -> None:
    whole = proof()
    label = (
        "Income before the cumulative effect of a change in accounting principle and extraordinary items, net of tax"
    )
    fact = msgspec.structs.replace(whole.reading.facts[0], label=label, path=("Heading", label))
    reading = msgspec.structs.replace(whole.reading, facts=(fact,))
    line = facts.as_table(msgspec.structs.replace(whole, reading=reading), width=100, colour=False).splitlines()[2]
    assert len(line) <= 100
    assert "Heading / Income" in line
    assert "net of tax" in line


def test_parts() -> None:
    whole = proof()
    assert "a document by itself" in facts.parts(whole)
    listed = (Part("8-K", "CURRENT REPORT", (0, 1), False), Part("EX-99.1", "PRESS RELEASE", (1, 2), True))
    document = msgspec.structs.replace(whole.document, parts=listed)
    assert facts.parts(msgspec.structs.replace(whole, document=document)).splitlines() == [
        "  8-K      CURRENT REPORT",
        "* EX-99.1  PRESS RELEASE",
    ]


def test_on_narrow_paper_a_fact_takes_two_lines() -> None:
    told, *lines = facts.as_table(proof(), width=60, colour=False).splitlines()
    assert told == "made.txt: 8 facts"
    assert lines[0].split() == ["line", "label,", "segment"]
    assert lines[2] == "3     Net sales"
    assert lines[3].split() == ["2004-07-01/2004-09-30", "USD", "27485000", "27,485"]
    assert len(lines) == 2 * (1 + 8)
    assert max(map(len, lines)) <= 60


def test_no_figure_is_cut_on_narrow_paper() -> None:
    whole = proof()
    numbers = tuple(msgspec.structs.replace(n, text="$27,485 thousand dollars") for n in whole.reading.numbers)
    reading = msgspec.structs.replace(whole.reading, numbers=numbers)
    lines = facts.as_table(msgspec.structs.replace(whole, reading=reading), width=60, colour=False).splitlines()
    assert lines[4].split() == ["2004-07-01/2004-09-30", "USD", "27485000"]
    assert max(map(len, lines)) <= 60
