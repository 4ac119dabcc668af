"""What attributes and inline styles say that matters for reading: alignment, indent, rules, weight, what is hidden."""

from __future__ import annotations

import re

import msgspec

_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(pt|px|em|in|%|cm|mm)?")
_FARTHEST = 1e6  # points: some thousand pages
_POINTS = {"pt": 1.0, "px": 0.75, "em": 10.0, "in": 72.0, "%": 3.0, "cm": 28.3, "mm": 2.83, None: 0.75}
_INDENTS = ("padding-left", "margin-left", "text-indent")


class Style(msgspec.Struct, frozen=True):
    """One element's own attributes. Lengths are in points; a rule is 0 (none), 1 (single) or 2 (double).

    What is `hidden` is not shown; what is `absent` takes no place either, a cell no column of its table.
    """

    colspan: int = 1
    rowspan: int = 1
    bold: bool | None = None
    align: str | None = None
    indent: float = 0.0
    hidden: bool = False
    absent: bool = False
    raised: bool = False
    rule_above: int = 0
    rule_below: int = 0
    breaks_page: bool = False
    place: tuple[float, float] | None = None  # (top, left) of a box at a place of its own, in points


PLAIN = Style()
_KNOWN: dict[str, Style] = {}
_KNOWN_LIMIT = 20_000


def style_of(attributes: str) -> Style:
    """The style that an element's attributes give, as they stand in its tag."""
    if not attributes or attributes == "/":
        return PLAIN
    known = _KNOWN.get(attributes)
    if known is None:
        if len(_KNOWN) >= _KNOWN_LIMIT:
            _KNOWN.clear()
        known = _KNOWN[attributes] = _parsed(attributes)
    return known


def _parsed(attributes: str) -> Style:
    found = {m[1].lower(): (m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(attributes)}
    colspan, rowspan, align = _count(found.get("colspan")), _count(found.get("rowspan")), found.get("align", "").lower()
    css = _declarations(found["style"]) if "style" in found else {}
    if not css:
        return Style(colspan, rowspan, align=align or None, hidden="hidden" in found)
    return Style(
        colspan=colspan,
        rowspan=rowspan,
        bold=_bold(css),
        align=css.get("text-align") or align or None,
        indent=sum(_points(css[name]) for name in _INDENTS if name in css) + _shorthand(css),
        absent=css.get("display") == "none",
        hidden=css.get("display") == "none" or css.get("visibility") == "hidden" or "hidden" in found,
        raised=css.get("vertical-align") == "super" or _lifted(css),
        rule_above=_rule(css, "top"),
        rule_below=_rule(css, "bottom"),
        place=_place(css),
        breaks_page="always" in (css.get("page-break-before", ""), css.get("page-break-after", "")),
    )


def _declarations(style: str) -> dict[str, str]:
    out = {}
    for declaration in style.lower().split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            out[name.strip()] = value.strip()
    return out


def _count(text: str | None) -> int:
    if not text:
        return 1
    digits = text.strip()
    return min(max(int(digits), 1), 1000) if digits.isdigit() else 1


def _bold(css: dict[str, str]) -> bool | None:
    weight = css.get("font-weight")
    if weight is None:
        return None
    return weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600)


def _points(value: str) -> float:
    found = _LENGTH.match(value)
    return clipped(float(found[1]) * _POINTS[found[2]]) if found else 0.0


def clipped(points: float) -> float:
    """A length within what a document can mean; digits without end are more than any number holds."""
    return max(-_FARTHEST, min(points, _FARTHEST))


def _shorthand(css: dict[str, str]) -> float:
    """The left length of `padding` and `margin` where they are given at once: one, two, three or four lengths."""
    total = 0.0
    for name in ("padding", "margin"):
        lengths = css.get(name, "").split()
        if lengths and f"{name}-left" not in css:
            total += _points(lengths[3] if len(lengths) == 4 else lengths[1] if len(lengths) >= 2 else lengths[0])
    return total


def _lifted(css: dict[str, str]) -> bool:
    return css.get("position") == "relative" and css.get("top", "").startswith("-")


def _rule(css: dict[str, str], side: str) -> int:
    border, style = css.get(f"border-{side}") or css.get("border") or "", css.get(f"border-{side}-style")
    if not border and not style:
        return 0
    kind = style or border
    if "double" in kind:
        return 2
    if (
        "none" in border
        or "hidden" in border
        or border.startswith("0")
        or "transparent" in border
        or "#ffffff" in border
    ):
        return 0
    return 1 if any(word in kind for word in ("solid", "dashed", "dotted", "groove", "ridge")) else 0


def _place(css: dict[str, str]) -> tuple[float, float] | None:
    if css.get("position") != "absolute" or "top" not in css or "left" not in css:
        return None
    return _points(css["top"]), _points(css["left"])


def placed(own: tuple[float, float] | None, outer: tuple[float, float] | None) -> tuple[float, float] | None:
    """The place of a box on its page: its own, counted from the box it stands in."""
    return (own[0] + outer[0], own[1] + outer[1]) if own and outer else own or outer
