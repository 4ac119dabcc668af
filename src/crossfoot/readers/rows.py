"""Rows of a table: labels joined over lines, headings, figures in their columns."""

from __future__ import annotations

import re

import msgspec

from crossfoot.model.document import Cell, Row
from crossfoot.readers.blocks import continues
from crossfoot.readers.columns import Column, Token, find_columns, row_tokens
from crossfoot.readers.figures import figure, nil
from crossfoot.readers.lines import Chunk, Line
from crossfoot.readers.spacing import plain

_UNFINISHED = re.compile(r"[a-z(&/'\"-]|\d+(?!\S*[.):]\s)")  # how the second line of a wrapped label starts

_CAPITALS_GO_ON = re.compile(r"(?:OF|AND|ON|TO|IN|FOR|FROM|OR|BY|WITH)\s")  # and so in a label all in capitals


class Draft(msgspec.Struct):
    """A row being put together from lines."""

    lines: list[Line]
    label: list[tuple[Line, int, int]]  # (line, start, end) of each piece of the label
    tokens: list[Token]
    indent: int
    rule_above: int = 0
    rule_below: int = 0
    blank_above: bool = False
    dangling: list[Chunk] = []  # currency symbols whose figure was pushed to the next line

    @property
    def text(self) -> str:
        """The label, its lines joined by one blank."""
        return " ".join(plain(line.text[a:b]) for line, a, b in self.label)


def read_rows(lines: list[Line], line_rows: list[list[Token]]) -> list[Draft]:
    """The rows of a table's body; `line_rows` holds the tokens of each line (empty for other lines)."""
    width = max(
        (line.chunks[line.label_end - 1].end for line in lines if line.label_end and line.kind in ("row", "text")),
        default=0,
    )
    drafts: list[Draft] = []
    rule, blank = 0, False
    following = _next_starts(lines)
    for line, tokens, after in zip(lines, line_rows, following, strict=True):
        if line.kind == "blank":
            blank = blank or not line.tags
            continue
        if line.kind == "rule":
            rule = max(rule, 2 if "=" in line.text else 1)
            if drafts:
                drafts[-1].rule_below = max(drafts[-1].rule_below, rule)
            continue
        before = drafts[-1] if drafts else None
        if before is not None and not blank and _joins(before, line, tokens, rule, width, after):
            _join(before, line, tokens)
        else:
            drafts.append(_draft(line, tokens, rule, blank))
        rule, blank = (1, False) if _ruled(line) else (0, False)
    return drafts


def _next_starts(lines: list[Line]) -> list[int | None]:
    """For each line the column where the next label below it starts."""
    out: list[int | None] = []
    after: int | None = None
    for line in reversed(lines):
        out.append(after)
        if line.label_end and line.kind in ("row", "text"):
            after = line.chunks[0].start
    return out[::-1]


def _ruled(line: Line) -> bool:
    """Rule pieces behind a label's second line stand under the figures of its first."""
    return line.kind == "text" and line.label_end < len(line.chunks)


def _draft(line: Line, tokens: list[Token], rule: int, blank: bool) -> Draft:
    label = [(line, line.chunks[0].start, line.chunks[line.label_end - 1].end)] if line.label_end else []
    indent = line.chunks[0].start if label else line.left
    return Draft([line], label, tokens, indent, rule, 0, blank, _dangling(line, tokens))


def _dangling(line: Line, tokens: list[Token]) -> list[Chunk]:
    used = {id(t.currency) for t in tokens}
    return (
        [c for c in line.chunks[line.tail :] if c.kind == "currency" and id(c) not in used]
        if line.kind == "row"
        else []
    )


