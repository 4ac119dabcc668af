"""What stands outside the tables: paragraphs, headings, bullets, footnotes, furniture."""

from __future__ import annotations

import re

import msgspec

from crossfoot.model.document import Anchor, Passage, PassageKind
from crossfoot.readers.lines import Line

_BULLET = re.compile(r"\s*(?:--?|\*|•|o|·)\s+\S")
_FOOTNOTE = re.compile(r"\s*(?:\(\w{1,2}\)|\*+|Notes?\b[ \d:]|- - )\s*\S", re.IGNORECASE)
_END = re.compile(r"[.:;!?][\"')]*\s*\Z")
_SHORT = 75  # a heading's line is not longer


class Group(msgspec.Struct):
    """Neighbouring lines that make one passage."""

    lines: list[Line]
    kind: PassageKind
    after_table: bool = False


def read_passages(lines: list[Line], taken: dict[int, str], source: str) -> tuple[Passage, ...]:
    """The passages, in order. `taken` says of line indices what they are already: "table" or "furniture"."""
    groups: list[Group] = []
    after_table = fresh = True
    notes = False
    for index, line in enumerate(lines):
        notes = (notes or "fn" in line.tags) and "/fn" not in line.tags
        kind = taken.get(index)
        if kind == "table":
            after_table, fresh = True, True
        elif kind == "furniture":
            if line.text.strip():
                groups.append(Group([line], "furniture"))
            fresh = True
        elif line.kind in ("blank", "rule"):
            fresh = True
        else:
            starts = fresh or _BULLET.match(line.text) is not None
            if starts or not groups:
                groups.append(Group([line], "paragraph", after_table or notes))
            else:
                groups[-1].lines.append(line)
            fresh = False
            after_table = after_table and bool(_FOOTNOTE.match(groups[-1].lines[0].text))
    for group in groups:
        if group.kind != "furniture":
            group.kind = _kind(group)
    return tuple(_passage(g, source) for g in _rejoined(groups))


def _kind(group: Group) -> PassageKind:
    first, text = group.lines[0], group.lines[-1].text
    if group.after_table and _FOOTNOTE.match(first.text):
        return "footnote"
    if _BULLET.match(first.text):
        return "bullet"
    letters = [line.text.strip() for line in group.lines]
    short = all(len(t) <= _SHORT for t in letters)
    upper = all(t.isupper() for t in letters)
    if (
        short
        and len(group.lines) <= 4
        and (upper or not _END.search(text))
        and (upper or len(group.lines) == 1 or _centred(group.lines))
    ):
        return "heading"
    return "paragraph"


def _centred(lines: list[Line]) -> bool:
    return all(line.left >= 4 and abs(line.left - (80 - line.right)) <= 8 for line in lines)


def _rejoined(groups: list[Group]) -> list[Group]:
    """The same groups, paragraphs cut in two by a page break made whole: no full stop before, a small letter after."""
    out: list[Group] = []
    last: Group | None = None  # the last group that is not furniture
    crossed = False
    for group in groups:
        if group.kind == "furniture":
            crossed = True
            out.append(group)
            continue
        first = group.lines[0].text.lstrip()
        if (
            last is not None
            and crossed
            and last.kind in ("paragraph", "bullet", "footnote")
            and first[:1].islower()
            and not _END.search(last.lines[-1].text)
        ):
            last.lines += group.lines
        else:
            out.append(group)
            last = group
        crossed = False
    return out


def _passage(group: Group, source: str) -> Passage:
    """One passage: neighbouring lines as they stand in the source, a new anchor where lines are not neighbours."""
    text = ""
    anchors: list[Anchor] = []
    end = -1
    for line in group.lines:
        start = line.offset(line.left)
        if line.places is not None:
            text += "\n" if text else ""
            anchors += _anchors(line, len(text))
            text += line.text.strip()
            end = -1  # what follows does not go on from here
            continue
        if end >= 0 and source[end:start].strip(" \r\n\t\f") == "" and start - end <= 200:
            text += source[end:start]
        else:
            text += "\n" if text else ""
            anchors.append(Anchor(len(text), start))
        end = line.end
        text += source[start:end]
    return Passage(group.kind, text, tuple(anchors), group.lines[0].number, group.lines[0].page)


def _anchors(line: Line, at: int) -> list[Anchor]:
    """Anchors for the text of a line with places of its own; `at`: where the line starts in the passage."""
    out: list[Anchor] = []
    left = line.left
    for column in range(left, line.right):
        place = line.offset(column)
        if not out or place != out[-1].source + (at + column - left - out[-1].text):
            out.append(Anchor(at + column - left, place))
    return out
