"""A trial balance is the same whether it comes as CSV, a workbook, a ledger or from a database."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from crossfoot import api, sources
from crossfoot.model.books import TrialBalance
from crossfoot.model.errors import Unreadable
from rules.packages import changed, started

DEFAULT = 'file = "trial_balance.csv"'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return started(tmp_path)


def rows(folder: Path) -> list[list[str]]:
    with (folder / "trial_balance.csv").open(newline="") as stream:
        return [row for row in csv.reader(stream) if not row[0].startswith("#")]


def balances(table: TrialBalance) -> dict[tuple[str, str, str], Decimal]:
    return {
        (table.entities[e], table.accounts[a], str(table.ends[d])): Decimal(n).scaleb(-table.places)
        for e, a, d, n in zip(table.entity, table.account, table.end, table.amount, strict=True)
    }


def taken_from(folder: Path, source: str) -> None:
    (folder / "close.toml").write_text((folder / "close.toml").read_text("utf-8").replace(DEFAULT, source), "utf-8")


def as_workbook(folder: Path) -> str:
    """Titles above the header, amounts as numbers, days as days."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Marlow Instruments, Inc."])
    sheet.append(["Trial balance", None, "in USD"])
    sheet.append([])
    head, *body = rows(folder)
    sheet.append(head)
    for entity, account, end, balance, partner in body:
        sheet.append([entity, int(account), end, float(balance), partner])
    book.save(folder / "books.xlsx")
    return 'file = "books.xlsx"'


def as_database(folder: Path) -> str:
    with sqlite3.connect(folder / "books.sqlite") as connection:
        connection.execute("create table b (entity text, account text, period_end text, balance text, partner text)")
        connection.executemany("insert into b values (?, ?, ?, ?, ?)", rows(folder)[1:])
    return 'sql = "books.sqlite"\nquery = "select entity, account, period_end, balance, partner from b"'


def as_quickbooks(folder: Path) -> str:
    _, *body = rows(folder)
    with (folder / "export.csv").open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["Marlow Instruments, Inc."])
        writer.writerow(["Subsidiary", "Period", "Account Name", "Type", "Debit", "Credit", "Intercompany"])
        for entity, account, end, balance, partner in body:
            value = Decimal(balance)
            debit, credit = (f"{value:,.2f}", "") if value >= 0 else ("", f"{-value:,.2f}")
            writer.writerow([entity, end, account, "Other", debit, credit, partner])
    return 'file = "export.csv"'


@pytest.mark.parametrize("written", [as_workbook, as_database, as_quickbooks])
def test_the_same_balances_in_another_form(folder: Path, written: Callable[[Path], str]) -> None:
    before = balances(sources.open_package(folder).trial_balance)
    taken_from(folder, written(folder))
    package = sources.open_package(folder)
    assert package.faults == ()
    assert balances(package.trial_balance) == before
    assert [f.message for f in api.build(folder).findings] == []


def test_a_ledger_gives_year_to_date_and_closes_the_years_before(folder: Path) -> None:
    pytest.importorskip("beancount")
    (folder / "books.beancount").write_text(
        """
2023-01-01 open Assets:Cash USD
2023-01-01 open Income:Sales USD
2023-01-01 open Expenses:Rent USD
2024-03-01 * "last year"
  entity: "head"
  Assets:Cash     100.25 USD
  Income:Sales   -100.25 USD
2025-02-01 * "first quarter"
  entity: "head"
  Expenses:Rent    40.10 USD
  Assets:Cash     -40.10 USD
2025-05-01 * "second quarter"
  entity: "head"
  Assets:Cash      60.00 USD
  Income:Sales    -60.00 USD
""",
        "utf-8",
    )
    taken_from(folder, 'ledger = "books.beancount"\nperiod_ends = [2025-03-31, 2025-06-30]')
    found = balances(sources.open_package(folder).trial_balance)
    assert found["head", "Assets:Cash", "2025-06-30"] == Decimal("120.15")
    assert found["head", "Income:Sales", "2025-06-30"] == Decimal("-60.00")
    assert found["head", "Expenses:Rent", "2025-03-31"] == Decimal("40.10")
    assert found["head", "Equity:Earnings:Previous", "2025-03-31"] == Decimal("-100.25")


def test_a_binary_fraction_in_a_database_is_refused(folder: Path) -> None:
    as_database(folder)
    with sqlite3.connect(folder / "books.sqlite") as connection:
        connection.execute("create table f as select entity, account, period_end, 1.1 as balance from b")
    taken_from(folder, 'sql = "books.sqlite"\nquery = "select entity, account, period_end, balance from f"')
    with pytest.raises(Unreadable, match="binary fraction"):
        sources.open_package(folder)


def test_only_a_select_is_run(folder: Path) -> None:
    as_database(folder)
    taken_from(folder, 'sql = "books.sqlite"\nquery = "delete from b"')
    with pytest.raises(Unreadable, match="SELECT"):
        sources.open_package(folder)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ("trial_balance.csv\n+ head,1000,2025-06-30,12.3.4,", "12.3.4"),
        ("trial_balance.csv\n+ head,1000,2025-06-30,1.00001,", "finer"),
        ("trial_balance.csv\n+ head,1000", "cells"),
        ("trial_balance.csv\n+ head,1001,June,1.00,", "June"),
        ("accounts.csv\n+ 7000,,,,", "line is empty"),
        ("shares.csv\n+ 2025-04-01,2025-06-30,treasury,5,", "treasury"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_place(folder: Path, changes: str, said: str) -> None:
    changed(folder, changes)
    faults = sources.open_package(folder).faults
    assert [f.kind for f in faults] == ["malformed-row"]
    assert said in faults[0].message
    assert faults[0].place.row is not None
    assert faults[0].remedy


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('segment = "valves"', 'segment = "pumps"', "pumps"),
        ("scale = 1000 ", "scale = 500 ", "scale"),
        ('rounding = "controlled"', 'rounding = "down"', "rounding"),
        ("percent_places = 0 ", "percent_digits = 0 ", "percent_digits"),
        ('statements = ["operations", "segments"]', 'statements = ["poetry"]', "poetry"),
        ('currency = "USD"\nplace', "place", "currency"),
        (DEFAULT, 'file = "elsewhere.csv"', "elsewhere"),
    ],
)
def test_a_wrong_setting_is_one_clear_error(folder: Path, was: str, now: str, said: str) -> None:
    text = (folder / "close.toml").read_text("utf-8")
    assert was in text
    (folder / "close.toml").write_text(text.replace(was, now, 1), "utf-8")
    with pytest.raises(Unreadable, match=said):
        sources.open_package(folder)


def test_a_line_made_of_itself_is_refused(folder: Path) -> None:
    (folder / "statements").mkdir()
    (folder / "statements" / "own.toml").write_text(
        '[lines.net_sales]\nkind = "total"\nterms = ["gross_profit", "cost_of_sales"]\n', "utf-8"
    )
    with pytest.raises(Unreadable, match="made of itself"):
        sources.open_package(folder)
