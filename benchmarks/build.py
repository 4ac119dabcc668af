"""How long a large group takes to build: 200 entities x 2,000 accounts x 8 days of balances, 3.2 million rows.

    python benchmarks/build.py [ENTITIES ACCOUNTS DAYS]

Prints the seconds of each step and the largest size of the process. The package is written to a temporary folder first.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from crossfoot import api, books, compose, sources

DAYS = ("2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31", "2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31")
LINES = (  # prefix of the accounts, line, nature, share of the accounts
    ("4", "net_sales", "", 10), ("5", "cost_of_sales", "", 25), ("6", "selling_and_administrative", "", 20),
    ("58", "cost_of_sales", "depreciation", 5), ("8", "interest_expense", "", 3), ("9", "income_tax_provision", "", 2),
    ("1", "receivables", "", 20), ("2", "payables", "", 14), ("3", "common_stock", "", 1),
)  # fmt: skip


def main(entities: int, accounts: int, days: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = write(folder, entities, accounts, days)
        size = (folder / "trial_balance.csv").stat().st_size
        print(f"{entities} entities x {accounts} accounts x {days} days: {rows:,} rows, {size / 1e6:.0f} MB")
        begin = time.perf_counter()
        package = sources.open_package(folder)
        opened = time.perf_counter()
        closed = books.closed(package, compose.references(package))
        print(f"  reading the package {opened - begin:.1f} s, closing the books {time.perf_counter() - opened:.1f} s")
        del package, closed
        begin, worked = time.perf_counter(), time.process_time()
        built = api.build(folder)
        seconds, worked = time.perf_counter() - begin, time.process_time() - worked
        print(f"  the whole build, read back and proved: {seconds:.1f} s, of which the processor worked {worked:.1f} s")
        print(f"  findings: {[(f.rule, f.severity) for f in built.findings]}, {len(built.data):,} bytes of release")
        print(f"  largest size: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


def write(folder: Path, entities: int, accounts: int, days: int) -> int:
    """Writes the package; returns the rows of its trial balance."""
    rng = random.Random(5)
    named = [
        (f"{prefix}{k:05}", prefix) for prefix, _, _, share in LINES for k in range(max(1, accounts * share // 100))
    ]
    ends = DAYS[-days:]
    rows = 0
    with (folder / "trial_balance.csv").open("w", encoding="utf-8") as stream:
        stream.write("entity,account,period_end,balance\n")
        for entity in range(entities):
            for end in ends:
                year = int(end[5:7])
                total = 0
                for account, prefix in named[:-1]:
                    cents = rng.randrange(10_000, 900_000) * (year if prefix[0] in "4569" else 3)
                    cents = -cents * 3 if prefix[0] == "4" else cents
                    total += cents
                    stream.write(f"e{entity:03},{account},{end},{cents / 100:.2f}\n")
                stream.write(f"e{entity:03},{named[-1][0]},{end},{-total / 100:.2f}\n")
                rows += len(named)
    mapping = [f"{p}{'?' * 5},{line},{nature},," for p, line, nature, _ in LINES]
    (folder / "accounts.csv").write_text("account,line,nature,sign,class\n" + "\n".join(mapping) + "\n", "utf-8")
    (folder / "narrative.md").write_text(
        "{{ released }} -- {{ company }} reported {{ q.net_income.named }} for the {{ q.dated }}, compared to"
        " {{ q.net_income.prior.named }} for the {{ q.dated_prior }}.\n", "utf-8",
    )  # fmt: skip
    segments = "".join(f'[[segment]]\nid = "s{k}"\nlabel = "Division {chr(65 + k)}"\n' for k in range(8))
    units = "".join(
        f'[[entity]]\nid = "e{k:03}"\nname = "Entity {k}"\nsegment = "s{k % 8}"\ncurrency = "USD"\n'
        for k in range(entities)
    )
    (folder / "close.toml").write_text(
        '[company]\nname = "Bench Corporation"\ncurrency = "USD"\n[release]\ndate = 2026-02-10\n'
        "[periods]\nquarter = { start = 2025-10-01, end = 2025-12-31 }\n"
        "year_to_date = { start = 2025-01-01, end = 2025-12-31 }\n"
        "quarter_prior = { start = 2024-10-01, end = 2024-12-31 }\n"
        'year_to_date_prior = { start = 2024-01-01, end = 2024-12-31 }\ncomparatives = "recast"\n' + segments + units,
        "utf-8",
    )
    return rows


if __name__ == "__main__":
    main(*([int(a) for a in sys.argv[1:4]] or (200, 2000, 8)))
