"""What the page's script knows of the proof: numbers, ties and findings as compact JSON, every text told once."""

from __future__ import annotations

from typing import Any

import msgspec

from crossfoot.model.finding import Finding
from crossfoot.model.printed import as_printed, plain
from crossfoot.model.proof import Proof
from crossfoot.model.tie import Term, Tie
from crossfoot.report.equation import SUMS, Names, in_pieces
from crossfoot.report.page.meaning import meaning


class Texts(msgspec.Struct):
    """Texts by their index, each held once."""

    index: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        """The index of `text`."""
        return self.index.setdefault(text, len(self.index))


def payload(proof: Proof, states: tuple[str, ...], names: Names) -> str:
    """JSON that may stand inside a script element: no "<" is in it."""
    texts = Texts()
    numbers = {n.id: k for k, n in enumerate(proof.reading.numbers)}
    ties = {t.id: k for k, t in enumerate(proof.ties)}
    data = {
        "numbers": [
            [
                texts(" ".join(n.text.split())),
                states[k],
                n.line,
                [ties[t] for t in n.ties],
                [texts(piece) for row in meaning(n, names.facts.get(n.id)) for piece in row],
                n.cell[0] if n.cell else -1,
                texts(names.label(n.id)),
            ]
            for k, n in enumerate(proof.reading.numbers)
        ],
        "ties": [_tie(t, names, numbers, texts) for t in proof.ties],
        "findings": [_finding(f, names, numbers, ties, texts) for f in proof.findings],
        "texts": list(texts.index),
    }
    return msgspec.json.encode(data).decode().replace("<", "\\u003c")


def _tie(tie: Tie, names: Names, numbers: dict[str, int], texts: Texts) -> list[Any]:
    """[kind, scope, status, target, equation in pieces, signed terms, computed, chance, identity]."""
    pieces = in_pieces(tie, names)
    equation = [numbers[piece] if k % 2 else texts(piece) for k, piece in enumerate(pieces)]
    terms = [[numbers[t.number], _sign(tie, t)] for t in tie.terms]
    computed = "" if tie.computed is None else _computed(tie, names)
    chance = "" if tie.nfa is None else f"10^{tie.nfa:.1f}"
    return [
        texts(tie.kind), texts(tie.scope), tie.status[0], numbers[tie.target], equation, terms, texts(computed),
        texts(chance), texts(tie.identity or ""),
    ]  # fmt: skip


def _sign(tie: Tie, term: Term) -> int:
    """The sign a term enters with; 0 where it is not added: in a ratio, a change in percent, a comparison of words."""
    return (-1 if term.coefficient < 0 else 1) if tie.kind in SUMS else 0


def _computed(tie: Tie, names: Names) -> str:
    """What the terms give, as the target is printed; with its exact value where the print rounds that away."""
    assert tie.computed is not None
    target = names.numbers[tie.target]
    shown = as_printed(tie.computed, target)
    if target.decimals is None or tie.computed == round(tie.computed, target.decimals):
        return shown
    return f"{shown}, rounded from {plain(round(tie.computed, max(target.decimals + 3, 0)))}"


def _finding(finding: Finding, names: Names, numbers: dict[str, int], ties: dict[str, int], texts: Texts) -> list[Any]:
    """[rule, severity, message, numbers, suspects with what is expected, ties, line]."""
    suspects = [[numbers[s.number], texts(names.wanted(s.expected, s.number))] for s in finding.suspects]
    return [
        texts(finding.rule), texts(finding.severity), texts(finding.message), [numbers[n] for n in finding.numbers],
        suspects, [ties[t] for t in finding.ties], finding.line or 0,
    ]  # fmt: skip
