"""The trial balance summed up: by entity, day and group of accounts, in machine integers with their limits checked.

Sums are exact. Where they might pass what 64 bits hold, amounts are split in two and summed apart.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from crossfoot.model.books import Fault, Package, TrialBalance

Integers = npt.NDArray[np.int64]
SPLIT = 10**9


class Group(NamedTuple):
    """Accounts that go the same way: their line, nature, sign, and the pattern of a historical rate ("" none)."""

    line: str
    nature: str
    sign: int
    historical: str


class Summed(NamedTuple):
    """Balances (debit positive, in the entity's currency) by entity, day and group; and the days of each entity."""

    balances: dict[tuple[str, datetime.date], dict[Group, Decimal]]
    groups: list[Group]  # of each row of accounts.csv
    account_rows: list[int]  # of each account of the trial balance its row in accounts.csv, -1 none


def summed(package: Package, account_rows: list[int], faults: list[Fault]) -> Summed:
    """The trial balance by entity, day and group; unbalanced days and rows given twice are faults."""
    table = package.trial_balance
    groups = [_group(package, index) for index in range(len(package.mappings))]
    order = {group: number for number, group in enumerate(dict.fromkeys(groups))}
    columns = _columns(table)
    _balanced(package, columns, faults)
    _once(package, columns, faults)
    group_of = np.array([order[groups[r]] if r >= 0 else -1 for r in account_rows] or [0], dtype=np.int64)
    group = group_of[columns["account"]] if len(table.row) else columns["account"]
    kept = group >= 0
    ends = len(table.ends)
    codes = (columns["entity"][kept] * len(order) + group[kept]) * ends + columns["end"][kept]
    balances: dict[tuple[str, datetime.date], dict[Group, Decimal]] = {}
    distinct = list(order)
    for code, total in _sums(codes, columns["amount"][kept]):
        rest, end = divmod(code, ends)
        entity, number = divmod(rest, len(order))
        day = (table.entities[entity], table.ends[end])
        balances.setdefault(day, {})[distinct[number]] = Decimal(total).scaleb(-table.places)
    return Summed(balances, groups, account_rows)


def with_partners(package: Package) -> dict[tuple[str, str, str, datetime.date], tuple[Decimal, int]]:
    """Intercompany balances by entity, counterparty, account and day, each with its first row's index."""
    table = package.trial_balance
    partner = np.frombuffer(table.partner, dtype=np.int32)
    found: dict[tuple[str, str, str, datetime.date], tuple[Decimal, int]] = {}
    for index in np.flatnonzero(partner).tolist():
        key = (
            table.entities[table.entity[index]],
            table.partners[table.partner[index]],
            table.accounts[table.account[index]],
            table.ends[table.end[index]],
        )
        amount = Decimal(table.amount[index]).scaleb(-table.places)
        before, first = found.get(key, (Decimal(0), index))
        found[key] = (before + amount, first)
    return found


def _group(package: Package, index: int) -> Group:
    mapping = package.mappings[index]
    named = {rate.account for rate in package.rates if rate.kind == "historical"}
    return Group(mapping.line, mapping.nature, mapping.sign, mapping.pattern if mapping.pattern in named else "")


def _columns(table: TrialBalance) -> dict[str, Integers]:
    names = ("entity", "account", "end", "partner", "centre")
    columns = {name: np.frombuffer(getattr(table, name), dtype=np.int32).astype(np.int64) for name in names}
    columns["amount"] = np.frombuffer(table.amount, dtype=np.int64)
    return columns


def _sums(codes: Integers, amounts: Integers) -> list[tuple[int, int]]:
    """The exact sum of the amounts of each code."""
    if not len(codes):
        return []
    order = np.argsort(codes, kind="stable")
    codes, amounts = codes[order], amounts[order]
    starts = np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1])))
    longest = int(np.diff(np.concatenate((starts, [len(codes)]))).max())
    largest = max(abs(int(amounts.min())), abs(int(amounts.max())))
    if largest * longest < 2**63:
        totals = [int(t) for t in np.add.reduceat(amounts, starts)]
    else:
        high, low = np.divmod(amounts, SPLIT)
        halves = zip(np.add.reduceat(high, starts), np.add.reduceat(low, starts), strict=True)
        totals = [int(h) * SPLIT + int(part) for h, part in halves]
    return list(zip((int(c) for c in codes[starts]), totals, strict=True))


def _balanced(package: Package, columns: dict[str, Integers], faults: list[Fault]) -> None:
    """Debits are credits, for each entity and day."""
    table = package.trial_balance
    for code, total in _sums(columns["entity"] * len(table.ends) + columns["end"], columns["amount"]):
        if not total:
            continue
        entity, end = divmod(code, len(table.ends))
        here = np.flatnonzero((columns["entity"] == entity) & (columns["end"] == end))
        off = Decimal(total).scaleb(-table.places)
        place = table.place(int(here[0]))
        side = "debits" if off > 0 else "credits"
        said = (
            f"the trial balance of {table.entities[entity]} at {table.ends[end]} does not balance: {side} are "
            f"{abs(off):,.2f} too high ({place.file}, {len(here)} rows from row {place.row})"
        )
        wrong = _turned(table, here.tolist(), total)
        remedy = wrong or "look for a row that is missing, or given with the wrong sign or digits"
        faults.append(Fault("unbalanced-trial-balance", said, place, remedy, table.entities[entity]))


def _turned(table: TrialBalance, rows: list[int], total: int) -> str:
    """What to look at where one row, turned round or taken away, would balance the rest."""
    for index in rows:
        if table.amount[index] * 2 == total:
            return f"the sign of account {table.accounts[table.account[index]]} ({table.place(index)}) would explain it"
    for index in rows:
        if table.amount[index] == total:
            account = table.accounts[table.account[index]]
            return f"account {account} ({table.place(index)}) has just this amount: its counterpart may be missing"
    return ""


def _once(package: Package, columns: dict[str, Integers], faults: list[Fault]) -> None:
    """No two rows are of the same entity, account, day, counterparty and cost centre."""
    table = package.trial_balance
    codes = columns["entity"]
    for name, size in (("account", len(table.accounts)), ("end", len(table.ends)),
                       ("partner", len(table.partners)), ("centre", len(table.centres))):  # fmt: skip
        codes = codes * size + columns[name]
    order = np.argsort(codes, kind="stable")
    again = np.flatnonzero(codes[order][1:] == codes[order][:-1]) + 1
    for at in again.tolist():
        index, before = int(order[at]), int(order[at - 1])
        account, entity = table.accounts[table.account[index]], table.entities[table.entity[index]]
        place = table.place(index)
        said = (
            f"{place}: account {account} of {entity} at {table.ends[table.end[index]]} was given before "
            f"({table.place(before)})"
        )
        faults.append(Fault("duplicate-row", said, place, "take one of the two rows away", account))
