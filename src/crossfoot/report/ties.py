"""Every tie of a proof, those of one formula together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.text import Text

from crossfoot.model.proof import Proof
from crossfoot.model.tie import Tie
from crossfoot.report.equation import Names, bare, equation, formula

_STYLES = {"exact": "green", "within-rounding": "green", "broken": "bold red"}


def listed(proof: Proof, names: Names) -> Iterator[Text]:
    """The lines of the list, in the order of the document."""
    groups: dict[str, list[Tie]] = {}
    for tie in sorted(proof.ties, key=lambda t: names.numbers[t.target].span):
        groups.setdefault(tie.formula or tie.id, []).append(tie)
    yield Text(f"Ties: {len(proof.ties)} equations of {len(groups)} formulas", style="bold")
    for ties in groups.values():
        yield from _single(ties[0], names) if len(ties) == 1 else _group(ties, names)


def _single(tie: Tie, names: Names) -> Iterator[Text]:
    line = _head(tie, names)
    line.append(f"{tie.status}  ", _STYLES[tie.status])
    yield line.append(equation(tie, names), "").append(f"  ({tie.kind}, {tie.scope})", "dim")


def _group(ties: list[Tie], names: Names) -> Iterator[Text]:
    first = ties[0]
    line = _head(first, names)
    for status, count in Counter(t.status for t in ties).most_common():
        line.append(f"{count} {status}  ", _STYLES[status])
    yield line.append(formula(first, names), "").append(f"  ({first.kind}, {first.scope})", "dim")
    for tie in ties:
        row = f"{names.label(tie.target)}: " if tie.scope == "row" else ""
        yield Text(" " * 12 + row + bare(tie, names), style=_STYLES["broken"] if tie.status == "broken" else "")


def _head(tie: Tie, names: Names) -> Text:
    return Text(f"{names.numbers[tie.target].line:>6}  ", style="dim")
