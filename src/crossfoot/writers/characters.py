"""Characters that EDGAR's ASCII does not have, in those that it has."""

from __future__ import annotations

import re
import unicodedata

from crossfoot.model.errors import Unwritable

# EDGAR Filer Manual II, 5.2.1.1: what stands on an American keyboard. The usual other ways of writing the rest.
_PLAIN = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2013": "-",
    "\u2014": "--",
    "\u2015": "--",
    "\u2010": "-",
    "\u2011": "-",
    "\u2212": "-",
    "\u2022": "*",
    "\u2026": "...",
    "\u00a0": " ",
    "\u00a9": "(C)",
    "\u00ae": "(R)",
    "\u2122": "(TM)",
    "\u00a3": "GBP ",
    "\u20ac": "EUR ",
    "\u00a5": "JPY ",
    "\u00a7": "Section ",
    "\u00b6": "Paragraph ",
    "\u00d7": "x",
    "\u00bd": "1/2",
    "\u00bc": "1/4",
    "\u00be": "3/4",
    "\u00df": "ss",
    "\u00e6": "ae",
    "\u00c6": "AE",
    "\u00f8": "o",
    "\u00d8": "O",
    "\u2020": "+",
    "\u2021": "++",
    "\u200b": "",
    "\ufeff": "",
}
_OTHER = re.compile(r"[^\x20-\x7e]")
_TAG = re.compile(r"<(?=[A-Za-z/!])")


def ascii_of(text: str) -> str:
    """The text in EDGAR's characters; a letter with an accent loses it.

    A "<" that could begin a tag is set apart from the word behind it. Raises Unwritable for a character that has no
    such form.
    """
    return _TAG.sub("< ", _OTHER.sub(lambda m: _plain(m.group()), text))


def _plain(character: str) -> str:
    known = _PLAIN.get(character)
    if known is not None:
        return known
    if character.isspace():
        return " "
    parts = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode("ascii")
    if not parts and not unicodedata.category(character).startswith(("C", "M")):
        name = unicodedata.name(character, f"U+{ord(character):04X}")
        raise Unwritable(f"the character {name}", "EDGAR's ASCII has none like it", remedy="write it in another way")
    return parts
