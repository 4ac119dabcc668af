"""From entities to segments and group: translation, eliminations, discontinued entities, shares of others.

Every line is a vector: its amount by unit, where a unit is an entity, or the eliminations of one under a
segment. Formulas are linear, so a segment is the sum of its units, and the group the sum of all.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Literal

from crossfoot.books.ledger import Group, Summed
from crossfoot.model.books import Entity, Fault, Package, Place
from crossfoot.model.layout import LineItem

Vector = dict[str, Decimal]
RateKind = Literal["average", "closing", "historical"]
ZERO = Decimal(0)


class Consolidation:
    """The lines of a package by unit, at any day of its trial balance, year to date."""

    def __init__(self, package: Package, sums: Summed, faults: list[Fault]) -> None:
        self.package = package
        self.lines = package.lines
        self.faults = faults
        self.entities = {e.id: e for e in package.settings.entities}
        self.segment_of = {e.id: e.segment for e in package.settings.entities}
        self.days = {end for _, end in sums.balances}
        self._discontinued_units = {e.id for e in package.settings.entities if e.discontinued}
        self._sums = sums
        self._translated: dict[datetime.date, dict[str, dict[Group, Decimal]]] = {}
        self._known: dict[tuple[str, datetime.date], Vector] = {}
        self._rates = {(r.currency, r.end, r.kind, r.account): r.rate for r in package.rates}
        self._supplements: dict[tuple[str, datetime.date], Vector] = {}
        for each in package.supplements:
            vector = self._supplements.setdefault((each.line, each.end), {})
            vector[each.entity] = vector.get(each.entity, ZERO) + each.amount

    def account_row(self, account: int) -> Group | None:
        """The group of an account of the trial balance; None where it is mapped nowhere."""
        row = self._sums.account_rows[account]
        return self._sums.groups[row] if row >= 0 else None

    def has(self, line: str, end: datetime.date) -> bool:
        """True where the books hold what the line is made of, on that day."""
        item = self.lines[line]
        if item.kind == "supplement":
            return (line, end) in self._supplements
        if item.kind == "total":
            leaves = [part for part, _ in item.terms]
            supplements = [p for p in leaves if self.lines[p].kind == "supplement"]
            return any(self.has(p, end) for p in supplements) if supplements else end in self.days
        return end in self.days

    def amount(self, line: str, segment: str, end: datetime.date) -> Decimal:
        """The line's amount of a segment ("": the group), as it is printed: expenses positive."""
        vector = self.vector(line, end)
        return sum((v for unit, v in vector.items() if not segment or self.segment_of.get(unit) == segment), ZERO)

    def vector(self, line: str, end: datetime.date) -> Vector:
        """The line's amount by unit."""
        key = (line, end)
        if key not in self._known:
            self._known[key] = {unit: v for unit, v in self._made(self.lines[line], end).items() if v}
        return self._known[key]

    def _made(self, item: LineItem, end: datetime.date) -> Vector:
        match item.kind:
            case "income" | "balance":
                return self._booked(item, end)
            case "total":
                return self._total(item.terms, end)
            case "nature":
                return self._of_nature(item, end)
            case "supplement":
                return self._supplements.get((item.id, end), {})
            case "minority":
                return {u: v * (1 - self._share(u)) for u, v in self.vector(item.of, end).items()}
            case "attributable":
                return {u: v * self._share(u) for u, v in self.vector(item.of, end).items()}
            case "discontinued":
                return self._discontinued(end)
            case "translation":
                return self._difference(end)
            case _:
                return {}

    def _share(self, unit: str) -> Decimal:
        entity = self.entities.get(unit)
        return entity.ownership if entity else Decimal(1)

    def _total(self, terms: tuple[tuple[str, int], ...], end: datetime.date) -> Vector:
        out: Vector = {}
        for part, coefficient in terms:
            for unit, value in self.vector(part, end).items():
                out[unit] = out.get(unit, ZERO) + coefficient * value
        return out

    def _booked(self, item: LineItem, end: datetime.date) -> Vector:
        out: Vector = {}
        flows = item.kind == "income"
        for unit, groups in self.translated(end).items():
            if flows and self._is_discontinued(unit):
                continue
            for group, balance in groups.items():
                if group.line == item.id:
                    out[unit] = out.get(unit, ZERO) + _printed(item, balance) * group.sign
        return out

    def _of_nature(self, item: LineItem, end: datetime.date) -> Vector:
        out: Vector = {}
        for unit, groups in self.translated(end).items():
            if self._is_discontinued(unit):
                continue
            for group, balance in groups.items():
                if group.nature in item.natures and group.line in item.within:
                    out[unit] = out.get(unit, ZERO) + _printed(item, balance) * group.sign
        return out

    def _discontinued(self, end: datetime.date) -> Vector:
        """The results of discontinued entities, net of tax, income positive (ASC 205-20)."""
        out: Vector = {}
        for unit, groups in self.translated(end).items():
            if self._is_discontinued(unit):
                flows = [b for g, b in groups.items() if self.lines[g.line].kind == "income"]
                out[unit] = -sum(flows, ZERO)
        return out

    def _is_discontinued(self, unit: str) -> bool:
        return unit in self._discontinued_units

    def _difference(self, end: datetime.date) -> Vector:
        """The translation difference of each foreign entity: what keeps its books in balance (ASC 830-30)."""
        home = self.package.settings.currency
        return {
            unit: sum(self._of_entity(self.entities[unit], end).values(), ZERO)
            for unit in self.entities
            if self.entities[unit].currency != home
        }

    def translated(self, end: datetime.date) -> dict[str, dict[Group, Decimal]]:
        """Balances in the group's currency, debit positive, by unit and group, eliminations included."""
        if end not in self._translated:
            units = {e.id: dict(self._of_entity(e, end)) for e in self.package.settings.entities}
            self._eliminate(units, end)
            self._translated[end] = units
        return self._translated[end]

    def _of_entity(self, entity: Entity, end: datetime.date) -> dict[Group, Decimal]:
        balances = self._sums.balances.get((entity.id, end), {})
        if entity.currency == self.package.settings.currency:
            return balances
        return {g: v * self.rate(entity.currency, end, g) for g, v in balances.items()}

    def rate(self, currency: str, end: datetime.date, group: Group) -> Decimal:
        """Flows at the average rate, balances at the closing one, accounts with a historical rate at theirs."""
        kind: RateKind = "average" if self.lines[group.line].kind == "income" else "closing"
        if group.historical:
            found = self._historical(currency, end, group.historical)
            if found is not None:
                return found
        rate = self._rates.get((currency, end, kind, ""))
        if rate is None:
            self._rates[currency, end, kind, ""] = Decimal(1)  # told once
            said = f"fx.csv has no {kind} rate of {currency} at {end}"
            self.faults.append(Fault("missing-period", said, Place("fx.csv"), "add the rate"))
            return Decimal(1)
        return rate

    def _historical(self, currency: str, end: datetime.date, pattern: str) -> Decimal | None:
        """The latest historical rate given for the accounts, at or before `end`."""
        dated = [
            (r.end, r.rate)
            for r in self.package.rates
            if r.kind == "historical" and r.currency == currency and r.account == pattern and r.end <= end
        ]
        return max(dated)[1] if dated else None

    def _eliminate(self, units: dict[str, dict[Group, Decimal]], end: datetime.date) -> None:
        accounts = {a: i for i, a in enumerate(self.package.trial_balance.accounts)}
        for entry in self.package.eliminations:
            row = self._sums.account_rows[accounts[entry.account]] if entry.account in accounts else -1
            if entry.end != end or row < 0 or entry.entity not in self.entities:
                continue
            group = self._sums.groups[row]
            # A unit of its own: what others own of the entity is a share of its own result, not of the eliminations.
            segment = entry.segment or self.segment_of[entry.entity]
            unit = f"eliminations of {entry.entity} under {segment}"
            self.segment_of[unit] = segment
            if self.entities[entry.entity].discontinued:
                self._discontinued_units.add(unit)
            held = units.setdefault(unit, {})
            held[group] = held.get(group, ZERO) + entry.amount


def _printed(item: LineItem, balance: Decimal) -> Decimal:
    return balance if item.normal == "debit" else -balance
