"""What a row's figures count: money, money per share, shares, percent, ratio, or something else."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Literal

import msgspec

from crossfoot.extract.running import running_text
from crossfoot.extract.statements import patterns
from crossfoot.model.document import Document, Figure, Row, Table

Measure = Literal["money", "per-share", "shares", "percent", "basis-points", "ratio", "count", "price"]
"""What figures count; "price": money per unit of something ("per barrel"), never scaled with the amounts."""

_SYMBOLS = {
    "$": "USD",
    "US$": "USD",
    "C$": "CAD",
    "CAN$": "CAD",
    "A$": "AUD",
    "HK$": "HKD",
    "NT$": "TWD",
    "\u00a3": "GBP",
    "\u20ac": "EUR",
    "\u00a5": "JPY",
}
_CENTS = 2
PER_SHARE_LIMIT = 1000  # nothing printed per share is larger


class TableUnits(msgspec.Struct, frozen=True):
    """What a whole table says of units: its currency, whether money is in evidence, the usual number of decimals."""

    currency: str | None
    money_seen: bool
    usual_places: int
    per_share: bool = False  # the title speaks of amounts per share, and cents are printed
    units_told: bool = False  # each row names its unit, in a column of units beside the labels
    percents: bool = False  # a table of percents, whose signs are printed here and there


def table_units(
    table: Table, statement: str, document_currency: str | None, stated: str | None, aside: frozenset[int] = frozenset()
) -> TableUnits:
    """The units of a table, from its own symbols, its caption (`stated`), else the document's currency.

    `aside`: columns of changes and percents, which do not say what the table is of.
    """
    symbols = Counter(c.figure.currency for row in table.rows for c in row.cells if c.figure.currency)
    own = _SYMBOLS.get(symbols.most_common(1)[0][0] or "") if symbols else None
    places = Counter(c.figure.places for row in table.rows for c in row.cells if c.figure.kind == "number")
    usual = places.most_common(1)[0][0] if places else 0
    seen = bool(symbols) or stated is not None or statement in ("operations", "balance-sheet", "cash-flow")
    told = any(_UNIT_COLUMN.fullmatch(text.strip()) for text in table.stub)
    percents = not seen and _of_percents(table, aside)
    return TableUnits(stated or own or document_currency, seen, usual, units_told=told, percents=percents)


def currency_of(symbol: str | None, of_table: str | None) -> str | None:
    """The currency of a figure by its own symbol; "$" is that of a table in dollars, whichever they are."""
    own = _SYMBOLS.get(symbol or "")
    if own is None or (symbol == "$" and of_table in _SYMBOLS_DOLLARS):
        return of_table
    return own


_SYMBOLS_DOLLARS = frozenset(("USD", "CAD", "AUD", "HKD", "TWD", "NZD"))
_UNIT_COLUMN = re.compile(r"units?(?: of measure)?", re.IGNORECASE)
# Units at a label's end: money by the hundred million ("$ MM"), a price ("$/BBL"), percents, else volumes ("MBOED").
_PRICE = re.compile(r"\$\s?/\s?(?!share\b)\w+\s*$", re.IGNORECASE)
_MONEY_OR_PERCENT = re.compile(r"(?:\$\s?[a-z]{0,2}|\$\s?/\s?share|%|percent)\s*$", re.IGNORECASE)
_SHARE_OF_PERCENTS = 3  # one figure in so many at least bears a percent sign


def _of_percents(table: Table, aside: frozenset[int]) -> bool:
    """True for a table without any money, by its title or stub, or by the percent signs in it."""
    kinds = Counter(c.figure.kind for row in table.rows for c in row.cells if c.column not in aside)
    percent = patterns("row")["percent"]
    if any(percent.search(text.lower()) for text in (*table.stub, *table.titles[-1:])):
        return True
    return kinds["percent"] * _SHARE_OF_PERCENTS >= kinds["percent"] + kinds["number"] and kinds["percent"] > 1


# The dollars that "$" may stand for where a document names them; it stands for US dollars where it names none.
_DOLLARS = {"canadian": "CAD", "australian": "AUD", "hong kong": "HKD", "new taiwan": "TWD", "new zealand": "NZD"}
_DOLLARS_WORDS = ("ollars", "OLLARS")  # plain letters, which are looked for fast in a whole text
_WHOSE_DOLLARS = re.compile(rf"\b({'|'.join(_DOLLARS)})\s+dollars\b", re.IGNORECASE)
_WHOSE_CHARS = 120
_US_DOLLARS = re.compile(r"\b(?:U\.?\s?S\.?|United\s+States)\s+dollars\b|\bUS\$", re.IGNORECASE)


def _other_dollars(text: str) -> set[str]:
    """The currencies of the countries whose dollars a text speaks of."""
    named: set[str] = set()
    for word in _DOLLARS_WORDS:
        place = text.find(word)
        while place >= 0:
            end = place + len(word)
            window = max(0, place - _WHOSE_CHARS), end + 1
            named.update(_DOLLARS[m[1].lower()] for m in _WHOSE_DOLLARS.finditer(text, *window))
            place = text.find(word, end)
    return named


def document_currency(document: Document) -> str | None:
    """The currency that the document's symbols or words name; None where it names none, or several."""
    source = document.source
    notes = (note for table in document.tables for note in table.notes)
    dollars = _other_dollars("\n".join((running_text(document), *notes)))
    if len(dollars) == 1 and not _US_DOLLARS.search(source):
        return dollars.pop()
    found = [code for symbol, code in (("\u00a3", "GBP"), ("\u20ac", "EUR"), ("\u00a5", "JPY")) if symbol in source]
    if "$" in source or re.search(r"\bdollars\b", source, re.IGNORECASE):
        found.insert(0, "USD")
    return found[0] if len(found) == 1 or found[:1] == ["USD"] else None


