"""Number formats that print as a release does: brackets or minus, a dash for nil, currency signs, percent in points."""

from __future__ import annotations

import re

from crossfoot.model.document import Figure

_SCALE_WORDS = re.compile(r"\b(?:hundred|thousand|million|billion|trillion)s?\b", re.IGNORECASE)
_CURRENCY = re.compile(r"(?:[A-Z]{1,3}\s?)?[$€£¥]|^\W*[A-Z]{3}(?=\s?\d)")
_NIL = '"--"'


def of_figure(figure: Figure) -> str:
    """The format of a table's figure: "$ (2,719)" gives `"$"* #,##0_);"$"* (#,##0);"$"* "--"_)`."""
    percent = figure.kind == "percent" or "%" in figure.text
    bracketed = (
        figure.kind == "nil" or "(" in figure.text or not figure.text.lstrip("$€£¥ ").startswith(("-", "−", "–"))
    )
    tail = _literal("%") if percent else ""
    if figure.suffix:
        tail += _literal(f" {figure.suffix}")
    if figure.mark:
        tail += _literal(figure.mark)
    lead = f"{_literal(figure.currency)}* " if figure.currency else ""
    nil = _literal(figure.text.strip(" $€£¥")) if figure.kind == "nil" else _NIL
    zero = None if figure.kind != "nil" and not figure.printed else nil
    plus = '"+"' if figure.text.lstrip().startswith("+") else ""
    return _format(_core(figure.text, figure.places), lead, tail, bracketed, zero, plus)


def of_prose(text: str, places: int) -> str:
    """The format of a number in a sentence: "$27.5 million" gives `"$"#,##0.0" million"`, negatives in brackets."""
    percent = "%" in text or "percent" in text.lower()
    scale = _SCALE_WORDS.search(text)
    currency = _CURRENCY.search(text)
    tail = _literal("%") if percent else _literal(f" {scale.group().lower()}") if scale else ""
    lead = _literal(currency.group().strip()) if currency else ""
    return _format(_core(text, places), lead, tail, True, None, "")


def _core(text: str, places: int) -> str:
    digits = re.sub(r"\D", "", text.partition(".")[0])
    whole = "#,##0" if "," in text or len(digits) < 4 else "0"
    if places and re.search(r"(?<!\d)\.\d", text):
        whole = "#"  # ".55" is printed without its zero
    return f"{whole}.{'0' * places}" if places else whole


def _format(core: str, lead: str, tail: str, bracketed: bool, zero: str | None, plus: str) -> str:
    room = "_)" if bracketed else ""
    positive = f"{lead}{plus}{core}{tail}{room}"
    negative = f"{lead}({core}{tail})" if bracketed else f"{lead}-{core}{tail}"
    sections = [positive, negative]
    if zero is not None:
        sections.append(f"{lead}{zero}{room}")
    return ";".join(sections)


def _literal(text: str | None) -> str:
    """Text that a number format shows as it is, quotation marks left out: they cannot be written in one."""
    kept = (text or "").replace('"', "")
    return f'"{kept}"' if kept else ""
