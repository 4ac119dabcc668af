"""Markup is read as a browser reads it: what is shown is the same text, in the same order, as lexbor's tree holds."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from crossfoot.model.errors import Unreadable
from crossfoot.readers.flow import Flow, Paragraph, RawTable
from crossfoot.readers.markup import MAX_NESTING, read_markup
from places import SHARED

CASES = sorted((Path(__file__).parent / "cases").glob("*.htm"))
DOCUMENTS = sorted((SHARED / "corpus" / "html").glob("*.htm"))


def flow_text(flow: Flow, source: str) -> str:
    """All text of a flow without white space."""
    out: list[str] = []
    for item in flow:
        if isinstance(item, Paragraph):
            out.append("".join(item.text.split()))
        elif isinstance(item, RawTable):
            out += [flow_text(cell.flow, source) for row in item.rows for cell in row.cells]
        else:
            out.append("".join(html.unescape(re.sub("<[^>]*>", "", source[item.start : item.end])).split()))
    return "".join(out)


def browser_text(source: str) -> str:
    """All text that a browser would show, without white space and byte-order marks, which show nothing."""
    tree = LexborHTMLParser(source)
    for node in tree.css("script,style,title,noscript"):
        node.decompose()
    for node in tree.css("[style]"):
        style = (node.attributes.get("style") or "").lower().replace(" ", "")
        if "display:none" in style or "visibility:hidden" in style:
            node.decompose()
    body = tree.body
    return "".join(body.text(deep=True, separator="").replace("\ufeff", "").split()) if body else ""


def read_source(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_cases_show_what_a_browser_shows(path: Path) -> None:
    source = path.read_text(encoding="utf-8").split("%%%%")[0]
    flow, _ = read_markup(source, 0, len(source), path.name)
    assert flow_text(flow, source) == browser_text(source)


@pytest.mark.skipif(not DOCUMENTS, reason="../shared/corpus is not here")
@pytest.mark.parametrize("path", DOCUMENTS[::6], ids=lambda p: p.stem)
def test_releases_show_what_a_browser_shows(path: Path) -> None:
    source = read_source(path)
    flow, _ = read_markup(source, 0, len(source), path.name)
    assert flow_text(flow, source) == browser_text(source)


TAGS = [
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<div>",
    "</div>",
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<br>",
]


REFERENCES = ["&amp;", "&nbsp;", "&nbsp", "&copy", "&#160", "&#x3b1", "&bogus", "&", "&notit;", "&#99999999999;"]


@given(st.lists(st.sampled_from([*TAGS, "a", "1", " ", *REFERENCES]), max_size=40))
def test_any_markup_loses_no_text(pieces: list[str]) -> None:
    source = "".join(pieces)
    flow, _ = read_markup(source, 0, len(source), "noise")
    assert sorted(flow_text(flow, source)) == sorted(browser_text(f"<body>{source}"))


@pytest.mark.parametrize("cell", ["&nbsp2004", "&nbsp(8,000)", "&pound7.5", "&#163;7,500", "&bogus9", "&#160;12&nbsp"])
def test_a_reference_without_semicolon_ends_where_its_name_does(cell: str) -> None:
    source = f"<p>&nbsp{cell} of sales</p><table><tr><td>Sales</td><td>{cell}</td></tr></table>"
    flow, _ = read_markup(source, 0, len(source), "references.htm")
    assert flow_text(flow, source) == browser_text(source)
    paragraph = flow[0]
    assert isinstance(paragraph, Paragraph)
    for at, shown in enumerate(paragraph.text):
        anchor = [one for one in paragraph.anchors if one.text <= at][-1]
        place = anchor.source + (at - anchor.text) * anchor.width
        assert shown == html.unescape(source[place : place + anchor.width])


@pytest.mark.parametrize("ending", ["<!-- b > c", "<!-- b", "--> b <!-- c --> d", "5 > 4"])
def test_markup_that_breaks_off_shows_what_a_browser_shows(ending: str) -> None:
    source = f"<p>a</p>{ending}"
    flow, _ = read_markup(source, 0, len(source), "broken")
    assert flow_text(flow, source) == browser_text(source)


def test_deep_nesting_is_refused() -> None:
    source = "<div>" * (MAX_NESTING + 5)
    with pytest.raises(Unreadable, match=f"deeper than {MAX_NESTING}"):
        read_markup(source, 0, len(source), "deep.htm")
