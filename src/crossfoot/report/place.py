"""Lines of the source with their numbers, cut to the width of a terminal."""

from __future__ import annotations

import re
from typing import NamedTuple

from crossfoot.model.document import Span

_RUN = re.compile(r" {3,}")


class Line(NamedTuple):
    """One line as shown: its number, its text (cut where it is too wide), and where the marked piece stands."""

    number: int
    text: str
    mark: Span | None


def lines_around(source: str, line: int, span: Span, whole: Span | None, width: int) -> list[Line]:
    """The line of `span` (number `line`), with the lines of `whole` (a sentence) about it, four at most."""
    source = source.replace("\r\n", " \n").replace("\r", "\n")  # offsets stay
    start = _start(source, span[0])
    shown = [_line(source, start, line, span, width)]
    first, last = whole or span
    above, number = start, line
    while above > first and len(shown) < 3:
        above, number = _start(source, above - 1), number - 1
        shown.insert(0, _line(source, above, number, None, width))
    below, number = _end(source, span[1]) + 1, line
    while below < last and len(shown) < 4:
        number += 1
        shown.append(_line(source, below, number, None, width))
        below = _end(source, below) + 1
    return shown


def _start(source: str, position: int) -> int:
    return source.rfind("\n", 0, position) + 1


def _end(source: str, position: int) -> int:
    found = source.find("\n", position)
    return len(source) if found < 0 else found


def _closed_up(text: str, mark: Span | None) -> tuple[str, Span | None]:
    """A wide line with its runs of spaces made short, so that label and number show together; the mark moves along."""
    if mark is None:
        return _RUN.sub("  ", text), None
    start = len(_RUN.sub("  ", text[: mark[0]]))
    return _RUN.sub("  ", text), (start, start + mark[1] - mark[0])


def _line(source: str, start: int, number: int, span: Span | None, width: int) -> Line:
    text = source[start : _end(source, start)].rstrip()
    text = "".join(c if c.isprintable() else " " for c in text)
    mark = (span[0] - start, min(span[1] - start, len(text))) if span else None
    return fitted(Line(number, text, mark), width)


def fitted(line: Line, width: int) -> Line:
    """The line cut to `width` about its mark; first its runs of spaces are made short, so that its label shows too."""
    number, text, mark = line
    if len(text) <= width:
        return line
    text, mark = _closed_up(text, mark)
    cut = max(0, min((mark[0] if mark else 0) - width // 2, len(text) - width))
    text = ("…" if cut else "") + text[cut + bool(cut) : cut + width - 1] + ("…" if cut + width < len(text) else "")
    return Line(number, text, (mark[0] - cut, mark[1] - cut) if mark else None)
