"""Balances of a Beancount ledger at given days, read by a process of its own: Beancount is GPL-2.0-only, we are not."""

from __future__ import annotations

import csv
import datetime
import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from crossfoot.model.errors import Unreadable

LIMIT_SECONDS = 300

# Runs in the other process. Accounts of income and expenses are summed from the first of the year of each day on (year
# to date), the others from the beginning; earlier results go to retained earnings, as at the turn of a year.
_PROGRAM = """
import csv, sys, datetime
from collections import defaultdict
from beancount import loader
from beancount.core import data
entries, errors, options = loader.load_file(sys.argv[1])
if errors:
    for error in errors[:5]:
        print(error.source.get("lineno"), error.message, file=sys.stderr)
    sys.exit(3)
flows = (options["name_income"], options["name_expenses"])
opening = options["name_equity"] + ":" + options["account_previous_earnings"]
out = csv.writer(sys.stdout)
out.writerow(["entity", "account", "period_end", "balance", "currency"])
for text in sys.argv[2:]:
    end = datetime.date.fromisoformat(text)
    sums = defaultdict(int)
    for entry in entries:
        if isinstance(entry, data.Transaction) and entry.date <= end:
            for posting in entry.postings:
                account, units = posting.account, posting.units
                if posting.cost is not None:
                    sys.exit(4)
                if account.split(":")[0] in flows and entry.date.year < end.year:
                    account = opening
                entity = posting.meta.get("entity") if posting.meta else None
                entity = entity or entry.meta.get("entity") or ""
                sums[entity, account, units.currency] += units.number
    for (entity, account, currency), number in sorted(sums.items()):
        out.writerow([entity, account, text, format(number, "f"), currency])
"""


def rows(path: Path, ends: tuple[datetime.date, ...]) -> Iterator[tuple[int, list[str]]]:
    """A header and the balance of each account at `ends`; `entity:` metadata is its entity. Raises Unreadable."""
    if not path.is_file():
        raise Unreadable(str(path), "is missing", remedy="[[trial_balance]] in close.toml says where the ledger is")
    if not ends:
        raise Unreadable(
            str(path), "is a ledger without days", remedy="give period_ends = [2004-09-30, …] in close.toml"
        )
    command = [sys.executable, "-c", _PROGRAM, str(path.resolve()), *(end.isoformat() for end in ends)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LIMIT_SECONDS)
    except subprocess.TimeoutExpired:
        raise Unreadable(str(path), f"took Beancount more than {LIMIT_SECONDS} seconds", remedy="split it") from None
    if done.returncode == 4:
        raise Unreadable(str(path), "holds lots at cost", remedy="give the trial balance as CSV instead")
    if done.returncode == 3:
        raise Unreadable(str(path), f"Beancount finds errors: line {done.stderr.strip()}", remedy="run bean-check")
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it stopped"])[-1]
        remedy = "pip install 'crossfoot[ledger]'" if "beancount" in last else "run bean-check"
        raise Unreadable(str(path), f"Beancount could not read it: {last}", remedy=remedy)
    table = list(csv.reader(io.StringIO(done.stdout)))
    if all(not row[0] for row in table[1:]):
        table = [row[1:] for row in table]  # no entity is named in it
    yield from enumerate(table, start=1)
