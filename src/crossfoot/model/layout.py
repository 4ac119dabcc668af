"""Statements as data: line items with their formulas, and the rows of a statement."""

from __future__ import annotations

from typing import Literal

import msgspec

LineKind = Literal[
    "income", "balance", "total", "nature", "supplement", "minority", "attributable", "discontinued", "translation",
    "shares", "per-share",
]  # fmt: skip

ALWAYS = "always"  # of a row's `when`: printed in any case


class LineItem(msgspec.Struct, frozen=True):
    """A line item.

    `kind`: what it is made of. "income" and "balance": accounts mapped to it (flows, and balances at a day); "total":
    `terms`; "nature": accounts of `natures` among the lines `within`; "supplement": what capex.csv and cash_flow.csv
    hold; "minority": the others' share in `of`, "attributable" the group's; "discontinued": the results of
    discontinued entities; "translation": the difference from translating at several rates (ASC 830); "shares" and
    "per-share": `measure` says which.

    `normal`: the side of its balance that is printed without a sign. `classes`: the ledger's classes of accounts that
    belong here (none: any). `also`: other sums that give the same (a reconciliation). `headline`: rounding leaves it
    at the nearest unit if it can. `positive` and `negative`: its noun in a sentence; a `plural` noun takes no
    article. `concepts`: what a reader may take it for.
    """

    id: str
    label: str
    kind: LineKind
    label_positive: str = ""
    label_negative: str = ""
    normal: Literal["credit", "debit"] = "credit"
    classes: tuple[str, ...] = ()
    terms: tuple[tuple[str, int], ...] = ()
    also: tuple[tuple[tuple[str, int], ...], ...] = ()
    natures: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    of: str = ""
    measure: str = ""
    instant: bool = False
    headline: bool = False
    positive: str = ""
    negative: str = ""
    plural: bool = False
    concepts: tuple[str, ...] = ()


class LayoutRow(msgspec.Struct, frozen=True):
    """A row: a line item, or a `heading` alone; `segments`: one row for each segment that has the line.

    `when`: printed only where one of these lines has an amount ("always": in any case; nothing said: where its own
    line has one). `sign` -1 prints it turned round, as a reconciliation adds an expense back.
    """

    line: str = ""
    heading: str = ""
    label: str = ""
    segments: bool = False
    sign: int = 1
    when: tuple[str, ...] = ()
    indent: int = 0
    currency: bool = False
    rule_above: int = 0
    rule_below: int = 0
    blank_above: bool = False
    bold: bool = False


class Layout(msgspec.Struct, frozen=True):
    """A statement: titles ("{company}" and "{scale}" are filled in), its rows, its columns: flows or balances."""

    id: str
    titles: tuple[str, ...]
    columns: Literal["flow", "balance"]
    rows: tuple[LayoutRow, ...]
    notes: tuple[str, ...] = ()
