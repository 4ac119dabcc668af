#!/usr/bin/env python3
"""Swaps one word of direction or sign at a time in tied claims; how often is it caught?

    python benchmarks/wordflip.py FILE... [-n 20] [--seed 1] [-v]

Of the sentences whose numbers are proved: "increased" becomes "decreased", "grew" "fell", "net income" "net loss",
and "negative" is dropped. A swap counts as caught where a new error or warning names a number of that sentence.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from pathlib import Path

from crossfoot import api
from crossfoot.model.errors import Unreadable
from crossfoot.model.proof import Proof

SWAPS = {
    "increased": "decreased",
    "increase": "decrease",
    "increases": "decreases",
    "grew": "fell",
    "rose": "fell",
    "growth": "decline",
    "higher": "lower",
    "up": "down",
    "decreased": "increased",
    "decrease": "increase",
    "declined": "increased",
    "fell": "rose",
    "decline": "increase",
    "lower": "higher",
    "down": "up",
    "income": "loss",
    "earnings": "loss",
    "loss": "income",
    "negative": "",
}
DIRECTIONS = frozenset(SWAPS) - {"income", "earnings", "loss", "negative"}
WORD = re.compile(rf"\b(?:{'|'.join(SWAPS)})\b", re.IGNORECASE)
MARKUP = re.compile(r"<[^>]*>")
REACH = 60  # characters between the word and the number of which it is said


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("-n", type=int, default=20, help="swaps a document")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-v", "--verbose", action="store_true", help="name what is missed")
    args = parser.parse_args()
    rng = random.Random(args.seed)
    caught: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    for path in args.paths:
        text = _decoded(path.read_bytes())
        try:
            proof = api.check(text.encode("utf-8"), name=path.name)
        except Unreadable:
            continue
        places = _places(proof, text)
        for start, end, numbers in rng.sample(places, min(args.n, len(places))):
            kind = "direction" if text[start:end].lower() in DIRECTIONS else "sign"
            changed = f"{text[:start]}{_swapped(text[start:end])}{text[end:]}"
            hit = _caught(proof, api.check(changed.encode("utf-8"), name=path.name), numbers)
            tried[kind] += 1
            caught[kind] += hit
            if args.verbose and not hit:
                print(f"missed: {path.name} {kind}: {' '.join(text[max(0, start - 60) : end + 80].split())}")
    for kind in ("direction", "sign"):
        share = f"{100 * caught[kind] / tried[kind]:.1f}%" if tried[kind] else "none tried"
        print(f"{kind} words swapped, caught: {caught[kind]}/{tried[kind]} = {share}")
    return 0


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _swapped(word: str) -> str:
    other = SWAPS[word.lower()]
    return other.upper() if word.isupper() else other.capitalize() if word[0].isupper() else other


def _places(proof: Proof, text: str) -> list[tuple[int, int, set[tuple[int, int]]]]:
    """Each word that a tied claim takes its direction or sign from: its span, and those of its sentence's numbers."""
    numbers = {n.id: n for n in proof.reading.numbers}
    out = {}
    for claim in proof.reading.claims:
        number = numbers[claim.number]
        word = claim.direction_text if claim.direction else claim.sign_text
        plain_income = claim.sign_text is None and {"net", "income"} <= set(claim.metric) and claim.kind == "amount"
        if number.status != "proved" or "(" in number.text or (not word and not plain_income):
            continue
        start, end = max(claim.sentence[0], number.span[0] - REACH), min(claim.sentence[1], number.span[1] + REACH)
        wanted = word.lower() if word else "income"
        found = [m for m in WORD.finditer(text, start, end) if m.group().lower() == wanted]
        if not word:  # "net income", and not the "interest income" beside it
            found = [m for m in found if text[: m.start()].lower().rstrip().endswith("net")]
        if found:
            nearest = min(found, key=lambda m: _apart(text, m.start(), number.span[0]))
            here = {numbers[c.number].span for c in proof.reading.claims if c.sentence == claim.sentence}
            out[nearest.span()] = (nearest.start(), nearest.end(), here)
    return sorted(out.values(), key=lambda place: place[0])


def _apart(text: str, one: int, other: int) -> int:
    """The characters between two places, markup left out."""
    return len(MARKUP.sub("", text[min(one, other) : max(one, other)]))


def _caught(before: Proof, after: Proof, numbers: set[tuple[int, int]]) -> bool:
    """True where a finding of `after` that `before` had not names a number of the sentence (to a few characters)."""
    known = {(f.rule, f.numbers) for f in before.findings if f.severity != "note"}
    spans = {n.id: n.span for n in after.reading.numbers}
    return any(
        abs(spans[ident][0] - start) <= max(len(w) for w in SWAPS)
        for f in after.findings
        if f.severity != "note" and (f.rule, f.numbers) not in known
        for ident in f.numbers
        for start, _ in numbers
    )


if __name__ == "__main__":
    sys.exit(main())
