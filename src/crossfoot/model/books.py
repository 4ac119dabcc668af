"""The books: what a close package holds, as plain records; and the figures that are made of it.

Amounts are exact, in full units of their currency. A trial balance is held in columns of machine integers (3 million
rows have to fit); everything else is a few records.
"""

from __future__ import annotations

import datetime
from array import array
from decimal import Decimal
from typing import Literal

import msgspec

from crossfoot.model.layout import Layout, LineItem
from crossfoot.model.period import Period

SlotKind = Literal["quarter", "year-to-date", "instant"]
Status = Literal["published", "recast", "books"]


class Place(msgspec.Struct, frozen=True):
    """Where in the package: a file's name and the row in it (from 1, the header counted), None for the whole file."""

    file: str
    row: int | None = None

    def __str__(self) -> str:
        return self.file if self.row is None else f"{self.file}, row {self.row}"


class Fault(msgspec.Struct, frozen=True):
    """Something wrong in the books. `kind` is the name of the rule that reports it; `excerpt` what stands there."""

    kind: str
    message: str
    place: Place
    remedy: str
    excerpt: str = ""
    severity: Literal["error", "warning", "note"] = "error"


class Entity(msgspec.Struct, frozen=True):
    """A reporting entity. `ownership` is the group's share of it (1 is all); `discontinued`: its result is one line."""

    id: str
    name: str
    segment: str
    currency: str
    ownership: Decimal = Decimal(1)
    discontinued: bool = False


class Segment(msgspec.Struct, frozen=True):
    """A reportable segment, the corporate office, or what eliminations are shown under."""

    id: str
    label: str


class Slot(msgspec.Struct, frozen=True):
    """A column of the release: "quarter", "quarter.prior", "ytd", "ytd.prior", "end", "end.prior"."""

    id: str
    kind: SlotKind
    period: Period
    prior: bool = False


class House(msgspec.Struct, frozen=True):
    """The house's style of print. `scale`: units of the statements (1000: thousands); `prose_scale` of the text.

    `percent_places` after the point, and `small_percent_places` below one percent. `rounding`: "controlled" or
    "nearest".
    """

    scale: int = 1000
    prose_scale: int = 1
    percent_places: int = 0
    small_percent_places: int = 1
    rounding: Literal["controlled", "nearest"] = "controlled"
    quarter_caption: str = "Quarter ended"
    symbol: str = "$"
    capitals: bool = True
    nil: str = "--"
    not_meaningful: str = "NM"


class Settings(msgspec.Struct, frozen=True):
    """What close.toml says. `half` ends the earlier part of the year that was published; None in a first quarter."""

    company: str
    short: str
    currency: str
    released: datetime.date
    place: str
    quarter: Period
    year_to_date: Period
    quarter_prior: Period
    year_to_date_prior: Period
    comparatives: Literal["published", "recast"]
    entities: tuple[Entity, ...]
    segments: tuple[Segment, ...]
    house: House
    statements: tuple[str, ...]
    quarter_name: str
    year_to_date_name: str
    year_end: datetime.date | None = None
    contact: str = ""
    running_head: str | None = None

    @property
    def half(self) -> datetime.date | None:
        """The last day before the quarter, where the year to date began earlier."""
        if self.quarter.start is None or self.quarter.start == self.year_to_date.start:
            return None
        return self.quarter.start - datetime.timedelta(days=1)

    @property
    def half_prior(self) -> datetime.date | None:
        """The last day before the prior year's quarter, where its year to date began earlier."""
        if self.quarter_prior.start is None or self.quarter_prior.start == self.year_to_date_prior.start:
            return None
        return self.quarter_prior.start - datetime.timedelta(days=1)


class Mapping(msgspec.Struct, frozen=True):
    """A row of accounts.csv: an account or a pattern ("51*"), and where its balance goes.

    `account_class`: what the ledger says the account is (revenue, cost, expense, asset …). `sign`: -1 turns the
    balance round within its line (a contra account), 1 takes it as it is.
    """

    pattern: str
    line: str
    place: Place
    nature: str = ""
    sign: int = 1
    account_class: str = ""


class TrialBalance(msgspec.Struct, frozen=True):
    """Rows in columns: row i has entity `entities[entity[i]]`, and so on; balances are debit positive, year to date.

    `amount[i]` is the balance times 10**places. `partners` and `centres` begin with "" (none). `file` and `row` say
    where row i stands.
    """

    entities: tuple[str, ...]
    accounts: tuple[str, ...]
    ends: tuple[datetime.date, ...]
    partners: tuple[str, ...]
    centres: tuple[str, ...]
    files: tuple[str, ...]
    places: int
    entity: array[int]
    account: array[int]
    end: array[int]
    partner: array[int]
    centre: array[int]
    file: array[int]
    row: array[int]
    amount: array[int]

    def place(self, index: int) -> Place:
        """Where row `index` stands."""
        return Place(self.files[self.file[index]], self.row[index])


