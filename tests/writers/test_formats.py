"""What EDGAR, Word and readers of PDF ask of a file."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from crossfoot import writers
from crossfoot.model.draft import Caption, Draft, Entry, Line, Prose, Statement
from crossfoot.model.errors import Unwritable
from crossfoot.writers.printed import apart
from writers.sample import prose, sample


def test_text_keeps_within_edgars_widths_and_characters():
    lines = writers.text(sample()).decode("ascii").split("\n")
    inside = False
    for line in lines:
        inside = (inside or line == "<TABLE>") and line != "</TABLE>"
        assert len(line) <= (132 if inside else 80), line
        assert line == line.rstrip()
    assert lines.count("<PAGE>") == 2
    assert sum(line.strip() == "-2-" for line in lines) == 1


def test_text_writes_other_characters_as_edgar_can():
    draft = Draft(
        "x", (prose("paragraph", "\u201cCaf\u00e9\u201d \u2014 5\u00a0% of \u20ac3 \u2026 Acme\u2122 <TABLE>"),)
    )
    assert writers.text(draft) == b'"Cafe" -- 5 % of EUR 3 ... Acme(TM) < TABLE>\n'
    with pytest.raises(Unwritable, match="SNOWMAN"):
        writers.text(Draft("x", (prose("paragraph", "\u2603"),)))


def test_a_statement_too_wide_for_a_page_is_refused():
    columns = 20
    entries = tuple(Entry(k, "1,234,567,890") for k in range(columns))
    wide = Statement(("Wide",), (), columns, (Line("Sales", entries),))
    with pytest.raises(Unwritable, match="132"):
        writers.text(Draft("x", (wide,)))


def test_html_has_only_what_edgar_takes():
    page = writers.html(sample()).decode("ascii").lower()
    assert not re.findall(r"<(?:style|script|thead|tbody|col|colgroup|iframe|form|link|img|object)\b", page)
    assert not re.findall(r"(?:src|href|on\w+)\s*=|data:|url\(", page)
    depth = 0
    for tag in re.findall(r"</?table", page):
        depth += 1 if tag == "<table" else -1
        assert depth in (0, 1)


def test_html_is_text_where_the_draft_is():
    page = writers.html(Draft("<b>", (prose("paragraph", "<script>1</script> & 5 < 6"),))).decode("ascii")
    assert "&lt;script&gt;1&lt;/script&gt; &amp; 5 &lt; 6" in page
    assert "<title>&lt;b&gt;</title>" in page


def test_word_opens_it():
    docx = pytest.importorskip("docx")
    opened = docx.Document(io.BytesIO(writers.docx(sample())))
    assert [len(table.rows) for table in opened.tables] == [21, 13, 10]
    assert opened.core_properties.title == sample().title
    bullets = [p.text for p in opened.paragraphs if p.style.name == "List Bullet"]
    assert len(bullets) == 3
    assert opened.sections[0].header.paragraphs[0].text == sample().running_head
    with zipfile.ZipFile(io.BytesIO(writers.docx(sample()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_word_takes_any_text():
    odd = Draft("a & b", (Prose("paragraph", prose("paragraph", "1 < 2 & \x07 3").pieces),))
    with zipfile.ZipFile(io.BytesIO(writers.docx(odd))) as archive:
        assert b"1 &lt; 2 &amp;  3" in archive.read("word/document.xml")


@pytest.mark.parametrize("write", [writers.text, writers.html, writers.docx, writers.pdf])
def test_columns_that_are_empty_and_headers_over_some(write):
    statement = Statement(
        ("Selected Data",), (Caption("2019", 0, 0, 0), Caption("2018", 0, 2, 2)), 3,
        (Line("Sales", (Entry(0, "1,200"), Entry(2, "(1,100)"))), Line("Costs:"), Line("", (Entry(0, "5"),))),
    )  # fmt: skip
    assert write(Draft("x", (statement,)))


@pytest.mark.parametrize(
    ("figure", "parts"),
    [
        ("2,719", ("2,719", "")),
        ("(2,719)", ("(2,719", ")")),
        ("(96)", ("(96", ")")),
        ("(11.9)%", ("(11.9", ")%")),
        ("7.1%", ("7.1", "%")),
        ("25,705(1)", ("25,705", "(1)")),
        ("--", ("--", "")),
        ("NM", ("NM", "")),
        ("3.5x", ("3.5", "x")),
    ],
)
def test_what_hangs_behind_the_digits(figure, parts):
    assert apart(figure) == parts
