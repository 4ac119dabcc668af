"""The facts of a release as a tidy table or CSV: one row a number."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from crossfoot.model.fact import Fact
from crossfoot.model.number import Number
from crossfoot.model.printed import counted, plain
from crossfoot.model.proof import Proof
from crossfoot.report.listing import guarded
from crossfoot.report.visible import shown, visible

COLUMNS = (
    "file", "line", "number", "printed", "where", "table", "statement", "path", "label", "concept", "segment",
    "period_start", "period_end", "unit", "value", "decimals", "nil", "basis", "guidance",
)  # fmt: skip


def as_csv(proof: Proof, *, heading: bool) -> str:
    """CSV (RFC 4180, without the last line's end), with a heading row where asked for."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if heading:
        writer.writerow(COLUMNS)
    proof = shown(proof)
    for number, fact in _pairs(proof):
        writer.writerow([guarded(cell) for cell in _cells(proof.document.name, number, fact)])
    return text.getvalue().rstrip("\n")


def _pairs(proof: Proof) -> Iterable[tuple[Number, Fact]]:
    numbers = {n.id: n for n in proof.reading.numbers}
    return ((numbers[f.number], f) for f in proof.reading.facts)


def _cells(name: str, number: Number, fact: Fact) -> tuple[str, ...]:
    period = fact.period
    return (
        name,
        str(number.line),
        number.id,
        _closed(number.text),
        number.where,
        _closed(fact.table or ""),
        fact.statement or "",
        " / ".join(_closed(p) for p in fact.path),
        _closed(fact.label),
        fact.concept or "",
        fact.segment or "",
        period.start.isoformat() if period and period.start else "",
        period.end.isoformat() if period else "",
        fact.unit or "",
        plain(fact.value),
        "" if fact.decimals is None else str(fact.decimals),
        "true" if fact.nil else "false",
        fact.basis or "",
        fact.guidance or "",
    )


def _closed(text: str) -> str:
    return " ".join(text.split())


_SHOWN = ("line", "label", "segment", "period", "unit", "value", "printed")
_LABEL_CHARS = 48  # as wide as a label gets where the width of the paper is not known
_LEAST_LABEL_CHARS = 24  # where a label has less room than this, a fact takes two lines
_RIGHT = {"line", "value", "printed"}


def as_table(proof: Proof, *, width: int | None, colour: bool) -> str:
    """A table for a person, to fit `width` where one is given: long labels are cut in the middle; on narrow paper a
    fact takes two lines."""
    proof = shown(proof)
    rows = [_row(number, fact) for number, fact in _pairs(proof)]
    if not rows:
        return f"{proof.document.name}: no facts"
    wide = [max(len(head), *(len(row[k]) for row in rows)) for k, head in enumerate(_SHOWN)]
    room = _LABEL_CHARS if width is None else width - sum(wide) + wide[1] - 2 * (len(wide) - 1)
    if width is not None and room < min(wide[1], _LEAST_LABEL_CHARS):
        head, *lines = (_two_lines(row, wide, width) for row in (_SHOWN, *rows))
    else:
        wide[1] = max(_LEAST_LABEL_CHARS, min(wide[1], room))
        head, *lines = (_line(row, wide) for row in (_SHOWN, *rows))
    told = f"{proof.document.name}: {counted(len(rows), 'fact')}"
    return "\n".join([told, f"\x1b[1m{head}\x1b[0m" if colour else head, *lines])


def _row(number: Number, fact: Fact) -> tuple[str, ...]:
    """The cells of a fact. A line that is a segment's is named by its headings: the segment has a column of its own."""
    path = [_closed(p).rstrip(" :") for p in fact.path]
    label = " / ".join(p for p in path if p and p != fact.segment) or _closed(fact.label)
    period, unit = str(fact.period or "?"), fact.unit or "?"
    return str(number.line), label, fact.segment or "", period, unit, plain(fact.value), _closed(number.text)


def _line(cells: tuple[str, ...], wide: list[int]) -> str:
    shown = []
    for head, cell, columns in zip(_SHOWN, cells, wide, strict=True):
        text = _cut(cell, columns)
        shown.append(text.rjust(columns) if head in _RIGHT else text.ljust(columns))
    return "  ".join(shown).rstrip()


def _two_lines(cells: tuple[str, ...], wide: list[int], width: int) -> str:
    """A fact on narrow paper: the label with its segment, and below it the rest, as printed where all have room."""
    line, label, segment, *rest = (cell.ljust(columns) for cell, columns in zip(cells, wide, strict=True))
    margin = " " * (len(line) + 2)
    whose = ", ".join(filter(None, (label.strip(), segment.strip())))
    below = margin + "  ".join(rest)
    if len(below) > width:
        below = margin + "  ".join(rest[:-1])  # a figure is never cut, and its value tells as much
    return f"{line}  {_cut(whose, width - len(margin))}\n{below.rstrip()}"


def _cut(text: str, columns: int) -> str:
    """The text, with "…" for its middle where it is too long: a label's end tells as much as its beginning."""
    if len(text) <= columns:
        return text
    left = (columns - 1) // 2
    return f"{text[:left]}…{text[len(text) - (columns - 1 - left) :]}"


def parts(proof: Proof) -> str:
    """The documents of an EDGAR submission, the chosen one marked; or that the input is none."""
    listed = shown(proof).document.parts
    if not listed:
        return f"{visible(proof.document.name)}: a document by itself, not an EDGAR submission of several"
    wide = max(len(p.type) for p in listed)
    return "\n".join(f"{'*' if p.chosen else ' '} {p.type:<{wide}}  {p.description}".rstrip() for p in listed)
