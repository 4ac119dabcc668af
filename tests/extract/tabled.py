"""Tables made by hand from a few words, for tests of what extract makes of them."""

from __future__ import annotations

import re
from decimal import Decimal

from crossfoot.model.document import Cell, Document, Figure, Header, Passage, Row, Table

_SUFFIX = re.compile(r"\s+([a-z]+)$")


def figure(text: str) -> Figure:
    """The figure a reader would give for `text`, with the word behind it ("43 bps")."""
    word = _SUFFIX.search(text)
    text, suffix = (text[: word.start()], word[1]) if word else (text, None)
    plain = text.lstrip("$").replace(",", "")
    if set(plain) <= {"-"}:
        return Figure((0, 1), text, Decimal(0), 0, "nil", "$" if text[0] == "$" else None)
    sign = -1 if "(" in plain or plain.startswith("-") else 1
    digits = plain.strip("()-%").lstrip("$")
    places = len(digits.partition(".")[2])
    kind = "percent" if plain.rstrip(")").endswith("%") else "number"
    return Figure(
        (0, len(text)), text, sign * Decimal(digits), places, kind, "$" if "$" in text else None, None, suffix
    )


def table(
    *lines: str, heads: tuple[tuple[str, int, int], ...] = (), titles: tuple[str, ...] = (), stub: tuple[str, ...] = ()
) -> Table:
    """A table of lines "  label | 1,234 | (5)": the label's indent counts, an empty cell is left out.

    `heads`: text, first and last column, from the top down (a line of headers ends where columns start over).
    """
    rows = []
    for number, line in enumerate(lines):
        label, *cells = line.split("|")
        figures = tuple(Cell(k, figure(c.strip())) for k, c in enumerate(cells) if c.strip())
        rows.append(Row((0, 1), number + 1, label.strip(), None, len(label) - len(label.lstrip()), figures))
    level, last, headers = 0, -1, []
    for text, first, end in heads:
        level += first <= last
        headers.append(Header(text, (0, 1), level, first, end))
        last = end
    width = max((c.column for r in rows for c in r.cells), default=0) + 1
    return Table((0, 1), 1, titles, stub, tuple(headers), width, tuple(rows), 1)


def document(*tables: Table, source: str = "in dollars", passages: tuple[Passage, ...] = ()) -> Document:
    """A document of those tables, whose whole text is `source`."""
    return Document("made", "text", "0" * 64, source, tables, passages, ())
