"""Tags of HTML: what kind each is for the reader, and its style."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

import msgspec

from crossfoot.readers.style import Style, style_of

TagKind = Literal[
    "inline", "block", "cell", "row", "table", "break", "rule", "preformatted", "unshown",
    "end-inline", "end-block", "end-part", "ignored",
]  # fmt: skip

BLOCKS = frozenset(
    (
        "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "center", "blockquote",
        "address", "pre", "section", "article", "header", "footer", "form", "body", "html",
    )
)  # fmt: skip
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
INLINE = frozenset(
    (
        "font", "span", "b", "strong", "i", "em", "u", "a", "sup", "sub", "small", "big", "tt", "kbd", "code", "s",
        "strike", "del", "ins", "label",
    )
)  # fmt: skip
# Elements whose content is never shown.
UNSHOWN = frozenset(("script", "style", "title", "head", "noscript"))
_PARTS: dict[str, TagKind] = {"td": "cell", "th": "cell", "tr": "row", "table": "table"}
_ALONE: dict[str, TagKind] = {"br": "break", "hr": "rule", "pre": "preformatted"}
_TAG = re.compile(r"(/?)([a-zA-Z][a-zA-Z0-9:]*)([^>]*)>")


class Tag(msgspec.Struct, frozen=True):
    """A tag by its source without the leading "<": a document has few that differ."""

    source: str
    kind: TagKind
    name: str
    style: Style


@lru_cache(maxsize=1 << 14)
def tag_of(source: str) -> Tag:
    """The tag that stands as `source` (from behind its "<" to its ">")."""
    found = _TAG.match(source)
    assert found is not None, source
    closing, name, attributes = found[1], found[2].lower(), found[3]
    kind = _end_kind(name) if closing else _start_kind(name, attributes)
    return Tag(source, kind, name, style_of("" if closing else attributes))


def _start_kind(name: str, attributes: str) -> TagKind:
    if name in INLINE:
        return "ignored" if attributes.endswith("/") else "inline"
    if name in UNSHOWN:
        return "unshown"
    return _PARTS.get(name) or _ALONE.get(name) or ("block" if name in BLOCKS else "ignored")


def _end_kind(name: str) -> TagKind:
    if name in INLINE:
        return "end-inline"
    return "end-part" if name in _PARTS else "end-block" if name in BLOCKS else "ignored"


def end_of_shown(source: str, start: int, end: int) -> int:
    """Where a comment begins that never ends, else `end`."""
    mark = source.find("!", start, end)  # of "<!--": one character is looked for many times faster than four
    while mark >= 0:
        if source[mark - 1 : mark + 3] == "<!--":
            closing = source.find("-->", mark, end)
            if closing < 0:
                return mark - 1
            mark = closing
        mark = source.find("!", mark + 1, end)
    return end
