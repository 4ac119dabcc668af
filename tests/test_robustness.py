"""Documents are strangers' input: damaged anyhow, a release is read or refused, and what is read keeps its promises.

`make fuzz` runs these over thousands of examples.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import crossfoot
from crossfoot.model.errors import Unreadable
from places import CASES, EXAMPLES
from promises import promises_kept

SOURCES = [path.read_text("utf-8") for path in [*EXAMPLES, *CASES] if path in EXAMPLES or path.suffix == ".htm"]

TAGS = ["<TABLE>", "</TABLE>", "<S>", "<C>", "<PAGE>", "<FN>"]
HTML = [
    "<table>",
    "</table>",
    "<tr>",
    "<td colspan=9>",
    "</td>",
    "<p>",
    "&nbsp;",
    "&#151;",
    "&#7;",
    "<!--",
    "<td rowspan=9999>",
]
PRINT = ["$", "(", ")", "%", "--", "—", ",", ".", "1,234", "(0.55)", "------", "======", "Total", "2004", "9" * 400]
SPACE = ["  ", "\n", "\n\n", "\r", "\f", "\t", "\x1b", "\x85", "\u2028", "é", "\ufffe"]
PIECES = st.sampled_from(TAGS + HTML + PRINT + SPACE)
EDIT = st.tuples(st.sampled_from(["cut", "insert", "double", "swap"]), st.floats(0, 1), st.integers(0, 400), PIECES)


def edited(text: str, edit: tuple[str, float, int, str]) -> str:
    """`text` with a stretch cut out, doubled or replaced, or with something put in."""
    kind, where, length, piece = edit
    start = int(where * len(text))
    end = min(len(text), start + length)
    if kind == "cut":
        return text[:start] + text[end:]
    if kind == "insert":
        return text[:start] + piece + text[start:]
    if kind == "double":
        return text[:end] + text[start:end] + text[end:]
    return text[:start] + piece * 3 + text[end:]


@given(st.sampled_from(SOURCES), st.lists(EDIT, min_size=1, max_size=6))
def test_a_damaged_release(text: str, edits: list[tuple[str, float, int, str]]) -> None:
    for edit in edits:
        text = edited(text, edit)
    try:
        proof = crossfoot.check(text.encode())
    except Unreadable:
        return
    promises_kept(proof)


@given(st.binary(max_size=2000))
def test_any_bytes(data: bytes) -> None:
    try:
        proof = crossfoot.check(data)
    except Unreadable:
        return
    promises_kept(proof)


@given(st.text(alphabet=st.sampled_from("$(),.%-=_ 0123456789\n\tTotal sales<>/SC"), max_size=3000))
def test_any_text_that_looks_like_a_table(text: str) -> None:
    try:
        proof = crossfoot.check(text.encode())
    except Unreadable:
        return
    promises_kept(proof)


@pytest.mark.parametrize("length", ["9" * 400 + "px", "-" + "9" * 400 + "pt", "9" * 9 + "in"])
def test_places_beyond_any_page(length: str) -> None:
    """A box that stands farther out than a page can be stands at its edge."""
    style = "position:absolute;top:{}px;left:{}"
    boxes = "".join(f'<div style="{style.format(20 * k, length)}">Sales 1,{k}00</div>' for k in range(4))
    html = f'<html><body><div style="position:relative;width:800px">{boxes}</div></body></html>'
    assert len(crossfoot.check(html.encode(), name="far.htm").document.source) == len(html)
