"""New figures into a finished release, every other byte as it stands."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from html import escape, unescape
from typing import NamedTuple

from crossfoot.model.document import Span
from crossfoot.writers.printed import apart

APART = 1  # blanks that stay between neighbours on a line
FAR = 20  # so many blanks from the line's start, a figure stands in a column, not in a paragraph's margin
_SHOWN = re.compile(r"(?P<tag><[^>]*>)|&#?\w{1,31};|.", re.DOTALL)
# What leads up to a figure in a column: a gap, or a currency sign and one. A gap behind a full stop is a sentence's.
_IN_COLUMN = re.compile(rf"(?:^ {{{FAR},}}|(?:\.\.|\. \.|[^\s.!?:;>]) {{2,}}|[$\u00a3\u20ac\u00a5] +)\Z")


def patched(source: str, replacements: Mapping[Span, str], tabular: Container[Span] | None = None) -> str:
    """`source` with the text at each span replaced.

    A figure in a column of plain text keeps the right edge of its digits, and what follows on the line keeps its place,
    as far as the blanks around it allow; `tabular` says which spans are such, else the blanks before a figure do. Where
    a span holds markup (the closing parenthesis in a cell of its own), the markup and its blanks stay.

    Raises ValueError for spans that overlap or lie outside the source.
    """
    out: list[str] = []
    at = 0
    debt = 0  # characters by which what was written on this line reaches further right than what stood there
    for span in sorted(replacements):
        start, end = span
        if start < at or start > end or end > len(source):
            raise ValueError(f"the span {start}-{end} overlaps another or lies outside the source")
        before = _settled(source[at:start], debt)
        old, new = source[start:end], replacements[span]
        debt = 0
        in_column = _in_column(source, start) if tabular is None else span in tabular
        if old == new:
            pass
        elif any(c in old for c in "<&\n"):
            new = _into_markup(old, new)
        elif in_column:
            before, debt = _aligned(before, old, new)
        out += [before, new]
        at = end
    return "".join([*out, _settled(source[at:], debt)])


def _in_column(source: str, start: int) -> bool:
    line = source.rfind("\n", 0, start) + 1
    return _IN_COLUMN.search(source[line:start]) is not None


def _aligned(before: str, old: str, new: str) -> tuple[str, int]:
    """The text before a figure with blanks added or eaten, and what is still to be made good behind the figure."""
    (old_body, old_tail), (new_body, new_tail) = apart(old), apart(new)
    grown = len(new_body) - len(old_body)
    if grown < 0:
        before += " " * -grown
        grown = 0
    else:
        printed = before.rstrip(" ")
        least = 0 if printed.endswith(("$", "\u00a3", "\u20ac", "\u00a5")) else APART
        eaten = min(grown, max(0, len(before) - len(printed) - least))
        before = before[: len(before) - eaten]
        grown -= eaten
    return before, grown + len(new_tail) - len(old_tail)


def _settled(text: str, debt: int) -> str:
    """The text behind a figure that reached `debt` characters further right (or, below zero, left) than before."""
    printed = text.lstrip(" ")
    if not debt or not printed or printed[0] in "\r\n":
        return text
    if debt < 0:
        return " " * -debt + text if text[0] == " " else text
    return text[min(debt, max(0, len(text) - len(printed) - APART)) :]


class _Shown(NamedTuple):
    """A printed character of markup, blanks left out, and where it stands."""

    start: int
    end: int
    character: str


def _into_markup(old: str, new: str) -> str:
    """The new figure in the place of the old one: only the characters that differ are touched, no tag and no blank."""
    shown = [
        _Shown(*found.span(), character)
        for found in _SHOWN.finditer(old)
        if found.lastgroup != "tag" and not (character := unescape(found.group())).isspace()
    ]
    tail = apart("".join(new.split()))[1]
    cut = len(apart("".join(s.character for s in shown))[0])
    end = len(new.rstrip()) - len(tail)
    edits = [*_edits(shown[:cut], new[:end], 0), *_edits(shown[cut:], tail, shown[cut - 1].end if cut else 0)]
    for start, stop, text in sorted(edits, reverse=True):
        old = old[:start] + text + old[stop:]
    return old


def _edits(shown: list[_Shown], new: str, behind: int) -> list[tuple[int, int, str]]:
    """(start, end, text) of what makes `new` of the shown characters; `behind`: where it goes if there are none."""
    wanted = [(k, c) for k, c in enumerate(new) if not c.isspace()]
    both = min(len(shown), len(wanted))
    same = next((k for k in range(both) if shown[k].character != wanted[k][1]), both)
    rest = both - same
    last = next((k for k in range(rest) if shown[-1 - k].character != wanted[-1 - k][1]), rest)
    gone, come = shown[same : len(shown) - last], wanted[same : len(wanted) - last]
    text = escape(new[come[0][0] : come[-1][0] + 1], quote=False) if come else ""
    if not gone:
        at = shown[same - 1].end if same else shown[0].start if shown else behind
        return [(at, at, text)]
    target = next((k for k, s in enumerate(gone) if s.character.isdigit()), 0)
    return [(s.start, s.end, text if k == target else "") for k, s in enumerate(gone)]
