"""Every pair of releases of one company that print figures of the same period: what `check --against` finds.

    python benchmarks/against.py MANIFEST.csv [--company WORDS] [--findings]

MANIFEST.csv has the columns file, company, date and role; its files stand beside it. The later of two is held against
the earlier, and pairs more than YEARS apart are left out. Prints a line for each pair and the findings under it.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import itertools
from collections import Counter
from pathlib import Path

import msgspec

import crossfoot
from crossfoot import rules
from crossfoot.model.proof import Proof

YEARS = 2


def main() -> None:
    """Reads the arguments and prints the comparison."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("manifest", type=Path)
    parser.add_argument("--company", default="", help="only companies whose name holds these words")
    arguments = parser.parse_args()
    tally: Counter[str] = Counter()
    for company, files in _companies(arguments.manifest, arguments.company.lower()).items():
        proofs = [(date, crossfoot.check(path)) for date, path in sorted(files)]
        for (before, then), (after, now) in itertools.combinations(proofs, 2):
            if before != after and (after - before).days < YEARS * 366:
                _compared(company, then, now, tally)
    print(*(f"{name}: {count}" for name, count in sorted(tally.items())), sep="\n")


def _companies(manifest: Path, words: str) -> dict[str, list[tuple[datetime.date, Path]]]:
    with manifest.open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    found: dict[str, list[tuple[datetime.date, Path]]] = {}
    for row in rows:
        path = manifest.parent / row["file"]
        if words in row["company"].lower() and path.exists():
            name = " ".join(row["company"].lower().replace(",", " ").replace(".", " ").split()[:2])
            found.setdefault(name, []).append((datetime.date.fromisoformat(row["date"]), path))
    return {name: files for name, files in found.items() if len(files) > 1}


def _compared(company: str, then: Proof, now: Proof, tally: Counter[str]) -> None:
    held = msgspec.structs.replace(now, earlier=(then,))
    [shared] = rules.against(held)
    if not shared.compared:
        tally["pairs without a shared period"] += 1
        return
    tally["pairs"] += 1
    tally["figures compared"] += shared.compared
    tally["figures that agree"] += shared.agreeing
    names = " against ".join(Path(proof.document.name).name for proof in (now, then))
    print(f"{company}: {names}: {shared.agreeing} of {shared.compared} agree")
    for finding in rules.findings(held):
        if finding.rule.startswith("CY"):
            tally[f"{finding.rule} {finding.severity}"] += 1
            print(f"    {finding.rule} {finding.severity} line {finding.line}: {finding.message}")


if __name__ == "__main__":
    main()
