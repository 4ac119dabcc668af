"""Captions of scale: "(in thousands, except per share data)", "Dollars in millions", "000's omitted"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

import msgspec

_POWER = {
    "hundred": 2, "thousand": 3, "000": 3, "k": 3, "million": 6, "000000": 6, "mm": 6, "m": 6, "mil": 6,
    "billion": 9, "bn": 9, "b": 9, "bil": 9,
}  # fmt: skip

_CAPTION = re.compile(
    r"""
    (?P<dollars>\bdollars\s+(?:are\s+)?(?:stated\s+|expressed\s+|shown\s+)?|(?:u\.?s\.?\s*)?\$\s*)?
    (?:amounts?\s+|expressed\s+|stated\s+|shown\s+|data\s+|figures\s+)*
    \bin\s+(?:(?P<currency1>[a-z]+)\s+)?(?P<word>hundred|thousand|million|billion)s?\b
        (?:\s+of\s+(?:u\.?\s?s\.?\s+)?(?P<of>[a-z][a-z-]*|\$))?                   # in millions of dollars
  | \b(?P<word2>thousand|million|billion)s\s+of\s+(?:u\.?\s?s\.?\s+)?(?P<of2>[a-z][a-z-]*)      # thousands of dollars
  | (?P<dollars2>\$\s*)?\(?\s*(?<![\d,.])(?P<zeros>000(?:,000)?)(?:['\u2019]?s)?\b\s*(?:omitted)?  # 000's omitted
  | \(\s*(?P<word3>thousand|million|billion)s\s*[);,]                            # (millions)
  | \(\s*(?P<word4>mil|bil)\.\s*\)                                              # (Mil.)
  | (?P<symbol>(?:u\.?s\.?\s*)?\$|usd|\u20ac|\u00a3)\s*(?:in\s+)?                 # $ millions, $MM, US$ B
        (?P<word5>(?:thousand|million|billion)s|mm|m|bn|b|k)(?![\w-])
  | \bin\s+(?P<word6>mm)\b                                                       # (in MM)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MAYBE = re.compile(
    r"thousand|million|billion|hundred|\b000|[mb]il\.|[$\u20ac\u00a3]\s*(?:in\s)?[mbk]|usd\s*[mbk]|in\s+mm\b",
    re.IGNORECASE,
)
_EXCEPT = re.compile(r"\b(?:except|excluding|other than)\b(?P<what>[^)]*)", re.IGNORECASE)
_SHARES = re.compile(r"(?<!per )(?<!per common )(?<!per-)\bshares?\b(?!\s+price)", re.IGNORECASE)
_MONEY_WORDS = re.compile(r"\$|dollars?|euros?|pounds?|yen|francs?|marks?", re.IGNORECASE)
_ISO = {
    "canadian": "CAD",
    "australian": "AUD",
    "euro": "EUR",
    "euros": "EUR",
    "sterling": "GBP",
    "yen": "JPY",
    "dollars": "USD",
}

_SYMBOL = {"\u20ac": "EUR", "\u00a3": "GBP"}


class Caption(msgspec.Struct, frozen=True):
    """A stated scale: ten to the `power`. `shares_too`: False where it excepts share counts or is for dollars only."""

    power: int
    shares_too: bool = True
    money: bool = True  # False: "in millions of kilowatt-hours"
    currency: str | None = None
    text: str = ""
    counts: bool = False  # "short tons in thousands": of no money

    @property
    def factor(self) -> Decimal:
        """What a printed figure is multiplied by."""
        return Decimal(1).scaleb(self.power)


@lru_cache(maxsize=32768)
def caption(text: str) -> Caption | None:
    """The scale that `text` states; None where it states none."""
    if not _MAYBE.search(text):
        return None
    found = _CAPTION.search(text)
    if not found:
        return None
    part = found.groupdict()
    named_so = (part["word"], part["word2"], part["word3"], part["word4"], part["word5"], part["word6"], part["zeros"])
    word = next(filter(None, named_so)).replace(",", "").lower()
    word = word[:-1] if word.endswith("s") else word
    of = (part["of"] or part["of2"] or "").lower()
    exception = _EXCEPT.search(text, found.end())
    shares_excepted = bool(exception and _SHARES.search(exception["what"]))
    dollars = bool(part["dollars"] or part["dollars2"] or of in ("dollars", "$"))
    symbol = (part["symbol"] or "").lower()
    dollars = dollars or symbol.endswith(("$", "usd"))
    named = _ISO.get((part["currency1"] or of).lower()) or _SYMBOL.get(symbol) or ("USD" if dollars else None)
    return Caption(
        power=_POWER[word],
        shares_too=not shares_excepted and not dollars,
        money=not of or of in _ISO or bool(_MONEY_WORDS.fullmatch(of)),
        currency=named,
        text=" ".join(found.group().split()),
        counts=_COUNTED.search(text) is not None,
    )


_COUNTED = re.compile(
    r"\b(?:tons|tonnes|barrels|units|acres|pounds|ounces|gallons|subscribers|subscriptions|members|memberships"
    r"|customers|visits|guests|rooms|miles)\s+(?:are\s+)?in\s+(?:thousand|million)s?\b",
    re.IGNORECASE,
)


def excepts(text: str) -> bool:
    """True where a text names what is not in the scale it states ("in thousands, except per share amounts")."""
    return _EXCEPT.search(text) is not None


_ALONE = re.compile(r"[(\[]?\s*(?:unaudited|audited|\s|[,;:.-])*$", re.IGNORECASE)


def over_all(headers: tuple[str, ...]) -> Caption | None:
    """The caption alone in a header line, centred over the columns; None where columns state their own."""
    found = {
        c.power: c
        for text in headers
        if (c := caption(text)) and _ALONE.match(text[: text.lower().find(c.text.lower())])
    }
    return next(iter(found.values())) if len(found) == 1 else None


def first(texts: tuple[str, ...]) -> Caption | None:
    """The caption of the first text that has one."""
    for text in texts:
        found = caption(text)
        if found:
            return found
    return None
