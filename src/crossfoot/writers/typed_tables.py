"""Statements in EDGAR's ASCII: columns as wide as they need, header stacks centred over them, rules under figures."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import msgspec

from crossfoot.model.draft import Entry, Line, Statement
from crossfoot.model.errors import Unwritable
from crossfoot.writers.characters import ascii_of
from crossfoot.writers.printed import Headed, apart, header_levels, kept_together, rules_of

TABLE_WIDTH = 132  # EDGAR Filer Manual II, 5.2.1: the longest line between <TABLE> and </TABLE>
PAGE_WIDTH = 80
INDENT = 4
HANG = 2  # a wrapped label's later lines start so far right of its first
GAPS = (3, 2, 1)  # blanks between columns: as many as the page allows
LABEL_WIDTHS = (56, 48, 42)  # longer labels are wrapped: to the first of these at which the table fits a page
NARROW_LABELS = (36, 30)  # and to these where even the longest line is too short
MIN_LABEL = 16
MIN_FIELD = 6  # fewer dashes would be a nil, not a rule


class Field(msgspec.Struct):
    """A column: its currency sign's width, its digits' width, and what hangs right of the digits."""

    sign: int
    body: int
    tail: int
    width: int = 0  # sign, digits and the blanks between them
    left: int = 0

    @property
    def right(self) -> int:
        """The column behind the last digit."""
        return self.left + self.width


def typed_table(statement: Statement) -> list[str]:
    """The lines of a statement, from <TABLE> to </TABLE>. Raises Unwritable where no layout is narrow enough."""
    fields = _fields(statement)
    label_width = _placed(statement, fields)
    width = fields[-1].right + fields[-1].tail if fields else label_width
    lines = ["<TABLE>", "<CAPTION>"]
    lines += [row.center(width).rstrip() for title in statement.titles for row in _wrapped(title, max(width, 40))]
    lines += [""] * bool(statement.titles)
    lines += _header(statement, fields, label_width)
    lines.append(_stops(fields))
    for line, (above, below) in zip(statement.lines, rules_of(statement), strict=True):
        lines += [""] * line.blank_above
        lines += _ruled(line, fields, above)
        lines += _typed_line(line, fields, label_width)
        lines += _ruled(line, fields, below)
    return [*lines, "</TABLE>"]


def _fields(statement: Statement) -> list[Field]:
    fields = [Field(0, 0, 0) for _ in range(statement.columns)]
    for line in statement.lines:
        for entry in line.entries:
            field = fields[entry.column]
            body, tail = apart(ascii_of(entry.text))
            field.body = max(field.body, len(body))
            field.tail = max(field.tail, len(tail))
            field.sign = max(field.sign, len(_sign(entry)))
    for field in fields:
        field.width = max(field.body + (field.sign + 1 if field.sign else 0), MIN_FIELD)
    for level in header_levels(statement):
        for headed in level:
            if headed.caption.first == headed.caption.last:
                field = fields[headed.caption.first]
                field.width = max(field.width, _longest_word(headed.caption.text))
    return fields


def _sign(entry: Entry) -> str:
    return ascii_of(entry.currency or "").strip()


def _placed(statement: Statement, fields: list[Field]) -> int:
    """Gives every field its place; returns the width of the label column."""
    wanted = max((len(ascii_of(line.label)) + line.indent * INDENT for line in statement.lines), default=0)
    stub = max((len(ascii_of(text)) for text in statement.stub), default=0)
    wanted = max(wanted, stub)
    least = max((_longest_word(line.label) + line.indent * INDENT + HANG for line in statement.lines), default=0)
    chosen = None
    for page, label, gap in _layouts(wanted, max(least, MIN_LABEL)):
        end = _spread(statement, fields, label + gap, gap)
        if end <= page:
            chosen = label
            break
    if chosen is None:
        raise Unwritable(
            statement.titles[0] if statement.titles else "a statement",
            f"its {statement.columns} columns need more than the {TABLE_WIDTH} characters of a line",
            remedy="part it in two statements",
        )
    return chosen


def _layouts(wanted: int, least: int) -> Iterator[tuple[int, int, int]]:
    """(page width, label width, gap) in the order in which they are tried: within a page, then as wide as may be."""
    widths = [w for w in LABEL_WIDTHS if least <= w < wanted]
    for page in (PAGE_WIDTH, TABLE_WIDTH):
        if wanted <= LABEL_WIDTHS[0] or not widths:
            yield page, wanted, GAPS[0]
        yield from ((page, label, GAPS[0]) for label in widths)
    for gap in GAPS:
        for label in (*(w for w in NARROW_LABELS if w >= least), least):
            yield TABLE_WIDTH, min(label, wanted), gap


def _spread(statement: Statement, fields: list[Field], start: int, gap: int) -> int:
    """Places the fields from `start` on, captions over several columns given room; returns where the last one ends."""
    at = start
    for field in fields:
        field.left = at
        at = field.right + field.tail + gap
    for level in header_levels(statement):
        for headed in level:
            first, last = headed.caption.first, headed.caption.last
            lacking = _longest_word(headed.caption.text) - (fields[last].right - fields[first].left)
            if lacking > 0:
                fields[last].width += lacking
                for field in fields[last + 1 :]:
                    field.left += lacking
    return fields[-1].right + fields[-1].tail if fields else start


def _header(statement: Statement, fields: list[Field], label_width: int) -> list[str]:
    """The header stack, each level's captions ending on the level's last line; the stub beside its last lines."""
    out: list[str] = []
    for level in header_levels(statement):
        out += _level(level, fields)
    words = [text for text in statement.stub for text in _wrapped(text, label_width)]
    for index, text in enumerate(reversed(words)):
        at = _stub_line(out, index)
        if at is None:
            out.insert(0, text)
        else:
            out[at] = text + out[at][len(text) :]
    return [line.rstrip() for line in out]


def _stub_line(out: list[str], index: int) -> int | None:
    """The line of a header stack beside which the stub's line stands, counted from the last line that is no rule."""
    texts = [k for k, line in enumerate(out) if line.strip(" -")]
    return texts[-1 - index] if index < len(texts) else None


