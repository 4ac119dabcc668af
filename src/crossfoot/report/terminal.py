"""A proof for a person at a terminal: a line to act on, the findings, what is proved of which table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import StringIO

import msgspec
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from crossfoot.model.correction import Applied
from crossfoot.model.document import Span
from crossfoot.model.finding import Finding
from crossfoot.model.number import Number
from crossfoot.model.printed import as_printed, counted
from crossfoot.model.proof import Against, Proof
from crossfoot.model.shown import seen, seen_at, whereabouts
from crossfoot.model.tie import Tie
from crossfoot.report.coverage import by_table
from crossfoot.report.equation import Names, equation, figures
from crossfoot.report.place import Line, fitted, lines_around
from crossfoot.report.ties import listed
from crossfoot.report.visible import shown

_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
_SUSPECTS_SHOWN = 3
_OTHERS_SHOWN = 3
_COUNTS_CHARS = 42  # the columns of the coverage table beside its titles


def rendered(proof: Proof, rules: Mapping[str, str], *, width: int, colour: bool, verbose: bool) -> str:
    """The report of one release as text (with ANSI colours where `colour`); `rules` gives each code's name."""
    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,  # a document's brackets are no markup of ours
        emoji=False,
    )
    proof = shown(msgspec.structs.replace(proof, earlier=()))
    names = Names(proof)
    console.print(_summary(proof), soft_wrap=True)
    for line in (*map(_against, proof.against), *map(_applied, proof.corrections)):
        console.print(line, soft_wrap=True)
    for finding in proof.findings:
        console.print()
        _finding(console, proof, finding, rules.get(finding.rule, ""), names)
    if proof.coverage and proof.coverage.numbers:
        console.print()
        console.print(_coverage(proof, console.width))
    if verbose:
        _unproved(console, proof, names)
        console.print()
        for line in listed(proof, names):
            console.print(line, soft_wrap=True)
    elif proof.coverage and proof.coverage.unproved:
        console.print(Text("-v lists the numbers that nothing in the document proves, and every tie", style="dim"))
    assert isinstance(console.file, StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().rstrip("\n").split("\n"))


def _summary(proof: Proof) -> Text:
    counts = Counter(f.severity for f in proof.findings if not f.accepted)
    accepted = sum(f.accepted is not None for f in proof.findings)
    text = Text(f"{proof.document.name}: ", style="bold")
    parts = [(counted(counts[s], s), _STYLES[s] if counts[s] else "") for s in ("error", "warning", "note")]
    for k, (words, style) in enumerate(parts):
        text.append(words, style)
        text.append(", " if k < 2 else f", {accepted} accepted. " if accepted else ". ", "")
    coverage = proof.coverage
    if not coverage or not coverage.numbers:
        text.append("No numbers to prove were found.", "")
    else:
        text.append(
            f"{coverage.proved} of {counted(coverage.numbers, 'number')} proved, "
            f"{coverage.broken} broken, {coverage.unproved} unproved.",
            "",
        )
    return text


def _against(release: Against) -> Text:
    """What an earlier release had to say."""
    name = " ".join(filter(None, (release.name, f"({release.released})" if release.released else "")))
    return Text(f"against {name}: {release.agreeing} of {counted(release.compared, 'figure')} that both print agree")


def _applied(correction: Applied) -> Text:
    """What a user's sidecar corrected."""
    touched = counted(len(correction.numbers), "number")
    return Text(f"corrected {touched}: {correction.says} ({correction.place}: {correction.reason})")


def _finding(console: Console, proof: Proof, finding: Finding, name: str, names: Names) -> None:
    style = "dim" if finding.accepted else _STYLES[finding.severity]
    head = Text.assemble((f"{finding.severity} {finding.rule}", style), (f" {name}", "bold"))
    if finding.line:
        first = names.numbers.get(finding.numbers[0]) if finding.numbers else None
        head.append(f"  {whereabouts(proof.document, first) if first else f'line {finding.line}'}")
    console.print(head, soft_wrap=True)
    console.print(Padding(Text(finding.message), (0, 0, 0, 2)))
    if finding.span and finding.line:
        for line in _excerpt(proof, finding, names, finding.line, finding.span, console.width - 12):
            console.print(line, no_wrap=True, crop=False)
    console.print(Padding(_details(finding, names), (0, 0, 0, 2)))


