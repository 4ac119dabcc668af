"""What paragraphs and runs of Word look like: their own properties over those of their styles."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import msgspec

from crossfoot.readers.style import clipped

MONOSPACED = ("courier", "mono", "consolas", "lucida console", "monaco", "menlo")
MAX_BASES = 20  # styles that rest on each other, circles included
_ALIGN = {"center": "center", "right": "right", "end": "right", "left": "left", "start": "left", "both": "left"}
_RULES = {"nil": 0, "none": 0, "double": 2, "triple": 2}


class Look(msgspec.Struct):
    """What is known of a paragraph's or run's look; None where nothing is said. Lengths are in points."""

    align: str | None = None
    left: float | None = None
    first: float | None = None
    bold: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None
    heading: bool | None = None
    item: bool | None = None
    font: str | None = None
    breaks_page: bool | None = None


def child(element: Element | None, name: str) -> Element | None:
    """The first child of a name."""
    return None if element is None else element.find(name)


def value(element: Element | None, name: str) -> str | None:
    """The `val` of a child; None without the child or without a value."""
    found = child(element, name)
    return None if found is None else found.get("val")


def points(element: Element | None, *names: str) -> float | None:
    """The first of some lengths that is given, from twentieths of a point."""
    for name in names:
        text = element.get(name) if element is not None else None
        if text:
            try:
                return clipped(float(text.removesuffix("pt")) / (1 if text.endswith("pt") else 20))
            except ValueError:
                return None
    return None


def rule_of(borders: Element | None, side: str) -> int:
    """The rule that borders draw on a side: 0 none, 1 single, 2 double."""
    border = child(borders, side)
    if border is None or border.get("val") is None or border.get("color", "").lower() == "ffffff":
        return 0
    return _RULES.get(border.get("val", ""), 1)


def _switch(element: Element | None, name: str) -> bool | None:
    found = child(element, name)
    return None if found is None else found.get("val", "true") not in ("0", "false", "off", "none")


def own_look(paragraph: Element | None, run: Element | None) -> Look:
    """What paragraph properties and run properties say themselves."""
    indent = child(paragraph, "ind")
    hanging = points(indent, "hanging")
    numbered = child(paragraph, "numPr")
    ident = value(numbered, "numId")
    fonts = child(run, "rFonts")
    lifted = value(run, "vertAlign")
    return Look(
        align=_ALIGN.get(value(paragraph, "jc") or ""),
        left=points(indent, "left", "start"),
        first=-hanging if hanging is not None else points(indent, "firstLine"),
        bold=_switch(run, "b"),
        hidden=_switch(run, "vanish"),
        raised=None if lifted is None else lifted == "superscript",
        heading=True if (value(paragraph, "outlineLvl") or "9") != "9" else None,
        item=None if numbered is None else ident != "0",
        font=(fonts.get("ascii") or fonts.get("hAnsi")) if fonts is not None else None,
        breaks_page=_switch(paragraph, "pageBreakBefore"),
    )


def over(look: Look, under: Look) -> Look:
    """A look where one says nothing filled from the other."""
    said = {name: found for name in Look.__struct_fields__ if (found := getattr(look, name)) is not None}
    return msgspec.structs.replace(under, **said)


class Styles:
    """The styles of a file by their idents, each with what its bases say."""

    def __init__(self, tree: Element | None) -> None:
        elements = {} if tree is None else {s.get("styleId", ""): s for s in tree.iter("style")}
        self.elements = elements
        self.looks: dict[str, Look] = {}
        default = child(child(tree, "docDefaults"), "rPrDefault")
        self.default = own_look(None, child(default, "rPr"))
        self.normal = next((i for i, s in elements.items() if _is_default(s)), None)

    def look(self, ident: str | None) -> Look:
        """The look of a style; of an unknown one nothing."""
        if ident is None or ident not in self.elements:
            return Look()
        if ident not in self.looks:
            look, at, seen = Look(), ident, 0
            while at in self.elements and seen < MAX_BASES:
                style = self.elements[at]
                look = over(look, own_look(child(style, "pPr"), child(style, "rPr")))
                if (value(style, "name") or "").lower().startswith(("heading", "title", "subtitle")):
                    look.heading = True
                at, seen = value(style, "basedOn") or "", seen + 1
            self.looks[ident] = look
        return self.looks[ident]

    def paragraph(self, properties: Element | None) -> Look:
        """The look of a paragraph, its style's run properties included."""
        ident = value(properties, "pStyle") or self.normal
        return over(over(own_look(properties, None), self.look(ident)), self.default)

    def run(self, properties: Element | None, paragraph: Look) -> Look:
        """The look of a run in a paragraph."""
        if properties is None:
            return paragraph
        return over(over(own_look(None, properties), self.look(value(properties, "rStyle"))), paragraph)


def _is_default(style: Element) -> bool:
    return style.get("type") == "paragraph" and style.get("default") in ("1", "true")
