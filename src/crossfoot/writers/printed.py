"""What every format prints in the same way: figures in their parts, pages, header stacks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from crossfoot.model.draft import Break, Caption, Draft, Line, Prose, Statement

_TAIL = re.compile(
    r"(?<=[\d)%*x])(?:[)%*x]|\(\w{1,2}\))*\Z"
)  # ")", "%", ")%", "x", and the footnote marks that touch a figure

# What is not parted at a line's end: a month and its day, a percent or dollar sign and its word.
_TOGETHER = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?(?= \d{1,2}\b)|(?<!\S)[%$#](?= \w))[ ]",
    re.IGNORECASE,
)


def apart(figure: str) -> tuple[str, str]:
    """A figure's digits with what stands before them, and what hangs right of them so that digits align: ")", "%"."""
    if not any(c.isdigit() for c in figure):
        return figure, ""
    cut = _TAIL.search(figure)
    return (figure[: cut.start()], figure[cut.start() :]) if cut else (figure, "")


def pages(draft: Draft) -> Iterator[list[Prose | Statement]]:
    """The blocks of each page; a page without any is no page."""
    page: list[Prose | Statement] = []
    for block in draft.blocks:
        if not isinstance(block, Break):
            page.append(block)
        elif page:
            yield page
            page = []
    if page:
        yield page


class Headed(msgspec.Struct, frozen=True):
    """A caption with what is drawn of it: `ruled` where its columns are told apart below, or begin."""

    caption: Caption
    ruled: bool


def header_levels(statement: Statement) -> list[list[Headed]]:
    """The captions of each level, top to bottom, each from left to right.

    A rule is drawn under a caption unless one over the very same columns follows below it.
    """
    levels = sorted({c.level for c in statement.captions})
    out: list[list[Headed]] = []
    for index, level in enumerate(levels):
        below = [c for c in statement.captions if index + 1 < len(levels) and c.level == levels[index + 1]]
        same = {(c.first, c.last) for c in below}
        row = sorted((c for c in statement.captions if c.level == level), key=lambda c: c.first)
        out.append([Headed(c, (c.first, c.last) not in same) for c in row])
    return out


def rules_of(statement: Statement) -> list[tuple[int, int]]:
    """For each line the rules above and below it, one drawn by both sides told once, with the line above."""
    lines = statement.lines
    below = [_below(line, lines[k + 1] if k + 1 < len(lines) else None) for k, line in enumerate(lines)]
    above = [0 if k and lines[k - 1].entries else line.rule_above for k, line in enumerate(lines)]
    return list(zip(above, below, strict=True))


def _below(line: Line, following: Line | None) -> int:
    if following is None or not line.entries:
        return line.rule_below
    return max(line.rule_below, following.rule_above)


def kept_together(text: str, blank: str) -> str:
    """The text with `blank` for the blanks at which no line may end."""
    return _TOGETHER.sub(lambda m: m.group()[:-1] + blank, text)
