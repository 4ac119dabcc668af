"""Walks: rows that lead from a measure to the same one by another name, "GAAP gross margin … Non-GAAP gross margin".

The reconciliation that Regulation G, 100(a) asks for. The first and the last row have the same name but for the words
that tell which measure it is; between them stand the adjustments, added as printed or, seldom, taken off.
"""

from __future__ import annotations

import re
from functools import lru_cache

from crossfoot.proof.sheet import Sheet, Terms

REACH = 14  # rows above the last one in which the first is looked for
NAME = "walk"
SAYS_LITTLE = -0.3  # enough for a walk that holds throughout: its rows are named

_OTHER = re.compile(
    r"""
      non-?\s?gaap | adjusted | \bcore\b | underlying | normalized | operating\ earnings
    | constant\ currency | organic | excluding | \bex\b | comparable
    """,
    re.VERBOSE,
)
_PLAIN = frozenset(
    (
        "gaap", "non", "nongaap", "reported", "as", "adjusted", "core", "underlying", "measure", "normalized",
        "excluding", "ex", "comparable", "ebitda", "attributable", "common", "constant", "currency", "organic",
        "basis",
    )
)  # fmt: skip


@lru_cache(maxsize=1 << 12)
def _is_of_another(label: str) -> bool:
    """True of a row of another measure than the one under the accounting standards."""
    return _OTHER.search(label.lower()) is not None


def walked(sheet: Sheet, target: int) -> list[Terms]:
    """The sums that would lead to this row from a row above of the same name; none where it is no such row."""
    line = sheet.lines[target]
    if not _is_of_another(line.label):
        return []
    name = frozenset(line.words) - _PLAIN
    if not name:
        return []
    for first in range(target - 1, max(-1, target - 1 - REACH), -1):
        above = sheet.lines[first]
        if frozenset(above.words) - _PLAIN == name and above.words != line.words:
            rest = range(first + 1, target)
            if not rest:
                return []
            return [
                ((first, 1), *((p, 1) for p in rest)),
                ((first, 1), *((p, -1) for p in rest)),
            ]
    return []
