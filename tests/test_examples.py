"""The example releases are right as they stand, and everything in them that can be proved is."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import crossfoot
from crossfoot.model.fact import Fact
from crossfoot.model.proof import Proof
from crossfoot.report import jsonl
from places import ROOT

LEXINGTON = ROOT / "examples" / "lexington-2004q3.txt"
LARKMOOR = ROOT / "examples" / "larkmoor-2021q1.htm"
OSTERMARK = ROOT / "examples" / "ostermark-2006q3.txt"
KEYS = ROOT / "tests" / "keys"


@pytest.fixture(scope="module")
def proof() -> Proof:
    return crossfoot.check(LEXINGTON)


def test_no_example_has_an_error_or_a_warning(example: Path) -> None:
    findings = crossfoot.check(example).findings
    assert [(f.rule, f.line, f.message) for f in findings if f.severity != "note"] == []


def test_nearly_every_table_number_is_proved(example: Path) -> None:
    numbers = [n for n in crossfoot.check(example).reading.numbers if n.where == "table" and n.status != "exempt"]
    unproved = [(n.line, n.text) for n in numbers if n.status != "proved"]
    assert len(numbers) > 50
    assert len(unproved) <= 0.08 * len(numbers), unproved


def test_every_example_states_its_periods(example: Path) -> None:
    facts = [f for f in crossfoot.check(example).reading.facts if f.table is not None]
    assert [f.label for f in facts if f.period is None] == []


def rows(name: str) -> list[dict[str, str]]:
    with (KEYS / name).open(newline="") as stream:
        return list(csv.DictReader(stream))


def same(fact: Fact, row: dict[str, str]) -> bool:
    """True where a fact has what the key says: value, period, unit, segment, and two thirds of the label's words."""
    words = re.findall(r"[a-z0-9]+", row.get("label", "").lower())
    have = re.findall(r"[a-z0-9]+", " ".join(fact.path).lower())
    return (
        fact.value == Decimal(row["value"])
        and str(fact.period) == row["period"]
        and fact.unit == row["unit"]
        and (fact.segment or "consolidated") == row["segment"]
        and fact.nil == (row.get("kind") == "nil")
        and sum(word in have for word in words) * 3 >= len(words) * 2
    )


def test_the_facts_of_the_tables_against_the_key(proof: Proof) -> None:
    lines = {n.id: n.line for n in proof.reading.numbers if n.where == "table"}
    facts = [f for f in proof.reading.facts if f.number in lines]
    missed = [
        row
        for row in rows("lexington-2004q3.facts.csv")
        if not any(lines[f.number] == int(row["line"]) and same(f, row) for f in facts)
    ]
    assert missed == []
    assert len(facts) == 168
    assert sum(f.nil for f in facts) == 12


def test_the_claims_of_the_prose_against_the_key(proof: Proof) -> None:
    starts = {n.id: n.span for n in proof.reading.numbers if n.where == "narrative"}
    facts = [f for f in proof.reading.facts if f.number in starts]

    def at(fact: Fact, start: int) -> bool:
        return starts[fact.number][0] <= start < starts[fact.number][1]

    keyed = rows("lexington-2004q3.claims.csv")
    missed = [row for row in keyed if not any(at(f, int(row["start"])) and same(f, row) for f in facts)]
    assert missed == []
    assert len(keyed) == 60


def test_only_what_nothing_in_the_document_can_prove_is_unproved(proof: Proof) -> None:
    """The quarter's two operating-cash cells have no counterpart: the nine months' stand in the prose."""
    unproved = [n.text for n in proof.reading.numbers if n.status == "unproved"]
    assert sorted(re.sub(r"\D", "", text) for text in unproved) == ["1515", "4248"]


def test_the_release_is_known_by_name_and_date(proof: Proof) -> None:
    assert proof.reading.company is not None
    assert proof.reading.company.lower().startswith("lexington precision")
    assert proof.reading.released is not None
    assert date.fromisoformat(proof.reading.released) == date(2004, 11, 15)


