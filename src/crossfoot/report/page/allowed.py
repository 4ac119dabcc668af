"""What of a stranger's markup may stand on our page: a list of elements, attributes and styles; all else is left out.

Tags are written anew from what was understood of them, never copied. Styles become classes of one style sheet, so that
the page's content security policy can forbid style attributes.
"""

from __future__ import annotations

import html
import re

import msgspec

from crossfoot.report.page.colours import Colours
from crossfoot.report.visible import visible

# Elements whose content is not shown, and is left out with them (as in reading).
UNSHOWN = frozenset(("script", "style", "title", "head", "noscript"))
_ELEMENTS = frozenset(
    (
        "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "center", "blockquote",
        "address", "pre", "section", "article", "header", "footer", "table", "caption", "colgroup", "col", "thead",
        "tbody", "tfoot", "tr", "td", "th", "font", "span", "b", "strong", "i", "em", "u", "a", "sup", "sub", "small",
        "big", "tt", "kbd", "code", "s", "strike", "del", "ins", "br", "hr", "wbr",
    )
)  # fmt: skip
_RENAMED = {"body": "div", "form": "div", "fieldset": "div", "main": "div", "label": "span"}
_VOID = frozenset(("br", "hr", "col", "wbr"))

_WORD = re.compile(r"[\w.%+ -]{0,24}")
_IDENT = re.compile(r"[\w.:-]{1,80}")
_SHORT = frozenset(
    (
        "align", "valign", "width", "height", "colspan", "rowspan", "cellspacing", "cellpadding", "border", "dir",
        "lang", "start", "type", "value", "clear", "size", "span", "scope", "rules", "frame",
    )
)  # fmt: skip
_SWITCHES = frozenset(("nowrap", "noshade", "hidden"))
_COLOURED = {"bgcolor": "background-color", "color": "color"}

_SIDES = ("top", "right", "bottom", "left")
_PROPERTIES = frozenset(
    (
        "background", "background-color", "border", "border-bottom", "border-collapse", "border-color", "border-left",
        "border-right", "border-spacing", "border-style", "border-top", "border-width", "bottom", "box-sizing",
        "clear", "color", "display", "float", "font", "font-family", "font-size", "font-style", "font-variant",
        "font-weight", "height", "justify-content", "align-items", "flex-direction", "left", "letter-spacing",
        "line-height", "list-style-position", "list-style-type", "margin", "margin-bottom", "margin-left",
        "margin-right", "margin-top", "max-width", "min-height", "min-width", "overflow", "padding", "padding-bottom",
        "padding-left", "padding-right", "padding-top", "page-break-after", "page-break-before", "page-break-inside",
        "position", "right", "table-layout", "text-align", "text-decoration", "text-indent", "text-transform", "top",
        "vertical-align", "visibility", "white-space", "width", "word-break",
        *(f"border-{side}-{part}" for side in _SIDES for part in ("color", "style", "width")),
    )
)  # fmt: skip
# Of a value, once its colours are out: words, lengths, quoted font names. No function, no address, no escape.
_VALUE = re.compile(r"""(?: var\(--k\d+\) | '[\w .,-]*' | "[\w .,-]*" | [\w.%+\#-]+ | [\s,/] )*""", re.VERBOSE)
# White type of no size, as the text under the pictures of a slide show: its numbers are read, so it is to be seen.
_PALE = re.compile(r"(?<![\w-])color:\s*(?:\#fff(?:fff)?|white)\s*(?=;|\Z)", re.IGNORECASE)
_TINY = re.compile(r"font-size:\s*[012](?:\.\d+)?p[tx]\s*(?=;|\Z)", re.IGNORECASE)
_SEEN = "font-size:9pt;font-style:italic"
_PLACES = frozenset(("static", "relative", "absolute"))
_MAX_STYLE_CHARS = 4000
_MAX_ATTRIBUTES = 40

