"""What building a release came to, for a person at a terminal: findings, moved figures, changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from textwrap import fill, shorten

from crossfoot.model.books import Change, Closed
from crossfoot.model.finding import Finding
from crossfoot.model.printed import counted
from crossfoot.model.proof import Proof
from crossfoot.report.visible import visible

_SHOWN = 60  # changes and moved figures, each
_EXCERPT_CHARS = 200


def built(
    name: str, closed: Closed, findings: tuple[Finding, ...], proof: Proof | None, changes: tuple[Change, ...],
    rules: Mapping[str, str], *, width: int,
) -> str:  # fmt: skip
    """The report of one build as text; `rules` gives each code's name, `width` is that of findings in characters."""
    lines = [_summary(name, findings, proof), *_findings(findings, rules, width)]
    lines += _moved(closed)
    lines += _changes(changes)
    return visible("\n".join(lines))


def _summary(name: str, findings: tuple[Finding, ...], proof: Proof | None) -> str:
    counts = Counter(f.severity for f in findings)
    found = ", ".join(counted(counts[s], s) for s in ("error", "warning", "note"))
    if proof is None or proof.reference is None:
        return f"{name}: {found}. Nothing was made; mend the books first."
    read = len(proof.reference.matches)
    missing = len(proof.reference.missing)
    said = f"{counted(read, 'figure')} of the books read back"
    return f"{name}: {found}. {said}{f', {missing} not found' if missing else ''}."


def _findings(findings: tuple[Finding, ...], rules: Mapping[str, str], width: int) -> Iterator[str]:
    for finding in findings:
        yield f"\n{finding.severity} {finding.rule} {rules.get(finding.rule, '')}"
        yield _wrapped("  ", finding.message, width)
        if finding.excerpt and finding.excerpt not in finding.message:
            yield _wrapped("  reads     ", shorten(finding.excerpt, _EXCERPT_CHARS, placeholder=" …"), width)
        yield _wrapped("  remedy    ", finding.remedy, width)


def _wrapped(head: str, text: str, width: int) -> str:
    """The text behind its head, the following lines as far in."""
    hang = " " * len(head)
    return fill(
        text, width, initial_indent=head, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False
    )


def _moved(closed: Closed) -> Iterator[str]:
    moved = [f for f in closed.figures.values() if f.moved]
    if moved:
        yield f"\nRounded so that everything foots: {counted(len(moved), 'figure')} not at the nearest unit"
        for figure in moved[:_SHOWN]:
            printed, exact = figure.printed / figure.step, figure.exact / figure.step
            yield f"  {figure.key}  printed {printed:,.0f}, exactly {exact:,.3f}"
        if len(moved) > _SHOWN:
            yield f"  and {len(moved) - _SHOWN} more"
    recast = [f for f in closed.figures.values() if f.status == "recast" and f.printed]
    if recast:
        yield f"\nRecast: {counted(len(recast), 'comparative figure')} from the books, not as published then"


def _changes(changes: tuple[Change, ...]) -> Iterator[str]:
    if changes:
        yield f"\nChanged: {counted(len(changes), 'place')}"
    for change in changes:
        was = " ".join(change.was.split())
        now = "to be turned round by hand" if change.now is None else change.now or "(taken out)"
        yield f"  line {change.line}: {was} -> {now}  {change.key}"
