"""The text of a paragraph from the stretches of its source: white space folded, entities resolved, anchors."""

from __future__ import annotations

import html
import html.entities
import re
from functools import lru_cache

from crossfoot.model.document import Anchor
from crossfoot.readers.flow import Paragraph

# Where what is shown is not simply what stands in the source. White space is shown as one blank, and so is a byte-order
# mark inside a document, though of no width.
_CUT = re.compile(
    r"""
    [ \t\r\n\f\ufeff]{2,}
  | [\t\r\n\f\ufeff]
  | &(?:\#\d{1,32}|\#[xX][0-9a-fA-F]{1,32}|[a-zA-Z][a-zA-Z0-9]{1,31});?
    """,
    re.VERBOSE,
)
_BLANKS = re.compile(r"[ \t\r\n\f\ufeff]{2,}|[\t\r\n\f\ufeff]")


@lru_cache(maxsize=1024)
def _resolved(reference: str) -> tuple[str, int]:
    """What a character reference shows, and how many of its characters are the reference.

    Some old names need no semicolon, and what stands right behind is no part of them: "&nbsp2004" (HTML Standard,
    13.2.5.73, named character reference state).
    """
    if reference[1] == "#" or reference[1:] in html.entities.html5:
        return html.unescape(reference), len(reference)
    for end in range(len(reference) - 1, 2, -1):
        if (shown := html.entities.html5.get(reference[1:end])) is not None:
            return shown, end
    return "", 0


class _Writer:
    """The text written so far, and the anchors to map it into the source."""

    __slots__ = ("anchors", "blank", "length", "next", "text", "width")

    def __init__(self) -> None:
        self.text: list[str] = []
        self.length = 0
        self.blank = True  # at the start, or behind a blank: another one is not shown
        self.anchors: list[Anchor] = []
        self.width = 0  # of the last anchor
        self.next = -1  # where the source goes on if the next character needs no anchor of its own

    def write(self, shown: str, at: int, width: int) -> None:
        """Writes characters of which each takes `width` characters of the source."""
        if self.blank and shown[0] == " ":
            shown, at = shown[1:], at + 1
            if not shown:
                return
        if at != self.next or width != self.width:
            self.anchors.append(Anchor(self.length, at, width))
            self.width = width
        self.text.append(shown)
        self.length += len(shown)
        self.blank = shown[-1] == " "
        self.next = at + len(shown) * width

    def stretch(self, source: str, start: int, end: int, cuts: re.Pattern[str]) -> None:
        """Writes source[start:end]."""
        at = start
        for cut in cuts.finditer(source, start, end):
            left, right = cut.span()
            if left > at:
                self.write(source[at:left], at, 1)
            at = right
            if source[left] != "&":
                self.write(" ", left, 1)
                continue
            shown, used = _resolved(cut.group())
            if shown:  # a reference that stands for no character ("&#7;") shows nothing
                self.write(shown, left, used)
            if left + used < right:
                self.write(source[left + used : right], left + used, 1)
        if at < end:
            self.write(source[at:end], at, 1)


def _as_it_stands(paragraph: Paragraph, source: str, cuts: re.Pattern[str]) -> bool:
    """True where a paragraph's one piece is shown as it stands in the source: then that is its text."""
    piece = paragraph.pieces[0]
    text = source[piece.start : piece.end]
    if not text or text[0] == " " or text[-1] in " \u00a0":
        return False
    plain = text.isprintable() and "&" not in text and "  " not in text  # then there is nothing to cut
    if not plain and cuts.search(text):
        return False
    paragraph.text, paragraph.anchors = text, (Anchor(0, piece.start),)
    paragraph.raised = ((0, len(text)),) if piece.raised else ()
    return True


def settle(paragraph: Paragraph, source: str, *, markup: bool = True) -> None:
    """Writes text, anchors and raised stretches from the paragraph's pieces; `markup`: entities stand in the source."""
    cuts = _CUT if markup else _BLANKS
    if len(paragraph.pieces) == 1 and _as_it_stands(paragraph, source, cuts):
        return
    writer = _Writer()
    raised: list[tuple[int, int]] = []
    for piece in paragraph.pieces:
        begin = writer.length
        writer.stretch(source, piece.start, piece.end, cuts)
        if piece.raised and writer.length > begin:
            raised.append((begin, writer.length))
    paragraph.text = "".join(writer.text).rstrip(" \u00a0")
    length = len(paragraph.text)
    while writer.anchors and writer.anchors[-1].text >= length:
        writer.anchors.pop()
    paragraph.anchors = tuple(writer.anchors)
    paragraph.raised = tuple(raised)
