"""Forms of sentences whose numbers are terms and no results, compiled once from `terms.toml`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from crossfoot.vocabulary import load

NEAR, FAR = 60, 140  # characters that a gap of a form may have
NAME_WORDS = 5  # between a number and its noun ("$500 million senior secured revolving credit facility")
_BLANK = r"[\s-]+"
_OPENING = r"[\s(~\u201c\"\u00b1-]*"  # between a word and a number


class Side(msgspec.Struct, frozen=True):
    """What stands on one side of a number. The groups of a match are its gaps; `closed`: the words that each of them
    must not have."""

    pattern: re.Pattern[str]
    closed: tuple[re.Pattern[str], ...]

    def allows(self, found: re.Match[str]) -> bool:
        """True where no gap of a match has a word that it must not have."""
        gaps = zip(found.groups(), self.closed, strict=True)
        return all(gap is None or closed.search(gap) is None for gap, closed in gaps)


class Form(msgspec.Struct, frozen=True):
    """What stands before a number, up to it, and what stands after it, from its end; None: anything may."""

    before: Side | None
    after: Side | None


class Term(msgspec.Struct, frozen=True):
    """A class of terms. `said` must be found in one of the sentence's words, `also` in the sentence, and `unless` must
    not; `kinds`: of the claim, or none for any."""

    why: str
    said: re.Pattern[str]
    also: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    kinds: frozenset[str]
    forms: tuple[str, ...]


class Terms(msgspec.Struct, frozen=True):
    """All classes, in the order of the file, and the words of them, which few words are of (`said`); what reasons mean;
    what gaps (`results`) and names (`links`) must not have; a hedge that stands right before a number; and what makes a
    balance of a number that stands right before it."""

    classes: tuple[Term, ...]
    said: re.Pattern[str]
    means: dict[str, str]
    results: re.Pattern[str]
    links: re.Pattern[str]
    hedge: re.Pattern[str]
    balances: re.Pattern[str]


@cache
def terms() -> Terms:
    """The classes of terms."""
    data = load("terms")
    classes = tuple(
        Term(
            term["why"],
            _anywhere(term["said"]),
            _anywhere(term["also"]) if "also" in term else None,
            _anywhere(term["unless"]) if "unless" in term else None,
            frozenset(term.get("kinds", ())),
            tuple(term["forms"]),
        )
        for term in data["term"]
    )
    hedge = re.compile(rf"(?<![A-Za-z])(?:{_fragment(data['hedges'])}){_OPENING}\Z", re.IGNORECASE)
    return Terms(
        classes,
        _anywhere("|".join(term["said"] for term in data["term"])),
        data["means"],
        _whole(data["results"]),
        _whole(data["links"]),
        hedge,
        _right_after(data["balances"]),
    )


def exempt_means(why: str) -> str | None:
    """What the reason means for which a number does not count, in a few words; None for one that says so itself."""
    return terms().means.get(why)


@cache
def form_of(text: str) -> Form:
    """The form that is written so in the file; compiled when a sentence first needs it."""
    before, _, after = (side.strip() for side in text.partition("#"))
    return Form(
        Side(_right_before(before), _closed(before)) if before else None,
        Side(_right_after(after), _closed(after)) if after else None,
    )


@lru_cache(maxsize=1 << 14)
def classes_said(word: str) -> tuple[Term, ...]:
    """The classes of terms that a word of a sentence may be of."""
    if terms().said.search(word) is None:
        return ()
    return tuple(term for term in terms().classes if term.said.search(word) is not None)


def _anywhere(fragment: str) -> re.Pattern[str]:
    spaced = fragment.replace(" ", _BLANK)
    return re.compile(rf"\b(?:{spaced})", re.IGNORECASE)


def _whole(lines: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{''.join(lines.split())})\b", re.IGNORECASE)


def _right_before(fragment: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z])(?:{_fragment(fragment)}){_OPENING}\Z", re.IGNORECASE)


def _right_after(fragment: str) -> re.Pattern[str]:
    return re.compile(rf"[)\s-]*(?:{_fragment(fragment)})(?![A-Za-z])", re.IGNORECASE)


_EDGE = r"(?:(?<![A-Za-z])|(?![A-Za-z]))"  # never inside a word
_MACROS = {
    "......": rf"{_EDGE}((?:[^.;:]|\.(?=\d|\s?[a-z]|,)|(?<=\b[A-Z][A-Z])\.|(?<=inc)\.|(?<=corp)\.){{0,{FAR}}}?){_EDGE}",
    "...": rf"{_EDGE}((?:[^,.;:]|\.(?=\d)|(?<=\d),(?=\d)){{0,{NEAR}}}?){_EDGE}",
    "~": rf"((?:[\w&'/.-]+,?[\s-]+){{0,{NAME_WORDS}}}?)",
    "@": r"[$\u20ac\u00a3\u00a5]?\d[\d.,]*(?:[\s-]+(?:thousand|million|billion|percent))?%?",
    " ": _BLANK,
}
_MACRO = re.compile(r"\.{6}|\.{3}|[~@ ]")


def _fragment(fragment: str) -> str:
    return _MACRO.sub(lambda found: _MACROS[found[0]], fragment)


def _closed(fragment: str) -> tuple[re.Pattern[str], ...]:
    gaps = (found[0] for found in _MACRO.finditer(fragment))
    return tuple(terms().links if gap == "~" else terms().results for gap in gaps if gap not in "@ ")
