"""A page's characters to lines of text on a grid of columns, as a typewriter would have set them.

Figures keep the place of their right edge, headers that of their middle, labels that of their left edge: what the
reader of plain text goes by. Lines drawn under figures become dashes.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median

import msgspec

from crossfoot.readers.figures import CHUNK
from crossfoot.readers.pdf_page import Glyph, Ruling

COLUMN_EMS = (
    0.4  # a column of the grid is so wide: narrower than nearly all letters, so that no label runs into figures
)
SAME_LINE_EMS = 0.25  # baselines this near each other are one line
RAISED_SIZE = 0.85  # a footnote mark is set smaller than this beside its text,
RAISED_EMS = 0.75  # and not higher above its line
WORD_EMS = 0.16  # a gap between the words of a text
GAP_EMS = 0.8  # a gap between a label and its figures, or between headers
TWICE_EMS = 0.1  # the same letter again within so much is the same letter made bold
BLANK_LINES = 1.35  # a step down of so many usual ones leaves a blank line
BELOW_POINTS = 16.0  # a line drawn so far below the last text belongs to it
CENTRE_COLUMN = 40  # what is centred on the page is centred here, as on a page of 80 columns
CENTRED_EMS = 1.5  # how near to a page's middle a title's middle is
LABEL_SHARE = 0.35  # a text that starts in this share of the page is a label, not a header
_FIGURES = ("figure", "currency", "nil")
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
    gap: float  # to the segment before it, in ems
    figure: bool = False


class Line(msgspec.Struct):
    """The glyphs of a line from left to right, and its baseline."""

    baseline: float
    size: float
    glyphs: list[Glyph]


def laid_out(glyphs: list[Glyph], rulings: list[Ruling]) -> list[str]:
    """The lines of a page, top to bottom."""
    lines = _lines(_once(glyphs))
    if not lines:
        return []
    column = COLUMN_EMS * _small_size(glyphs)
    left = min(line.glyphs[0].left for line in lines)
    right = max(line.glyphs[-1].right for line in lines)
    steps = [b.baseline - a.baseline for a, b in pairwise(lines)]
    usual = median([step for step in steps if step < 3 * lines[0].size] or [0.0])
    out: list[str] = []
    for index, line in enumerate(lines):
        above = lines[index - 1].baseline if index else None
        if above is not None:
            out += _ruled(rulings, above, line.baseline, left, right, column)
            if steps[index - 1] > BLANK_LINES * _step(steps, index - 1, usual):
                out.append("")
        out.append(_typed(_segments(line), left, right, column))
    return out + _ruled(rulings, lines[-1].baseline, lines[-1].baseline + BELOW_POINTS, left, right, column)


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
    seen: set[tuple[str, int, int]] = set()
    for glyph in glyphs:
        if glyph.text.isspace():
            continue
        grain = max(TWICE_EMS * glyph.size, 0.1)
        at, line = round(glyph.left / grain), round(glyph.baseline / grain)
        if not any((glyph.text, at + k, line + m) in seen for k in (-1, 0, 1) for m in (-1, 0, 1)):
            out.append(glyph)
        seen.add((glyph.text, at, line))
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
    return out


def _raised(row: Line, under: Line) -> bool:
    near = under.baseline - row.baseline <= RAISED_EMS * under.size and row.size < RAISED_SIZE * under.size
    return near and all(any(abs(g.left - u.right) <= under.size for u in under.glyphs) for g in row.glyphs)


def _lowered(row: Line, above: Line) -> bool:
    """True for a few small glyphs just under a line's baseline, beside its others."""
    near = row.baseline - above.baseline <= 0.35 * above.size and row.size < RAISED_SIZE * above.size
    return near and len(row.glyphs) <= 3


def _mark(glyph: Glyph) -> Glyph:
    return msgspec.structs.replace(glyph, size=-glyph.size)


def _segments(line: Line) -> list[Segment]:
    """The line's segments; figures that stand behind a gap each by itself."""
    out: list[Segment] = []
    run: list[Word] = []
    before = None
    for word in _words(line.glyphs):
        if before is not None and word.left - before.right > GAP_EMS * word.size:
            out += _segment(run, out)
            run = []
        run.append(word)
        before = word
    return out + _segment(run, out)


def _segment(words: list[Word], before: list[Segment]) -> list[Segment]:
    gap = (words[0].left - before[-1].right) / words[0].size if before else 0.0
    kinds = [found.lastgroup for found in CHUNK.finditer(" ".join(w.text for w in words))]
    alone = len(kinds) == len(words) and all(kind in _FIGURES or kind == "word" for kind in kinds)
    if not alone or not any(kind in ("figure", "nil") for kind in kinds) or (not before and len(words) == 1):
        return [Segment(" ".join(w.text for w in words), words[0].left, words[-1].right, gap)]
    return [Segment(w.text, w.left, w.right, gap if k == 0 else 0.0, True) for k, w in enumerate(words)]


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


def _typed(segments: list[Segment], left: float, right: float, column: float) -> str:
    """The line with every segment in its columns."""
    if len(segments) == 1 and _centred(segments[0], left, right, column):
        text = segments[0].text
        return " " * max(0, CENTRE_COLUMN - len(text) // 2) + text
    line = ""
    for index, segment in enumerate(segments):
        at = _place(segment, left, right, column, index)
        least = len(line) + (0 if not line else 2 if segment.gap > GAP_EMS else 1)
        line += " " * (max(at, least) - len(line)) + segment.text
    return line


def _place(segment: Segment, left: float, right: float, column: float, index: int) -> int:
    """The grid column where a segment starts: by its right edge, its middle or its left edge."""
    width = len(segment.text)
    if segment.figure:
        return round((segment.right - left) / column) - width
    if index or segment.left - left > LABEL_SHARE * (right - left):
        return round(((segment.left + segment.right) / 2 - left) / column - width / 2)
    return round((segment.left - left) / column)


def _centred(segment: Segment, left: float, right: float, column: float) -> bool:
    middle = (segment.left + segment.right) / 2 - (left + right) / 2
    indented = segment.left - left > 4 * column and right - segment.right > 4 * column
    return indented and abs(middle) <= CENTRED_EMS * column / COLUMN_EMS


def _ruled(rulings: list[Ruling], above: float, below: float, left: float, right: float, column: float) -> list[str]:
    """The dashes for what is drawn between two baselines right of the labels: two that start alike are a double one."""
    found = [r for r in rulings if above - 1 < r.at < below - 4 and r.left > left + LABEL_SHARE / 2 * (right - left)]
    if not found:
        return []
    line = ""
    times = Counter(round(r.left / 2) for r in found)
    for ruling in sorted({round(r.left / 2): r for r in found}.values(), key=lambda r: r.left):
        start, end = round((ruling.left - left) / column), round((ruling.right - left) / column)
        if start > len(line) and end - start >= 5:
            line += " " * (start - len(line)) + ("=" if times[round(ruling.left / 2)] > 1 else "-") * (end - start)
    return [line] if line else []
