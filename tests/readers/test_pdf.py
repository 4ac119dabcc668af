"""PDFs: what the page shows is read, and what shows nothing to read is refused with a remedy."""

from __future__ import annotations

import pytest

from crossfoot import api, readers, writers
from crossfoot.model.draft import Draft
from crossfoot.model.errors import Unreadable
from crossfoot.readers.pdf_layout import grids_of, laid_out
from crossfoot.readers.pdf_page import Glyph, Ruling
from writers.sample import operations, prose, sample


def _glyphs(text: str, left: float, baseline: float, size: float = 10.0) -> list[Glyph]:
    """A text set in letters half as wide as high."""
    width = size / 2
    return [Glyph(c, left + k * width, left + (k + 1) * width, baseline, size) for k, c in enumerate(text) if c != " "]


def _laid_out(glyphs: list[Glyph], rulings: list[Ruling] | None = None) -> list[str]:
    return laid_out(glyphs, rulings or [], grids_of([glyphs])[0])


def _row(label: str, figures: list[str], baseline: float) -> list[Glyph]:
    """A row whose figures end at 300, 400 …"""
    out = _glyphs(label, 50, baseline)
    for k, figure in enumerate(figures):
        out += _glyphs(figure, 300 + 100 * k - 5 * len(figure), baseline)
    return out


def test_figures_keep_their_right_edges():
    lines = _laid_out([*_row("Net sales", ["27,485", "9"], 100), *_row("Cost", ["5", "26,278"], 112)])
    assert len(lines) == 2
    assert lines[0].index("27,485") + 6 == lines[1].index("5", 6) + 1
    assert lines[0].rindex("9") == lines[1].rindex("8")


def test_rules_become_dashes_under_the_figures():
    glyphs = [*_row("Part", ["27,485"], 100), *_row("Whole", ["27,485"], 114)]
    rules = [Ruling(260, 300, 103), Ruling(40, 300, 116), Ruling(260, 300, 118), Ruling(260, 300, 120)]
    lines = _laid_out(glyphs, rules)
    assert [set(line.strip()) for line in (lines[1], lines[3])] == [{"-"}, {"="}]


def test_a_raised_number_is_a_mark_and_no_digit():
    glyphs = [*_glyphs("Net sales", 50, 100), *_glyphs("1", 95, 96, 6), *_glyphs("27,485", 270, 100)]
    glyphs += _glyphs("2", 300, 96, 6)
    assert " ".join(_laid_out(glyphs)[0].split()) == "Net sales(1) 27,485(2)"


def test_letters_printed_twice_to_look_bold_are_read_once():
    twice = [*_glyphs("Assets", 50, 100), *_glyphs("Assets", 50.3, 100)]
    assert _laid_out(twice) == ["Assets"]


def test_pages_and_their_numbers():
    document = readers.read(writers.pdf(sample()), "sample.pdf")
    assert document.format == "pdf"
    assert [page.label for page in document.pages] == ["1", "2", "3"]
    proof = api.check(writers.pdf(sample()))
    assert {n.page for n in proof.reading.numbers if n.where == "table"} == {2, 3}
    for number in proof.reading.numbers:
        shown = proof.document.source[slice(*number.span)]
        assert " ".join(shown.split()) == " ".join(number.text.split())


def test_words_that_look_like_code_are_printed_as_they_are():
    words = 'Ropes #1 & "lines" *sold* $5 \\ million @ [two] for `three`'
    source = readers.read(
        writers.pdf(Draft("x", (prose("paragraph", words.replace("[", "(").replace("]", ")")),))), "x"
    )
    assert '#1 & "lines" *sold* $5 \\ million @ (two) for `three`' in source.source


def test_without_text_or_password():
    import pypdfium2

    scan = pypdfium2.PdfDocument.new()
    scan.new_page(612, 792)
    import io

    out = io.BytesIO()
    scan.save(out)
    with pytest.raises(Unreadable, match="scans"):
        api.read(out.getvalue())
    with pytest.raises(Unreadable, match="encrypted"):
        api.read(_encrypted())
    with pytest.raises(Unreadable, match="damaged"):
        api.read(b"%PDF-1.7\nnothing")


def _encrypted() -> bytes:
    """A PDF whose keys fit no empty password."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
        b"<< /Filter /Standard /V 1 /R 2 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> /P -4 >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places)
    ident = b"<" + b"43" * 16 + b">"
    out += b"trailer << /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [%s %s] >>\n" % (ident, ident)
    return out + b"startxref\n%d\n%%%%EOF\n" % start


def test_the_statement_of_operations_keeps_its_rules():
    document = readers.read(writers.pdf(Draft("x", (operations(),))), "x")
    ruled = [row.label for row in document.tables[0].rows if row.rule_above]
    assert ruled[:2] == ["Gross profit", "Operating income"]
