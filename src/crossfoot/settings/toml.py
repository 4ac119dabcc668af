"""TOML files of ours: exact decimals, every key known, and every complaint with its line and what was meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from crossfoot.model.errors import Unreadable

LIMIT_BYTES = 4 * 1024 * 1024


class Source:
    """A TOML file, for what is said of places in it."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text

    def wrong(self, key: str, reason: str, remedy: str | None = None, *, after: int = 0) -> Unreadable:
        """The error for a key: the file, the line it stands on (the first from line `after` on), why, what to do."""
        return Unreadable(str(self.path), f"{key!r} {reason}", place=self.place(key, after), remedy=remedy)

    def place(self, key: str, after: int = 0) -> str | None:
        """ "line 3" for the first line that sets the key."""
        pattern = re.compile(rf"""\s*\[*\s*(?:[\w.-]+\.)?["']?{re.escape(key)}["']?\s*[]=.]""")
        for number, line in enumerate(self.text.splitlines(), 1):
            if number >= after and pattern.match(line):
                return f"line {number}"
        return None

    def known(self, table: Mapping[str, Any], keys: Iterable[str], *, after: int = 0) -> None:
        """Refuses a key that is none of `keys`, with the nearest of them. Raises Unreadable."""
        names = sorted(keys)
        for key in table:
            if key not in names:
                import difflib

                near = difflib.get_close_matches(key, names, 1, 0.5)
                remedy = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(names)}"
                raise self.wrong(key, "is no key that is known here", remedy, after=after)


def load(path: Path) -> tuple[Source, dict[str, Any]]:
    """The file and what it holds. Raises Unreadable for what cannot be opened, is too large, or is no TOML."""
    import tomllib  # where there is a file to read: a check without settings does not pay for it

    try:
        with path.open("rb") as stream:
            data = stream.read(LIMIT_BYTES + 1)
    except OSError as error:
        raise Unreadable(str(path), (error.strerror or "cannot be opened").lower(), remedy="check the path") from None
    if len(data) > LIMIT_BYTES:
        raise Unreadable(str(path), f"larger than the limit of {LIMIT_BYTES >> 20} MiB")
    try:
        text = data.decode("utf-8-sig")
        return Source(path, text), tomllib.loads(text, parse_float=Decimal)
    except UnicodeDecodeError:
        raise Unreadable(str(path), "is no UTF-8", remedy="save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(str(path), f"is no TOML: {str(error)[:1].lower()}{str(error)[1:]}") from None
