"""A whole release: the narrative in paragraphs with its figures, and the statements after it."""

from __future__ import annotations

import re
from typing import NamedTuple

from crossfoot.compose.figures import CLOSE, FIRST, LAST, OPEN, Book, Marks
from crossfoot.compose.sandbox import rendered
from crossfoot.compose.statements import Typesetter
from crossfoot.model.books import Closed, Package, Stated
from crossfoot.model.draft import Block, Break, Draft, Piece, Prose, ProseKind
from crossfoot.model.errors import Unreadable

NARRATIVE = "narrative.md"
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_MARK = re.compile(f"{OPEN}([{chr(FIRST)}-{chr(LAST)}])([^{CLOSE}]*){CLOSE}")
_EXPRESSION = re.compile(r"\{[{%](.*?)[%}]\}", re.DOTALL)
_CHAIN = re.compile(r"[A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*)*")


class Composed(NamedTuple):
    """A draft, and in the order of print what each of its figures is to be read as."""

    draft: Draft
    stated: tuple[Stated, ...]


def references(package: Package) -> frozenset[tuple[str, str]]:
    """The lines and segments that the narrative names, whether a statement prints them or not."""
    segments = {s.id for s in package.settings.segments}
    found = set()
    for expression in _EXPRESSION.findall(package.narrative):
        for chain in _CHAIN.findall(expression):
            words = [w.strip() for w in chain.split(".")]
            of = next((w for w in words[:2] if w in segments and w not in package.lines), "")
            found |= {(w, of) for w in words[:3] if w in package.lines}
    return frozenset(found)


def composed(closed: Closed) -> Composed:
    """The release of closed books. Raises Unreadable for a narrative that is wrong, with its line."""
    package = closed.package
    if _PRIVATE.search(package.narrative):
        raise Unreadable(NARRATIVE, "holds characters of a private-use area", remedy="take them out")
    book = Book(closed)
    text = rendered(package.narrative, book.names(), NARRATIVE)
    blocks = _blocks(text, book.marks)
    stated = [s for block in blocks if isinstance(block, Prose) for s in _stated(block, book.marks)]
    typesetter = Typesetter(closed)
    for layout in package.layouts:
        statement = typesetter.statement(layout)
        if statement.lines:
            blocks += [Break(), statement] if blocks else [statement]
    settings = package.settings
    title = next((_plain(b) for b in blocks if isinstance(b, Prose) and b.kind == "heading"), settings.company)
    return Composed(Draft(title, tuple(blocks), settings.running_head), (*stated, *typesetter.stated))


def _blocks(text: str, marks: Marks) -> list[Block]:
    """Markdown's paragraphs, headings ("# "), bullets ("- "), notes ("> ") and page breaks ("---")."""
    out: list[Block] = []
    for chunk in re.split(r"\n[ \t]*\n", text):
        lines = [line.strip() for line in chunk.strip().splitlines() if not line.strip().startswith("<!--")]
        if not lines:
            continue
        if lines == ["---"]:
            out.append(Break())
        elif lines[0].startswith("#"):
            out.append(_prose("heading", " ".join(lines).lstrip("# "), marks, bold=True))
        elif lines[0].startswith(("- ", "* ")):
            out += [_prose("bullet", item, marks) for item in _items(lines)]
        elif lines[0].startswith("> "):
            out.append(_prose("footnote", " ".join(line.lstrip("> ") for line in lines), marks))
        else:
            out.append(_prose("paragraph", " ".join(lines), marks))
    return out


def _items(lines: list[str]) -> list[str]:
    items: list[str] = []
    for line in lines:
        if line.startswith(("- ", "* ")):
            items.append(line[2:])
        else:
            items[-1] += f" {line}"
    return items


def _prose(kind: ProseKind, text: str, marks: Marks, *, bold: bool = False) -> Prose:
    text = re.sub(r"[ \t]+", " ", text).strip()
    pieces: list[Piece] = []
    at = 0
    for found in _MARK.finditer(text):
        if found.start() > at:
            pieces.append(Piece(text[at : found.start()]))
        pieces.append(Piece(found[2], marks.stated[ord(found[1]) - FIRST].key))
        at = found.end()
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return Prose(kind, tuple(pieces), bold=bold)


def _stated(block: Prose, marks: Marks) -> list[Stated]:
    by_key = {(s.key, s.text): s for s in marks.stated}
    return [by_key[p.figure, p.text] for p in block.pieces if p.figure is not None]


def _plain(block: Prose) -> str:
    return "".join(piece.text for piece in block.pieces)
