"""Control characters made visible: a document is a stranger's text, and must not steer the terminal that shows it."""

from __future__ import annotations

import operator
from decimal import Decimal
from typing import TypeVar, cast

import msgspec

from crossfoot.model.document import Anchor
from crossfoot.model.period import Period
from crossfoot.model.proof import Proof

# Tab and newline are layout. The others of ASCII have pictures of their own in Unicode (U+2400 ...). The second set of
# controls (U+0080 ...), which terminals obey too, and what turns the direction of writing, which would let a line read
# otherwise than it is ("Trojan Source"), are shown as the replacement character.
_LAYOUT = "\t\n"
_TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SIGNS = (
    {code: 0x2400 + code for code in range(0x20) if chr(code) not in _LAYOUT}
    | {0x7F: 0x2421}
    | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
    | {ord(character): 0xFFFD for character in _TURNING}
)
_TEXTLESS = frozenset((int, float, bool, Decimal, Period, type(None)))
_Value = TypeVar("_Value")


def visible(text: str) -> str:
    """The text, of the same length, with a sign for each control character; line ends are newlines."""
    if text.isprintable():
        return text
    signs = text.replace("\r\n", " \n").replace("\r", "\n").translate(_SIGNS)
    return text if signs == text else signs


def shown(proof: Proof) -> Proof:
    """The proof with every text in it made visible: lengths are kept, so its spans hold as before."""
    return _mapped(proof)


def _mapped(value: _Value) -> _Value:
    """The value with every string in it made visible; the value itself where there is nothing to change."""
    if isinstance(value, str):
        return cast(_Value, visible(value))
    if isinstance(value, tuple):
        if not value or isinstance(value[0], (int, Anchor)):  # spans and places: no text, and there are many
            return value
        items = tuple([_mapped(item) for item in value])
        return value if all(map(operator.is_, items, value)) else cast(_Value, items)
    if isinstance(value, msgspec.Struct):
        changed = {}
        for field in value.__struct_fields__:
            was = getattr(value, field)
            if type(was) in _TEXTLESS or (now := _mapped(was)) is was:
                continue
            changed[field] = now
        return msgspec.structs.replace(value, **changed) if changed else value
    return value