def _joins(before: Draft, line: Line, tokens: list[Token], rule: int, width: int, after: int | None) -> bool:
    """True where `line` goes on the row before it: a wrapped label, or values that were pushed to the next line."""
    has_label = line.label_end > 0
    if tokens and before.tokens:
        return _fills(before, tokens, has_label, line, rule)
    if not has_label:
        return bool(tokens and before.label and not before.tokens and not rule and not before.text.endswith(":"))
    first = line.text[line.chunks[0].start :]
    start_unfinished = bool(_UNFINISHED.match(first))
    start = line.chunks[0].start
    if before.tokens and not before.label:
        plain = not tokens and not rule and not before.rule_above and not before.blank_above
        whole = not first.rstrip().endswith(":") and not continues(first)  # neither a heading nor another row's label
        return plain and whole and not before.dangling and after is not None and after <= start
    if before.tokens:
        return (
            not tokens
            and start >= before.indent
            and (first[0].islower() or (start_unfinished and continues(before.text)))
        )
    if rule or not before.label or before.text.endswith(":"):
        return False
    if before.text.endswith((" -", " --")) and first[0].isupper():
        return False  # "North Power -" over its line items is a heading; "available -" / "for sale" a wrapped label
    if continues(before.text):
        return True
    if start_unfinished and not re.match(r"\d|[-*]\s", first):
        return True
    if before.text.isupper() and _CAPITALS_GO_ON.match(first):
        return True
    last_line, _, last_end = before.label[-1]
    first_word = line.chunks[0].end - line.chunks[0].start
    would_fit = last_end + 1 + first_word <= width - 2
    hanging = 0 < start - before.label[0][1] <= 3
    return hanging and not would_fit and last_line.number + 1 == line.number and after != start


def _fills(before: Draft, tokens: list[Token], has_label: bool, line: Line, rule: int) -> bool:
    """True where the figures of a line fill places that the row before left open, and a `$` or the label goes on."""
    if rule:
        return False
    taken = [(t.left, t.right) for t in before.tokens]
    free = all(not any(a < t.right and t.left < b for a, b in taken) for t in tokens)
    if not free:
        return False
    if before.dangling:
        return all(any(abs(t.left - c.end) <= 14 and t.left >= c.start for c in before.dangling) for t in tokens)
    return has_label and bool(re.match(r"[a-z]", line.text[line.chunks[0].start :])) and bool(before.label)


def _join(before: Draft, line: Line, tokens: list[Token]) -> None:
    if line.label_end:
        before.label.append((line, line.chunks[0].start, line.chunks[line.label_end - 1].end))
    row = before.tokens[0].row if before.tokens else None
    if row is not None:
        for token in tokens:
            token.row = row
    before.tokens += tokens
    before.lines.append(line)


def body(lines: list[Line]) -> tuple[tuple[Row, ...], list[Column]]:
    """The rows and columns of a table's body lines."""
    line_rows = [row_tokens(i, line.chunks[line.tail :]) if line.kind == "row" else [] for i, line in enumerate(lines)]
    drafts = read_rows(lines, line_rows)
    for index, draft in enumerate(drafts):
        for token in draft.tokens:
            token.row = index
    columns = find_columns([d.tokens for d in drafts])
    left = min((d.indent for d in drafts if d.label), default=0)
    return tuple(_row(d, left) for d in drafts), columns


def _row(draft: Draft, left: int) -> Row:
    home = {id(chunk): index for index, line in enumerate(draft.lines) for chunk in line.chunks}
    at = min((home[id(t.chunk)] for t in draft.tokens), default=0)  # the first of its lines that has figures
    cells = []
    for token in sorted(draft.tokens, key=lambda t: t.column):
        line = draft.lines[home[id(token.chunk)]]
        make = nil if token.chunk.kind == "nil" else figure
        currency = token.currency.text if token.currency else None
        made = make(token.chunk.text, line.offset(token.chunk.start), currency)
        if line.places is not None:  # a tag may stand within the figure
            end = line.offset(token.chunk.start + len(made.text) - 1) + 1
            made = msgspec.structs.replace(made, span=(made.span[0], end))
        cells.append(Cell(token.column, made))
    first, last = draft.lines[0], draft.lines[-1]
    label_span = None
    if draft.label:
        (line_a, start, _), (line_b, _, end) = draft.label[0], draft.label[-1]
        label_span = (line_a.offset(start), line_b.offset(end - 1) + 1)
    return Row(
        span=(first.start, last.end),
        line=draft.lines[at].number,
        label=draft.text,
        label_span=label_span,
        indent=draft.indent - left if draft.label else 0,
        cells=tuple(cells),
        rule_above=draft.rule_above,
        rule_below=draft.rule_below,
        blank_above=draft.blank_above,
    )
