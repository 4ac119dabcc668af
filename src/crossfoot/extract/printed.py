"""A number as it stands in running text: "$2,719,000", "55 cents", "0.4%", "$204.5 million", "($.38)"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Literal

import msgspec

from crossfoot.vocabulary.prose import prose_words

PrintedKind = Literal["money", "cents", "percent", "basis-points", "shares", "ratio", "plain"]


class Printed(msgspec.Struct, frozen=True, gc=False):
    """Digits with the words that belong to them. `value` is the magnitude in full units (percents in points, cents in
    hundredths).

    `bracketed`: printed in parentheses or with a minus sign. `scaled`: a word like "million" stands with it; `power`:
    the power of ten of such a word, or of cents."""

    start: int
    end: int
    kind: PrintedKind
    value: Decimal
    decimals: int
    currency: str | None = None
    bracketed: bool = False
    scaled: bool = False
    power: int = 0


@cache
def _number() -> re.Pattern[str]:
    scale = "|".join(sorted((w for w in prose_words().scale if len(w) > 1), key=len, reverse=True))
    return re.compile(
        rf"""
        (?P<open> \(? )
        (?P<sign> -? )
        (?P<currency> (?:US|U\.S\.)?\s?[$€£¥] )? \s?
        (?P<inner> \(? -? )                                    # "$(22) million"
        (?! [\d,.]{{25}} )                                      # longer than any amount
        (?P<digits> \d{{1,3}}(?:,\s?\d{{3}}(?=,\d{{3}}))*,\d{{3}}(?:\.\d++)?  # "$1, 465,000" is met in print
           | \d*+\.\d++ | \d++ (?! \.\d ) )
        (?P<close> \)? )
        (?:
            (?P<percent> \s?% | [\s-]+(?:percent(?:age)?(?:\s+points?)?|per\s+cent)\b )
          | (?P<points> [\s-]+(?:basis\s+points?|bps?)\b )
          | (?P<cents> \s+cents?\b | \s?¢ )
          | [\s-]*(?P<scale> {scale} )\b (?:\s+(?P<unit>dollars|euros)\b)?
          | (?P<letter> (?-i: [BMK]|MM|mm|bn ) ) (?= \d?\b )        # "$1.2B", also with a footnote
          | \s+(?P<plain> dollars )\b
          | (?P<times> x\b | :1\b )
        )?
        (?P<last> \)? )
        (?: (?<=%)(?=\d{{1,2}}\b(?![.,]\d)) | (?<=[BMKmn])(?=\d\b) | (?![\w] | -?[\d] )  # "6%3": a footnote
          | (?<=[\d%])(?= -\d{{1,3}}(?:\.\d{{1,2}})?(?: \s?% | \s+percent\b ) ) )                # "2-3%", "5%-7%"
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def printed_at(text: str, position: int) -> Printed | None:
    """The number that starts at `position` of `text` (at its sign, bracket, symbol or first digit), or None."""
    found = _number().match(text, position)
    if found is None:
        return None
    digits = found["digits"]
    places = len(digits.partition(".")[2])
    whole = digits.replace(",", "")
    value = Decimal(whole if whole.isdigit() else "".join(whole.split()))
    kind: PrintedKind = "plain"
    power = 0
    if found["percent"]:
        kind = "percent"
    elif found["points"]:
        kind = "basis-points"
    elif found["cents"]:
        kind, power = "cents", -2
    elif found["times"]:
        kind = "ratio"
    elif found["currency"] or found["unit"] or found["plain"]:
        kind = "money"
    scale = found["scale"] or found["letter"]
    if scale:
        power = prose_words().scale[scale.lower()]
    start, end, bracketed = _edges(found)
    symbol = (found["currency"] or "").replace(" ", "").replace(".", "").upper() or None
    currency = prose_words().currency.get(symbol) if symbol else None
    return Printed(
        start,
        end,
        kind,
        value.scaleb(power) if power else value,
        places - power,
        currency,
        bracketed,
        bool(scale),
        power,
    )


def _edges(found: re.Match[str]) -> tuple[int, int, bool]:
    """Start and end with only those brackets that belong to the number, and whether it is printed as a negative."""
    opened = found["open"] == "(" or "(" in found["inner"]
    closed = bool(found["close"]) or bool(found["last"])
    start = found.start()
    end = found.end()
    minus = "-" in found["sign"] or "-" in found["inner"]
    if opened and closed:
        # "(5.2 percent)": the bracket is about the words, not the sign; "(2,719)" and "($.38)" are negatives.
        in_words = not found["close"] and bool(found["percent"] or found["points"] or found["cents"] or found["scale"])
        if in_words and found["open"]:
            return start + 1, end - 1, minus
        if found["close"] and found["last"]:
            end -= 1  # "$(22) million)": the outer one is the sentence's
        return start, end, True
    if found["open"]:
        start += 1
    has_words = bool(found["percent"] or found["points"] or found["cents"] or found["scale"])
    if found["last"] or (found["close"] and not has_words):
        end -= 1
    return start, end, minus
