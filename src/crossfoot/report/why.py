"""Of each number on a line: what it means, which step settled that, and the equations it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.model.number import Number
from crossfoot.model.printed import plain
from crossfoot.model.proof import Proof
from crossfoot.report.equation import Names, equation


def explained(proof: Proof, line: int) -> str:
    """The explanation of line `line` (1-based)."""
    names = Names(proof)
    here = [n for n in proof.reading.numbers if n.line == line]
    lines = re.split(r"\r\n|\r|\n", proof.document.source)
    if line > len(lines):
        return f"{proof.document.name} has {len(lines)} lines"
    pieces = [f"line {line} | {lines[line - 1].strip()}"]
    if not here:
        pieces.append("no number stands on this line")
    for number in here:
        pieces += ["", *_number(number, names)]
    return "\n".join(pieces)


def _number(number: Number, names: Names) -> Iterator[str]:
    status = f"exempt ({number.why})" if number.why else number.status
    yield f"{' '.join(number.text.split())}  {number.id}, {number.where}, {status}"
    fact = names.facts.get(number.id)
    value = f"{plain(number.value)} {number.unit or '(unit not known)'}"
    decimals = "exact" if number.decimals is None else f"decimals {number.decimals}"
    yield f"    {'value':<10} {value}, {decimals}{', nil' if number.nil else ''}"
    if fact:
        yield f"    {'label':<10} {' / '.join(p for p in fact.path if p) or fact.label}"
        for name in ("concept", "segment", "period", "basis", "guidance"):
            known = getattr(fact, name)
            shown = str(known) if known is not None else {"segment": "consolidated", "period": "not known"}.get(name)
            if shown:
                yield f"    {name:<10} {shown}"
        for step in fact.why:
            yield f"    {step.property + ' from':<10} {step.source}"
    for ident in number.ties:
        tie = names.ties[ident]
        chance = "known" if tie.nfa is None else f"chance 10^{tie.nfa:.1f}"
        yield f"    {'tie':<10} {equation(tie, names)}  [{tie.kind}, {tie.scope}, {tie.status}, {chance}]"
    if not number.ties and not number.why:
        yield f"    {'tie':<10} none"
