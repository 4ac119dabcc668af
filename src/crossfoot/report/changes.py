"""What changed between two drafts, for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from rich.console import Console
from rich.text import Text

from crossfoot.model.changes import Changes, FactChange, Side, TextChange
from crossfoot.model.number import Number
from crossfoot.model.printed import as_printed, counted
from crossfoot.model.proof import Proof
from crossfoot.report.visible import visible

_STYLES = {"changed": "yellow", "added": "green", "removed": "red"}


def rendered(changes: Changes, after: Proof, *, width: int, colour: bool) -> str:
    """The report as text (with ANSI colours where `colour`); `after` is the proof of the later draft."""
    console = Console(
        file=StringIO(), width=width, force_terminal=colour, color_system="standard" if colour else None,
        highlight=False, markup=False, emoji=False,
    )  # fmt: skip
    numbers = {number.id: number for number in after.reading.numbers}
    console.print(_summary(changes), soft_wrap=True)
    for heading, lines in (
        ("Did not follow", _stale(changes, numbers)),
        ("Facts", map(_fact, changes.facts)),
        ("Labels", (line for change in changes.labels for line in _texts(change))),
        ("Sentences", (line for change in changes.sentences for line in _texts(change))),
    ):
        listed = list(lines)
        if listed:
            console.print()
            console.print(Text(heading, style="bold"))
            for line in listed:
                console.print(line, soft_wrap=True)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue().rstrip("\n")


def _summary(changes: Changes) -> Text:
    counts = [
        counted(len(changes.facts), "fact"), counted(len(changes.labels), "label"),
        counted(len(changes.sentences), "sentence"),
    ]  # fmt: skip
    text = Text(f"{visible(changes.before)} to {visible(changes.after)}: ", style="bold")
    stale = counted(len(changes.stale), "number")
    return text.append(f"{', '.join(counts)} changed; {stale} did not follow.", "bold red" if changes.stale else "")


def _stale(changes: Changes, numbers: dict[str, Number]) -> Iterator[Text]:
    for stale in changes.stale:
        number = numbers[stale.number]
        name = visible(stale.label) or "the figure"
        wanted = f": expected {as_printed(stale.expected, number)}" if stale.expected is not None else ""
        if stale.number in stale.depends_on:
            told = "changed, and what it is made of did not"
        else:
            told = f"depends on {', '.join(_named(numbers[ident]) for ident in stale.depends_on)}"
        text = Text(f"  {stale.line:>6}  ", style="dim")
        yield text.append(f"{name} {visible(stale.text)} {told}{wanted}", "").append(
            f"  [{stale.kind}: {visible(stale.equation)}]", "dim"
        )


def _named(number: Number) -> str:
    return f"{' '.join(visible(number.text).split())} (line {number.line})"


def _fact(change: FactChange) -> Text:
    side = change.after or change.before
    assert side is not None
    name = visible(" / ".join(part.strip(" :") for part in change.path if part.strip(" :"))) or "(no label)"
    meaning = ", ".join(visible(str(part)) for part in (side.segment, side.period) if part)
    text = Text(f"  {side.line:>6}  ", style="dim")
    text.append(f"{name}{f' ({meaning})' if meaning else ''}: ", "")
    return text.append(_told(change), _STYLES[change.kind])


def _told(change: FactChange) -> str:
    before, after = change.before, change.after
    if before is None or after is None:
        side = after or before
        assert side is not None
        return f"{change.kind} {visible(side.text)}"
    pieces = [f"{visible(before.text)} -> {visible(after.text)}"] if "value" in change.what else [visible(after.text)]
    pieces += [f"{name} {_said(before, name)} -> {_said(after, name)}" for name in change.what if name != "value"]
    return "; ".join(pieces)


def _said(side: Side, name: str) -> str:
    value = getattr(side, name)
    return visible(str(value)) if value else "not known" if name != "segment" else "none"


def _texts(change: TextChange) -> Iterator[Text]:
    for mark, said, line, style in (
        ("-", change.before, change.line_before, "red"),
        ("+", change.after, change.line_after, "green"),
    ):
        if said is not None:
            yield Text(f"  {line:>6}  ", style="dim").append(f"{mark} {visible(said)}", style)
