"""Columns of a table from the alignment of its figures over all rows, not from fixed widths."""

from __future__ import annotations

import msgspec

from crossfoot.readers.figures import MARK
from crossfoot.readers.lines import Chunk

NEAR = 6  # a nil or a stray figure may stand this many columns from its column's edge


class Token(msgspec.Struct, gc=False):
    """A figure or nil of one row; `left` takes in the currency symbol that stands apart before it.

    `beside`: the figure before it in the same cell of a table of cells, of which it stands to the right.
    """

    row: int
    left: int
    chunk: Chunk
    currency: Chunk | None = None
    column: int = -1
    beside: Token | None = None

    @property
    def right(self) -> int:
        """Column behind the last character."""
        return self.chunk.end


class Column(msgspec.Struct):
    """A column's extent on the page, and the rows that have a figure in it."""

    left: int
    right: int
    rows: set[int]
    tokens: list[Token]


def row_tokens(row: int, chunks: list[Chunk]) -> list[Token]:
    """The figures and nils of a row's tail, each with the currency symbol before it.

    A note such as "(1)" right behind a figure is a mark.
    """
    out: list[Token] = []
    currency: Chunk | None = None
    for index, chunk in enumerate(chunks):
        if chunk.kind == "currency":
            currency = chunk
        elif chunk.kind in ("figure", "nil"):
            before = chunks[index - 1] if index else None
            if before and before.kind == "figure" and MARK.match(chunk.text) and chunk.start - before.end <= 1:
                continue
            left = currency.start if currency else chunk.start
            out.append(Token(row, left, chunk, currency))
            currency = None
        elif chunk.kind != "rule":
            currency = None
    return out


def find_columns(rows: list[list[Token]]) -> list[Column]:
    """The columns of a table, left to right.

    Every token gets its `column`, and a token without any place gets a column of its own.
    """
    solid = sorted(
        (t for row in rows for t in row if t.chunk.kind == "figure" and t.beside is None), key=lambda t: t.right
    )
    columns = _merged(_by_edge(solid))
    loose = [t for row in rows for t in row if t.chunk.kind == "nil" and t.beside is None]
    for token in loose:
        if not _placed(token, columns):
            columns.append(Column(token.left, token.right, {token.row}, [token]))
            columns.sort(key=lambda c: c.right)
    columns = _merged(columns)
    second = [t for row in rows for t in row if t.beside is not None]
    if second:
        columns = _with_second(columns, second)
    for index, column in enumerate(columns):
        for token in column.tokens:
            token.column = index
    return columns


def _with_second(columns: list[Column], second: list[Token]) -> list[Column]:
    """The columns; behind each whose cells hold two figures one for the second of them, of the same extent."""
    out: list[Column] = []
    for column in columns:
        while True:
            out.append(column)
            hosts = {id(t) for t in column.tokens}
            own = [t for t in second if id(t.beside) in hosts]
            if not own:
                break
            column = Column(column.left, column.right, {t.row for t in own}, own)
    return out


def _by_edge(tokens: list[Token]) -> list[Column]:
    """Tokens whose right edges lie within two positions of the last one's, and share no row, make a column."""
    columns: list[Column] = []
    for token in tokens:
        last = columns[-1] if columns else None
        if last and token.right - last.tokens[-1].right <= 1 and token.row not in last.rows:
            _add(last, token)
        elif last and len(columns) > 1 and token.right - last.tokens[-1].right <= 1:
            columns.append(Column(token.left, token.right, {token.row}, [token]))
        else:
            columns.append(Column(token.left, token.right, {token.row}, [token]))
    return columns


def _add(column: Column, token: Token) -> None:
    column.left = min(column.left, token.left)
    column.right = max(column.right, token.right)
    column.rows.add(token.row)
    column.tokens.append(token)


def _merged(columns: list[Column]) -> list[Column]:
    """Neighbours that overlap on the page and never share a row are one column."""
    out: list[Column] = []
    for column in columns:
        while out and _overlap(out[-1], column) > 0 and not (out[-1].rows & column.rows):
            before = out.pop()
            column = Column(
                min(before.left, column.left),
                max(before.right, column.right),
                before.rows | column.rows,
                before.tokens + column.tokens,
            )
        out.append(column)
    return out


def _overlap(a: Column, b: Column) -> int:
    return min(a.right, b.right) - max(a.left, b.left)


def _placed(token: Token, columns: list[Column]) -> bool:
    """Puts a nil into the nearest column that its row leaves free, if one is near."""
    best: tuple[int, Column] | None = None
    for column in columns:
        if token.row in column.rows:
            continue
        inside = token.left < column.right and column.left < token.right
        distance = 0 if inside else min(abs(token.right - column.right), abs(token.left - column.left))
        if distance <= NEAR and (best is None or distance < best[0]):
            best = (distance, column)
    if best is None:
        return False
    best[1].rows.add(token.row)
    best[1].tokens.append(token)
    return True
