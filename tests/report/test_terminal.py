"""What a person sees: the summary, findings with place and suspects, marks, provenance."""

from __future__ import annotations

import re

import msgspec
import pytest

from crossfoot import rules
from crossfoot.model.proof import Proof
from crossfoot.report.marked import marked
from crossfoot.report.place import lines_around
from crossfoot.report.terminal import rendered
from crossfoot.report.why import explained, lines_of
from made import SOURCE, proof

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def found() -> Proof:
    whole = proof()
    return msgspec.structs.replace(whole, findings=rules.findings(whole))


def report(whole: Proof, *, colour: bool = False, verbose: bool = False, width: int = 100) -> str:
    return rendered(whole, rules.names(), width=width, colour=colour, verbose=verbose)


def test_the_summary_comes_first() -> None:
    first = report(found()).splitlines()[0]
    assert first == "made.txt: 1 error, 0 warnings, 0 notes. 3 of 8 numbers proved, 3 broken, 2 unproved."


def test_a_finding_shows_place_numbers_equation_suspects_and_remedy() -> None:
    text = report(found())
    for piece in (
        "error FT101 total-differs-from-parts  line 5",
        "     5 |   Gross profit         2,382     2,016",
        "27,485 - 25,108 = 2,377, not 2,382",
        "suspect   Cost of sales 25,108 (line 4): expected 25,103",
        "or        Gross profit 2,382 (line 5): expected 2,377",
        "correct the total or the part that is wrong",
    ):
        assert piece in text
    lines = text.splitlines()
    above = next(k for k, line in enumerate(lines) if "Gross profit    " in line)
    caret = lines[above + 1].index("^")
    assert lines[above][caret : caret + 5] == "2,382"
    assert lines[above + 1].count("^") == 5


def test_colour_only_where_asked_for_and_the_same_words() -> None:
    plain, coloured = report(found()), report(found(), colour=True)
    assert "\x1b" not in plain
    assert "\x1b" in coloured
    assert ANSI.sub("", coloured).split() == plain.split()


def test_verbose_lists_ties_and_what_is_unproved() -> None:
    text = report(found(), verbose=True)
    assert "1 broken  1 exact  Gross profit = Net sales - Cost of sales  (difference, column)" in text
    assert "            2,016 = 28,294 - 26,278" in text
    assert "(15)  Operating expenses" in text
    assert "Ties: 2 equations of 1 formulas" in text
    assert "Ties" not in report(found())


def test_a_document_without_numbers() -> None:
    whole = found()
    reading = msgspec.structs.replace(whole.reading, numbers=(), facts=())
    none = msgspec.structs.replace(whole, reading=reading, ties=(), findings=(), coverage=None)
    assert report(none) == "made.txt: 0 errors, 0 warnings, 0 notes. No numbers to prove were found."


def test_brackets_of_a_document_are_no_markup() -> None:
    whole = found()
    table = msgspec.structs.replace(whole.document.tables[0], titles=("[bold]Note [/x]",))
    document = msgspec.structs.replace(whole.document, tables=(table,))
    facts = tuple(msgspec.structs.replace(f, table=None) for f in whole.reading.facts)
    reading = msgspec.structs.replace(whole.reading, facts=facts)
    assert "[bold]Note [/x]" in report(msgspec.structs.replace(whole, document=document, reading=reading))


def test_numbers_are_marked_and_columns_stay() -> None:
    lines = marked(found(), colour=False).splitlines()
    assert "Net sales           $ 27,485! $ 28,294+" in lines
    assert "Operating expenses       (15)?      --?" in lines
    assert lines[0].startswith("Numbers: proved 1+")
    coloured = marked(found(), colour=True)
    assert "\x1b[1;31m27,485\x1b[0m" in coloured
    assert ANSI.sub("", coloured).endswith(SOURCE.rstrip())


def test_why_tells_meaning_source_and_ties() -> None:
    text = explained(found(), 5)
    assert "2,382  n5, table, broken" in text
    assert "period   2003-07-01/2003-09-30  <- header '2004'" in text
    assert "Gross profit 2,382 = Net sales 27,485 - Cost of sales 25,108" in text
    assert "    value    2016000\n    scale    decimals -3\n    unit     USD\n" in text
    assert explained(found(), 1).endswith("no number stands on this line")
    assert "Gross profit" in lines_of(found())[4]
    assert len(lines_of(found())) == len(SOURCE.splitlines())


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_around(ending: str) -> None:
    source = ending.join(["one", "two words 12", "three", "four"])
    at = source.index("12")
    [line] = lines_around(source, 2, (at, at + 2), None, 80)
    assert (line.number, line.text, line.mark) == (2, "two words 12", (10, 12))
    whole = lines_around(source, 2, (at, at + 2), (0, source.index("three") + 5), 80)
    assert [(found.number, found.text) for found in whole] == [(1, "one"), (2, "two words 12"), (3, "three")]


def test_a_long_line_is_cut_around_the_number() -> None:
    source = "x" * 500 + " 1,234 " + "y" * 500
    [line] = lines_around(source, 1, (501, 506), None, 60)
    assert len(line.text) == 60
    assert line.mark
    assert line.text[slice(*line.mark)] == "1,234"
    assert line.text.startswith("…")
    assert line.text.endswith("…")
