"""Labels of line items to concepts, by normalised words and the patterns of vocabulary/concepts.toml."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

import msgspec

from crossfoot import vocabulary

# Patterns of which sections are tried, in order, for a row in a statement of a kind.
_SECTIONS: dict[str | None, tuple[str, ...]] = {
    "operations": ("operations", "cash-flow"),
    "balance-sheet": ("balance-sheet",),
    "cash-flow": ("cash-flow",),
    "reconciliation": ("operations", "cash-flow", "balance-sheet"),
    "segments": ("operations", "balance-sheet", "cash-flow"),
    "other": ("operations", "balance-sheet", "cash-flow"),
    None: ("operations", "balance-sheet", "cash-flow"),
}
_INSTANT_SECTION = "balance-sheet"
_INSTANTS = frozenset(
    {"house:CashAtBeginningOfPeriod", "house:CashAtEndOfPeriod", "house:SharesOutstanding", "house:BookValuePerShare"}
)

_ASIDE = re.compile(r"\([^()]*\)|\[[^\]]*\]")  # "(loss)", "(Note 3)", "(in thousands)"
_ABBREVIATION = re.compile(r"\(([A-Z]{4,})\)")  # "(EBITDA)" is a name, not an aside
_BROKEN = re.compile(r"([a-z])- (?=[a-z])")  # a word broken at a line's end: "liabili- ties"
_WORD = re.compile(r"[a-z0-9]+")
_LEAD = ("less", "add", "back", "plus", "deduct")
_DROP = frozenset({"the", "a", "an", "company", "consolidated", "its", "our"})
_SAME = {
    "shareholder": "stockholder", "shareowner": "stockholder", "stockowner": "stockholder",
    "earning": "income", "loss": "income", "excl": "excluding", "avg": "average",
}  # fmt: skip
_KEEP_LOSS_AFTER = frozenset({"loan", "credit", "lease", "gain", "and"})


@lru_cache(maxsize=32768)
def normal(label: str) -> tuple[str, ...]:
    """The label's words: lower case, singular, parentheses and articles out, loss and earnings read as income."""
    text = _BROKEN.sub(r"\1", _ABBREVIATION.sub(r" \1 ", label))
    text = _ASIDE.sub(" ", text).lower().replace("&", " and ").replace("'s", "s").replace("'", "")
    words = [_singular(w) for w in _WORD.findall(text)]
    out: list[str] = []
    for word in words:
        before = out[-1] if out else ""
        if word in _DROP:
            continue
        if (word == "loss" and before in _KEEP_LOSS_AFTER and before != "and") or (
            word == "earning" and before in ("retained", "accumulated")
        ):
            out.append(word)
        elif word == "noninterest":
            out += ["non", "interest"]
        else:
            same = _SAME.get(word, word)
            if not (same == "income" and before == "income"):  # "income (loss)", "loss/income"
                out.append(same)
    while len(out) > 1 and out[0] in _LEAD:
        out = out[1:]
    return tuple(out)


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and word != "series":
        return word[:-3] + "y"
    if word.endswith(("xes", "sses", "ches", "shes")):
        return word[:-2]
    return word[:-1]


class _Section(msgspec.Struct, frozen=True):
    """Patterns of one section, ready to match: whole labels, starts, bags of words (wanted, unwanted)."""

    whole: dict[tuple[str, ...], str]
    starts: dict[str, list[tuple[tuple[str, ...], str]]]  # by first word
    bags: dict[str, list[tuple[int, frozenset[str], frozenset[str], str]]]  # by one wanted word; with their order


@cache
def _section(name: str) -> _Section:
    whole: dict[tuple[str, ...], str] = {}
    starts: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    listed_bags: list[tuple[frozenset[str], frozenset[str], str]] = []
    for concept, listed in vocabulary.concept_patterns()[name].items():
        for pattern in filter(None, (piece.strip() for piece in listed.split(";"))):
            if pattern[0] == "+":
                words = pattern.split()
                wanted = frozenset(w[1:] for w in words if w[0] == "+")
                listed_bags.append((wanted, frozenset(w[1:] for w in words if w[0] == "-"), concept))
            elif pattern[-1] == "*":
                start = tuple(pattern[:-1].split())
                starts.setdefault(start[0], []).append((start, concept))
            else:
                whole.setdefault(tuple(pattern.split()), concept)
    common = Counter(word for wanted, _, _ in listed_bags for word in wanted)
    bags: dict[str, list[tuple[int, frozenset[str], frozenset[str], str]]] = {}
    for order, (wanted, unwanted, concept) in enumerate(listed_bags):
        rarest = min(wanted, key=lambda word: (common[word], word))
        bags.setdefault(rarest, []).append((order, wanted, unwanted, concept))
    return _Section(whole, starts, bags)


def match(label: str, statement: str | None) -> str | None:
    """The concept of a line item's label in a statement of that kind; None where the words do not settle it."""
    for name in _SECTIONS[statement]:
        found = _match(label, name)
        if found:
            return found
    return None


@lru_cache(maxsize=32768)
def _match(label: str, name: str) -> str | None:
    found = _first_match(normal(label), _section(name))
    return None if found == _NONE else found


_NONE = "none"  # the catalogue's name for labels that look like a concept's and are not


def _first_match(words: tuple[str, ...], section: _Section) -> str | None:
    if not words:
        return None
    bare = words[1:] if words[0] == "total" and len(words) > 1 else words
    found = section.whole.get(words) or section.whole.get(bare)
    if found:
        return found
    for start, concept in section.starts.get(words[0], ()):
        if words[: len(start)] == start:
            return concept
    bag = frozenset(words)
    fitting = [
        (order, concept)
        for word in bag
        for order, wanted, unwanted, concept in section.bags.get(word, ())
        if wanted <= bag and not unwanted & bag
    ]
    return min(fitting)[1] if fitting else None


def concept_of(label: str, statement: str | None, path: tuple[str, ...] = (), unit: str | None = None) -> str | None:
    """The concept of a row by its label, the headings above it, the statement's kind and its unit."""
    if unit in ("percent", "ratio"):
        return None
    if unit == "shares" or (unit is not None and unit.endswith("/share")):
        name = "shares" if unit == "shares" else "per-share"
        return _match(label, name) or (_match(f"{path[-1]} {label}", name) if path else None)
    return match(label, statement)


@cache
def is_instant(concept: str) -> bool | None:
    """True where the concept is a balance at an instant, False where it is a flow, None where it may be either."""
    if concept in _INSTANTS:
        return True
    patterns = vocabulary.concept_patterns()
    if concept in patterns[_INSTANT_SECTION]:
        return concept not in patterns["operations"] and concept not in patterns["cash-flow"]
    return False if any(concept in patterns[n] for n in ("operations", "cash-flow", "per-share")) else None


@cache
def statement_of(concept: str) -> str | None:
    """The only section of the catalogue that a concept stands in; None where it stands in several or none."""
    found = [name for name, entries in vocabulary.concept_patterns().items() if concept in entries]
    return found[0] if len(found) == 1 else None
