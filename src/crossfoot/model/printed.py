"""Values in print: an amount as a given number would show it, exact decimals without an exponent, counts of things."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from crossfoot.model.document import Document
from crossfoot.model.number import Number

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")  # "27,485", "0.55", ".55"
_NEGATIVE = re.compile(r"\(|^\s*-\d|-\s*\$?\d")  # "(2,719)", "-2,719", "-$5"


def plain(value: Decimal) -> str:
    """The exact decimal in plain notation: "2719000", never "2.719E+6", "-0" or trailing zeros after the point."""
    text = str(value)
    if "E" in text:
        text = format(value, "f")  # the same for the others, but slower
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def counted(count: int, word: str) -> str:
    """ "1 error", "2 errors"."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def as_printed(value: Decimal, like: Number) -> str:
    """`value` (full units) as `like` is printed: its scale, places, symbols and brackets; "(2,719)" for -2719000."""
    found = _DIGITS.search(like.text)
    core = found.group() if found else ""
    _, point, fraction = core.partition(".")
    places = len(fraction) if found else max(like.decimals or 0, 0)
    factor = Decimal(1).scaleb(places - like.decimals) if like.decimals is not None else Decimal(1)
    digits = _core(abs(value) / factor, places, "," in core or len(core.replace(point, "")) < 4)
    if core.startswith(".") and digits.startswith("0."):
        digits = digits[1:]
    prefix, suffix = (like.text[: found.start()], like.text[found.end() :]) if found else ("", "")
    was_bracketed = bool(_NEGATIVE.search(like.text))
    turned = value != 0 and like.value != 0 and (value < 0) != (like.value < 0)
    if turned and not was_bracketed and like.where == "narrative":  # where words say which way it went
        return f"{'-' if value < 0 else '+'}{prefix}{digits}{suffix}".strip()
    bracketed = was_bracketed != turned if like.value or was_bracketed else value < 0
    if bracketed == was_bracketed:
        return f"{prefix}{digits}{suffix}".strip()
    prefix, suffix = prefix.replace("(", "").replace("-", ""), suffix.replace(")", "")
    return f"({prefix}{digits}{suffix})".replace(" ", "") if bracketed else f"{prefix}{digits}{suffix}".strip()


def header_over(document: Document, number: Number) -> str | None:
    """What the header stack over a table's number says, topmost first; None where there is none."""
    if number.cell is None:
        return None
    table, _, column = number.cell
    over = sorted((h for h in document.tables[table].headers if h.first <= column <= h.last), key=lambda h: h.level)
    return " ".join(" ".join(h.text.split()) for h in over) or None


def _core(amount: Decimal, places: int, commas: bool) -> str:
    """Digits with `places` after the point, or more where the amount itself is finer than that and short."""
    step = Decimal(1).scaleb(-places)
    shown = amount.quantize(step, rounding=ROUND_HALF_UP)
    return format(shown, ",f" if commas else "f")
