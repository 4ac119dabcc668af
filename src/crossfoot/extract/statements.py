"""The kind of statement that a table is, and the words of vocabulary/statements.toml as compiled patterns."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from crossfoot import vocabulary
from crossfoot.extract import labels
from crossfoot.model.document import Table
from crossfoot.model.fact import StatementKind


@cache
def patterns(section: str) -> dict[str, re.Pattern[str]]:
    """The regular expressions of one section of the vocabulary, for text in lower case."""
    words = vocabulary.statement_words()[section]
    return {name: re.compile(words[name]) for name in words if isinstance(words[name], str)}


@cache
def generic_labels() -> frozenset[str]:
    """Labels that name no one thing by themselves ("Basic", "Other")."""
    return frozenset(vocabulary.statement_words()["generic"]["labels"])


@cache
def places_anywhere() -> frozenset[str]:
    """Names that any part of a company may have in its own tables ("Domestic"): they tell of it nowhere else."""
    return frozenset(vocabulary.statement_words()["generic"]["anywhere"])


def kind_of(table: Table) -> StatementKind:
    """The kind of statement: by its titles, innermost first; else by the line items it holds; else "other"."""
    for text in (*reversed(table.titles), *table.stub):
        lower = text.lower()
        for kind, pattern in patterns("kind").items():
            if pattern.search(lower):
                return cast(StatementKind, kind)
    return _by_content(table)


# Line items that together give a statement away where no title does.
_SIGNS: tuple[tuple[StatementKind, frozenset[str], int], ...] = (
    (
        "balance-sheet",
        frozenset(
            {
                "Assets",
                "AssetsCurrent",
                "LiabilitiesAndStockholdersEquity",
                "LiabilitiesCurrent",
                "StockholdersEquity",
                "Liabilities",
            }
        ),
        3,
    ),
    (
        "cash-flow",
        frozenset(
            {
                "NetCashProvidedByUsedInOperatingActivities",
                "NetCashProvidedByUsedInInvestingActivities",
                "NetCashProvidedByUsedInFinancingActivities",
            }
        ),
        2,
    ),
    (
        "operations",
        frozenset(
            {
                "Revenues",
                "CostOfRevenue",
                "GrossProfit",
                "OperatingIncomeLoss",
                "IncomeTaxExpenseBenefit",
                "house:IncomeBeforeTax",
                "NetIncomeLoss",
                "InterestIncomeExpenseNet",
            }
        ),
        4,
    ),
)


def _by_content(table: Table) -> StatementKind:
    for kind, signs, needed in _SIGNS:
        found = {labels.match(row.label, kind) for row in table.rows if row.cells and row.label}
        if len(found & signs) >= needed:
            return kind
    return "other"


def section_kind(heading: str, kind: StatementKind) -> StatementKind:
    """The kind of the rows under a heading inside a table of `kind`."""
    if kind in ("balance-sheet", "cash-flow"):
        return kind
    lower = heading.lower()
    for name, pattern in patterns("section").items():
        if pattern.search(lower):
            return cast(StatementKind, name)
    return kind
