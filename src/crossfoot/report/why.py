"""Of each number on a line: what it means, which step settled that, and the equations it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.model.fact import Fact
from crossfoot.model.number import Number
from crossfoot.model.printed import plain
from crossfoot.model.proof import Proof
from crossfoot.report.equation import Names, equation
from crossfoot.report.visible import shown
from crossfoot.vocabulary.terms import exempt_means

_BREAK = re.compile(r"\r\n?|\n")


def lines_of(proof: Proof) -> list[str]:
    """The lines of the release as they are numbered, whichever way they end."""
    lines = _BREAK.split(proof.document.source)
    return lines if lines[-1] else lines[:-1]


def explained(proof: Proof, line: int) -> str:
    """The explanation of line `line` (1-based), which the release has."""
    proof = shown(proof)
    names = Names(proof)
    here = [n for n in proof.reading.numbers if n.line == line]
    lines = lines_of(proof)
    pieces = [f"line {line} | {lines[line - 1].strip()}"]
    if not here:
        pieces.append("no number stands on this line")
    for number in here:
        pieces += ["", *_number(number, names)]
    return "\n".join(pieces)


def _number(number: Number, names: Names) -> Iterator[str]:
    means = exempt_means(number.why) if number.why else None
    status = f"exempt ({number.why}{f': {means}' if means else ''})" if number.why else number.status
    yield f"{' '.join(number.text.split())}  {number.id}, {number.where}, {status}"
    for name, value, source in _properties(number, names.facts.get(number.id)):
        yield f"    {name:<8} {value}{f'  <- {source}' if source else ''}".rstrip()
    for ident in number.ties:
        tie = names.ties[ident]
        chance = "known" if tie.nfa is None else f"chance 10^{tie.nfa:.1f}"
        given = ", which takes it as given" if any(t.given and t.number == number.id for t in tie.terms) else ""
        yield f"    {'tie':<8} {equation(tie, names)}  [{tie.kind}, {tie.scope}, {tie.status}, {chance}]{given}"
    if not number.ties and not number.why:
        yield f"    {'tie':<8} none"


def _properties(number: Number, fact: Fact | None) -> Iterator[tuple[str, str, str]]:
    """(property, value, which step settled it from what) of all that is known, and of the period that is not."""
    sources = {step.property: step.source for step in fact.why} if fact else {}
    decimals = "exact" if number.decimals is None else f"decimals {number.decimals}"
    yield "value", f"{plain(number.value)}{', nil' if number.nil else ''}", ""
    yield "scale", decimals, sources.pop("scale", "")
    yield "unit", number.unit or "not known", sources.pop("unit", "")
    if fact is None:
        return
    yield "label", " / ".join(" ".join(p.split()) for p in fact.path if p) or fact.label, sources.pop("label", "")
    yield "period", str(fact.period or "not known"), sources.pop("period", "")
    yield "segment", fact.segment or "consolidated", sources.pop("segment", "")
    for name, known in (("concept", fact.concept), ("basis", fact.basis), ("guidance", fact.guidance)):
        if known:
            yield name, known, sources.pop(name, "")
    for name, source in sources.items():
        yield name, "", source
