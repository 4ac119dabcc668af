"""NG504: a measure outside GAAP stands before the GAAP measure that it is compared with."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules import measures
from crossfoot.rules.case import Case
from crossfoot.rules.dated import by
from crossfoot.rules.finding import at_mention, of_place
from crossfoot.rules.measures import Mention
from crossfoot.rules.wording import closed, flat

RULE = Rule(
    "NG504",
    "non-gaap-first",
    "note",
    "A measure outside GAAP stands before the comparable GAAP measure",
    "NG504.md",
)
_CALLED = {
    "net-income": "net income or loss",
    "per-share": "GAAP earnings per share",
    "operating-income": "operating income or loss",
    "operating-cash": "net cash from operating activities",
}


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule: at most one a release, at the first measure that comes too early."""
    for mention in case.measures.mentions:
        wanted = measures.gaap_of(mention.family)
        if _named_before(case, mention, wanted):
            continue
        yield of_place(
            RULE,
            "note",
            f"{mention.name} is given before any mention of {_CALLED[wanted]}{by(case, RULE)}",
            "give the GAAP measure first, and no less prominently",
            at_mention(mention),
        )
        return


def _named_before(case: Case, mention: Mention, wanted: str) -> bool:
    """True where the GAAP measure is named, in a text or a table's row, before the mention."""
    found = measures.pattern("gaap", wanted)
    for passage in case.proof.document.passages:
        here = passage is mention.passage
        text = flat(passage.text)
        text = text[: mention.start] if here else text
        other = measures.titles(text)
        for match in found.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end, _ in other):
                return True
        if here:
            break
    rows = (row for t in case.proof.document.tables if t.span[0] < mention.position for row in t.rows)
    return any(found.search(closed(row.label)) for row in rows if measures.family_of(row.label) is None)
