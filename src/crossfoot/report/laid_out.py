"""A marked-up release as lines of plain text: what a reader saw of it, passages and tables in their order."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator

from crossfoot.model.document import Passage, Table
from crossfoot.model.number import Number
from crossfoot.model.proof import Proof

_WIDEST_LABEL = 60  # characters of a row's label
_Mark = Callable[[str, str], str]  # text and status to text with its mark


def laid_out(proof: Proof, mark: _Mark) -> str:
    """The document without its markup; `mark` is asked how each number with its status is printed."""
    document = proof.document
    cells: dict[int, dict[tuple[int, int], Number]] = defaultdict(dict)
    loose = []
    for number in proof.reading.numbers:
        if number.cell is not None:
            cells[number.cell[0]][number.cell[1:]] = number
        else:
            loose.append(number)
    loose.sort(key=lambda n: n.span)
    starts = [n.span[0] for n in loose]
    blocks: list[tuple[int, str]] = []
    for passage in document.passages:
        if passage.anchors:
            first = passage.anchors[0].source
            last = passage.source_span(len(passage.text) - 1, len(passage.text))[1] if passage.text else first
            own = loose[bisect_right(starts, first - 1) : bisect_right(starts, last - 1)]
            blocks.append((first, _passage(passage, own, mark)))
    for index, table in enumerate(document.tables):
        blocks.append((table.span[0], "\n".join(_table(table, cells[index], mark))))
    return "\n\n".join(text for _, text in sorted(blocks, key=lambda block: block[0]))


def _passage(passage: Passage, numbers: list[Number], mark: _Mark) -> str:
    pieces, at = [], 0
    for number in numbers:
        start, end = _place(passage, number.span[0]), _place(passage, number.span[1] - 1) + 1
        if start < at or end > len(passage.text):
            continue
        pieces += [passage.text[at:start], mark(passage.text[start:end], number.status)]
        at = end
    return "".join([*pieces, passage.text[at:]]).strip()


def _place(passage: Passage, source: int) -> int:
    """Where in a passage's text a character of the source stands."""
    anchors = passage.anchors
    anchor = anchors[max(0, bisect_right([a.source for a in anchors], source) - 1)]
    return anchor.text + (source - anchor.source) // anchor.width


def _table(table: Table, numbers: dict[tuple[int, int], Number], mark: _Mark) -> Iterator[str]:
    if table.continued is None:
        yield from table.titles
    yield from table.stub
    label = min(_WIDEST_LABEL, max((row.indent + len(row.label) for row in table.rows), default=0))
    printed = [{c.column: (c.figure.currency or "", c.figure.text) for c in row.cells} for row in table.rows]
    heads = _heads(table)
    widths = [
        max((len(p[k][1]) + 2 for p in printed if k in p), default=0) + 1 for k in range(table.columns)
    ]  # a symbol and a mark
    widths = [max(w, *(len(line[k]) for line in heads)) if heads else w for k, w in enumerate(widths)]
    for line in heads:
        yield (" " * label + "  " + "  ".join(text.rjust(w) for text, w in zip(line, widths, strict=True))).rstrip()
    for index, row in enumerate(table.rows):
        text = (" " * row.indent + row.label)[:label].ljust(label)
        out = [text]
        for column, width in enumerate(widths):
            symbol, figure = printed[index].get(column, ("", ""))
            whole = figure if figure.startswith(symbol) else symbol + figure
            number = numbers.get((index, column))
            shown = mark(whole, number.status) if number and whole else whole
            plain = len(whole) + (len(mark("", number.status)) if number and not shown.startswith("\x1b") else 0)
            out.append(" " * max(0, width - plain) + shown)
        yield "  ".join(out).rstrip()


def _heads(table: Table) -> list[list[str]]:
    """The header's lines, each with one text a column: one over several columns stands over the first of them."""
    levels: dict[int, list[str]] = defaultdict(lambda: [""] * table.columns)
    for head in table.headers:
        if head.first < table.columns:
            line = levels[head.level]
            line[head.first] = f"{line[head.first]} {head.text}".strip()
    return [levels[level] for level in sorted(levels)]
