"""PDF, set by Typst with the fonts that it brings: the same draft gives the same bytes on every machine."""

from __future__ import annotations

import json
from collections.abc import Iterator

from crossfoot.model.draft import Draft, Entry, Line, Prose, Statement
from crossfoot.model.errors import MissingExtra
from crossfoot.writers.printed import Headed, apart, header_levels, kept_together, pages, rules_of
from crossfoot.writers.widths import SIGN_POINTS, SPACER_POINTS, column_widths

_STYLE = """\
#set document(title: {title}, date: none)
#set page(paper: "us-letter", margin: (x: 1in, top: 1in, bottom: 0.9in),
  header: context {{ if here().page() > 1 [ #text(style: "italic", size: 9pt, {head}) ] }},
  footer: context align(center, text(size: 9pt, counter(page).display())))
#set text(font: "Libertinus Serif", size: 10.5pt, hyphenate: false, lang: "en", ligatures: false)
#set par(justify: false, leading: 0.55em, spacing: 1em)
#set table(stroke: none, inset: (x: 0pt, y: 2.6pt))
#set list(marker: [•], indent: 12pt, spacing: 0.8em)
#let tied(body) = box(body)
"""


def typeset(draft: Draft) -> bytes:
    """The whole file. Raises MissingExtra where Typst is not installed."""
    try:
        import typst
    except ImportError:
        raise MissingExtra("writing PDF", "pdf") from None
    lines = [_STYLE.format(title=_string(draft.title), head=_string(draft.running_head or ""))]
    for number, blocks in enumerate(pages(draft), 1):
        if number > 1:
            lines.append("#pagebreak()")
        lines += [part for block in blocks for part in _block(block)]
    made = typst.compile("\n".join(lines).encode("utf-8"), ignore_system_fonts=True, timestamp=0)
    assert isinstance(made, bytes)
    return made


def _string(text: str) -> str:
    """The text as a Typst string: nothing in it is markup or code."""
    return json.dumps("".join(c for c in text if c >= " "), ensure_ascii=False)


def _text(text: str, *, bold: bool = False) -> str:
    weight = ', weight: "bold"' if bold else ""
    return f"text({_string(text)}{weight})"


def _block(block: Prose | Statement) -> Iterator[str]:
    if isinstance(block, Statement):
        yield from _statement(block)
        yield from (_note(_text(note)) for note in block.notes)
        return
    bold = block.bold or block.kind == "heading"
    # A figure stays on one line: it is read, and looked for, as one.
    words = " + ".join(
        f"tied({_text(p.text, bold=bold)})" if p.figure else _text(p.text, bold=bold) for p in block.pieces
    )
    if block.kind == "bullet":
        yield f"#list({words})"
    elif block.kind == "footnote":
        yield _note(words)
    elif block.kind == "heading":
        yield f"#block(above: 1.4em, below: 0.9em, sticky: true, width: 100%, align({block.align}, {words}))"
    else:
        yield f"#align({block.align}, par({words}))"


def _note(words: str) -> str:
    return f"#block(above: 0.8em, par(hanging-indent: 12pt, text(size: 9pt, {words})))"


def _statement(statement: Statement) -> Iterator[str]:
    for index, title in enumerate(statement.titles):
        above = "1.6em" if index == 0 else "0.5em"
        words = f"align(center, {_text(title, bold=True)})"
        yield f"#block(above: {above}, below: 0.5em, sticky: true, width: 100%, {words})"
    widths = column_widths(statement)
    size = f"{widths.half_points / 2}pt"
    columns = "1fr"
    for body, tail in zip(widths.bodies, widths.tails, strict=True):
        columns += f", {SPACER_POINTS}pt, {SIGN_POINTS}pt, {body:.1f}pt, {tail:.1f}pt"
    rows = [*_header(statement), *_lines(statement)]
    yield f"#block(above: 0.9em, below: 1.4em, {{ set text(size: {size}); table(columns: ({columns}),"
    yield from (f"  {row}," for row in rows)
    yield ")})"


def _header(statement: Statement) -> Iterator[str]:
    levels = header_levels(statement)
    cells: list[str] = []
    for index, level in enumerate(levels):
        stub = statement.stub if index == len(levels) - 1 else ()
        cells.append(f"table.cell(align: bottom, {' + linebreak() + '.join(map(_text, stub)) or '[]'})")
        at = 0
        for headed in level:
            caption = headed.caption
            cells += ["table.cell(colspan: 4, [])"] * (caption.first - at)
            cells += ["[]", _caption(headed)]
            at = caption.last + 1
        cells += ["table.cell(colspan: 4, [])"] * (statement.columns - at)
    if cells:
        yield f"table.header({', '.join(cells)})"


def _caption(headed: Headed) -> str:
    caption = headed.caption
    span = 4 * (caption.last - caption.first + 1) - 1
    stroke = ", stroke: (bottom: 0.5pt)" if headed.ruled else ""
    words = _text(kept_together(caption.text, "\u00a0"), bold=True)
    return f"table.cell(colspan: {span}, align: center + bottom{stroke}, {words})"


def _lines(statement: Statement) -> Iterator[str]:
    for line, (above, below) in zip(statement.lines, rules_of(statement), strict=True):
        if line.blank_above:
            yield f"table.cell(colspan: {1 + 4 * statement.columns}, v(3pt))"
        if above:
            yield from _ruled(line, statement.columns, above)
        label = f"par(hanging-indent: 10pt, {_text(line.label, bold=line.bold)})"
        yield f"table.cell(align: left + bottom, inset: (left: {line.indent * 12}pt, y: 2.6pt), {label})"
        entries = {e.column: e for e in line.entries}
        for column in range(statement.columns):
            yield from _figure(entries.get(column), line.bold)
        if below:
            yield from _ruled(line, statement.columns, below)


def _figure(entry: Entry | None, bold: bool) -> Iterator[str]:
    if entry is None:
        yield "table.cell(colspan: 4, [])"
        return
    body, tail = apart(entry.text)
    yield "[]"
    yield f"table.cell(align: left + bottom, {_text(entry.currency or '', bold=bold)})"
    yield f"table.cell(align: right + bottom, {_text(body, bold=bold)})"
    yield f"table.cell(align: left + bottom, {_text(tail, bold=bold)})"


def _ruled(line: Line, columns: int, rule: int) -> Iterator[str]:
    """A row that holds nothing but the rules under (or over) the line's figures."""
    yield "table.cell(inset: 0pt, [])"
    entries = {e.column for e in line.entries}
    for column in range(columns):
        if column not in entries:
            yield "table.cell(colspan: 4, inset: 0pt, [])"
            continue
        drawn = "stroke: (bottom: 0.5pt), inset: 0pt, []"
        twice = "stroke: (top: 0.5pt, bottom: 0.5pt), inset: (y: 0.8pt), []"
        yield "table.cell(inset: 0pt, [])"
        yield f"table.cell(colspan: 2, {twice if rule == 2 else drawn})"
        yield "table.cell(inset: 0pt, [])"
