"""Lines of a plain-text document: where they stand, what they hold, and what kind of line each is."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal

import msgspec

from crossfoot.readers.figures import CHUNK, YEAR
from crossfoot.readers.tabstops import Stops, next_stop, stops_of

LineKind = Literal["blank", "rule", "row", "years", "text"]

# EDGAR's ASCII tags, and the few others that stand in old submissions. They take no part in the layout.
TAG = re.compile(
    r"</?(?:TABLE|CAPTION|S|C|PAGE|FN|F\d+|TEXT|DOCUMENT|TYPE|SEQUENCE|FILENAME|DESCRIPTION|PDF|XBRL)>", re.IGNORECASE
)
_BREAKS = re.compile(r"\r\n|\n|\r")
_LEADER = re.compile(r"(?:[ ]?\.){3,}(?=[\s$(\d-]|$)")  # dot leaders: "Revenues........" and "Revenues . . . ."
_RULE = re.compile(r"(?:- )?[\s\-=_—]*\Z")  # "- ----": a leading dash is escaped in privacy-enhanced mail
_CHARACTER = re.compile(r".", re.DOTALL)
_SHOWN = re.compile(r"(?P<tag><[^>]*>)|(?P<entity>&#?\w{1,31};)|.", re.DOTALL)
_WORDS = re.compile(r"\S+")
# How a line of figures can end: a digit, a sign or symbol of a figure, a dash, a mark, or a word such as "NM".
_LAST = frozenset("0123456789)%*$xX-=_—–―")
_LAST_WORDS = ("na", "n/a", "nm", "n/m", "n.a.", "n.m.", "nil")
_TAIL = frozenset(("figure", "currency", "nil", "rule", "word"))
# A document of so many printed lines, of which no more than this share stand right under another, is double-spaced.
DOUBLE_SPACED_LINES = 20
DOUBLE_SPACED_SHARE = 0.05


class Chunk(msgspec.Struct, gc=False):
    """White-space separated piece of a line, by its columns on the page."""

    kind: str
    start: int
    end: int
    text: str


class Line(msgspec.Struct):
    """One line. `text` has tabs expanded, tags and leaders blanked.

    `places` maps its columns to source offsets where they are not simply counted from `start`.

    `tail`: index in `chunks` of the first chunk of a row's figures. `tags`: the tags of the line, lower case.
    """

    number: int
    start: int
    end: int
    text: str
    kind: LineKind = "blank"
    found: list[Chunk] | None = None
    tail: int = 0
    tags: tuple[str, ...] = ()
    places: tuple[int, ...] | None = None
    page: int = 1
    leader: bool = False
    tabs: frozenset[int] = frozenset()

    @property
    def chunks(self) -> list[Chunk]:
        """The pieces of the line between white space, told apart when first asked for: most lines never are."""
        if self.found is None:
            self.found = [_chunk(m) for m in CHUNK.finditer(self.text)]
        return self.found

    def offset(self, column: int) -> int:
        """The source offset of a column."""
        if self.places is None:
            return self.start + column
        return self.places[min(column, len(self.places) - 1)]

    @property
    def left(self) -> int:
        """Column of the first printed character."""
        return len(self.text) - len(self.text.lstrip())

    @property
    def right(self) -> int:
        """Column behind the last printed character."""
        return len(self.text.rstrip())

    @property
    def label_end(self) -> int:
        """Index of the chunk behind the label: a row's tail, or the end of a line of text (rule pieces left out)."""
        if self.kind == "row":
            return self.tail
        chunks = self.chunks
        end = len(chunks)
        while end and chunks[end - 1].kind == "rule":
            end -= 1
        return end


def _chunk(found: re.Match[str]) -> Chunk:
    kind = found.lastgroup or "text"
    start, end = found.span(kind)
    return Chunk("text" if kind == "plain" else kind, start, end, found.string[start:end])


def split_lines(source: str, start: int, end: int, *, markup: bool = False) -> list[Line]:
    """The lines of source[start:end], classified, in order; `markup`: it is preformatted HTML."""
    first = source.count("\n", 0, start) + source.count("\r", 0, start) - source.count("\r\n", 0, start) + 1
    breaks = [m.span() for m in _BREAKS.finditer(source, start, end)]
    places = [(a, b) for (_, a), (b, _) in pairwise([(start, start), *breaks, (end, end)])]
    raws = [source[a:b] for a, b in places]
    tabbed = not markup and source.find("\t", start, end) >= 0
    stops: list[Stops | None] = stops_of(raws) if tabbed else [None] * len(raws)
    lines = [
        _line(raw, place[0], number, markup, stop)
        for number, (raw, place, stop) in enumerate(zip(raws, places, stops, strict=True), first)
    ]
    return _single_spaced(lines)


