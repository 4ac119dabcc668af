"""Scales that no caption states, settled by arithmetic: earnings per share, or the same figures in another table."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal

import msgspec

from crossfoot.extract import magnitude
from crossfoot.extract.magnitude import Sample
from crossfoot.extract.scale import Caption
from crossfoot.extract.sheets import Sheet

_INCOMES = ("NetIncomeLossAvailableToCommonStockholdersBasic", "NetIncomeLoss", "IncomeLossFromContinuingOperations")


def with_scales(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets, their scales completed where earnings per share or a sister statement settle them."""
    out = []
    inferred: int | None = None
    for sheet in _continuing(_sharing(sheets)):
        samples = _samples(sheet)
        power = magnitude.gap(samples) if samples else None
        if power is not None and sheet.caption:
            sheet = msgspec.structs.replace(sheet, shares_power=magnitude.shares_power(power, sheet.caption.power))
        elif power is not None:
            money = magnitude.money_power(power, max(abs(s.shares) for s in samples))
            if money is not None:
                inferred = inferred if inferred is not None else money
                why = "earnings per share: income over shares gives them only so"
                sheet = msgspec.structs.replace(sheet, caption=Caption(money), caption_from=why, shares_power=0)
        out.append(sheet)
    out = _as_all_others(out)
    if inferred is None or any(s.caption and s.caption_from == "caption" for s in sheets):
        return out
    # No table of the document states a scale and earnings per share give one: sister statements are printed in it too.
    why = "the document's statement of income, whose earnings per share give it"
    return [
        s if s.caption else msgspec.structs.replace(s, caption=Caption(inferred, shares_too=False), caption_from=why)
        for s in out
    ]


