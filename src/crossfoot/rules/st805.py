"""ST805: characters that EDGAR's plain text does not take."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case
from crossfoot.rules.finding import Place, of_place

RULE = Rule(
    "ST805",
    "characters-not-ascii",
    "note",
    "Plain text holds characters that EDGAR does not take",
    "ST805.md",
)
_OTHER = re.compile(r"[^\t\n\r\f\x20-\x7e]")
_NAMED = 4  # so many different characters are named


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule: one a release, at the first such character."""
    document = case.proof.document
    if document.format != "text":
        return
    found = list(_OTHER.finditer(document.source))
    if not found:
        return
    kinds = list(dict.fromkeys(match.group() for match in found))
    names = [unicodedata.name(kind, f"U+{ord(kind):04X}").lower() for kind in kinds[:_NAMED]]
    more = f" and {len(kinds) - _NAMED} others" if len(kinds) > _NAMED else ""
    start = found[0].start()
    line = document.source.count("\n", 0, start) + 1
    begin = document.source.rfind("\n", 0, start) + 1
    end = document.source.find("\n", start)
    excerpt = " ".join(document.source[begin : end if end >= 0 else None].split())[:100]
    yield of_place(
        RULE,
        "note",
        f"{len(found)} character{'s' * (len(found) > 1)} that EDGAR does not take in plain text:"
        f" {', '.join(names)}{more} (Filer Manual II, 5.2.1)",
        "write them in ASCII",
        Place((start, start + 1), line, excerpt or found[0].group()),
    )