def _single_spaced(lines: list[Line]) -> list[Line]:
    """The same lines; of a document printed with a blank line under every line, without those."""
    together = sum(a.kind != "blank" and b.kind != "blank" for a, b in pairwise(lines))
    printed = sum(line.kind != "blank" for line in lines)
    if printed < DOUBLE_SPACED_LINES or together > printed * DOUBLE_SPACED_SHARE:
        return lines
    filler = {id(b) for a, b in pairwise(lines) if a.kind != "blank" and b.kind == "blank" and not b.tags}
    return [line for line in lines if id(line) not in filler]


def _line(raw: str, start: int, number: int, markup: bool, stops: Stops | None) -> Line:
    line = Line(number, start, start + len(raw), raw.rstrip())
    if not line.text and "\f" not in raw:  # a form feed is white space, but it breaks the page
        return line
    if "\t" in raw or "\f" in raw or (markup and ("<" in raw or "&" in raw)):
        _expand(line, raw, markup, stops)
    return _told(line)


def placed_line(text: str, places: tuple[int, ...], number: int) -> Line:
    """The line of a text put together from pieces; `places`: the offsets of its characters, and of the end."""
    return _told(Line(number, places[0], places[-1], text.rstrip(), places=places))


def _told(line: Line) -> Line:
    """The line with its tags and leaders blanked, and its kind."""
    if "<" in line.text:
        tags = tuple(t.group()[1:-1].lower() for t in TAG.finditer(line.text))
        if tags:
            line.tags += tags
            line.text = TAG.sub(lambda m: " " * len(m.group()), line.text).rstrip()
    if "..." in line.text or ". ." in line.text:
        plain = _LEADER.sub(lambda m: " " * len(m.group()), line.text)
        line.leader = plain != line.text
        line.text = plain
    if line.text.strip():
        _classify(line)
    return line


def _expand(line: Line, raw: str, markup: bool, stops: Stops | None) -> None:
    """Tabs to their stops, a form feed to a blank (it breaks the page), of markup only what is shown."""
    out = ""
    places: list[int] = []
    tabs: set[int] = set()
    if markup:
        from html import unescape  # its table of entities is long, and plain text has none
    for found in (_SHOWN if markup else _CHARACTER).finditer(raw):
        char = unescape(found.group()).replace("\u00a0", " ") if found.lastgroup == "entity" else found.group()
        if found.lastgroup == "tag":
            continue
        width = len(char)
        if char == "\t":
            width = next_stop(len(out), len(tabs), stops) - len(out)
            tabs.add(len(out))
        out += " " * width if char in "\t\f" else char
        places.extend([line.start + found.start()] * width)
    if "\f" in raw:
        line.tags = ("page",)
    line.tabs = frozenset(tabs)
    line.text = out.rstrip()
    line.places = (*places, line.start + len(raw))


def _classify(line: Line) -> None:
    text = line.text
    if _RULE.match(text) and ("--" in text or "=" in text or "__" in text or "——" in text):
        line.kind = "rule"
        line.found = [Chunk("rule", m.start(), m.end(), m.group()) for m in _WORDS.finditer(text)]
        return
    line.kind = "text"
    if "  " not in text or not (text[-1] in _LAST or text[-4:].lower().endswith(_LAST_WORDS)):
        return
    chunks = line.chunks
    tail = len(chunks)
    while tail and chunks[tail - 1].kind in _TAIL:
        tail -= 1
    tail = _after_gap(line, tail)
    figures = [c for c in chunks[tail:] if c.kind in ("figure", "nil")]
    if not figures:
        return
    if all(c.kind == "figure" and YEAR.match(c.text) for c in figures):
        line.kind = "years"
        line.tail = tail
        return
    line.kind = "row"
    if tail == 0 and len(figures) > 1 and YEAR.match(chunks[0].text) and chunks[1].start - chunks[0].end >= 2:
        tail = 1  # a year in front of other figures is the row's label
    line.tail = tail


def _after_gap(line: Line, tail: int) -> int:
    """The first chunk from `tail` on that stands apart from the text before it.

    Numbers right at a label's end belong to the label.

    A gap is two blanks, leaders, a tab, or one blank before a currency symbol or a run of well-spaced figures.
    """
    chunks = line.chunks
    for index in range(tail, len(chunks)):
        if index == 0:
            return 0
        gap = chunks[index].start - chunks[index - 1].end
        if gap >= 2 or chunks[index - 1].end in line.tabs:
            return index
        if gap == 1 and chunks[index].text.startswith("$") and _figures_apart(chunks[index:]):
            return index
    return len(chunks)


def _figures_apart(chunks: list[Chunk]) -> bool:
    """True for figures well apart, the second with a currency symbol too: then the first is no part of a label."""
    if len([c for c in chunks if c.kind in ("figure", "nil")]) < 2:
        return False
    after = chunks[2] if chunks[0].kind == "currency" else chunks[1]
    return after.text.startswith("$") and all(b.start - a.end >= 2 for a, b in pairwise(chunks) if b is after)