def _excerpt(proof: Proof, finding: Finding, names: Names, line: int, span: Span, width: int) -> Iterator[Text]:
    """Source lines with the number marked: in colour where there is some, by carets below it in any case."""
    sentence = next(
        (c.sentence for c in proof.reading.claims if c.number in finding.numbers and _in(span, c.sentence)), None
    )
    if proof.document.format == "text":
        lines = lines_around(proof.document.source, line, span, sentence, width)
    else:
        number = next((n for n in names.numbers.values() if n.span == span), None)
        there = seen(proof.document, number) if number else seen_at(proof.document, span)
        lines = [fitted(Line(line, *(there or (finding.excerpt, (0, 0)))), width)]
    for each in lines:
        text = Text(each.text)
        if each.mark:
            text.stylize(_STYLES[finding.severity], *each.mark)
        yield Text.assemble((f"  {each.number:>6} | ", "dim"), text)
        if each.mark:
            start, end = each.mark
            yield Text.assemble(("         | ", "dim"), " " * start, ("^" * (end - start), _STYLES[finding.severity]))


def _in(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _details(finding: Finding, names: Names) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    ties = [names.ties[t] for t in finding.ties]
    if ties and not _told(ties[0]):
        grid.add_row("equation", Text(figures(ties[0], names)))
    for tie in ties[1 : _OTHERS_SHOWN + 1]:
        there = whereabouts(names.document, names.numbers[tie.target])
        grid.add_row("and", Text(f"{there}: {equation(tie, names)}"))
    if len(ties) > _OTHERS_SHOWN + 1:
        grid.add_row("and", f"{len(ties) - _OTHERS_SHOWN - 1} more")
    for k, suspect in enumerate(finding.suspects[:_SUSPECTS_SHOWN]):
        number = names.numbers[suspect.number]
        expected = Text(_expected(number, suspect.expected), style="bold")
        row = ties[0].scope == "row" if ties else False
        place = whereabouts(names.document, number) + (f", {names.column(suspect.number)}" if row else "")
        where = f"{names.label(suspect.number)} {names.printed(suspect.number)} ({place}): expected "
        grid.add_row("suspect" if not k else "or", Text.assemble(where, expected))
    if finding.accepted:
        grid.add_row("accepted", f"{finding.accepted.reason} ({finding.accepted.owner})")
    else:
        grid.add_row("remedy", finding.remedy)
    return grid


def _expected(number: Number, value: Decimal) -> str:
    """The value in the number's print; in a sentence, where words carry the sign, that may be the words' to change."""
    if number.where == "narrative" and value == -number.value:
        return "the opposite word"
    return as_printed(value, number)


def _told(tie: Tie) -> bool:
    """True where the message says all: a plain equality, or words and references rather than arithmetic."""
    plain = tie.kind == "equal" and len(tie.terms) == 1 and abs(tie.terms[0].coefficient) == 1
    return plain or tie.kind in ("direction", "sign", "period", "reference")


def _coverage(proof: Proof, width: int) -> Table:
    """How much of each table, and of the text, is proved."""
    grid = Table(box=None, pad_edge=False, header_style="dim")
    grid.add_column("line", justify="right")
    grid.add_column("where", overflow="ellipsis", no_wrap=True, max_width=width - _COUNTS_CHARS)
    for heading in ("numbers", "proved", "broken", "unproved"):
        grid.add_column(heading, justify="right")
    for part in by_table(proof):
        broken, unproved = part.count("broken"), part.count("unproved")
        grid.add_row(
            str(part.line) if part.line else "",
            part.title,
            str(len(part.numbers)),
            str(part.count("proved")),
            Text(str(broken), style="bold red" if broken else ""),
            Text(str(unproved), style="yellow" if unproved else ""),
        )
    return grid


def _unproved(console: Console, proof: Proof, names: Names) -> None:
    left = [n for n in proof.reading.numbers if n.status == "unproved"]
    if not left:
        return
    console.print()
    console.print(Text("Unproved: no equation that this document offers proves them", style="bold"))
    grid = Table(box=None, pad_edge=False, header_style="dim")
    grid.add_column("line", justify="right")
    grid.add_column("number", justify="right", no_wrap=True)
    grid.add_column("what it is", overflow="ellipsis", no_wrap=True)
    for number in left:
        grid.add_row(str(number.line), Text(number.text), Text(_meaning(number, names)))
    console.print(grid)


def _meaning(number: Number, names: Names) -> str:
    fact = names.facts.get(number.id)
    if fact is None:
        return ""
    parts = [" / ".join(p.rstrip(" :") for p in fact.path if p.strip(" :")) or fact.label, fact.segment, fact.period]
    return ", ".join(" ".join(str(p).split()) for p in parts if p)
