"""A page's characters to lines of text on a grid of columns, as a typewriter would have set them.

Figures keep the place of their right edge, headers that of their middle, labels that of their left edge: what the
reader of plain text goes by. Lines drawn under figures become dashes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

import msgspec

from crossfoot.readers.figures import CHUNK, YEAR
from crossfoot.readers.pdf_page import Glyph, Ruling

COLUMN_EMS = (
    0.4  # a column of the grid is so wide: narrower than nearly all letters, so that no label runs into figures
)
SAME_LINE_EMS = 0.25  # baselines this near each other are one line
ONE_LINE_EMS = 0.85  # two lines of text are further apart
RAISED_SIZE = 0.85  # a footnote mark is set smaller than this beside its text,
RAISED_EMS = 0.75  # and not higher above its line
WORD_EMS = 0.16  # a gap between the words of a text
GAP_EMS = 0.8  # a gap between a label and its figures, or between headers,
NARROW_GAP_EMS = 0.5  # which may be as narrow as this where words stand closer
SMALLER_TYPE = 0.8  # a page whose type is smaller than this share of the others' has columns of its own
FRAMED_SHARE = 0.4  # a page where more of its rows have a line drawn under their labels too is ruled throughout
TWICE_EMS = 0.1  # the same letter again within so much is the same letter made bold
BLANK_LINES = 1.35  # a step down of so many usual ones leaves a blank line
BELOW_POINTS = 16.0  # a line drawn so far below the last text belongs to it
LEAST_RULE = 5  # dashes
TOUCHING_POINTS = 1.0  # lines whose ends are this near go on
FRAME_PIECES = 3
SAME_RULE_POINTS = 1.0  # lines drawn this near each other are one
CENTRE_COLUMN = 40  # what is centred on the page is centred here, as on a page of 80 columns
CENTRED_EMS = 1.5  # how near to a page's middle a title's middle is
LABEL_SHARE = 0.35  # a text that starts in this share of the page is a label, not a header
_FIGURES = ("figure", "currency", "nil")
_LEADING = re.compile(
    r"[\u2022\u25aa\u25cf\u25a0\u25cb*\u2013\u2014-]|\(?\w{1,2}[.)]"
)  # what sets off an item of a list
_MARK = re.compile(r"\d{1,2}|[a-z]")


class Word(msgspec.Struct):
    """Characters without a gap between them."""

    text: str
    left: float
    right: float
    size: float


class Segment(msgspec.Struct):
    """Words parted by single blanks; `figure`: it is one figure, or a currency sign."""

    text: str
    left: float
    right: float
    apart: bool  # a gap lies before it
    figure: bool = False


class Line(msgspec.Struct):
    """The glyphs of a line from left to right, and its baseline."""

    baseline: float
    size: float
    glyphs: list[Glyph]


class Grid(msgspec.Struct, frozen=True):
    """The columns of a page, in points: where the text begins and ends, and how wide a column is."""

    left: float
    right: float
    column: float

    def at(self, place: float) -> int:
        """The column at a place."""
        return round((place - self.left) / self.column)


def grids_of(pages: list[list[Glyph]]) -> list[Grid]:
    """The columns of each page: the same on all, but for pages in much smaller type."""
    filled = [page for page in pages if page]
    if not filled:
        return [Grid(0.0, 1.0, 1.0) for _ in pages]
    left = min(g.left for page in filled for g in page if not g.text.isspace())
    right = max(g.right for page in filled for g in page if not g.text.isspace())
    usual = median(_small_size(page) for page in filled)
    sizes = [_small_size(page) if page else usual for page in pages]
    return [Grid(left, right, COLUMN_EMS * (size if size < SMALLER_TYPE * usual else usual)) for size in sizes]


def laid_out(glyphs: list[Glyph], rulings: list[Ruling], grid: Grid) -> list[str]:
    """The lines of a page, top to bottom."""
    lines = _lines(_once(glyphs))
    steps = [b.baseline - a.baseline for a, b in pairwise(lines)]
    usual = median([step for step in steps if step < 3 * lines[0].size] or [0.0])
    segments = [_segments(line) for line in lines]
    ends = [line.baseline for line in lines[1:]] + [lines[-1].baseline + BELOW_POINTS] if lines else []
    drawn = [[r for r in rulings if a.baseline - 1 < r.at < b - 4] for a, b in zip(lines, ends, strict=True)]
    labels = grid.left + LABEL_SHARE / 2 * (grid.right - grid.left)
    figures = [any(s.figure and not YEAR.match(s.text) for s in row) for row in segments]
    framed = _framed(figures, drawn, labels)
    out: list[str] = []
    for index, row in enumerate(segments):
        out.append(_typed(row, grid))
        first = min((s.left for s in row if s.figure), default=labels)
        out += dashes(drawn[index], grid, (labels, first), under_figures=figures[index], framed=framed)
        if index < len(steps) and steps[index] > BLANK_LINES * _step(steps, index, usual):
            out.append("")
    return out


def _framed(figures: list[bool], drawn: list[list[Ruling]], labels: float) -> bool:
    """True for a page that draws lines between its rows from the labels on: then these say nothing of totals."""
    parted = sum(any(r.left <= labels for r in below) for is_row, below in zip(figures, drawn, strict=True) if is_row)
    return parted > FRAMED_SHARE * sum(figures)


def _step(steps: list[float], at: int, usual: float) -> float:
    """The usual step around a line: the least of its neighbours', if it is no less than two thirds of the page's."""
    near = [step for step in steps[max(0, at - 2) : at + 3] if step > usual * 0.66]
    return min([usual, *near]) if usual else 1e9


def _small_size(glyphs: list[Glyph]) -> float:
    """The size of the smaller type of a page: a fifth of its letters are no larger."""
    sizes = sorted(g.size for g in glyphs if not g.text.isspace())
    return max(sizes[len(sizes) // 5], 3.0)


def _once(glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs without blanks, and without those that are printed twice in one place to look bold."""
    out: list[Glyph] = []
    seen: set[tuple[str, int, int, int]] = set()
    for glyph in glyphs:
        if glyph.text.isspace():
            continue
        size = max(round(glyph.size), 1)
        grain = TWICE_EMS * size
        at, line = round(glyph.left / grain), round(glyph.baseline / grain)
        if not any((glyph.text, size, at + k, line + m) in seen for k in (-1, 0, 1) for m in (-1, 0, 1)):
            out.append(glyph)
        seen.add((glyph.text, size, at, line))
    return out


