"""Rows of one name in several sections or tables, and the row elsewhere that is their total."""

from __future__ import annotations

from proof.printed_tables import Line, Page, name, reported

SUMMARY: list[Line] = [("Upstream", ["5,239", "1,586", "5,161"]), ("Downstream", ["783", "1,147", "1,800"])]
HOME: list[Line] = [("Earnings", ["2,075", "(1,347)", "1,781"]), ("Production", ["1,573", "1,598", "1,167"])]
ABROAD: list[Line] = [("Earnings", ["3,164", "2,933", "3,380"]), ("Production", ["1,773", "1,794", "1,812"])]


def test_rows_of_one_name_in_two_tables_add_up_to_a_row_of_a_third() -> None:
    ties = [t for t in Page(SUMMARY, HOME, ABROAD).ties if t.scope == "tables"]
    assert {t.target for t in ties} == {name(0, 0, c) for c in range(3)}
    assert {x.number for t in ties for x in t.terms} == {name(t, 0, c) for t in (1, 2) for c in range(3)}


def test_a_changed_part_is_told_with_its_figure() -> None:
    changed = [("Earnings", ["3,164", "2,933", "3,330"]), ABROAD[1]]
    (tie,) = reported(Page(SUMMARY, HOME, changed).ties)
    assert tie.target == name(0, 0, 2)
    assert name(2, 0, 2) in {s.number for s in tie.suspects}


def test_rows_that_add_up_to_nothing_are_left_alone() -> None:
    assert not [t for t in Page(HOME, ABROAD).ties if t.scope == "tables"]
