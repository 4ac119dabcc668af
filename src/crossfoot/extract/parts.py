"""Parts of the company known from the whole document: a table, a section, a row or a column that bears their name."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

import msgspec

from crossfoot.extract import labels, segments
from crossfoot.extract.lines import Line
from crossfoot.extract.sheets import Sheet
from crossfoot.extract.statements import generic_labels, places_anywhere
from crossfoot.model.fact import Provenance

_ASIDE = re.compile(r"\s*\([^()]*\)|[\u201c\u201d\"]")  # 'Fastening Solutions ("FS")'
_KIND = re.compile(
    r"\s+(?:reportable\s+)?(?:segments?|division|group|business)(?:\s+(?:results|highlights|data))?$", re.IGNORECASE
)
_DASH = re.compile(r"\s[-\u2013\u2014]\s")
_WHOLE = re.compile(r"(?:total )?consolidated", re.IGNORECASE)
_LEAST_ROWS = 2  # rows that bear names of parts make a list of them
_COMPANY_WIDE = ("balance-sheet", "cash-flow")
_Names = dict[str, str]  # folded name: as printed


def spread(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets; parts of the company that one table names are known by their names in the others."""
    sheets = [_plainly_named(sheet) for sheet in sheets]
    names = _known(sheets)
    if not names:
        return sheets
    return [_plainly_named(sheet) for sheet in _spread(sheets, names)]


def _spread(sheets: list[Sheet], names: _Names) -> list[Sheet]:
    sheets = [_without_other_parts(sheet, names) for sheet in sheets]
    names = _known(sheets)
    names = _known([sheet for sheet in sheets if _of_table(sheet, names) is None])  # those list what is theirs
    out = [_with_parts(sheet, names) for sheet in sheets]
    groups = {folded: name for sheet in out for folded, name in _totalled(sheet).items() if folded not in names}
    return [_with_parts(sheet, names | groups) for sheet in out] if groups else out


_SEGMENT = re.compile(r"\s+(?:reportable |operating )?segments?$", re.IGNORECASE)


def _plain(name: str | None) -> str | None:
    """A part's name without the word "segment" behind it."""
    return name and (_SEGMENT.sub("", name) or name)


def _plainly_named(sheet: Sheet) -> Sheet:
    named = [*sheet.parts.values(), sheet.part, *(line.segment for line in sheet.lines)]
    if not any(name and _SEGMENT.search(name) for name in named):
        return sheet
    lines = tuple(
        msgspec.structs.replace(line, segment=_plain(line.segment)) if line.segment else line for line in sheet.lines
    )
    parts = {k: _plain(name) for k, name in sheet.parts.items()}
    return msgspec.structs.replace(sheet, parts=parts, part=_plain(sheet.part), lines=lines)


@lru_cache(maxsize=1 << 12)
def _folded(name: str) -> str:
    return " ".join(_ASIDE.sub("", segments.tidy(name)).lower().replace(" and ", " & ").split())


def _known(sheets: list[Sheet]) -> _Names:
    """Names of parts, from the rows and columns of tables of segments."""
    out: _Names = {}
    for sheet in sheets:
        found = [line.segment for line in sheet.lines] + list(sheet.parts.values())
        for name in found if sheet.kind not in _COMPANY_WIDE else ():
            if name and segments.is_name(name):
                out.setdefault(_folded(name), name)
                whole = _without_place(name)
                if whole:
                    out.setdefault(_folded(whole), whole)
    vague = generic_labels() | places_anywhere()
    return {folded: name for folded, name in out.items() if folded and folded not in vague}


_ALL = re.compile(r"(?:all|same|other)\b", re.IGNORECASE)
_TOTAL_OF = re.compile(r"total\s+(?=\S)", re.IGNORECASE)


def _totalled(sheet: Sheet) -> _Names:
    """Groups of parts: a heading over parts of the company whose total is printed ("Total Well Services")."""
    if sheet.kind in _COMPANY_WIDE:
        return {}
    heads = {_folded(text): segments.tidy(text) for line in sheet.lines if line.segment for text in line.path[:-1]}
    totals = {_folded(_TOTAL_OF.sub("", line.label)) for line in sheet.lines if _TOTAL_OF.match(line.label)}
    return {
        folded: name
        for folded, name in heads.items()
        if folded in totals and segments.is_name(name) and not _ALL.match(name)
    }


def _named_in(text: str, names: _Names) -> str | None:
    """The part that a label or heading names, or the total of which it names."""
    return names.get(_folded(text)) or names.get(_folded(_TOTAL_OF.sub("", text)))


