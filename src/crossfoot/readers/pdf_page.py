"""What stands on a page of a PDF: its characters with their places, and the lines drawn on it."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    import pypdfium2

MAX_OBJECTS = 20_000  # drawn objects of a page that are looked at
RULE_POINTS = 2.5  # a line is not thicker
LEAST_RULE_POINTS = 8.0  # nor shorter
EM = 1.15  # a character's box is so many times as high as its type size
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_SYMBOLS = {0xF0B7: "\u2022", 0xF0A7: "\u25aa", 0x02: "-", 0xAD: "-", 0xA0: " ", 0x2212: "-"}


class Glyph(msgspec.Struct):
    """A printed character: left, right and baseline in points, baselines growing downwards; `size` of its type."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


class Glyphs(msgspec.Struct):
    """The characters of a page, and how many more have no known letter, or are not shown."""

    glyphs: list[Glyph]
    unmapped: int
    unseen: int


class Ruling(msgspec.Struct):
    """A horizontal line drawn on a page, in the glyphs' coordinates."""

    left: float
    right: float
    at: float


def glyphs_of(page: pypdfium2.PdfPage) -> Glyphs:
    """The characters of a page that run in its main direction."""
    import pypdfium2.raw as raw

    textpage = page.get_textpage()
    handle = textpage.raw
    by_turn: dict[int, list[Glyph]] = {}
    unmapped = unseen = 0
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for index in range(raw.FPDFText_CountChars(handle)):
        if raw.FPDFText_IsGenerated(handle, index) == 1:
            continue
        code = raw.FPDFText_GetUnicode(handle, index)
        if code in (0, 0xFFFD, 0xFFFE, 0xFFFF):
            unmapped += 1
            continue
        text = _SYMBOLS.get(code) or _LIGATURES.get(code) or chr(code)
        if code < 0x20 and code != 0x02:
            continue
        if _is_unseen(raw, handle, index):
            unseen += 1
            continue
        raw.FPDFText_GetLooseCharBox(handle, index, box)
        raw.FPDFText_GetCharOrigin(handle, index, x, y)
        turn = round(math.degrees(raw.FPDFText_GetCharAngle(handle, index)) / 90) % 4
        by_turn.setdefault(turn, []).append(_turned(text, box, (x.value, y.value), turn))
    textpage.close()
    turns = Counter({turn: sum(not g.text.isspace() for g in glyphs) for turn, glyphs in by_turn.items()})
    main = turns.most_common(1)[0][0] if turns else 0
    return Glyphs(by_turn.get(main, []), unmapped, unseen)


def _is_unseen(raw: Any, handle: Any, index: int) -> bool:
    """True for text that is neither filled nor drawn, as what is recognised behind a scan."""
    item = raw.FPDFText_GetTextObject(handle, index)
    return bool(item) and raw.FPDFTextObj_GetTextRenderMode(item) in (
        raw.FPDF_TEXTRENDERMODE_INVISIBLE,
        raw.FPDF_TEXTRENDERMODE_CLIP,
    )


def _turned(text: str, box: Any, origin: tuple[float, float], turn: int) -> Glyph:
    """The glyph with the page turned so that its text runs from left to right."""
    if turn == 1:
        return Glyph(text, -box.top, -box.bottom, origin[0], (box.right - box.left) / EM)
    if turn == 2:
        return Glyph(text, -box.right, -box.left, origin[1], (box.top - box.bottom) / EM)
    if turn == 3:
        return Glyph(text, box.bottom, box.top, -origin[0], (box.right - box.left) / EM)
    return Glyph(text, box.left, box.right, -origin[1], (box.top - box.bottom) / EM)


def rulings_of(page: pypdfium2.PdfPage) -> list[Ruling]:
    """The horizontal lines of an upright page: thin boxes that are filled, and strokes."""
    import pypdfium2.raw as raw

    out: list[Ruling] = []
    for count, item in enumerate(page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=4)):
        if count >= MAX_OBJECTS:
            break
        left, bottom, right, top = item.get_bounds()
        if top - bottom <= RULE_POINTS and right - left >= LEAST_RULE_POINTS:
            out.append(Ruling(left, right, -(top + bottom) / 2))
    return sorted(out, key=lambda r: (r.at, r.left))
