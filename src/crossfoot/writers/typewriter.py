"""EDGAR's ASCII: lines of text within 80 columns, statements within 132, pages apart by <PAGE>."""

from __future__ import annotations

import textwrap

from crossfoot.model.draft import Draft, Prose, Statement
from crossfoot.writers.characters import ascii_of
from crossfoot.writers.printed import pages
from crossfoot.writers.typed_tables import PAGE_WIDTH, typed_table

TEXT_WIDTH = 78
TITLE_WIDTH = 70
BULLET = "  *  "


def typed(draft: Draft) -> str:
    """The release as lines of ASCII, each page numbered below, its running head above from the second on."""
    out: list[str] = []
    leaves = list(pages(draft))
    for number, blocks in enumerate(leaves, 1):
        if number > 1:
            out += ["<PAGE>", ""]
            if draft.running_head:
                out += [*textwrap.wrap(ascii_of(draft.running_head), TEXT_WIDTH), ""]
            out.append("")
        for block in blocks:
            out += [*_typed_block(block), ""]
        if len(leaves) > 1:
            out += ["", f"-{number}-".center(PAGE_WIDTH).rstrip(), ""]
    while out and not out[-1]:
        out.pop()
    return "\n".join([*out, ""])


def _typed_block(block: Prose | Statement) -> list[str]:
    if isinstance(block, Prose):
        return _typed_prose(block)
    lines = typed_table(block)
    for note in block.notes:
        lines += ["", *_hung(ascii_of(note))]
    return lines


def _typed_prose(prose: Prose) -> list[str]:
    # A figure stays on one line: it is read, and looked for, as one.
    text = "".join(ascii_of(p.text).replace(" ", "\0") if p.figure else ascii_of(p.text) for p in prose.pieces)
    if prose.kind == "bullet":
        lines = textwrap.wrap(
            text, TEXT_WIDTH, initial_indent=BULLET, subsequent_indent=" " * len(BULLET), break_on_hyphens=False
        )
    elif prose.kind == "footnote":
        lines = _hung(text)
    elif prose.align == "center":
        lines = textwrap.wrap(text, TITLE_WIDTH, break_on_hyphens=False)
        lines = [line.center(PAGE_WIDTH).rstrip() for line in lines]
    else:
        lines = textwrap.wrap(text, TEXT_WIDTH, break_on_hyphens=False)
    return [line.replace("\0", " ") for line in lines]


def _hung(text: str) -> list[str]:
    """A note's lines, the later ones under its words and not under its mark."""
    mark, blank, _ = text.partition(" ")
    hang = len(mark) + 1 if blank and len(mark) <= 4 and not mark.isalpha() else 0
    return textwrap.wrap(text, TEXT_WIDTH, subsequent_indent=" " * hang, break_on_hyphens=False)
