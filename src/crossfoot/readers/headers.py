"""Header stacks: which columns each piece of a header stands over."""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from crossfoot.model.document import Header
from crossfoot.readers.blocks import pieces_of
from crossfoot.readers.columns import Column
from crossfoot.readers.lines import Line

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
# What columns are headed with where only one blank stands between them: dates and years.
_UNIT = re.compile(
    rf"{_MONTH}\s\d{{1,2}},?(?:\s(?:19|20)\d\d)?|{_MONTH}\s(?:19|20)\d\d|(?:19|20)\d\d(?:\(\w\)|\*)?", re.IGNORECASE
)
# What usually heads several columns together: a length of time, a date.
_SPANNING = re.compile(
    rf"\b(?:end(?:ed|ing)|months|weeks|quarters?|years|as of|fiscal|ytd|{_MONTH}|(?:19|20)\d\d)\b", re.IGNORECASE
)
_UNCOVERED = 2.0  # cost of a column that no piece of a line stands over
_UNCOVERED_PERCENT = 0.5  # the same for percents, which often share the header of what they are percents of
_FAR = 16.0  # a piece this far from a column does not head it
_UNLIKELY = 3.0  # cost of several columns under a piece that names no time


class Extent(msgspec.Struct, frozen=True):
    """A column's place on the page, and whether it holds percents alone."""

    left: int
    right: int
    percent: bool


class Piece(msgspec.Struct, frozen=True):
    """A piece of a header line by its place on the page; `spanning` if it names a time, as wide ones do."""

    start: int
    end: int
    spanning: bool = True


def read_headers(lines: list[Line], columns: list[Column]) -> tuple[tuple[Header, ...], tuple[str, ...]]:
    """The header pieces over columns, level by level, and the stub: the texts over the labels."""
    headers: list[Header] = []
    stub: list[str] = []
    level = 0
    extents = [_extent(c) for c in columns]
    single = False  # below a line with a piece for every column, each piece heads one column
    for index, line in enumerate(lines):
        if line.kind == "rule":
            continue
        pieces = [piece for found in pieces_of(line) for piece in _split(line.text, found, extents)]
        over = [p for p in pieces if p.end > extents[0].left - 1 and not _is_stub(p, extents[0])]
        stub += [line.text[p.start : p.end] for p in pieces if p not in over]
        if not over:
            continue
        rules = _rules_below(lines, index)
        ranges = [_nearest(p, extents) for p in over] if single and not rules else _assign(over, extents, rules)
        single = single or (len(over) >= len(extents) and line.text[over[-1].start] != "(")
        for piece, (first, last) in zip(over, ranges, strict=True):
            span = (line.offset(piece.start), line.offset(piece.end - 1) + 1)
            headers.append(Header(line.text[piece.start : piece.end], span, level, first, last))
        level += 1
    return _shared_with_percents(headers, extents), tuple(stub)


def _shared_with_percents(headers: list[Header], extents: list[Extent]) -> tuple[Header, ...]:
    """The headers, those of an amount's column stretched over a column of percents beside it that has none."""
    headed = {k for h in headers for k in range(h.first, h.last + 1)}
    for index, extent in enumerate(extents):
        if extent.percent and index and index not in headed:
            headers = [msgspec.structs.replace(h, last=index) if h.last == index - 1 else h for h in headers]
    return tuple(headers)


def _extent(column: Column) -> Extent:
    figures = [t.chunk.text for t in column.tokens if t.chunk.kind == "figure"]
    return Extent(column.left, column.right, bool(figures) and all("%" in text for text in figures))