class Elimination(msgspec.Struct, frozen=True):
    """One side of an elimination, in the group's currency, debit positive; the sides of one `id` net to nothing."""

    id: str
    end: datetime.date
    entity: str
    account: str
    amount: Decimal
    place: Place
    partner: str = ""
    segment: str = ""


class Rate(msgspec.Struct, frozen=True):
    """Units of the group's currency for one of `currency`; "historical" rates are of the accounts of a pattern."""

    currency: str
    end: datetime.date
    kind: Literal["average", "closing", "historical"]
    rate: Decimal
    place: Place
    account: str = ""


class Published(msgspec.Struct, frozen=True):
    """What an earlier release printed, in full units; `recast`: printed otherwise now than then, on purpose."""

    line: str
    segment: str
    period: Period
    value: Decimal
    place: Place
    recast: bool = False


class Shares(msgspec.Struct, frozen=True):
    """A row of shares.csv: weighted shares, potential shares with what they add to income, or preferred dividends."""

    period: Period
    item: Literal["weighted", "potential", "preferred_dividends"]
    shares: Decimal
    amount: Decimal
    place: Place


class Supplement(msgspec.Struct, frozen=True):
    """What the trial balance does not hold, year to date to `end`, in full units: capex.csv, cash_flow.csv."""

    line: str
    entity: str
    end: datetime.date
    amount: Decimal
    place: Place


class Control(msgspec.Struct, frozen=True):
    """A total that the ledger's own report shows, to hold the mapping against (controls.csv)."""

    line: str
    entity: str
    end: datetime.date
    amount: Decimal
    place: Place


class Package(msgspec.Struct, frozen=True):
    """A close package, opened. `faults` are the rows that could not be read."""

    folder: str
    settings: Settings
    lines: dict[str, LineItem]
    layouts: tuple[Layout, ...]
    mappings: tuple[Mapping, ...]
    trial_balance: TrialBalance
    eliminations: tuple[Elimination, ...]
    rates: tuple[Rate, ...]
    published: tuple[Published, ...]
    shares: tuple[Shares, ...]
    supplements: tuple[Supplement, ...]
    controls: tuple[Control, ...]
    narrative: str
    faults: tuple[Fault, ...] = ()


class Booked(msgspec.Struct, frozen=True):
    """A figure of the books: its exact value and the one that is printed, both in full units.

    `printed` is a multiple of one unit of print (`step`); `unit` a currency code, "USD/share", or "shares".
    `formula` says in words what it is made of; `status` whether it was published before.
    """

    line: str
    segment: str  # "" is the group
    slot: Slot
    exact: Decimal
    printed: Decimal
    step: Decimal
    unit: str
    status: Status
    formula: str

    @property
    def key(self) -> str:
        """ "net_sales/rubber@quarter"; the group's is "net_sales@quarter"."""
        return key_of(self.line, self.segment, self.slot.id)

    @property
    def moved(self) -> bool:
        """True where it is not printed as the nearest unit."""
        return abs(self.printed - self.exact) * 2 > self.step and self.status != "published"


class Footing(msgspec.Struct, frozen=True):
    """An equation between printed figures: total = sum of coefficient x part, by key."""

    total: str
    parts: tuple[tuple[str, int], ...]


class Closed(msgspec.Struct, frozen=True):
    """The books of one period, closed: every printed figure by key, the footings they keep, and what is wrong."""

    package: Package
    slots: tuple[Slot, ...]
    figures: dict[str, Booked]
    footings: tuple[Footing, ...]
    faults: tuple[Fault, ...]


class Stated(msgspec.Struct, frozen=True):
    """What a printed figure of a release is to be read as. `key` of the figure; `change`: it is a change of it.

    `value` is signed as meant, in full units (percents in points). `label` and `path` as a table prints them.
    """

    key: str
    text: str
    value: Decimal
    unit: str
    period: Period
    segment: str | None
    label: str
    path: tuple[str, ...]
    nil: bool = False
    table: bool = True
    change: str = ""


class Match(msgspec.Struct, frozen=True):
    """A number of a release (its id) beside the figure of the books that it states; None: no figure is its own."""

    number: str
    stated: Stated


class Reference(msgspec.Struct, frozen=True):
    """What a release is held against: the numbers and the figures they state, figures not found, and faults.

    `whole`: the release is our own, in which every figure has to be found.
    """

    matches: tuple[Match, ...]
    missing: tuple[Stated, ...]
    faults: tuple[Fault, ...]
    whole: bool


def key_of(line: str, segment: str, slot: str) -> str:
    """The key of a figure: line, segment ("" is the group) and slot."""
    return f"{line}/{segment}@{slot}" if segment else f"{line}@{slot}"


class Change(msgspec.Struct, frozen=True):
    """A piece of a finished release and what takes its place: a number (its figure's `key`) or a word with it.

    `now` None: a word that a person has to turn round.
    """

    span: tuple[int, int]
    line: int
    was: str
    now: str | None
    key: str
    tabular: bool = False