def _level(level: list[Headed], fields: list[Field]) -> Iterator[str]:
    extents = [(fields[h.caption.first].left, fields[h.caption.last].right) for h in level]
    stacks = [_wrapped(h.caption.text, right - left) for h, (left, right) in zip(level, extents, strict=True)]
    height = max(len(stack) for stack in stacks)
    for row in range(height):
        line = ""
        for stack, (left, right) in zip(stacks, extents, strict=True):
            at = row - (height - len(stack))
            if at >= 0:
                text = stack[at]
                line = line.ljust(left + (right - left - len(text)) // 2) + text
        yield line
    rule = ""
    for headed, (left, right) in zip(level, extents, strict=True):
        if headed.ruled:
            rule = rule.ljust(left) + "-" * (right - left)
    if rule:
        yield rule


def _stops(fields: list[Field]) -> str:
    """EDGAR's marks of the columns: <S> for the labels, <C> where each column starts."""
    line = "<S>"
    for field in fields:
        line = line.ljust(max(field.left, len(line) + 1)) + "<C>"
    return line


def _ruled(line: Line, fields: list[Field], rule: int) -> Iterator[str]:
    if rule and line.entries:
        text = ""
        for entry in sorted(line.entries, key=lambda e: e.column):
            field = fields[entry.column]
            text = text.ljust(field.left) + " -="[rule] * field.width
        yield text


def _typed_line(line: Line, fields: list[Field], label_width: int) -> list[str]:
    indent = " " * line.indent * INDENT
    label = ascii_of(line.label)
    # A heading of one line may run on over the columns; a longer one is folded beside them, or it reads as text.
    runs_on = not line.entries and len(indent) + len(label) <= PAGE_WIDTH - 8
    width = PAGE_WIDTH - 8 if runs_on else label_width
    rows = textwrap.wrap(
        label, max(width, len(indent) + 8), initial_indent=indent, subsequent_indent=indent + " " * HANG,
        break_on_hyphens=False,
    ) or [""]  # fmt: skip
    last = rows[-1]
    for entry in sorted(line.entries, key=lambda e: e.column):
        field = fields[entry.column]
        body, tail = apart(ascii_of(entry.text))
        last = last.ljust(field.left) + _sign(entry)
        last = last.ljust(field.right - len(body)) + body + tail
    return [*rows[:-1], last]


def _wrapped(text: str, width: int) -> list[str]:
    """The text's lines, a month and its day kept together."""
    kept = kept_together(ascii_of(text), "\0")
    longest = max((len(word) for word in kept.split(" ")), default=1)
    lines = textwrap.wrap(kept, max(width, longest), break_on_hyphens=False)
    return [line.replace("\0", " ") for line in lines]


def _longest_word(text: str) -> int:
    return max((len(word) for word in kept_together(ascii_of(text), "\0").split(" ")), default=0)
