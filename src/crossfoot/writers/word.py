"""Word's format, written as the parts it is made of: the same draft gives the same bytes, without a template.

ECMA-376, parts 1 and 2. A statement is a table of Word's: for each column a spacer, the currency sign and the figure,
whose paragraph is indented from the right by what hangs behind the digits of its neighbours.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from crossfoot.model.draft import Draft, Entry, Line, Prose, Statement
from crossfoot.writers.printed import Headed, apart, header_levels, kept_together, pages, rules_of
from crossfoot.writers.widths import SIGN_POINTS, SPACER_POINTS, column_widths, width_of
from crossfoot.writers.word_parts import PARTS, core_properties, footer, header, section

INDENT_POINTS = 10
_BORDERS = {1: "single", 2: "double"}


def word(draft: Draft) -> bytes:
    """The whole file."""
    body: list[str] = []
    for number, blocks in enumerate(pages(draft), 1):
        page = [part for block in blocks for part in _block(block)]
        if number > 1:
            page.insert(0, _paragraph("", properties='<w:pageBreakBefore/><w:spacing w:before="0" w:after="0"/>'))
        body += page
    document = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f"<w:body>{''.join(body)}{section()}</w:body></w:document>"
    )
    parts = PARTS | {
        "docProps/core.xml": core_properties(draft.title),
        "word/document.xml": document,
        "word/header1.xml": header(draft.running_head or ""),
        "word/footer1.xml": footer(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            entry = zipfile.ZipInfo(name)  # of 1980: the time of writing is none of the release's
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}')
    return out.getvalue()


def _block(block: Prose | Statement) -> Iterator[str]:
    if isinstance(block, Statement):
        yield from _statement(block)
        yield from (_paragraph(_run(note), "Note") for note in block.notes)
        return
    bold = block.bold or block.kind == "heading"
    style = {"heading": "Heading1", "paragraph": "", "bullet": "ListBullet", "footnote": "Note"}[block.kind]
    centred = '<w:jc w:val="center"/>' if block.align == "center" else ""
    yield _paragraph("".join(_run(p.text, bold=bold) for p in block.pieces), style, centred)


def _paragraph(runs: str, style: str = "", properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{inside}{runs}</w:p>"


def _run(text: str, *, bold: bool = False, half_points: int = 0) -> str:
    properties = ("<w:b/>" if bold else "") + (f'<w:sz w:val="{half_points}"/>' if half_points else "")
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{_clean(text)}</w:t></w:r>'


def _clean(text: str) -> str:
    """The text as XML can hold it: no control characters."""
    return escape("".join(c for c in text if c >= " " or c in "\t"))


def _statement(statement: Statement) -> Iterator[str]:
    for index, title in enumerate(statement.titles):
        apart_above = "" if index else '<w:spacing w:before="240" w:after="0"/>'
        yield _paragraph(_run(title, bold=True), "TableTitle", apart_above)
    columns = column_widths(statement)
    size = columns.half_points
    grid = [columns.label]
    for width, tail in zip(columns.bodies, columns.tails, strict=True):
        grid += [SPACER_POINTS, SIGN_POINTS, width + tail]
    rows = [*_header(statement, size)]
    for line, (above, below) in zip(statement.lines, rules_of(statement), strict=True):
        if line.blank_above:
            rows.append(_GAP.format(span=len(grid)))
        rows.append(_line(line, columns.tails, above, below, size))
    drawn = "".join(f'<w:gridCol w:w="{round(points * 20)}"/>' for points in grid)
    yield (
        '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{drawn}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
    yield _paragraph("", properties='<w:spacing w:before="0" w:after="120"/>')


def _header(statement: Statement, size: int) -> Iterator[str]:
    levels = header_levels(statement)
    for index, level in enumerate(levels):
        stub = statement.stub if index == len(levels) - 1 else ()
        inside = "".join(_paragraph(_run(text, half_points=size), "TableText") for text in stub)
        cells = [_cell(inside)]
        at = 0
        for headed in level:
            cells += [_cell("", span=3)] * (headed.caption.first - at)
            cells += [_cell(""), _caption(headed, size)]
            at = headed.caption.last + 1
        cells += [_cell("", span=3)] * (statement.columns - at)
        yield _row(cells, repeated=True)


def _caption(headed: Headed, size: int) -> str:
    caption = headed.caption
    text = _run(kept_together(caption.text, "\u00a0"), bold=True, half_points=size)
    centred = _paragraph(text, "TableText", '<w:keepNext/><w:jc w:val="center"/>')
    return _cell(centred, span=3 * (caption.last - caption.first + 1) - 1, below=int(headed.ruled))


def _line(line: Line, tails: tuple[float, ...], above: int, below: int, size: int) -> str:
    left = (line.indent + 1) * INDENT_POINTS * 20
    indent = f'<w:keepNext/><w:ind w:left="{left}" w:hanging="{INDENT_POINTS * 20}"/>'
    cells = [_cell(_paragraph(_run(line.label, bold=line.bold, half_points=size), "TableText", indent))]
    entries = {e.column: e for e in line.entries}
    for column, tail in enumerate(tails):
        cells += _figure(entries.get(column), line.bold, tail, (above, below), size)
    return _row(cells)


def _figure(entry: Entry | None, bold: bool, tail: float, rules: tuple[int, int], size: int) -> list[str]:
    if entry is None:
        return [_cell("", span=3)]
    above, below = rules
    lacking = tail - width_of(apart(entry.text)[1], size)
    right = f'<w:ind w:right="{round(lacking * 20)}"/>' if lacking else ""
    sign = _paragraph(_run(entry.currency, bold=bold, half_points=size), "TableText") if entry.currency else ""
    text = _paragraph(_run(entry.text, bold=bold, half_points=size), "TableText", f'{right}<w:jc w:val="right"/>')
    return [_cell(""), _cell(sign, above=above, below=below), _cell(text, above=above, below=below)]


def _row(cells: list[str], *, repeated: bool = False) -> str:
    header = "<w:tblHeader/>" if repeated else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(inside: str, *, span: int = 1, above: int = 0, below: int = 0) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    borders = "".join(
        f'<w:{side} w:val="{_BORDERS[rule]}" w:sz="4" w:space="0" w:color="000000"/>'
        for side, rule in (("top", above), ("bottom", below))
        if rule
    )
    bordered = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    return f'<w:tc><w:tcPr>{spanned}{bordered}<w:vAlign w:val="bottom"/></w:tcPr>{inside or _EMPTY}</w:tc>'


_EMPTY = _paragraph("", "TableText")
# A row of six points and no text: a blank line would push a long statement off its page.
_GAP = (
    '<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="120" w:hRule="exact"/></w:trPr><w:tc><w:tcPr>'
    '<w:gridSpan w:val="{span}"/></w:tcPr><w:p><w:pPr><w:keepNext/><w:spacing w:before="0" w:after="0"/>'
    '<w:rPr><w:sz w:val="8"/></w:rPr></w:pPr></w:p></w:tc></w:tr>'
)
