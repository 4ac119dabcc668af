"""NG506: nothing says why a measure outside GAAP is useful."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules import measures
from crossfoot.rules.case import Case
from crossfoot.rules.dated import by
from crossfoot.rules.finding import at_mention, of_place
from crossfoot.rules.wording import flat

RULE = Rule(
    "NG506",
    "usefulness-not-stated",
    "note",
    "Nothing says why a measure outside GAAP is useful to investors",
    "NG506.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule: at most one a release, at the first measure that it gives a figure for."""
    mention = next(iter(case.measures.mentions), None)
    if mention is None or _stated(case):
        return
    yield of_place(
        RULE,
        "note",
        f"{mention.name} is given, but nothing says why such a measure is useful to investors{by(case, RULE)}",
        "say why management finds the measure useful, and what it uses it for",
        at_mention(mention),
    )


def _stated(case: Case) -> bool:
    """True where a passage that speaks of measures outside GAAP, or the one before or after it, has words of use."""
    useful = measures.pattern("non_gaap", "useful")
    document = case.proof.document
    texts = [flat(p.text) for p in document.passages]
    texts += [flat(note) for table in document.tables for note in (*table.titles, *table.notes)]
    return any(useful.search(text) and any(map(_speaks, texts[max(0, k - 2) : k + 3])) for k, text in enumerate(texts))


def _speaks(text: str) -> bool:
    """True of a text that speaks of measures outside GAAP."""
    return bool(measures.titles(text)) or measures.pattern("non_gaap", "word").search(text) is not None
