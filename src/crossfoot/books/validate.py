"""What has to be right in the books before figures are made of them. All problems are collected, none stops another."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

from crossfoot.books.consolidate import Consolidation
from crossfoot.books.ledger import Summed, with_partners
from crossfoot.model.books import Fault, Package, Place

_CONTRARY = {"revenue": -1, "cost": 1, "expense": 1, "asset": 1}  # the sign of a class's usual balance, debit positive


def names(package: Package) -> Iterator[Fault]:
    """Entities, counterparties, accounts, segments and lines that nothing else knows."""
    table = package.trial_balance
    entities = {e.id for e in package.settings.entities}
    segments = {s.id for s in package.settings.segments}
    for code, entity in enumerate(table.entities):
        if entity not in entities and code in table.entity:
            place = table.place(table.entity.index(code))
            yield _unknown(place, f"entity {entity!r}", "add it to close.toml, with its segment")
    for code, partner in enumerate(table.partners):
        if partner and partner not in entities and code in table.partner:
            place = table.place(table.partner.index(code))
            yield _unknown(place, f"counterparty {partner!r}", "name an entity of close.toml, or leave it empty")
    accounts = set(table.accounts)
    for entry in package.eliminations:
        if entry.entity not in entities:
            yield _unknown(entry.place, f"entity {entry.entity!r}", "name an entity of close.toml")
        if entry.account not in accounts:
            yield _unknown(entry.place, f"account {entry.account!r}", "name an account of the trial balance")
        if entry.segment and entry.segment not in segments:
            yield _unknown(entry.place, f"segment {entry.segment!r}", "name a segment of close.toml")
    for told in package.published:
        if told.segment and told.segment not in segments:
            yield _unknown(told.place, f"segment {told.segment!r}", "name a segment of close.toml")
    for place, line in (
        *((p.place, p.line) for p in package.published),
        *((s.place, s.line) for s in package.supplements),
        *((c.place, c.line) for c in package.controls),
    ):
        if line not in package.lines:
            yield _unknown(place, f"line {line!r}", "name a line item (docs/books.md lists them)")
    for each in package.supplements:
        if each.entity and each.entity not in entities:
            yield _unknown(each.place, f"entity {each.entity!r}", "name an entity of close.toml")


def periods(package: Package, sums: Summed) -> Iterator[Fault]:
    """Each entity has a trial balance at the end of the period, and at every day that another entity has one."""
    told = package.settings
    ends = {told.year_to_date.end}
    present = {end for _, end in sums.balances}
    for day in (told.half, told.year_end, told.year_to_date_prior.end, told.half_prior):
        if day in present:
            ends.add(day)
    if told.comparatives == "recast":
        ends |= {told.year_to_date_prior.end} | ({told.half_prior} if told.half_prior else set())
    place = Place(package.trial_balance.files[0] if package.trial_balance.files else "trial_balance.csv")
    for end in sorted(ends):
        for entity in told.entities:
            if (entity.id, end) not in sums.balances:
                said = f"{entity.id} has no trial balance at {end}"
                yield Fault("missing-period", said, place, f"add the balances of {entity.id} at {end}", entity.id)


def eliminations(package: Package) -> Iterator[Fault]:
    """The sides of each elimination net to nothing."""
    sides: dict[tuple[str, datetime.date], Decimal] = {}
    first: dict[tuple[str, datetime.date], Place] = {}
    for entry in package.eliminations:
        key = (entry.id, entry.end)
        sides[key] = sides.get(key, Decimal(0)) + entry.amount
        first.setdefault(key, entry.place)
    for (ident, end), total in sides.items():
        if total:
            said = f"elimination {ident} at {end} does not net: its sides add up to {total:,.2f} ({first[ident, end]})"
            remedy = "give both sides, the one positive and the other negative"
            yield Fault("elimination-does-not-net", said, first[ident, end], remedy, ident)


def intercompany(package: Package, consolidation: Consolidation) -> Iterator[Fault]:
    """Whatever entities of the group have with each other is eliminated to the last cent (ASC 810-10-45-1)."""
    table = package.trial_balance
    entities = {e.id: e for e in package.settings.entities}
    rows = {a: i for i, a in enumerate(table.accounts)}
    eliminated: dict[tuple[str, str, datetime.date], Decimal] = {}
    for entry in package.eliminations:
        key = (entry.entity, entry.account, entry.end)
        eliminated[key] = eliminated.get(key, Decimal(0)) + entry.amount
    owed: dict[tuple[str, str, datetime.date], tuple[Decimal, Place, set[str]]] = {}
    for (unit, partner, account, end), (balance, index) in with_partners(package).items():
        row = consolidation.account_row(rows[account])
        if unit not in entities or partner not in entities or row is None:
            continue
        entity = entities[unit]
        rate = Decimal(1)
        if entity.currency != package.settings.currency:
            rate = consolidation.rate(entity.currency, end, row)
        before, place, partners = owed.get((unit, account, end), (Decimal(0), table.place(index), set()))
        owed[unit, account, end] = (before + balance * rate, place, partners | {partner})
    for (unit, account, end), (balance, place, partners) in owed.items():
        left = balance + eliminated.get((unit, account, end), Decimal(0))
        if left:
            said = (
                f"{unit} has {balance:,.2f} with {' and '.join(sorted(partners))} on account {account} at {end} "
                f"({place}), of which {left:,.2f} is not eliminated"
            )
            remedy = "add both sides to eliminations.csv, in the group's currency"
            yield Fault("intercompany-left", said, place, remedy, account)


def signs(package: Package, sums: Summed) -> Iterator[Fault]:
    """In no entity do revenues add up to a debit, or costs, expenses or assets to a credit."""
    end = package.settings.year_to_date.end
    classes = {m.line: m.account_class for m in package.mappings if m.account_class in _CONTRARY}
    for entity in package.settings.entities:
        totals: dict[str, Decimal] = {}
        for group, balance in sums.balances.get((entity.id, end), {}).items():
            kind = classes.get(group.line)
            if kind:
                totals[kind] = totals.get(kind, Decimal(0)) + balance
        for kind, total in totals.items():
            if total * _CONTRARY[kind] < 0:
                side = "debit" if total > 0 else "credit"
                said = f"the {kind} accounts of {entity.id} add up to a {side} of {abs(total):,.2f} at {end}"
                place = Place(package.trial_balance.files[0])
                remedy = "balances are debit positive: look whether the export has its signs turned round"
                yield Fault("sign-differs", said, place, remedy, entity.id)


def controls(package: Package, consolidation: Consolidation) -> Iterator[Fault]:
    """What the ledger's own reports show is what the mapping gives."""
    for control in package.controls:
        if control.line not in package.lines or control.end not in consolidation.days:
            continue
        vector = consolidation.vector(control.line, control.end)
        got = vector.get(control.entity, Decimal(0)) if control.entity else sum(vector.values(), Decimal(0))
        if got != control.amount:
            whose = f" of {control.entity}" if control.entity else ""
            said = (
                f"{control.line}{whose} at {control.end} is {got:,.2f} by accounts.csv but {control.amount:,.2f} in "
                f"the ledger's own report ({control.place})"
            )
            remedy = f"look for an account of {abs(got - control.amount):,.2f} that is mapped to another line"
            yield Fault("wrong-mapping", said, control.place, remedy, control.line)


def _unknown(place: Place, what: str, remedy: str) -> Fault:
    return Fault("unknown-name", f"{place}: {what} is not known", place, remedy, what)
