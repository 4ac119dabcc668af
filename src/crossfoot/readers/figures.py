"""Printed figures in a line of a table: digits with signs and symbols, dashes for nil, and what stands beside them."""

from __future__ import annotations

import re
from decimal import Decimal

from crossfoot.model.document import Figure, FigureKind

# One chunk of a line. Every alternative but `plain` and `text` must be followed by white space or the line's end.
CHUNK = re.compile(
    r"""
    \s*(?:
    (?P<plain>(?-i:[BD-GI-MO-TV-Zb-mo-z'"&,:;/\#])\S*)   # most words of a label, told by their first character
    | (?P<figure>
        (?:[-–](?:\$\s{0,4}|\s))?                      # a minus before the symbol or apart: "-$ 1.00", "- 1,000"
        (?:(?:US|C|A|NT|HK)?\$|[£€¥])?                 # a currency symbol that touches
        (?:\(\s{0,4}(?:\$\s{0,4})?)?                   # "(2,719)", "( 0.38)", "($ 370)", and unbalanced "(49,632"
        [-+–—]?\$?                                     # "-76%", "-$0.4"
        (?![\d,.]{25})                                 # longer than any amount: not a figure
        (?:\d+(?:,\d+)*(?:\.\d+)?|\.\d+)
        (?:\s?\))?                                     # closing, also where nothing was opened: "49,632)"
        (?:\s{0,2}%)?\)?                               # "(15)%", "(15%)", "8.0 %"
        x?                                             # a multiple: "3.5x"
        (?:\*+|\(\w{1,2}\))*                           # footnote marks that touch: "25,705(1)", "2,003*"
    )(?=\s|$)
    | (?P<currency>(?:US|C|A|NT|HK)?\$|[£€¥])(?=\s|$)
    | (?P<nil>(?:[$]?\(?-{1,4}\)?|[$]?[—–―\x96\x97]{1,2})%?)(?=\s|$)    # "--", "$--", "-%", "(-)"
    | (?P<rule>[-=_]{5,})(?=\s|$)
    | (?P<word>(?:n/?a|n/?m|n\.[am]\.|nil|\*+|%\)?|\)%?|\(\w{1,2}\))(?:\*+|\(\w{1,2}\))*)(?=\s|$)
    | (?P<text>\S+)
    )""",
    re.VERBOSE | re.IGNORECASE,
)

# The inside of one figure.
_FIGURE = re.compile(
    r"""
    (?P<apart>[-–](?P<symbol>\$)?\s*(?=[\d.$(]))?
    (?P<outer>(?:US|C|A|NT|HK)?\$|[£€¥])?
    (?P<open>\(\s*)?
    (?P<minus>[-+–—])?
    (?P<inner>\$\s*)?
    (?P<digits>\d+(?:,\d+)*(?P<fraction>\.\d+)?|(?P<bare>\.\d+))
    (?P<close>\s?\))?
    (?P<percent>\s*%)?(?P<late>\))?
    (?P<times>x)?
    (?P<mark>(?:\*+|\(\w{1,2}\))*)
    """,
    re.VERBOSE | re.IGNORECASE,
)

YEAR = re.compile(r"(?:19|20)\d\d(?:\*+|\(\w{1,2}\))*\Z")
MARK = re.compile(r"\(\d{1,2}\)\Z")  # "(1)": minus one, or a footnote; its column tells


def figure(text: str, start: int, currency: str | None) -> Figure:
    """The Figure printed as `text` at source offset `start`; `currency` is the symbol that stood apart before it."""
    if (plain := text.replace(",", "")).isdecimal():  # nothing but digits: most figures
        return Figure((start, start + len(text)), text, Decimal(plain), 0, "number", currency)
    found = _FIGURE.match(text)
    assert found is not None, text
    apart, first, outer, opening, minus, inner, printed, _, _, closing, percent, late, _, mark = found.groups()
    digits = printed.replace(",", "")
    value = Decimal(digits)
    in_brackets = bool(opening or closing or late)
    end = found.start("mark") if mark else found.end()
    kind: FigureKind = "percent" if percent else "number"
    places = len(digits) - digits.index(".") - 1 if "." in digits else 0
    symbol = (first or outer or inner or "").strip() or currency
    negative = in_brackets != (apart is not None or minus in ("-", "–", "—"))
    return Figure((start, start + end), text[:end], -value if negative else value, places, kind, symbol, mark or None)


def nil(text: str, start: int, currency: str | None) -> Figure:
    """The Figure of a dash that stands for nothing."""
    symbol = "$" if text.startswith("$") else currency
    return Figure((start, start + len(text)), text, Decimal(0), 0, "nil", symbol)
