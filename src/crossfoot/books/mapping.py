"""Accounts to line items: each account of the trial balance has to match one row of accounts.csv, and one only."""

from __future__ import annotations

import fnmatch
import re

from crossfoot.model.books import Fault, Mapping, Package

CONTRA = "contra"  # the nature of an account that stands on the other side of its class (returns, allowances)


def mapped(package: Package, faults: list[Fault]) -> list[int]:
    """For each account of the trial balance the index of its row in `package.mappings`; -1 where there is none."""
    exact: dict[str, list[int]] = {}
    patterns: list[tuple[re.Pattern[str], int]] = []
    for index, mapping in enumerate(package.mappings):
        if "*" in mapping.pattern or "?" in mapping.pattern:
            patterns.append((re.compile(fnmatch.translate(mapping.pattern)), index))
        else:
            exact.setdefault(mapping.pattern, []).append(index)
    return [_one(package, code, exact, patterns, faults) for code in range(len(package.trial_balance.accounts))]


def _one(
    package: Package,
    code: int,
    exact: dict[str, list[int]],
    patterns: list[tuple[re.Pattern[str], int]],
    faults: list[Fault],
) -> int:
    account = package.trial_balance.accounts[code]
    found: list[int] = [*exact.get(account, ()), *(index for pattern, index in patterns if pattern.match(account))]
    if len(found) == 1:
        return found[0]
    if not found:
        place = package.trial_balance.place(package.trial_balance.account.index(code))
        said = f"account {account} ({place}) is mapped to no line"
        faults.append(Fault("unmapped-account", said, place, "add it to accounts.csv", account))
        return -1
    first, second = (package.mappings[i] for i in found[:2])
    said = (
        f"account {account} is mapped twice: to {first.line} by {first.pattern} ({first.place}) and to {second.line} "
        f"by {second.pattern} ({second.place})"
    )
    remedy = "narrow one of the two patterns, so that each account matches one row"
    faults.append(Fault("doubly-mapped-account", said, second.place, remedy, second.pattern))
    return found[0]


def sound(package: Package, faults: list[Fault]) -> tuple[Mapping, ...]:
    """The rows of accounts.csv that can be used; lines that are not, and classes that do not belong, are faults."""
    for mapping in package.mappings:
        line = package.lines.get(mapping.line)
        if line is None or line.kind not in ("income", "balance"):
            why = (
                "there is no such line" if line is None else f"that line is a {line.kind}, which no account belongs to"
            )
            said = f"{mapping.place}: account {mapping.pattern} is mapped to {mapping.line}; {why}"
            faults.append(Fault("unknown-name", said, mapping.place, "use a line that accounts may have", mapping.line))
            continue
        if mapping.account_class and line.classes and mapping.account_class not in line.classes:
            said = (
                f"{mapping.place}: account {mapping.pattern} is of class {mapping.account_class} in the ledger but "
                f"mapped to {mapping.line}, which takes {' or '.join(line.classes)}"
            )
            remedy = "map it to a line of its class, or correct the class"
            faults.append(Fault("wrong-mapping", said, mapping.place, remedy, mapping.line))
        if mapping.sign < 0 and mapping.nature != CONTRA:
            said = f"{mapping.place}: account {mapping.pattern} is turned round (sign -1) within {mapping.line}"
            remedy = "take the sign away, or give the account the nature contra"
            faults.append(Fault("sign-differs", said, mapping.place, remedy, mapping.pattern))
    return package.mappings
