#!/usr/bin/env python3
"""Changes one digit at a time in the numbers of sentences; how often is it caught, and how often still called proved?

    python benchmarks/proseslips.py FILE... [-n 6] [--seed 1] [-v]

Of each document so many numbers of sentences that state results. Caught: a new error or warning names the number. What
is said of prose in the documents as they are comes first: what is caught is worth only as much as what is not said in
vain.
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
from crossfoot.model.finding import Finding
from crossfoot.model.number import Number
from crossfoot.model.proof import Proof

UNSEEN = re.compile(r"<[^>]*>|&#?\w+;")
LONG = 3  # digits


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("-n", type=int, default=6, help="numbers a document")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-v", "--verbose", action="store_true", help="name what is missed")
    args = parser.parse_args()
    rng = random.Random(args.seed)
    tried, caught, kept = Counter[str](), Counter[str](), Counter[str]()
    warnings = 0
    for path in args.paths:
        text = _decoded(path.read_bytes())
        try:
            proof = api.check(text.encode("utf-8"), name=path.name)
        except Unreadable:
            continue
        warnings += sum(finding.rule.startswith("NR") for finding in _told(proof))
        numbers = [n for n in proof.reading.numbers if n.where == "narrative" and n.status != "exempt"]
        for number in rng.sample(numbers, min(args.n, len(numbers))):
            changed = _changed(text, number, rng)
            if changed is None:
                continue
            after = api.check(changed.encode("utf-8"), name=path.name)
            hit = _caught(proof, after, number)
            still = not hit and any(n.status == "proved" and _at(n, number) for n in after.reading.numbers)
            for kind in _kinds(number):
                tried[kind] += 1
                caught[kind] += hit
                kept[kind] += still
            if args.verbose and not hit:
                print(f"missed: {path.name} {number.text!r} ({number.status}): {changed[slice(*number.span)]!r}")
    print(f"warnings and errors of prose in {len(args.paths)} documents as they are: {warnings}")
    for kind, count in tried.items():
        print(
            f"{kind}: caught {caught[kind]}/{count} = {100 * caught[kind] / count:.1f}%,"
            f" still called proved {100 * kept[kind] / count:.1f}%"
        )
    return 0


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _kinds(number: Number) -> list[str]:
    """The counts that a number belongs to."""
    kinds = ["all"] + ["tied"] * (number.status == "proved")
    is_long = sum(c.isdigit() for c in number.text) >= LONG
    return kinds + [f"{kind}, {LONG} digits and more" for kind in kinds if is_long]


def _changed(text: str, number: Number, rng: random.Random) -> str | None:
    """The document with one digit of the number changed to another, a first one not to zero; None where it has none."""
    start, end = number.span
    unseen = {k for m in UNSEEN.finditer(text, start, end) for k in range(*m.span())}
    places = [k for k in range(start, end) if text[k].isdigit() and k not in unseen]
    if not places:
        return None
    place = rng.choice(places)
    digit = rng.choice([d for d in "0123456789" if d != text[place] and not (d == "0" and place == places[0])])
    return text[:place] + digit + text[place + 1 :]


def _told(proof: Proof) -> list[Finding]:
    return [finding for finding in proof.findings if finding.severity != "note"]


def _at(one: Number, other: Number) -> bool:
    return one.span[0] < other.span[1] and other.span[0] < one.span[1]


def _caught(before: Proof, after: Proof, number: Number) -> bool:
    """True where a finding that `before` had not names the number."""
    known = {(f.rule, f.numbers) for f in _told(before)}
    here = {n.id for n in after.reading.numbers if _at(n, number)}
    return any(here.intersection(f.numbers) for f in _told(after) if (f.rule, f.numbers) not in known)


if __name__ == "__main__":
    sys.exit(main())
