"""Header stacks: which columns each piece of a header stands over."""

from __future__ import annotations

import re

from crossfoot.model.document import Header
from crossfoot.readers.blocks import pieces_of
from crossfoot.readers.columns import Column
from crossfoot.readers.lines import Line

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
# What columns are headed with where only one blank stands between them: dates and years.
_UNIT = re.compile(rf"{_MONTH}\s\d{{1,2}},?(?:\s(?:19|20)\d\d)?|{_MONTH}\s(?:19|20)\d\d|(?:19|20)\d\d(?:\(\w\)|\*)?", re.IGNORECASE)
# Columns that two neighbouring columns of one cell lie apart in a header's cost.
_UNCOVERED = 6.0


def read_headers(lines: list[Line], columns: list[Column]) -> tuple[tuple[Header, ...], tuple[str, ...]]:
    """The header pieces over columns, level by level, and the stub: the texts over the labels."""
    headers: list[Header] = []
    stub: list[str] = []
    level = 0
    edge = columns[0].left
    extents = [(c.left, c.right) for c in columns]
    for index, line in enumerate(lines):
        if line.kind == "rule":
            continue
        pieces = [piece for found in pieces_of(line) for piece in _split(line.text, found, extents)]
        over = [p for p in pieces if p[1] > edge - 1 and not _is_stub(p, edge, extents)]
        stub += [line.text[a:b] for a, b in pieces if (a, b) not in over]
        if not over:
            continue
        rules = _rules_below(lines, index)
        for (start, end), (first, last) in zip(over, _assign(over, extents, rules), strict=True):
            span = (line.offset(start), line.offset(end - 1) + 1)
            headers.append(Header(line.text[start:end], span, level, first, last))
        level += 1
    return tuple(headers), tuple(stub)


def _is_stub(piece: tuple[int, int], edge: int, extents: list[tuple[int, int]]) -> bool:
    """A piece that starts far left of the first column and ends within it belongs to the labels."""
    start, end = piece
    width = max(1, extents[0][1] - extents[0][0])
    return start < edge - 14 and end < edge + width // 2 and end - edge < edge - start


def _split(text: str, piece: tuple[int, int], extents: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A piece made of dates or years only, over several columns, is one piece a column."""
    start, end = piece
    if sum(1 for a, b in extents if a < end and start < b) < 2:
        return [piece]
    units = list(_UNIT.finditer(text, start, end))
    if len(units) < 2 or _UNIT.sub("", text[start:end]).strip(" ,"):
        return [piece]
    return [m.span() for m in units]


def _rules_below(lines: list[Line], index: int) -> list[tuple[int, int]]:
    """Extents of the rule pieces printed right under a header line."""
    if index + 1 < len(lines) and lines[index + 1].kind == "rule":
        return [(c.start, c.end) for c in lines[index + 1].chunks if len(c.text) >= 3]
    return []


def _assign(pieces: list[tuple[int, int]], extents: list[tuple[int, int]], rules: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A range of columns for each piece: by the rule under it where there is one, else by the best centring of all pieces together."""
    ruled = [_by_rule(piece, extents, rules) for piece in pieces]
    if all(r is not None for r in ruled):
        ranges = [r for r in ruled if r is not None]
        if all(a[1] < b[0] for a, b in zip(ranges, ranges[1:], strict=False)):
            return ranges
    if len(pieces) >= len(extents):
        return [_nearest(piece, extents) for piece in pieces]
    return _best_ranges(pieces, extents)


def _by_rule(piece: tuple[int, int], extents: list[tuple[int, int]], rules: list[tuple[int, int]]) -> tuple[int, int] | None:
    over = [r for r in rules if r[0] < piece[1] and piece[0] < r[1]]
    if len(over) != 1:
        return None
    left, right = over[0]
    inside = [k for k, (a, b) in enumerate(extents) if min(b, right) - max(a, left) > (b - a) // 2 or (a <= left and right <= b)]
    return (inside[0], inside[-1]) if inside else None


def _nearest(piece: tuple[int, int], extents: list[tuple[int, int]]) -> tuple[int, int]:
    best = min(range(len(extents)), key=lambda k: _distance(piece, extents[k]))
    return best, best


def _distance(piece: tuple[int, int], extent: tuple[int, int]) -> float:
    """How far a piece is from heading exactly this extent: the least of the differences of centres and of edges."""
    centre = abs((piece[0] + piece[1]) - (extent[0] + extent[1])) / 2
    overlap = min(piece[1], extent[1]) - max(piece[0], extent[0])
    miss = 0.0 if overlap > 0 else 4.0 - overlap
    return min(centre, abs(piece[1] - extent[1]) + 1, abs(piece[0] - extent[0]) + 1) + miss


def _cost(piece: tuple[int, int], extents: list[tuple[int, int]], first: int, last: int) -> float:
    if first == last:
        return _distance(piece, extents[first])
    left, right = extents[first][0], extents[last][1]
    centre = abs((piece[0] + piece[1]) - (left + right)) / 2
    outside = max(0, left - piece[0]) + max(0, piece[1] - right)
    overlap = min(piece[1], right) - max(piece[0], left)
    return centre + outside * 0.5 + (4.0 - overlap if overlap <= 0 else 0.0) + 1.0


def _best_ranges(pieces: list[tuple[int, int]], extents: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Disjoint ranges in order, one a piece, of least cost; a column left without a piece costs a little. Dynamic programming over columns."""
    n, k = len(extents), len(pieces)
    far = float("inf")
    best = [[far] * (n + 1) for _ in range(k + 1)]
    back: list[list[tuple[int, int] | None]] = [[None] * (n + 1) for _ in range(k + 1)]
    for column in range(n + 1):
        best[0][column] = _UNCOVERED * column
    for p in range(1, k + 1):
        for end in range(1, n + 1):
            skip = best[p][end - 1] + _UNCOVERED
            if skip < best[p][end]:
                best[p][end], back[p][end] = skip, None
            for first in range(end):
                if best[p - 1][first] == far:
                    continue
                cost = best[p - 1][first] + _cost(pieces[p - 1], extents, first, end - 1)
                if cost < best[p][end]:
                    best[p][end], back[p][end] = cost, (first, end - 1)
    out: list[tuple[int, int]] = []
    p, end = k, n
    while p:
        step = back[p][end]
        if step is None:
            end -= 1
            continue
        out.append(step)
        p, end = p - 1, step[0]
    return out[::-1]
