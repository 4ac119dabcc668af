"""A Word document to Document: its body is read as a page of HTML is, from the same flow of paragraphs and tables."""

from __future__ import annotations

import re
from itertools import groupby

from crossfoot.model.document import Document
from crossfoot.model.errors import Unreadable
from crossfoot.readers.docx_body import Body
from crossfoot.readers.docx_parts import Parts
from crossfoot.readers.docx_styles import Styles
from crossfoot.readers.flow import Flow, Item, Paragraph, Preformatted
from crossfoot.readers.html import document_of

MAX_CHARACTERS = 20_000_000
TABBED_LINES = 3  # so many near each other make a table set with tabs
TABBED_GAP = 3  # lines without figures that may stand between two with them
TYPED_LINES = 5  # so many in monospaced type are read as plain text
# A line of a table set with tabs or blanks: fields far apart, the last of them a figure or what heads figures.
_TABBED = re.compile(r"\S.*(?:\t| {3,})\s*[$\u00a3\u20ac(]?\s*[-\u2013\u2014\d(][\d,.()%\s$\u2014-]*\Z", re.DOTALL)


def read_docx(data: bytes, name: str) -> Document:
    """The Document of a Word file; its offsets are into the text gathered from it. Raises Unreadable."""
    parts = Parts(data, name)
    main = parts.main()
    if main is None:
        raise Unreadable(name, "is no Word document", remedy="give a .docx, or the release as PDF, HTML or plain text")
    styles = next((parts.tree(part) for part in parts.related(main, "styles")), None)
    body = Body(Styles(styles))
    tree = parts.tree(main)
    content = None if tree is None else tree.find("body")
    if content is None:
        raise Unreadable(name, "has no body", place=main, remedy="save it again in Word")
    flow = body.flow(content)
    for kind in ("footnotes", "endnotes"):
        flow += _notes(parts, main, body, kind)
    end = body.length
    furniture = _furniture(parts, main, body)
    if body.length > MAX_CHARACTERS:
        limit = f"holds more text than the limit of {MAX_CHARACTERS:,} characters"
        raise Unreadable(name, limit, remedy="give the exhibit alone")
    source = body.settled()
    if not source.strip():
        raise Unreadable(name, "holds no text", remedy="check that the release is not a picture in it")
    edges = (0, *body.breaks, max(end, 1))
    return document_of(_tabbed(_typed(flow, body), source), edges, source, name, data, "docx", furniture)


def _notes(parts: Parts, main: str, body: Body, kind: str) -> Flow:
    """The notes of the document, without the lines that Word draws above them."""
    out: Flow = []
    for part in parts.related(main, kind):
        tree = parts.tree(part)
        for note in () if tree is None else tree:
            if note.get("type", "normal") == "normal":
                out += body.flow(note)
    return out


def _furniture(parts: Parts, main: str, body: Body) -> Flow:
    """Headers and footers, each text once."""
    out: Flow = []
    for part in [*parts.related(main, "header"), *parts.related(main, "footer")]:
        tree = parts.tree(part)
        if tree is not None:
            out += [item for item in body.flow(tree) if isinstance(item, Paragraph)]
    return out


def _tabbed(flow: Flow, source: str) -> Flow:
    """The flow, tables that are set with tabs in paragraphs made lines of text, which the reader of those knows."""
    out: Flow = []
    at = 0
    while at < len(flow):
        end = _tabbed_end(flow, at, source)
        if end > at:
            out.append(_lines(flow[at:end]))
            at = end
        else:
            out.append(flow[at])
            at += 1
    return out


def _tabbed_end(flow: Flow, at: int, source: str) -> int:
    """Behind the last line of a table that is set with tabs from `at` on; `at` itself where there is none."""
    count, last = 0, at
    for index in range(at, len(flow)):
        item = flow[index]
        if not isinstance(item, Paragraph) or index - last > TABBED_GAP:
            break
        if _TABBED.search(source[item.pieces[0].start : item.pieces[-1].end].rstrip()):
            count, last = count + 1, index
        elif index == at:
            return at
    return last + 1 if count >= TABBED_LINES else at


def _typed(flow: Flow, body: Body) -> Flow:
    """The flow, runs of lines in monospaced type made plain text."""
    out: Flow = []
    for typed, run in groupby(flow, key=lambda item: body.typed.get(id(item), False)):
        items = list(run)
        out += [_lines(items)] if typed and len(items) >= TYPED_LINES else items
    return out


def _lines(items: list[Item]) -> Preformatted:
    paragraphs = [item for item in items if isinstance(item, Paragraph)]
    first, last = paragraphs[0], paragraphs[-1]
    return Preformatted(first.pieces[0].start, last.pieces[-1].end, first.page, markup=False)