def _continuing(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets; one that goes on from another under the same heads has the scale that was found for that one."""
    out = list(sheets)
    for k, sheet in enumerate(sheets):
        before = sheet.table.continued
        if sheet.caption is not None or before is None or before >= k or not sheet.units.money_seen:
            continue
        first = out[before]
        if first.caption and [c.text for c in first.columns] == [c.text for c in sheet.columns]:
            out[k] = msgspec.structs.replace(sheet, caption=first.caption, caption_from=first.caption_from)
    return out


_LARGER = 3  # no amount is so many times the largest whose scale is stated
_LEAST_LARGEST = 1000  # of whole amounts: a table of smaller ones may well be in full


def _as_all_others(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets; where all stated scales agree, the money of the tables after the first is printed in it too.

    Only tables that print as many decimals, and no amount beyond those of the tables that state it.
    """
    stated = {
        k: s.caption for k, s in enumerate(sheets) if s.caption and s.caption.money and s.caption_from == "caption"
    }
    told = list(stated)
    if len({caption.power for caption in stated.values()}) != 1:
        return sheets
    caption = stated[told[0]]
    places = {sheets[k].units.usual_places for k in told}
    limit = _LARGER * max(_largest(sheets[k]) for k in told)
    out = list(sheets)
    for k in range(told[0] + 1, len(sheets)):
        sheet = sheets[k]
        if (
            sheet.caption is None
            and sheet.units.money_seen
            and sheet.units.usual_places in places
            and not _mixed(sheet)
        ):
            largest = _largest(sheet)
            if largest <= limit and (largest >= _LEAST_LARGEST or sheet.units.usual_places):
                why = "the scale that all other tables state"
                out[k] = msgspec.structs.replace(sheet, caption=caption, caption_from=why)
    return out


def _mixed(sheet: Sheet) -> bool:
    """True for statistics of all sorts: some rows that may be money print cents, others none."""
    places = {
        cell.figure.places
        for line in sheet.lines
        if line.measure in (None, "money", "price", "count")
        for cell in line.row.cells
        if cell.figure.kind == "number" and not sheet.columns[cell.column].change
    }
    return len(places) > 1


def _largest(sheet: Sheet) -> Decimal:
    """The largest figure of money as printed."""
    return max(
        (
            abs(cell.figure.printed)
            for line in sheet.lines
            if line.measure in (None, "money") and line.caption is None
            for cell in line.row.cells
            if cell.figure.kind == "number"
        ),
        default=Decimal(0),
    )


_DIGITS_SHARED = 5  # so many digits in all do not, under the same labels and of one scale
_POWERS = (0, 3, 6, 9)
_ROUNDS = 2  # a table may take its scale from one that took it from a third
_Key = str
_Amounts = dict[_Key, list[tuple[Decimal, Decimal]]]  # full amounts under a label or concept, with half a unit of each


def _sharing(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets; those without a scale take that in which their figures are those of other tables, rounded or not."""
    open_ = [k for k, sheet in enumerate(sheets) if sheet.caption is None and not sheet.units.percents]
    if not open_ or len(open_) == len(sheets):
        return sheets
    out = list(sheets)
    for _ in range(_ROUNDS):
        known = _amounts([s for s in out if s.caption])
        settled = [(k, power) for k in open_ if (power := _power_of(out[k], known)) is not None]
        for k, power in settled:
            why = "figures that another table prints under the same labels"
            shares_too = any(s.caption and s.caption.shares_too and s.caption.power == power for s in sheets)
            out[k] = msgspec.structs.replace(out[k], caption=Caption(power, shares_too=shares_too), caption_from=why)
            open_.remove(k)
        if not settled:
            break
    return out


def _printed(sheet: Sheet) -> list[tuple[_Key, Decimal, int, int | None]]:
    """Money as printed, with its concept or label, its places, and the power its own row or column states."""
    out = []
    for line in sheet.lines:
        if line.measure not in (None, "money") or not (line.concept or line.label):
            continue
        key = line.concept or line.label.lower()
        for cell in line.row.cells:
            figure = cell.figure
            if figure.kind == "number" and figure.suffix is None:
                caption = line.caption or sheet.columns[cell.column].caption
                out.append((key, abs(figure.printed), figure.places, caption.power if caption else None))
    return out


def _amounts(sheets: list[Sheet]) -> _Amounts:
    out: _Amounts = defaultdict(list)
    for sheet in sheets:
        assert sheet.caption is not None
        for key, printed, places, own in _printed(sheet):
            power = sheet.caption.power if own is None else own
            if printed:
                out[key].append((printed.scaleb(power), Decimal(5).scaleb(power - places - 1)))
    return out


def _power_of(sheet: Sheet, known: _Amounts) -> int | None:
    """The only scale in which the sheet's figures are known amounts; None where too few are."""
    digits: Counter[int] = Counter()
    seen: set[tuple[_Key, Decimal]] = set()
    for key, printed, places, own in _printed(sheet):
        if own is not None or (key, printed) in seen or printed < 1 or key not in known:
            continue
        seen.add((key, printed))
        count = printed.adjusted() + 1 + places
        if count < 2:
            continue
        for power in _POWERS:
            half = Decimal(5).scaleb(power - places - 1)
            if any(abs(amount - printed.scaleb(power)) <= max(half, unit) for amount, unit in known[key]):
                digits[power] += count
    if not digits:
        return None
    (power, most), *others = digits.most_common(2)
    enough = _DIGITS_SHARED if sheet.units.money_seen else _DIGITS_SHARED + 2
    return power if most >= enough and (not others or most > 2 * others[0][1]) else None


def _samples(sheet: Sheet) -> list[Sample]:
    """Income, shares and earnings per share of each column, by concept."""
    by_concept: dict[str, dict[int, Decimal]] = {}
    for line in sheet.lines:
        if line.concept:
            by_concept.setdefault(line.concept, {c.column: c.figure.printed for c in line.row.cells})
    income = next((by_concept[c] for c in _INCOMES if c in by_concept), {})
    out = []
    for eps, shares in _PER_SHARE_PAIRS:
        for column, per_share in by_concept.get(eps, {}).items():
            if column in income and column in by_concept.get(shares, {}):
                out.append(Sample(income[column], by_concept[shares][column], per_share))
    return out


_BASIC, _DILUTED = "WeightedAverageNumberOfSharesOutstandingBasic", "WeightedAverageNumberOfDilutedSharesOutstanding"
_PER_SHARE_PAIRS = (
    ("EarningsPerShareBasic", _BASIC),
    ("EarningsPerShareDiluted", _DILUTED),
    ("EarningsPerShareBasicAndDiluted", "house:WeightedAverageShares"),
    ("EarningsPerShareBasicAndDiluted", "house:WeightedAverageSharesBasicAndDiluted"),
    ("house:EarningsPerShare", "house:WeightedAverageShares"),
    ("EarningsPerShareBasic", "house:WeightedAverageShares"),
)
