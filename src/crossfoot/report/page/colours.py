"""Colours of a document's styles, each with its counterpart for dark paper."""

from __future__ import annotations

import re

import msgspec

# The names that filings use; any other word in a style is left as it stands.
_NAMED = {
    "black": "000000", "windowtext": "000000", "white": "ffffff", "window": "ffffff", "gray": "808080",
    "grey": "808080", "silver": "c0c0c0", "lightgrey": "d3d3d3", "lightgray": "d3d3d3", "whitesmoke": "f5f5f5",
    "red": "ff0000", "maroon": "800000", "green": "008000", "lime": "00ff00", "blue": "0000ff", "navy": "000080",
    "teal": "008080", "aqua": "00ffff", "yellow": "ffff00", "olive": "808000", "purple": "800080", "fuchsia": "ff00ff",
    "orange": "ffa500", "chocolate": "d2691e", "lightblue": "add8e6", "beige": "f5f5dc",
}  # fmt: skip
_COLOUR = re.compile(
    r"""
    \#(?P<six>[0-9a-f]{6})(?![0-9a-z])
  | \#(?P<three>[0-9a-f]{3})(?![0-9a-z])
  | rgba?\(\s*(?P<red>\d{1,3})\s*[,\s]\s*(?P<green>\d{1,3})\s*[,\s]\s*(?P<blue>\d{1,3})\s*(?:[,/]\s*[\d.%]+\s*)?\)
  | (?<![\w#(-])(?P<name>[a-z]+)(?![\w(-])
    """,
    re.VERBOSE,
)
_PROPERTY = re.compile(r"var\(--k\d+\)")
_BARE = re.compile(r"[0-9a-f]{6}")

# Lightness in thousandths: white becomes the dark paper's, black that of text on it; what lies between keeps its order.
_DARK_PAPER, _DARK_RANGE = 110, 820

Rgb = tuple[int, int, int]


class Colours(msgspec.Struct):
    """The colours met so far, each by the name of the custom property that holds it."""

    names: dict[str, str] = {}

    def replaced(self, value: str) -> str:
        """A style's value (lower case) with its colours as custom properties."""
        return _COLOUR.sub(self._property, value)

    def of_attribute(self, value: str) -> str | None:
        """The custom property of a colour given as an attribute ("#cceeff", "cceeff", "white"); None for no colour."""
        value = value.strip().lower()
        shown = self.replaced(f"#{value}" if _BARE.fullmatch(value) else value)
        return shown if _PROPERTY.fullmatch(shown) else None

    def rules(self) -> str:
        """The declarations of all custom properties."""
        return "".join(f"{name}:light-dark({light},{dark(light)});" for light, name in self.names.items())

    def _property(self, found: re.Match[str]) -> str:
        light = _light(found)
        return found[0] if light is None else f"var({self.names.setdefault(light, f'--k{len(self.names)}')})"


def _light(found: re.Match[str]) -> str | None:
    if found["name"]:
        known = _NAMED.get(found["name"])
        return f"#{known}" if known else None
    if found["six"]:
        return f"#{found['six']}"
    if found["three"]:
        return "#" + "".join(digit * 2 for digit in found["three"])
    return "#" + "".join(f"{min(int(found[part]), 255):02x}" for part in ("red", "green", "blue"))


def dark(colour: str) -> str:
    """The counterpart of "#rrggbb": the same hue and saturation, its lightness turned over."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    high, low = max(red, green, blue), min(red, green, blue)
    lightness = (high + low) * 1000 // 510
    spread = 255 - abs(high + low - 255)
    saturation = 0 if high == low or not spread else min(100, (high - low) * 100 // spread)
    turned = _DARK_PAPER + (1000 - lightness) * _DARK_RANGE // 1000
    return f"hsl({_hue((red, green, blue), high, low)} {saturation * 3 // 4}% {turned // 10}%)"


def _hue(rgb: Rgb, high: int, low: int) -> int:
    red, green, blue = rgb
    if high == low:
        return 0
    if high == red:
        sixty, turn = green - blue, 0
    elif high == green:
        sixty, turn = blue - red, 120
    else:
        sixty, turn = red - green, 240
    return (turn + 60 * sixty // (high - low)) % 360
