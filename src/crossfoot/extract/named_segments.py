"""Segments that only the sentences of a release call so: "net sales of the Valve Products segment"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from crossfoot.model.document import Passage

# Capitalised words, at most six, right before "segment".
_NAMED = re.compile(
    r"""
    (?<![\w'’-])
    (?P<name> [A-Z][\w&/.'’-]* (?: \s+ (?: (?:and|&|of) \s+ )? [A-Z][\w&/.'’-]* ){0,5} )
    \s+ (?: (?:reportable|operating|business) \s+ )? (?:segment|Segment) (?:['’]s)? \b
    """,
    re.VERBOSE,
)
_LEADING = re.compile(
    r"(?:The|Our|Its|In|For|Each|This|That|Within|All|Both|Of|At|On|By|With|While|Excluding|Total|Net|Sales|Revenues?)\s+"
)
_NO_NAME = re.compile(
    r".*\b(?:quarter|year|adjusted|ebitda)\b.*"
    r"|(?:our|see|no|the|a|an|its|one|each|this|that|single|reportable|operating|business|company|total|other"
    r"|consolidated|combined)",
    re.IGNORECASE,
)
LEAST = 2  # times that a release calls anything so

LEAST_LONG = 8  # letters of a name that something shorter is said for


def segments_said(passages: Iterable[Passage], known: Iterable[str]) -> set[str]:
    """The names that stand before "segment" in the prose, those left out that the tables' segments (`known`) have in
    other words."""
    counts: Counter[str] = Counter()
    for passage in passages:
        if passage.kind != "furniture" and "egment" in passage.text:
            counts.update(_name(found["name"]) for found in _NAMED.finditer(passage.text))
    told = [" ".join(name.lower().split()) for name in known]
    names = {name for name in counts if _is_name(name) and not _is_known(name, told)}
    return names if sum(counts[name] for name in names) >= LEAST else set()


def ordinary_words(passages: Iterable[Passage], names: Iterable[str]) -> frozenset[str]:
    """Those of the names, lower case, that are one word, and that the prose has without a capital too ("consumer")."""
    single = {name.lower() for name in names if name.isalpha()}
    if not single:
        return frozenset()
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(single))})\b")
    return frozenset(word for passage in passages for word in pattern.findall(passage.text))


def short_names(passages: Iterable[Passage], names: Iterable[str]) -> dict[str, str]:
    """The names by what the release says for them: 'Valve and Pump Products ("V&P")'."""
    said: dict[str, str] = {}
    words = {" ".join(name.lower().split()): name for name in names if len(name) > LEAST_LONG}
    if not words:
        return said
    alternatives = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))
    defined = re.compile(
        rf"\b(?P<name>(?i:{alternatives}))(?:\s+[Ss]egment)?\s*\(\s*(?:the\s+)?[\"\u201c](?P<short>[A-Z][\w&-]{{1,9}})[\"\u201d]"
    )
    for passage in passages:
        if "(" in passage.text:
            for found in defined.finditer(passage.text):
                said.setdefault(found["short"], words[" ".join(found["name"].lower().split())])
    return said


def _name(printed: str) -> str:
    name = " ".join(printed.split())
    while (found := _LEADING.match(name)) is not None:
        name = name[found.end() :]
    return name


def _is_name(name: str) -> bool:
    return len(name) > 2 and _NO_NAME.fullmatch(name) is None


def _is_known(name: str, told: list[str]) -> bool:
    lower = name.lower()
    return any(lower in other or other in lower for other in told)