def _lines(glyphs: list[Glyph]) -> list[Line]:
    """The glyphs by line, top to bottom; what is raised stands on the line that it is raised from."""
    rows: list[Line] = []
    for glyph in sorted(glyphs, key=lambda g: (g.baseline, g.left)):
        if rows and glyph.baseline - rows[-1].baseline <= SAME_LINE_EMS * max(rows[-1].size, glyph.size):
            rows[-1].glyphs.append(glyph)
            rows[-1].size = max(rows[-1].size, glyph.size)
        else:
            rows.append(Line(glyph.baseline, glyph.size, [glyph]))
    out: list[Line] = []
    for index, row in enumerate(rows):
        under = rows[index + 1] if index + 1 < len(rows) else None
        if under is not None and _raised(row, under):
            under.glyphs += [_mark(g) for g in row.glyphs]
        elif out and _lowered(row, out[-1]):
            out[-1].glyphs += row.glyphs
        else:
            out.append(row)
    for line in out:
        line.glyphs.sort(key=lambda g: g.left)
    return _joined(out)


def _joined(lines: list[Line]) -> list[Line]:
    """The lines, figures that stand at half height beside a label of several lines put on the one that they are nearest
    to, the lower one first: there the reader of rows looks for them.
    """
    out: list[Line] = []
    for index, line in enumerate(lines):
        if _bare(line):
            below = lines[index + 1] if index + 1 < len(lines) else None
            beside = next(
                (other for other in (below, out[-1] if out else None) if other and _beside(line, other)), None
            )
            if beside is not None:
                beside.glyphs = sorted([*beside.glyphs, *line.glyphs], key=lambda g: g.left)
                continue
        out.append(line)
    return out


def _bare(line: Line) -> bool:
    """True for a line of figures alone, or of the mark of a note."""
    kinds = [found.lastgroup for found in CHUNK.finditer(" ".join(word.text for word in _words(line.glyphs)))]
    return all(kind in _FIGURES or kind == "word" for kind in kinds)


def _beside(line: Line, other: Line) -> bool:
    """True where two lines are too near each other to be two, and nothing of one stands over the other."""
    if abs(line.baseline - other.baseline) >= ONE_LINE_EMS * other.size:
        return False
    return not any(a.left < b.right and b.left < a.right for a in line.glyphs for b in other.glyphs)


def _raised(row: Line, under: Line) -> bool:
    near = under.baseline - row.baseline <= RAISED_EMS * under.size and row.size < RAISED_SIZE * under.size
    reach = under.size
    beside = (any(min(abs(g.left - u.right), abs(u.left - g.right)) <= reach for u in under.glyphs) for g in row.glyphs)
    return near and all(beside)


def _lowered(row: Line, above: Line) -> bool:
    """True for a few small glyphs just under a line's baseline, beside its others."""
    near = row.baseline - above.baseline <= 0.35 * above.size and row.size < RAISED_SIZE * above.size
    return near and len(row.glyphs) <= 3


def _mark(glyph: Glyph) -> Glyph:
    return msgspec.structs.replace(glyph, size=-glyph.size)


def _segments(line: Line) -> list[Segment]:
    """The line's segments; figures that stand behind a gap each by itself."""
    words = _words(line.glyphs)
    widest = _widest_blank(words)
    out: list[Segment] = []
    run: list[Word] = []
    for word in words:
        leading = not out and len(run) == 1 and _LEADING.fullmatch(run[0].text) and word.text[:1].isalpha()
        if run and word.left - run[-1].right > widest * word.size and not leading:
            out += _segment(run, out)
            run = []
        run.append(word)
    return out + _segment(run, out)