def _is_stub(piece: Piece, first: Extent) -> bool:
    """A piece that starts far left of the first column and ends within it belongs to the labels."""
    if piece.start >= first.left - 14:
        return False
    inside = piece.end - first.left
    mostly_left = inside < first.left - piece.start
    return mostly_left and (inside < max(1, first.right - first.left) // 2 or not piece.spanning)


def _split(text: str, found: tuple[int, int], extents: list[Extent]) -> list[Piece]:
    """A piece made of dates or years only, over several columns, is one piece a column."""
    start, end = found
    if sum(1 for e in extents if e.left < end and start < e.right) >= 2:
        units = list(_UNIT.finditer(text, start, end))
        if len(units) >= 2 and not _UNIT.sub("", text[start:end]).strip(" ,"):
            return [Piece(*m.span()) for m in units]
    return [Piece(start, end, _SPANNING.search(text, start, end) is not None)]


def _rules_below(lines: list[Line], index: int) -> list[tuple[int, int]]:
    """Extents of the rule pieces printed right under a header line."""
    if index + 1 < len(lines) and lines[index + 1].kind == "rule":
        return [(c.start, c.end) for c in lines[index + 1].chunks if len(c.text) >= 3]
    return []


def _assign(pieces: list[Piece], extents: list[Extent], rules: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A range of columns for each piece: by the rule under it where there is one, else by the best centring of all."""
    ruled = [_by_rule(piece, extents, rules) for piece in pieces]
    if all(r is not None for r in ruled):
        ranges = [r for r in ruled if r is not None]
        if all(a[1] < b[0] for a, b in pairwise(ranges)):
            return ranges
    apart = {_nearest(piece, extents) for piece in pieces if not piece.spanning and _near(piece, extents) <= _UNLIKELY}
    if len(pieces) == len(extents) and all(_distance(p, e) < _FAR for p, e in zip(pieces, extents, strict=True)):
        return [(k, k) for k in range(len(pieces))]
    if len(pieces) >= len(extents) or len(apart) == len(pieces):
        return [_nearest(piece, extents) for piece in pieces]
    best = _best_ranges(pieces, extents)
    size, rest = divmod(len(extents), len(pieces))
    if rest or not all(p.spanning for p in pieces):
        return best
    equal = [(k * size, (k + 1) * size - 1) for k in range(len(pieces))]
    return equal if _total(pieces, extents, equal) <= _total(pieces, extents, best) + 3 * len(pieces) else best


def _total(pieces: list[Piece], extents: list[Extent], ranges: list[tuple[int, int]]) -> float:
    return sum(_cost(p, extents, *r) for p, r in zip(pieces, ranges, strict=True))


def _by_rule(piece: Piece, extents: list[Extent], rules: list[tuple[int, int]]) -> tuple[int, int] | None:
    over = [r for r in rules if r[0] < piece.end and piece.start < r[1]]
    if len(over) != 1:
        return None
    left, right = over[0]
    inside = [
        k
        for k, e in enumerate(extents)
        if min(e.right, right) - max(e.left, left) > (e.right - e.left) // 2 or (e.left <= left and right <= e.right)
    ]
    return (inside[0], inside[-1]) if inside else None


def _nearest(piece: Piece, extents: list[Extent]) -> tuple[int, int]:
    best = min(range(len(extents)), key=lambda k: _distance(piece, extents[k]))
    return best, best


def _near(piece: Piece, extents: list[Extent]) -> float:
    return min(_distance(piece, e) for e in extents)


def _distance(piece: Piece, extent: Extent) -> float:
    """How far a piece is from heading exactly this column: the least of the differences of centres and of edges."""
    centre = abs((piece.start + piece.end) - (extent.left + extent.right)) / 2
    overlap = min(piece.end, extent.right) - max(piece.start, extent.left)
    miss = 0.0 if overlap > 0 else 4.0 - overlap
    return min(centre, abs(piece.end - extent.right) + 1, abs(piece.start - extent.left) + 1) + miss


def _cost(piece: Piece, extents: list[Extent], first: int, last: int) -> float:
    """What it costs that a piece heads the columns first..last."""
    if first == last:
        width = extents[first].right - extents[first].left
        return _distance(piece, extents[first]) + max(0.0, (piece.end - piece.start) - 1.6 * width - 4) * 0.5
    left, right = extents[first].left, extents[last].right
    centre = abs((piece.start + piece.end) - (left + right)) / 2
    outside = max(0, left - piece.start) + max(0, piece.end - right)
    overlap = min(piece.end, right) - max(piece.start, left)
    cost = centre + outside * 0.25 + (4.0 - overlap if overlap <= 0 else 0.0) + 1.0
    if not piece.spanning:
        cost += _UNLIKELY
    if extents[first].percent and not all(e.percent for e in extents[first : last + 1]):
        cost += _UNLIKELY  # a percent stands right of what it is a percent of
    return cost


def _best_ranges(pieces: list[Piece], extents: list[Extent]) -> list[tuple[int, int]]:
    """Disjoint ranges in order, one a piece, of least cost in all. Dynamic programming over columns."""
    n, k = len(extents), len(pieces)
    far = float("inf")
    best = [[far] * (n + 1) for _ in range(k + 1)]
    back: list[list[tuple[int, int] | None]] = [[None] * (n + 1) for _ in range(k + 1)]
    bare = [_UNCOVERED_PERCENT if e.percent else _UNCOVERED for e in extents]
    best[0] = [sum(bare[:column]) for column in range(n + 1)]
    for p in range(1, k + 1):
        for end in range(1, n + 1):
            best[p][end] = best[p][end - 1] + bare[end - 1]
            for first in range(end):
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
