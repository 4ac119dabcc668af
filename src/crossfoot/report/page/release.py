"""The release as published, with a mark at every number: plain text line by line, HTML as its cleaned markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from crossfoot.model.document import Span
from crossfoot.model.proof import Proof
from crossfoot.report.page.allowed import UNSHOWN, Cleaner, escaped
from crossfoot.report.page.marks import Marker, Stretch

_TOKEN = re.compile(r"<!--.*?(?:-->|\Z)|</?(?P<name>[a-zA-Z][a-zA-Z0-9:]*)[^>]*>|<[!?][^>]*>", re.DOTALL)
_CONTROL_LINE = re.compile(r"\s*(?:</?[A-Z][A-Z0-9-]*>\s*)+")  # EDGAR's tags in plain text: "<TABLE>", "<S>   <C>"

_FORM_FEED = "\u240c"  # as made visible; here a new page is drawn instead


def release(proof: Proof, states: tuple[str, ...]) -> tuple[str, str]:
    """The marked release as HTML, and the style sheet it needs. `proof` is one whose text is made visible."""
    start, end = _extent(proof)
    if proof.document.format == "html":
        return _markup(proof, states, start, end)
    longest = max((len(line.rstrip()) for line in proof.document.source[start:end].split("\n")), default=0)
    return "".join(_lines(proof, states, start, end)), f".plain{{--columns:{longest}}}"


def _extent(proof: Proof) -> Span:
    """Of a submission, the document that was read; else all."""
    chosen = next((part for part in proof.document.parts if part.chosen), None)
    return chosen.span if chosen else (0, len(proof.document.source))


def _mark(stretch: Stretch, states: tuple[str, ...], inner: str) -> str:
    """A stretch's text with the mark of its number, inside that of the finding about it."""
    if stretch.number is not None:
        inner = f'<span class="n {states[stretch.number]}" data-n="{stretch.number}">{inner}</span>'
    return inner if stretch.finding is None else f'<span class="f" data-f="{stretch.finding}">{inner}</span>'


def _piece(source: str, stretch: Stretch, states: tuple[str, ...]) -> str:
    """A stretch of a line. Of what goes on from the line before, the indentation is not marked."""
    inner = html.escape(source[stretch.start : stretch.end], quote=False)
    core = inner.lstrip(" \t")
    return inner[: len(inner) - len(core)] + (_mark(stretch, states, core) if core else "")


def _lines(proof: Proof, states: tuple[str, ...], start: int, end: int) -> Iterator[str]:
    source, marker = proof.document.source, Marker(proof.reading.numbers, proof.findings)
    number, at = source.count("\n", 0, start), start
    yield '<div class="plain">'
    while at <= end:
        stop = source.find("\n", at, end)
        stop = end if stop < 0 else stop
        number += 1
        pieces = [_piece(source, stretch, states) for stretch in marker.cut(at, stop)]
        kind = " control" if _CONTROL_LINE.fullmatch(source, at, stop) else ""
        kind += " page" if _FORM_FEED in source[at:stop] else ""
        text = "".join(pieces).replace(_FORM_FEED, "").rstrip()
        yield f'<div class="line{kind}" data-line="{number}">{text or " "}</div>'
        at = stop + 1
    yield "</div>"


def _markup(proof: Proof, states: tuple[str, ...], start: int, end: int) -> tuple[str, str]:
    source, marker, cleaner = proof.document.source, Marker(proof.reading.numbers, proof.findings), Cleaner()
    out = ['<div class="paper">']
    endless: set[str] = set()  # elements left out whole that end no more in what is left
    at, last = start, _last_of_markup(source, start, end)
    while at < end:
        token = _TOKEN.search(source, at, last) if at < last else None
        stop = token.start() if token else end
        for stretch in marker.cut(at, stop):
            text = escaped(source[stretch.start : stretch.end])
            # Blanks loose in a table's markup are no text; in a mark of their own they would be put before the table.
            out.append(text if text.isspace() else _mark(stretch, states, text))
        if token is None:
            break
        at = token.end()
        name = (token["name"] or "").lower()
        if name in UNSHOWN and name not in endless and not token[0].startswith("</"):
            closing = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(source, at, end)
            if closing is None:
                endless.add(name)
            else:
                at = closing.end()
        elif name:
            out.append(cleaner.tag(token[0]))
    out.append("</div>")
    return "".join(out), cleaner.sheet()


def _last_of_markup(source: str, start: int, end: int) -> int:
    """Where the last tag or comment ends: behind it none is looked for again and again."""
    unclosed = source.find("<!--", max(start, source.rfind("-->", start, end)), end)
    return end if unclosed >= 0 else source.rfind(">", start, end) + 1
