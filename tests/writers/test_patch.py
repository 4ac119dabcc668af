"""New figures in a finished release: columns stay, and so does every other byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot import api, writers
from writers.sample import sample

ROWS = """\
Net sales                $  9,999   $ 10,450   $    12
Income (loss)                (433)         6       (15)
Total                    $  9,566     10,456        (3)
"""


def _patched(old: str, new: str, source: str = ROWS) -> str:
    start = source.index(old)
    return writers.patch(source, {(start, start + len(old)): new})


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("9,999", "10,001", "Net sales                $ 10,001   $ 10,450   $    12"),
        ("9,999", "998", "Net sales                $    998   $ 10,450   $    12"),
        ("9,999", "1,210,001", "Net sales                $1,210,001 $ 10,450   $    12"),
        ("9,999", "(9,999)", "Net sales                $ (9,999)  $ 10,450   $    12"),
        ("(433)", "512", "Income (loss)                 512          6       (15)"),
        ("(433)", "(1,433)", "Income (loss)              (1,433)         6       (15)"),
        ("         6 ", "         8 ", "Income (loss)                (433)         8       (15)"),
        ("(15)", "1,015", "Income (loss)                (433)         6     1,015"),
        ("(3)", "--", "Total                    $  9,566     10,456        --"),
        ("10,456", "(456)", "Total                    $  9,566       (456)       (3)"),
    ],
)  # fmt: skip
def test_columns_keep_their_edges(old, new, line):
    before, after = ROWS.split("\n"), _patched(old, new).split("\n")
    changed = [k for k, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    assert [after[k] for k in changed] == [line]


def test_prose_is_not_spread():
    text = "Sales grew.  433 people work here, 5 more than in 2003."
    assert _patched("433", "1,433", text) == text.replace("433", "1,433")


def test_markup_inside_a_figure_stays():
    row = '<td>Loss</td><td>$</td><td align="right">(433</td><td>)</td><td>12</td>'
    span = (row.index("(433"), row.index("</td><td>12"))
    assert writers.patch(row, {span: "(1,433)"}) == row.replace("433", "1,433")
    assert writers.patch(row, {span: "512"}) == '<td>Loss</td><td>$</td><td align="right">512</td><td></td><td>12</td>'


def test_overlapping_spans_are_refused():
    with pytest.raises(ValueError, match="overlaps"):
        writers.patch(ROWS, {(0, 5): "a", (4, 6): "b"})
    with pytest.raises(ValueError, match="outside"):
        writers.patch("12", {(1, 3): "b"})


@pytest.mark.parametrize("write", [writers.text, writers.html])
def test_every_number_by_itself_is_no_change(write):
    source = write(sample()).decode()
    numbers = api.read(source.encode()).reading.numbers
    assert writers.patch(source, {n.span: n.text for n in numbers}) == source


@given(st.lists(st.integers(-(10**6), 10**7), min_size=3, max_size=3))
def test_other_lines_and_far_columns_stay(amounts):
    lines = ROWS.split("\n")
    spans = [(ROWS.index(old), ROWS.index(old) + len(old)) for old in ("9,999", "10,450", " 12")]
    spans[2] = (spans[2][0] + 1, spans[2][1])
    texts = [f"({-a:,})" if a < 0 else f"{a:,}" for a in amounts]
    patched = writers.patch(ROWS, dict(zip(spans, texts, strict=True))).split("\n")
    assert patched[1:] == lines[1:]
    assert patched[0].replace("$", " ").split()[2:] == texts


def test_a_figure_over_two_lines_keeps_its_line_break():
    text = "The loss was $2.7\nmillion in 2003."
    span = (text.index("$2.7"), text.index(" in 2003"))
    assert writers.patch(text, {span: "$12.8 million"}) == text.replace("2.7", "12.8")
