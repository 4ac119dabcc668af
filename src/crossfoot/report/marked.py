"""The release as printed, with each number marked by its status; of a page of markup, what is seen of it."""

from __future__ import annotations

from crossfoot.model.proof import Proof
from crossfoot.report.laid_out import laid_out
from crossfoot.report.visible import shown

_COLOURS = {"proved": "32", "broken": "1;31", "unproved": "33", "exempt": "2"}
_LETTERS = {"proved": "+", "broken": "!", "unproved": "?"}
_LEGEND = "Numbers: proved 1+, broken 1!, unproved 1?, exempt 1"


def marked(proof: Proof, *, colour: bool) -> str:
    """The whole text: numbers in the colour of their status, else with a mark after each, in place of a space."""
    proof = shown(proof)
    if proof.document.format == "html":
        text = laid_out(proof, _painted if colour else _lettered)
        return f"{_legend(colour)}\n\n{text}"
    source = proof.document.source
    pieces, at = [_legend(colour), "\n\n"], 0
    for number in proof.reading.numbers:
        start, end = number.span
        if start < at:  # a number within another's span is shown with that one
            continue
        pieces.append(source[at:start])
        if colour:
            pieces.append(_painted(source[start:end], number.status))
            at = end
        else:
            mark = _LETTERS.get(number.status, "")
            pieces.append(source[start:end] + mark)
            at = end + bool(mark and source[end : end + 2] == "  ")
    pieces.append(source[at:])
    return "\n".join(line.rstrip(" ") for line in "".join(pieces).split("\n")).rstrip()


def _lettered(text: str, status: str) -> str:
    return text + _LETTERS.get(status, "")


def _painted(text: str, status: str) -> str:
    return f"\x1b[{_COLOURS[status]}m{text}\x1b[0m"


def _legend(colour: bool) -> str:
    return " ".join(_painted(status, status) for status in _COLOURS) if colour else _LEGEND