def _without_place(name: str) -> str | None:
    """The part of which a name is a place: "Upstream" of "Upstream Non-U.S."; None where it names no place."""
    words = name.split()
    for k in range(1, len(words)):
        if " ".join(words[k:]).lower() in places_anywhere():
            return " ".join(words[:k])
    return None


def _with_parts(sheet: Sheet, names: _Names) -> Sheet:
    if sheet.kind in _COMPANY_WIDE:
        return sheet
    if not sheet.parts:
        heads = {k: names.get(_folded(c.rest)) for k, c in enumerate(sheet.columns) if c.rest and not c.change}
        if len({name for name in heads.values() if name}) > 1:
            return msgspec.structs.replace(sheet, parts=heads)
    part = _of_table(sheet, names)
    lines = _with_segments(sheet.lines, names) if part is None else _of_part(sheet.lines, names)
    if part is None and lines is sheet.lines:
        return sheet
    return msgspec.structs.replace(sheet, part=part, lines=lines)


def _of_part(lines: tuple[Line, ...], names: _Names) -> tuple[Line, ...]:
    """The lines of a table about one part: places and products listed there are its own, no parts of the company."""
    if not any(line.segment and _folded(line.segment) not in names for line in lines):
        return lines
    return tuple(
        msgspec.structs.replace(line, segment=None) if line.segment and _folded(line.segment) not in names else line
        for line in lines
    )


def _without_other_parts(sheet: Sheet, names: _Names) -> Sheet:
    """The sheet; where its title names another part, its columns are of something else (product lines)."""
    title = sheet.table.titles[-1].strip() if sheet.parts and sheet.table.titles else ""
    named = _folded(_KIND.sub("", title))
    heads = {_folded(name) for name in sheet.parts.values() if name}
    vague = _KIND.search(title) is not None and named in places_anywhere()
    if title and named not in heads and (named in names or vague or _WHOLE.fullmatch(title)):
        return msgspec.structs.replace(sheet, parts={})
    return sheet


def _of_table(sheet: Sheet, names: _Names) -> str | None:
    """The part that a title over the whole table names."""
    for title in reversed(sheet.table.titles[-2:]):
        pieces = [title, *_DASH.split(title)]
        for piece in (*pieces, *(_KIND.sub("", p) for p in pieces)):
            found = names.get(_folded(piece))
            if found:
                return found
        if _KIND.search(title) and _folded(_KIND.sub("", title)) in places_anywhere():
            return _KIND.sub("", title)
    return None


def _with_segments(lines: tuple[Line, ...], names: _Names) -> tuple[Line, ...]:
    own = [None if line.segment else names.get(_folded(line.label)) for line in lines]
    own = _with_places(lines, own)
    listed = len({name for name in own if name}) >= _LEAST_ROWS or any(line.segment for line in lines)
    out = list(lines)
    changed = False
    for k, line in enumerate(lines):
        total = names.get(_folded(_TOTAL_OF.sub("", line.label))) if _TOTAL_OF.match(line.label) else None
        if line.segment or (segments.is_consolidated(line.label) and not total):
            continue
        name = own[k] if listed else None
        name = name or total
        above = next(filter(None, (_named_in(text, names) for text in reversed(line.path[:-1]))), None)
        if name:
            out[k] = _named(line, name, f"row label {line.label!r}")
        elif above:
            out[k] = _named(line, above, "a heading above the row")
        changed = changed or bool(name or above)
    return tuple(out) if changed else lines


def _with_places(lines: tuple[Line, ...], own: list[str | None]) -> list[str | None]:
    """The parts that rows bear the names of; what any company may have ("International") is one in a list of others."""
    lists = Counter(line.path[:-1] for line, name in zip(lines, own, strict=True) if name)
    return [
        segments.tidy(line.label)
        if name is None and not line.segment and lists[line.path[:-1]] >= _LEAST_ROWS and _is_place(line.label)
        else name
        for line, name in zip(lines, own, strict=True)
    ]


def _is_place(label: str) -> bool:
    return segments.tidy(label).lower() in places_anywhere()


def _named(line: Line, name: str, source: str) -> Line:
    """The line as the part's; the heading above names the line item where its label is the part's name."""
    concept = line.concept
    if concept is None and len(line.path) > 1:
        concept = labels.concept_of(segments.tidy(line.path[-2]), line.statement, line.path[:-2])
    why = (*line.why, Provenance("segment", source))
    return msgspec.structs.replace(line, segment=name, concept=concept, why=why)
