"""How wide the columns of a statement are on a letter page, from the widths of the letters of a Times face."""

from __future__ import annotations

import msgspec

from crossfoot.model.draft import Statement
from crossfoot.writers.printed import apart, kept_together

PAGE_POINTS = 468.0  # between margins of an inch
SPACER_POINTS = 8.0
SIGN_POINTS = 9.0
LEAST_LABEL_POINTS = 130.0
WIDER_POINTS = 14.0  # a column is made so much wider than it needs where the page has room
SIZES = (20, 18, 16, 14)  # half-points: the first at which the columns leave room for the labels
BOLD = 1.12  # bold letters are so much wider
# Thousandths of the type size; what is not here is a digit or taken as an average letter.
_WIDTHS = {",": 250, ".": 250, "(": 333, ")": 333, "%": 833, "$": 500, "*": 500, " ": 250, "-": 333, "x": 500}
_LETTER = 560


class Columns(msgspec.Struct, frozen=True):
    """Widths in points: of the labels, and of each column's digits and of what hangs behind them."""

    label: float
    bodies: tuple[float, ...]
    tails: tuple[float, ...]
    half_points: int


def width_of(text: str, half_points: int) -> float:
    """About how many points a text is wide."""
    return sum(500 if c.isdigit() else _WIDTHS.get(c, _LETTER) for c in text) * half_points / 2000


def column_widths(statement: Statement) -> Columns:
    """The widths at the largest type at which all columns fit; where none does, narrower columns at the smallest."""
    count = statement.columns
    room = PAGE_POINTS - LEAST_LABEL_POINTS - (SPACER_POINTS + SIGN_POINTS) * count
    bodies: list[float] = []
    tails: list[float] = []
    size = SIZES[-1]
    for size in SIZES:
        bodies, tails = _needed(statement, size)
        spare = room - sum(bodies) - sum(tails)
        if spare >= 0:
            wider = min(WIDER_POINTS, spare / max(count, 1) / 2)
            bodies = [width + wider for width in bodies]
            break
    else:
        shrunk = max((room - sum(tails)) / sum(bodies), 0.2)
        bodies = [width * shrunk for width in bodies]
    used = sum(bodies) + sum(tails) + (SPACER_POINTS + SIGN_POINTS) * count
    return Columns(PAGE_POINTS - used, tuple(bodies), tuple(tails), size)


def _needed(statement: Statement, size: int) -> tuple[list[float], list[float]]:
    bodies, tails = [0.0] * statement.columns, [0.0] * statement.columns
    for line in statement.lines:
        for entry in line.entries:
            body, tail = apart(entry.text)
            bodies[entry.column] = max(bodies[entry.column], width_of(body, size) * BOLD + 2)
            tails[entry.column] = max(tails[entry.column], width_of(tail, size) * BOLD)
    for caption in statement.captions:
        word = max(width_of(w, size) for w in kept_together(caption.text, "\u00a0").split(" ")) * BOLD
        columns = range(caption.first, caption.last + 1)
        room = sum(bodies[k] + tails[k] + SIGN_POINTS + SPACER_POINTS for k in columns) - SPACER_POINTS
        for column in columns:
            bodies[column] += max(0.0, word - room) / len(columns)
    return bodies, tails