def _widest_blank(words: list[Word]) -> float:
    """The widest gap in ems that is no more than a blank in this line: lines set to both margins have wide ones."""
    gaps = sorted((b.left - a.right) / b.size for a, b in pairwise(words))
    usual = gaps[len(gaps) // 4] if gaps else 0.0
    return min(max(NARROW_GAP_EMS, 2 * usual), GAP_EMS)


def _segment(words: list[Word], before: list[Segment]) -> list[Segment]:
    apart = bool(before)
    kinds = [found.lastgroup for found in CHUNK.finditer(" ".join(w.text for w in words))]
    alone = len(kinds) == len(words) and all(kind in _FIGURES or kind == "word" for kind in kinds)
    if not alone or not any(kind in ("figure", "nil") for kind in kinds) or (not before and len(words) == 1):
        return [Segment(" ".join(w.text for w in words), words[0].left, words[-1].right, apart)]
    return [Segment(w.text, w.left, w.right, apart and k == 0, True) for k, w in enumerate(words)]


def _words(glyphs: list[Glyph]) -> list[Word]:
    """The words of a line. A raised number or letter behind a word is written in parentheses, as a footnote mark."""
    out: list[Word] = []
    raised = ""
    for glyph in glyphs:
        size = abs(glyph.size)
        if out and raised and glyph.size > 0:
            out[-1].text += _marked(raised)
            raised = ""
        apart = not out or glyph.left - out[-1].right > WORD_EMS * size
        if glyph.size < 0 and out:
            raised += glyph.text
            out[-1].right = max(out[-1].right, glyph.right)
        elif apart:
            out.append(Word(glyph.text, glyph.left, glyph.right, size))
        else:
            out[-1].text += glyph.text
            out[-1].right = max(out[-1].right, glyph.right)
            out[-1].size = max(out[-1].size, size)
    if raised:
        out[-1].text += _marked(raised)
    return out


def _marked(raised: str) -> str:
    return f"({raised})" if _MARK.fullmatch(raised) else raised


def _typed(segments: list[Segment], grid: Grid) -> str:
    """The line with every segment in its columns."""
    if len(segments) == 1 and _centred(segments[0], grid):
        text = segments[0].text
        return " " * max(0, CENTRE_COLUMN - len(text) // 2) + text
    line = ""
    for index, segment in enumerate(segments):
        least = len(line) + (0 if not line else 2 if segment.apart else 1)
        line += " " * (max(_place(segment, grid, index), least) - len(line)) + segment.text
    return line


def _place(segment: Segment, grid: Grid, index: int) -> int:
    """The grid column where a segment starts: by its right edge, its middle or its left edge."""
    width = len(segment.text)
    if segment.figure:
        return grid.at(segment.right) - width
    if index or segment.left - grid.left > LABEL_SHARE * (grid.right - grid.left):
        return round(((segment.left + segment.right) / 2 - grid.left) / grid.column - width / 2)
    return grid.at(segment.left)


def _centred(segment: Segment, grid: Grid) -> bool:
    middle = (segment.left + segment.right) / 2 - (grid.left + grid.right) / 2
    indented = segment.left - grid.left > 4 * grid.column and grid.right - segment.right > 4 * grid.column
    return indented and abs(middle) <= CENTRED_EMS * grid.column / COLUMN_EMS


def dashes(
    rulings: list[Ruling], grid: Grid, zones: tuple[float, float], *, under_figures: bool, framed: bool
) -> list[str]:
    """The line of dashes for what is drawn under figures or heads: two lines that start alike are a double rule.

    `zones`: where the labels of the page are sure to end, and where the figures above begin.
    """
    labels, first_figure = zones
    # What is drawn under labels too says something of figures only where not every row is parted so, and no heads.
    parting = [r.at for r in rulings if r.left <= labels] if framed or not under_figures else []
    found = [r for r in rulings if r.right > labels and not any(abs(r.at - at) <= SAME_RULE_POINTS for at in parting)]
    times = Counter(round(r.left / 2) for r in found)
    line = ""
    for first, last, pieces in _joined_up(sorted({round(r.left / 2): r for r in found}.values(), key=lambda r: r.left)):
        start, end = grid.at(first.left if first.left > labels else first_figure), grid.at(last.right)
        # A line through many cells under words is the frame of a table, and heads no columns together.
        if start >= len(line) and end - start >= LEAST_RULE and (under_figures or pieces < FRAME_PIECES):
            line = line.ljust(start) if not line else line.ljust(max(start, len(line) + 1))
            line += ("=" if times[round(first.left / 2)] > 1 else "-") * (end - len(line))
    return [line] if line.strip() else []


def _joined_up(rulings: list[Ruling]) -> Iterator[tuple[Ruling, Ruling, int]]:
    """(first, last, how many) of each run of lines that touch."""
    run: list[Ruling] = []
    for ruling in rulings:
        if run and ruling.left - run[-1].right > TOUCHING_POINTS:
            yield run[0], run[-1], len(run)
            run = []
        run.append(ruling)
    if run:
        yield run[0], run[-1], len(run)
