"""What changed from one draft of a release to the next, and what should have changed with it."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

from crossfoot.model.period import Period

Kind = Literal["changed", "added", "removed"]


class Side(msgspec.Struct, frozen=True):
    """A fact as one draft has it: its number's id, the figure as printed, its line and its meaning."""

    number: str
    text: str
    line: int
    value: Decimal
    unit: str | None
    segment: str | None
    period: Period | None


class FactChange(msgspec.Struct, frozen=True):
    """A fact that changed, was added (`before` None) or removed (`after` None).

    `what`: of a changed one, what differs: "value", "unit", "segment", "period". `path`: its headings and label, as
    the later draft has them, or the only one that has it.
    """

    kind: Kind
    path: tuple[str, ...]
    before: Side | None
    after: Side | None
    what: tuple[str, ...] = ()


class TextChange(msgspec.Struct, frozen=True):
    """A sentence or a label (title, header, heading, row label) that changed, with the lines they stand on."""

    kind: Kind
    before: str | None
    after: str | None
    line_before: int | None
    line_after: int | None


class Stale(msgspec.Struct, frozen=True):
    """A number of the later draft that did not change though it depends on one that did.

    Where it is among `depends_on` itself, it changed, and what it is made of did not. `expected` is what the equation
    gives with the changed numbers, None where that cannot be told; `depends_on` the ids of these numbers in the later
    draft; `equation` the equation as the earlier draft fulfilled it.
    """

    number: str
    label: str
    text: str
    line: int
    expected: Decimal | None
    depends_on: tuple[str, ...]
    kind: str
    equation: str


class Changes(msgspec.Struct, frozen=True):
    """All that changed between two drafts, in the order of the later one."""

    before: str
    after: str
    facts: tuple[FactChange, ...]
    labels: tuple[TextChange, ...]
    sentences: tuple[TextChange, ...]
    stale: tuple[Stale, ...]