@pytest.mark.parametrize(
    ("release", "was", "now", "rule"),
    [
        (LEXINGTON, "25,103", "25,108", "FT101"),  # a part of a total
        (LEXINGTON, "1,187", "1,178", "FT101"),  # a total, two digits swapped
        (LEXINGTON, "$23,499,000", "$23,449,000", "NR301"),  # an amount in the prose
        (LEXINGTON, "decrease of 64%", "decrease of 46%", "NR302"),  # a percent
        (LEXINGTON, "a decrease of 3%", "an increase of 3%", "NR303"),  # a direction
        (LEXINGTON, "on page 3", "on page 8", "NR306"),  # a reference
        (LARKMOOR, "8,921", "8,927", "FT101"),  # a part of a total
        (LARKMOOR, "2,769", "2,679", "FT103"),  # a change column
        (LARKMOOR, "15.9", "19.5", "FT104"),  # a percent column
        (LARKMOOR, "$13.5 million", "$15.3 million", "NR301"),  # an amount in a bullet
        (LARKMOOR, "an increase of 13.3%", "a decrease of 13.3%", "NR303"),  # a direction
    ],
)
def test_one_change_is_caught_under_its_rule(release: Path, was: str, now: str, rule: str) -> None:
    text = release.read_text("utf-8")
    assert was in text
    findings = crossfoot.check(text.replace(was, now, 1).encode()).findings
    assert rule in {f.rule for f in findings if f.severity in ("error", "warning")}, findings


def test_what_sentences_derive_is_shown_with_its_terms() -> None:
    """Effects per share, figures and growth without an item, a price paid: in the JSON as in the terminal."""
    told = json.loads(jsonl.checked(crossfoot.check(OSTERMARK)))
    printed = {n["id"]: " ".join(n["text"].split()) for n in told["numbers"]}
    derived = {
        printed[t["target"]]: (t["kind"], [printed[x["number"]] for x in t["terms"]], t["computed"][:6])
        for t in told["ties"]
        if t["scope"] == "prose" and len(t["terms"]) > 1 and t["kind"] != "direction"
    }
    assert derived["$4.4 million"] == ("sum", ["3,230", "$1.21 million"], "444000")
    assert derived["$7.5 million"] == ("sum", ["5,612", "$1.86 million"], "747200")
    assert derived["$14.30"] == ("ratio", ["$893,750", "62,500"], "14.3")
    assert derived["5.4%"] == ("percent-change", ["48,612", "44,905", "$1.3 million"], "5.3602")
    given = [printed[x["number"]] for t in told["ties"] for x in t["terms"] if x.get("given")]
    assert sorted(given) == ["$1.16 million", "$893,750"]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("$0.12 per diluted", "$0.17 per diluted"),
        ("have been $4.4", "have been $4.9"),
        ("rose to $7.5", "rose to $7.9"),
    ],
)
def test_a_derived_figure_with_a_wrong_digit_is_not_proved(was: str, now: str) -> None:
    text = OSTERMARK.read_text("utf-8")
    assert was in text
    proof = crossfoot.check(text.replace(was, now, 1).encode())
    place = text.index(was) + was.index(re.findall(r"\d[\d.]*", was)[0])
    [number] = [n for n in proof.reading.numbers if n.span[0] <= place < n.span[1]]
    assert number.status != "proved"


def test_html_is_read_as_it_is_seen() -> None:
    """Signs and symbols in cells of their own, spacer columns, a footnote mark, and headers over four cells each."""
    proof = crossfoot.check(LARKMOOR)
    facts = {(f.label, str(f.period)): f for f in proof.reading.facts if f.table}
    quarter, year_before = "2021-01-01/2021-03-31", "2020-01-01/2020-03-31"
    assert facts["Interest expense", quarter].value == -1127000
    assert facts["Restructuring", year_before].value == 1384000
    assert facts["Tax effect of the adjustments", year_before].value == -1186000
    assert facts["Total assets", "2020-12-31"].value == 290741000
    assert {f.guidance for f in proof.reading.facts if "81.0" in text_of(proof, f)} == {"low"}


def text_of(proof: Proof, fact: Fact) -> str:
    return next(n.text for n in proof.reading.numbers if n.id == fact.number)
