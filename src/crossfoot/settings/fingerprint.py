"""What makes a finding the same finding when lines have moved: its rule, what the numbers are, and what is printed."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator

from crossfoot.model.finding import Finding
from crossfoot.model.printed import plain
from crossfoot.model.proof import Proof

CHARS = 16
_LINE = re.compile(r"\s*\(?\bline \d+\)?")


def fingerprints(proof: Proof) -> tuple[str, ...]:
    """One for each of the proof's findings, in order.

    It stays the same when text is added or taken away elsewhere, lines are broken in other places, the document is
    renamed or goes from text to HTML; it changes with the rule, with the line item, period or segment concerned, and
    with any number in the equation, so that what was accepted of one figure is not accepted of another.
    """
    seen: Counter[str] = Counter()
    found = []
    for finding in proof.findings:
        digest = hashlib.sha256("\x1f".join(_parts(proof, finding)).encode("utf-8", "replace")).hexdigest()[:CHARS]
        seen[digest] += 1
        found.append(digest if seen[digest] == 1 else f"{digest}-{seen[digest]}")
    return tuple(found)


def _parts(proof: Proof, finding: Finding) -> Iterator[str]:
    yield finding.rule
    if not finding.ties:
        yield _folded(_LINE.sub("", finding.message))
        return
    numbers = {n.id: n for n in proof.reading.numbers}
    facts = {f.number: f for f in proof.reading.facts}
    tie = next(t for t in proof.ties if t.id == finding.ties[0])
    yield f"{tie.kind} {tie.scope}"
    terms = sorted((t.number for t in tie.terms), key=lambda ident: (plain(numbers[ident].value), numbers[ident].span))
    for ident in (tie.target, *terms):
        number, fact = numbers[ident], facts.get(ident)
        yield f"{plain(number.value)} {number.unit}"
        if fact is not None:
            yield _folded(" / ".join(fact.path))
            yield f"{_folded(fact.segment or '')} {fact.period}"


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" :.")
