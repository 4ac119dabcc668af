"""Claims while their sentence is read, and what goes on from one sentence to the next."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from crossfoot.extract.grammar_tokens import Token
from crossfoot.extract.grammar_when import When
from crossfoot.model.claim import ClaimKind
from crossfoot.vocabulary.prose import prose_words, stems

Role = Literal["current", "comparison", "change"]


class Draft(msgspec.Struct, gc=False):
    """A claim while its sentence is read. `level` and `base`: places in the sentence's drafts of the amount that a
    change, comparison or per-share figure belongs to, and of the amount that a change starts from. `when` is what is
    printed with it, `base_when` what a change says it starts from ("over a year ago"); `depth` counts the brackets
    around the number."""

    token: Token
    kind: ClaimKind
    role: Role = "current"
    metric: tuple[str, ...] = ()
    metric_text: str = ""
    qualifiers: tuple[str, ...] = ()
    segment: str | None = None
    when: When | None = None
    direction: int = 0
    direction_text: str | None = None
    sign: int = 0
    sign_text: str | None = None
    hedge: str | None = None
    level: int | None = None
    base: int | None = None
    linked: bool = False
    towards: bool = False
    depth: int = 0
    base_when: When | None = None
    whole: tuple[str, ...] = ()
    leaning: Token | None = None  # the word of change before the metric's words
    listed: bool = False  # its phrase of time is its own of a list of them


class Memory(msgspec.Struct, gc=False):
    """What goes on from one sentence of a passage to the next."""

    metric: tuple[str, ...] = ()
    metric_text: str = ""
    segment: str | None = None


class Segments(msgspec.Struct, frozen=True):
    """The segments' names as the tables print them, and a pattern that finds them in prose (None: no segments)."""

    names: dict[str, str]
    pattern: re.Pattern[str] | None
    known: frozenset[str] = frozenset()  # the stems that tables' labels have

    def found(self, text: str, start: int, end: int) -> list[tuple[int, int, str]]:
        """(start, end, name) of each segment named in text[start:end]."""
        if self.pattern is None:
            return []
        matches = self.pattern.finditer(text, start, end)
        return [(m.start(), m.end(), self.names[" ".join(m.group().lower().split())]) for m in matches]


def segments_of(names: set[str], labels: frozenset[str] = frozenset()) -> Segments:
    """The segments by name, longest first; `labels` are the stems of the tables' labels."""
    items = prose_words().items
    known = {
        " ".join(n.lower().split()): n
        for n in names
        if re.search(r"[A-Za-z]{2}", n) and not set(stems(n)) <= items  # "Net sales" over a column is no segment
    }
    if not known:
        return Segments({}, None, labels)
    words = sorted(known, key=len, reverse=True)
    alternatives = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words)
    return Segments(known, re.compile(rf"\b(?:{alternatives})\b", re.IGNORECASE), labels)
