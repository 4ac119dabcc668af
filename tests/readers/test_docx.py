"""Word files: what is printed is read once, what is not printed is not, and what is hostile is refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from crossfoot import api, readers
from crossfoot.model.errors import Unreadable
from readers.made_docx import W, docx, p, r, table, tc
from readers.outline import outline


def _outline(body: str, **parts: str) -> list[str]:
    document = readers.read(docx(body, **parts), "case.docx")
    assert document.format == "docx"
    for found in document.tables:
        for row in found.rows:
            for cell in row.cells:
                start, end = cell.figure.span
                shown = document.source[start:end].replace("\t", "").replace(" ", "")
                assert shown == cell.figure.text.replace(" ", "")
    return outline(document)


def test_paragraphs_headings_and_bullets():
    styles = f'<w:styles {W}><w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style></w:styles>'
    body = (
        p("Results", properties='<w:pStyle w:val="H"/>')
        + p("Net sales were $2.7 million.")
        + p("Sales of ropes rose by 5%", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    )
    assert _outline(body, styles=styles) == [
        "heading: Results",
        "paragraph: Net sales were $2.7 million.",
        "bullet: Sales of ropes rose by 5%",
    ]


def test_tracked_changes_are_taken_as_accepted():
    body = p(
        "The loss was ",
        '<w:del><w:r><w:delText>$1.1</w:delText></w:r></w:del><w:ins><w:r><w:t>$2.2</w:t></w:r></w:ins>',
        '<w:moveFrom><w:r><w:t> a</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t> million</w:t></w:r></w:moveTo>',
        " in 2003.",
    )  # fmt: skip
    assert _outline(body) == ["paragraph: The loss was $2.2 million in 2003."]


def test_a_deleted_row_is_gone_and_a_deleted_paragraph_mark_joins():
    rows = table(["", "2004", "2003"], ["Net sales", "27,485", "28,294"], ["Cost of sales", "25,103", "26,278"])
    gone = "<w:tr><w:trPr><w:del/></w:trPr>" + tc("Other") + tc("99") + tc("98") + "</w:tr></w:tbl>"
    assert not any("Other" in line for line in _outline(rows.replace("</w:tbl>", gone)))
    joined = p("The loss was", properties="<w:rPr><w:del/></w:rPr>") + p("$2.2 million in 2003.")
    assert "".join(_outline(joined)).count("$2.2") == 1


def test_numbers_split_over_runs_are_one():
    body = table(
        ["", "2004", "2003"],
        ["Net sales", p(r("27,"), r("485", "<w:b/>")), "28,294"],
        ["Net loss", p(r("("), r("2,719"), r(")")), "(1,963)"],
    )
    lines = _outline(body)
    assert "  Net sales | 27485 | 28294" in lines
    assert "  Net loss | -2719 | -1963" in lines


def test_merged_cells():
    over = '<w:gridSpan w:val="2"/>'
    body = table(
        [tc("", '<w:vMerge w:val="restart"/>'), tc("Quarter Ended June 30,", over)],
        [tc("", "<w:vMerge/>"), "2004", "2003"],
        ["Net sales", "27,485", "28,294"],
        ["Cost of sales", "25,103", "26,278"],
    )
    assert _outline(body) == [
        "TABLE", "  0-1 Quarter Ended June 30,", "  0-0 2004", "  1-1 2003",
        "  Net sales | 27485 | 28294", "  Cost of sales | 25103 | 26278",
    ]  # fmt: skip


def test_rules_are_borders():
    ruled = '<w:tcBorders><w:bottom w:val="double"/></w:tcBorders>'
    body = table(["", "2004", "2003"], ["A part", "10", "20"], ["Whole", tc("30", ruled), tc("40", ruled)])
    table_read = readers.read(docx(body), "x").tables[0]
    assert [row.rule_below for row in table_read.rows] == [0, 2]


def test_what_is_hidden_or_code_is_not_printed():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE 7</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>31</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = p("We own ", field, r(" or 99", "<w:vanish/>"), " mills in 2003.")
    assert _outline(body) == ["paragraph: We own 31 mills in 2003."]


def test_text_boxes_are_read_once():
    box = f"<w:txbxContent>{p('A box says that sales were $5 million.')}</w:txbxContent>"
    drawing = (
        "<w:r><AlternateContent><Choice><w:drawing>" + box + "</w:drawing></Choice>"
        "<Fallback><w:pict>" + box + "</w:pict></Fallback></AlternateContent></w:r>"
    )
    lines = _outline(p("Before it.", drawing))
    assert lines == ["paragraph: Before it.", "paragraph: A box says that sales were $5 million."]


def test_notes_and_furniture():
    notes = f'<w:footnotes {W}><w:footnote w:type="separator">{p("x")}</w:footnote>'
    notes += f"<w:footnote>{p('The mill was sold for $3 million in May 2004.')}</w:footnote></w:footnotes>"
    footer = f"<w:ftr {W}>{p('Page 1 of 2')}</w:ftr>"
    document = readers.read(docx(p("Sales rose in 2004."), footnotes=notes, footer=footer), "x")
    kinds = [(passage.kind, passage.text) for passage in document.passages]
    assert ("paragraph", "The mill was sold for $3 million in May 2004.") in kinds
    assert ("furniture", "Page 1 of 2") in kinds


def test_pages():
    again = "<w:r><w:lastRenderedPageBreak/></w:r>"
    body = (
        p("One is the first page of this.")
        + p('<w:r><w:br w:type="page"/></w:r>')
        + p(again, "Two stands behind a break that was set.")
        + p(again, "Three behind one that Word drew.")
        + p("Four begins with its paragraph.", properties="<w:pageBreakBefore/>")
    )
    document = readers.read(docx(body), "x")
    assert [passage.page for passage in document.passages] == [1, 2, 3, 4]
    assert [page.ordinal for page in document.pages] == [1, 2, 3, 4]


def test_a_table_set_with_tabs():
    tab = "<w:r><w:tab/></w:r>"
    body = (
        p("(In thousands)", tab, "2004", tab, "2003")
        + p("Net sales", tab, "$ 27,485", tab, "$ 28,294")
        + p("Cost of sales", tab, "25,103", tab, "26,278")
        + p("Gross profit", tab, "2,382", tab, "2,016")
    )
    lines = _outline(body)
    assert "  Gross profit | 2382 | 2016" in lines
    assert "  0-0 2004" in lines


def test_markup_characters_are_text():
    assert _outline(p("Ropes &amp; Lines &lt;b&gt; &amp;amp; sold 5% more.")) == [
        "paragraph: Ropes & Lines <b> &amp; sold 5% more."
    ]


def test_a_document_type_is_refused():
    bomb = f'<!DOCTYPE x [<!ENTITY a "aaaa">]><w:styles {W}>&a;</w:styles>'
    with pytest.raises(Unreadable, match="document type"):
        readers.read(docx(p("x"), styles=bomb), "x")


def test_what_unpacks_to_too_much_is_refused():
    huge = docx(p("x"), footnotes=" " * (97 << 20))
    assert len(huge) < 1_000_000
    with pytest.raises(Unreadable, match="limit"):
        readers.read(huge, "x")


def test_other_zips_and_broken_ones_are_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "no document")
    with pytest.raises(Unreadable, match="no Word document"):
        api.read(out.getvalue())
    with pytest.raises(Unreadable, match="damaged"):
        api.read(docx(p("x"))[:200])


def test_nesting_is_limited():
    with pytest.raises(Unreadable, match="deeper"):
        readers.read(docx("<w:sdt>" * 500 + "</w:sdt>" * 500), "x")


def test_lines_in_monospaced_type_are_plain_text():
    courier = '<w:rFonts w:ascii="Courier New"/>'
    lines = [
        "Ropes were sold in two kinds in the quarter, and both of them sold well in",
        "all three of the ports where we have a store.",
        "",
        "                      2004      2003",
        "                    ------    ------",
        "Net sales           27,485    28,294",
        "Cost of sales       25,103    26,278",
        "                    ------    ------",
        "  Gross profit       2,382     2,016",
    ]
    found = _outline("".join(p(r(line, courier)) if line else p() for line in lines))
    assert "_ . . Gross profit | 2382 | 2016" in found
    assert found[-1] == "paragraph: " + " ".join(lines[:2])