_ATTRIBUTE = re.compile(r"""([a-zA-Z][a-zA-Z-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*)([^>]*)>")
_PIXELS = re.compile(r"(\d+)(?:px|pt)?\Z")
_SPACER_PIXELS = 20  # a picture that is no taller or no wider is drawn for its room


def escaped(text: str) -> str:
    """Text of the source as text of ours: entities resolved once, controls made visible, markup escaped."""
    if "&" in text:
        text = visible(html.unescape(text))
    return html.escape(text, quote=False)


class Cleaner(msgspec.Struct):
    """Writes tags anew, and collects the style sheet that they refer to."""

    colours: Colours = msgspec.field(default_factory=Colours)
    classes: dict[str, str] = {}
    known: dict[str, str] = {}

    def tag(self, source: str) -> str:
        """The tag that may stand for the one that reads `source`; "" where none may."""
        if source not in self.known:
            found = _TAG.fullmatch(source)
            self.known[source] = self._tag(found[1], found[2].lower(), found[3]) if found else ""
        return self.known[source]

    def sheet(self) -> str:
        """The style sheet of all tags written so far."""
        rules = "".join(f".{name}{{{body}}}" for body, name in self.classes.items())
        return f":host{{{self.colours.rules()}}}{rules}"

    def _tag(self, closing: str, name: str, attributes: str) -> str:
        name = _RENAMED.get(name, name)
        if name == "img":
            return "" if closing else self._picture(_attributes(attributes))
        if name not in _ELEMENTS:
            return ""
        if closing:
            return "" if name in _VOID else f"</{name}>"
        return f"<{name}{self._written(name, _attributes(attributes))}>"

    def _written(self, name: str, attributes: dict[str, str]) -> str:
        """The attributes that may stand, each with a blank before it."""
        style, out = self._style(attributes.get("style", "")), []
        for key, value in attributes.items():
            if key in _COLOURED and (colour := self.colours.of_attribute(value)):
                style = f"{_COLOURED[key]}:{colour};{style}"
            elif key in _SHORT and _WORD.fullmatch(value):
                out.append(f' {key}="{html.escape(value)}"')
            elif key == "face" and _VALUE.fullmatch(value):
                style = f"font-family:{value};{style}"
            elif key in _SWITCHES:
                out.append(f" {key}")
            elif key == "title":
                out.append(f' title="{html.escape(value[:200])}"')
            elif key in ("id", "name") and _IDENT.fullmatch(value):
                out.append(f' {key}="{value}"')
            elif key == "href" and name == "a":
                out.append(_link(value))
        if style:
            out.append(f' class="{self._class(style)}"')
        return "".join(out)

    def _class(self, style: str) -> str:
        return self.classes.setdefault(style, f"s{len(self.classes)}")

    def _style(self, text: str) -> str:
        """The declarations that may stand, colours as custom properties."""
        kept = []
        text = text[:_MAX_STYLE_CHARS]
        if _PALE.search(text) and _TINY.search(text):
            text = _TINY.sub(_SEEN, _PALE.sub("", text))
        for declaration in text.split(";"):
            name, colon, value = declaration.partition(":")
            name, value = name.strip().lower(), value.strip().lower().removesuffix("!important").strip()
            if not colon or name not in _PROPERTIES or not value:
                continue
            if "color" in name or name.startswith(("background", "border")):
                value = self.colours.replaced(value)
            if not _VALUE.fullmatch(value) or (name == "position" and value not in _PLACES):
                continue
            kept.append(f"{name}:{value}")
        return ";".join(kept)

    def _picture(self, attributes: dict[str, str]) -> str:
        """A picture is not fetched: a frame with its words stands for it; nothing for one that only takes room."""
        sizes = [_pixels(attributes.get(side) or _declared(attributes, side)) for side in ("width", "height")]
        if any(size is not None and size <= _SPACER_PIXELS for size in sizes):
            return ""
        wide, high = sizes
        style = f"width:{wide}px;" if wide else ""
        style += f"height:{high}px;" if high else ""
        name = f"picture {self._class(style)}" if style else "picture"
        words = (
            html.escape((attributes.get("alt") or attributes.get("title") or "").strip()[:120])
            or "no words given for it"
        )
        return f'<span class="{name}">picture: {words}</span>'


def _attributes(text: str) -> dict[str, str]:
    """The attributes by lower-case name, the first of each, entities resolved."""
    out: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(text):
        if len(out) >= _MAX_ATTRIBUTES:
            break
        out.setdefault(found[1].lower(), visible(html.unescape(found[2] or found[3] or found[4] or "")))
    return out


def _link(address: str) -> str:
    """A link within the document stays one; any other only tells where it would lead."""
    if address.startswith("#") and _IDENT.fullmatch(address[1:]):
        return f' href="{address}"'
    return f' title="leads to {html.escape(address[:200])}"'


def _declared(attributes: dict[str, str], side: str) -> str:
    found = re.search(rf"(?<![\w-]){side}\s*:\s*(\d+)(?:\.\d+)?(?:px|pt)", attributes.get("style", ""), re.IGNORECASE)
    return found[1] if found else ""


def _pixels(text: str) -> int | None:
    found = _PIXELS.match(text.strip())
    return min(int(found[1]), 2000) if found else None