def measure(row: Row, label: str, headings: tuple[str, ...], units: TableUnits, statement: str) -> Measure | None:
    """What the row counts, by its label (as joined) and the headings above it; None where nothing tells."""
    label = label.lower()
    if _PRICE.search(label) or (units.units_told and not _MONEY_OR_PERCENT.search(label)):
        return "count"
    if statement == "cash-flow" and not units.units_told:
        cents = not _whole(row) and patterns("row")["per_share"].search(label)
        return "per-share" if cents and _by_words(label, statement) == "per-share" else None
    if statement == "balance-sheet" and not _whole(row) and _BOOK_VALUE.search(label):
        return "per-share"
    if statement == "balance-sheet":
        return "shares" if patterns("row")["shares_in_balance_sheet"].search(label) else None
    found = _by_words(label, statement)
    if found == "count" and not _whole(row):
        found = next((told for text in headings[-1:] if (told := _by_words(text.lower(), statement)) == "price"), found)
    if found:
        return found
    for heading in reversed(headings[-2:]):
        found = _by_words(heading.lower(), statement)
        if found and not (found in ("per-share", "percent") and _whole(row, signs=found == "percent")):
            return found
    if units.usual_places == 0 and not _whole(row) and _RATES.search(label):
        return "percent"
    if _OF_ONE_TO_ANOTHER.search(label) and all(_is_small(c.figure) for c in row.cells):
        return "percent"
    if units.per_share or _printed_in_cents(row, units, label):
        return "per-share"
    return None


_RATE = re.compile(
    r"\$?\s?(?:\d+|\d*\.\d+)\s+per\s+(?:\w+\s+){0,3}?share"
)  # a label's own rate: "dividends of $.48 per share"


@lru_cache(maxsize=32768)
def _by_words(text: str, statement: str) -> Measure | None:
    words = patterns("row")
    text = _RATE.sub(" ", text)
    if not text:
        return None
    if words["price"].search(text):
        return "price"
    if words["shares"].search(text) and not (words["money_first"].search(text) and statement != "other"):
        return "shares"
    if words["per_share"].search(text) and not words["money_first"].search(text):
        return "per-share"
    if "dividend" in text and words["per_share"].search(text):
        return "per-share"
    if words["percent"].search(text):
        return "percent"
    if words["ratio"].search(text):
        return "ratio"
    if words["count"].search(text) and not (words["money_first"].search(text) or words["money_word"].search(text)):
        return "count"
    return None


def _whole(row: Row, *, signs: bool = False) -> bool:
    """True where a row prints no decimals (nor percent `signs`) at all: amounts, whatever the heading above it says."""
    return not any(c.figure.places or (signs and c.figure.kind == "percent") for c in row.cells)


# "Book value per share", "tangible equity per common share outstanding"; not "par value per share".
_BOOK_VALUE = re.compile(r"\b(?<!par )(?<!stated )(?<!liquidation )(?:value|equity|assets) per (?:\w+ )*share\b")
# Printed with decimals amid whole amounts: "Secured borrowing rates", "Total financing spreads".
_RATES = re.compile(
    r"^(?!.*\b(?:exchange|price|per)\b).*\b(?:yields?|rates?|spreads?|returns?)"
    r"(?:\s+(?:on|of|for)\b(?! capital\b).*|\s*\([^)]*\)|\W*)$"
)
_OF_ONE_TO_ANOTHER = re.compile(
    r"\b(?:equity|capital|loans|allowance|charge-?offs)\b.* to (?:[\w-]+ )*(?:assets|loans|equity|deposits)\b"
)
_INCOME = re.compile(r"\b(?:basic|diluted|primary|net (?:income|loss)|income|loss|earnings|dividends?)\b")


def _is_small(figure: Figure) -> bool:
    """True of a figure with decimals that may be percents without their sign."""
    plain = figure.kind == "number" and figure.currency is None and figure.suffix is None
    return plain and figure.places > 0 and abs(figure.printed) < PER_SHARE_LIMIT


def _printed_in_cents(row: Row, units: TableUnits, label: str) -> bool:
    """True for an income row printed with cents amid whole amounts: per share, though nothing says so."""
    if units.usual_places != 0 or not _INCOME.search(label):
        return False
    figures = [c.figure for c in row.cells if c.figure.kind == "number"]
    return bool(figures) and all(f.places == _CENTS and abs(f.printed) < PER_SHARE_LIMIT for f in figures)
