"""Claims while their sentence is read, and what goes on from one sentence to the next."""

from __future__ import annotations

import re
from collections.abc import Iterable
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
    gain_text: str | None = None  # the word of income that is said with the number itself, not inherited
    hedge: str | None = None
    level: int | None = None
    base: int | None = None
    linked: bool = False
    towards: bool = False
    depth: int = 0
    base_when: When | None = None
    is_inherited: bool = False  # its phrase of time stands in a sentence before
    whole: tuple[str, ...] = ()
    leaning: Token | None = None  # the word of change before the metric's words
    is_part: bool = False  # of the amount before it ("…, including $2 million")
    is_modifier: bool = False  # stands before the words that it is of ("a $5 million charge")
    aside_of: list[Token] | None = None  # the words that "…, which included $2 million, …" interrupts; None: no aside
    basis: str | None = None  # that its words say: "adjusted", "constant-currency"
    is_of_later: bool = False  # its segment is named after it
    tail: int = 0  # where the last number of its list ends: what stands after that one is of it as well
    per_share: bool = False  # a change of a figure per share
    listed: bool = False  # its phrase of time is its own of a list of them


class Memory(msgspec.Struct, gc=False):
    """What goes on from one sentence of a passage to the next."""

    metric: tuple[str, ...] = ()
    metric_text: str = ""
    segment: str | None = None
    base_when: When | None = None  # what a passage compares with ("Compared with the first quarter, …")


class Segments(msgspec.Struct, frozen=True):
    """The segments' names as the tables print them, and a pattern that finds them in prose (None: no segments)."""

    names: dict[str, str]
    pattern: re.Pattern[str] | None
    known: frozenset[str] = frozenset()  # the stems that tables' labels have
    short: dict[str, str] = {}  # the names by their initials
    ordinary: frozenset[str] = frozenset()  # names that are words of the language too

    def found(self, text: str, start: int, end: int) -> list[tuple[int, int, str]]:
        """(start, end, name) of each segment named in text[start:end]."""
        if self.pattern is None:
            return []
        matches = self.pattern.finditer(text, start, end)
        return [(m.start(), m.end(), self._named(m)) for m in matches if _is_meant(text, m, self.ordinary)]

    def _named(self, found: re.Match[str]) -> str:
        return self.short.get(found[0]) or self.names[" ".join(found[0].lower().split())]


def _is_meant(text: str, found: re.Match[str], ordinary: frozenset[str]) -> bool:
    """True of a name as a name: one of a single word has its capital, which at a sentence's start every word has, and
    one that says nothing "segment" after it."""
    word = found[0]
    if " " in word.strip() or not word[0].isalpha() or _SEGMENT.match(text, found.end()) is not None:
        return True
    if word.lower() in _VAGUE or not word[0].isupper():
        return False
    is_first = word.lower() in ordinary and _STARTS.search(text, 0, found.start()) is not None
    return not is_first or _NAMED.match(text, found.end()) is not None


_VAGUE = ("other", "total", "all", "general")
_STARTS = re.compile(r"(?:^|[.;:\u2022\u25aa\u25cf\u2013\u2014-])\s*$")
# After a name: nothing, another capital, or what segments have.
_NAMED = re.compile(
    r"\s*(?:$|[A-Z]|(?:net |organic |total )?"
    r"(?:revenues?|sales|operating|income|profits?|earnings|ebitda|margins?|results)\b)"
)
_SEGMENT = re.compile(r"\s+(?:segment|group|division|business)\b", re.IGNORECASE)


def segments_of(
    names: set[str],
    labels: frozenset[str] = frozenset(),
    said_short: dict[str, str] | None = None,
    ordinary: frozenset[str] = frozenset(),
) -> Segments:
    """The segments by name, longest first; `labels` are the stems of the tables' labels, `said_short` the names by what
    the release says for them, `ordinary` those of one word that it uses as a word too."""
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
    short = {**_initials(known.values()), **(said_short or {})}
    initials = f"|(?-i:{'|'.join(map(re.escape, short))})" if short else ""
    return Segments(known, re.compile(rf"\b(?:{alternatives}{initials})\b", re.IGNORECASE), labels, short, ordinary)


_CAPITAL_WORD = re.compile(r"\b[A-Z][A-Za-z]+")


def _initials(names: Iterable[str]) -> dict[str, str]:
    """The names by their initials ("AWM"), those left out that two have."""
    by_initials: dict[str, set[str]] = {}
    for name in names:
        letters = "".join(w[0] for w in _CAPITAL_WORD.findall(name))
        if len(letters) > 1:
            by_initials.setdefault(letters, set()).add(name)
    return {letters: next(iter(named)) for letters, named in by_initials.items() if len(named) == 1}
