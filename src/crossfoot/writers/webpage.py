"""The subset of HTML that EDGAR takes: no style sheet, no script, nothing nested or fetched; inline styles only.

EDGAR Filer Manual II, 5.2.2: elements of HTML 3.2 and some attributes of 4.0. Rules are borders, indents are padding,
the currency sign and the closing parenthesis have cells of their own, so that digits align.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from crossfoot.model.draft import Draft, Entry, Line, Prose, Statement
from crossfoot.writers.printed import apart, header_levels, kept_together, pages, rules_of

FONT = "font-family:'Times New Roman',Times,serif;font-size:10pt"
INDENT_POINTS = 12
CELLS = 3  # of a column: the sign, the digits, what hangs behind them; and a spacer before them
_BORDER = {0: "", 1: "1px solid #000000", 2: "3px double #000000"}
_LEVEL = {0: "padding-bottom:0px", 1: "padding-bottom:1px", 2: "padding-bottom:3px"}  # beside such a border
_EMPTY = "<td>&nbsp;</td>"


def page(draft: Draft) -> str:
    """The whole page; each page of the release but the last ends with its number and a rule that breaks it."""
    lines = ["<html>", "<head>", f"<title>{escape(draft.title)}</title>", "</head>", f'<body style="{FONT}">']
    leaves = list(pages(draft))
    for number, blocks in enumerate(leaves, 1):
        if number > 1 and draft.running_head:
            lines.append(f'<p align="left" style="margin-bottom:18pt"><i>{escape(draft.running_head)}</i></p>')
        for bulleted, run in groupby(blocks, key=lambda b: isinstance(b, Prose) and b.kind == "bullet"):
            body = [row for block in run for row in _block(block)]
            lines += ["<ul>", *body, "</ul>"] if bulleted else body
        if len(leaves) > 1:
            lines.append(f'<p align="center">{number}</p>')
        if number < len(leaves):
            lines.append('<hr size="3" noshade style="page-break-after:always">')
    return "\n".join([*lines, "</body>", "</html>", ""])


def _block(block: Prose | Statement) -> Iterator[str]:
    if isinstance(block, Statement):
        yield from _statement(block)
        yield from (_note(escape(note)) for note in block.notes)
        return
    text = escape("".join(p.text for p in block.pieces))
    if block.bold or block.kind == "heading":
        text = f"<b>{text}</b>"
    if block.kind == "bullet":
        yield f'<li style="margin-bottom:6pt">{text}</li>'
    elif block.kind == "footnote":
        yield _note(text)
    else:
        yield f'<p align="{block.align}">{text}</p>'


def _note(text: str) -> str:
    return f'<p style="margin-left:12pt;text-indent:-12pt">{text}</p>'


def _statement(statement: Statement) -> Iterator[str]:
    for title in statement.titles:
        yield f'<p align="center" style="margin:0pt"><b>{escape(title)}</b></p>'
    yield f'<table border="0" cellspacing="0" cellpadding="0" width="100%" style="{FONT};margin-top:8pt">'
    yield from _header(statement)
    for line, (above, below) in zip(statement.lines, rules_of(statement), strict=True):
        if line.blank_above:
            yield f'<tr><td colspan="{1 + (CELLS + 1) * statement.columns}" style="font-size:6pt">&nbsp;</td></tr>'
        yield _row(line, statement.columns, above, below)
    yield "</table>"


def _header(statement: Statement) -> Iterator[str]:
    levels = header_levels(statement)
    for index, level in enumerate(levels):
        stub = "<br>".join(escape(text) for text in statement.stub) if index == len(levels) - 1 else ""
        cells = [f'<td align="left" valign="bottom">{stub or "&nbsp;"}</td>']
        at = 0
        for headed in level:
            caption = headed.caption
            cells += [_EMPTY] + ['<td colspan="4">&nbsp;</td>'] * (caption.first - at)
            span = (CELLS + 1) * (caption.last - caption.first + 1) - 1
            words = kept_together(escape(caption.text), "&nbsp;")
            border = f' style="border-bottom:{_BORDER[1]}"' if headed.ruled else ""
            cells.append(f'<td colspan="{span}" align="center" valign="bottom"{border}><b>{words}</b></td>')
            at = caption.last + 1
        yield f"<tr>{''.join(cells)}</tr>"
    if not levels and statement.stub:
        yield from (f"<tr><td>{escape(text)}</td></tr>" for text in statement.stub)


def _row(line: Line, columns: int, above: int, below: int) -> str:
    padding = f"padding-left:{(line.indent + 1) * INDENT_POINTS}pt;text-indent:-{INDENT_POINTS}pt"
    label = escape(line.label) or "&nbsp;"
    if line.bold:
        label = f"<b>{label}</b>"
    cells = [f'<td align="left" valign="bottom" style="{padding};{_LEVEL[below]}">{label}</td>']
    entries = {e.column: e for e in line.entries}
    if entries:
        for column in range(columns):
            cells += _figure(entries.get(column), line.bold, above, below)
    return f"<tr>{''.join(cells)}</tr>"


def _figure(entry: Entry | None, bold: bool, above: int, below: int) -> list[str]:
    spacer = '<td width="8">&nbsp;</td>'
    if entry is None:
        return [spacer, '<td colspan="3">&nbsp;</td>']
    body, tail = apart(entry.text)
    borders = ";".join(f"border-{side}:{_BORDER[rule]}" for side, rule in (("top", above), ("bottom", below)) if rule)
    style = f' style="{borders}"' if borders else ""
    sign, body, tail = (f"<b>{escape(t)}</b>" if bold and t else escape(t) for t in (entry.currency or "", body, tail))
    return [
        spacer,
        f'<td align="left" valign="bottom"{style}>{sign or "&nbsp;"}</td>',
        f'<td align="right" valign="bottom" nowrap{style}>{body}</td>',
        f'<td align="left" valign="bottom" nowrap style="{_LEVEL[below]}">{tail or "&nbsp;"}</td>',
    ]
