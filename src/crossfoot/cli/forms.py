"""The forms of `check`'s report: each takes the proofs one by one, and writes as soon as it can."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from crossfoot import rules
from crossfoot.cli.output import Output
from crossfoot.model.errors import Unreadable
from crossfoot.model.printed import counted
from crossfoot.model.proof import Proof
from crossfoot.report import jsonl
from crossfoot.report.visible import visible
from crossfoot.settings import Settings, fingerprints

STREAMED = ("terminal", "json", "jsonl", "github")
COLLECTED = ("sarif", "junit")


class Form(Protocol):
    """A report on several files."""

    def add(self, proof: Proof, settings: Settings) -> None:
        """Takes a file that was read; `settings` are the ones that its findings were judged by."""

    def unreadable(self, file: str, reason: str) -> None:
        """Takes a file that could not be read."""

    def end(self) -> None:
        """Writes what is only good as a whole."""


class Terminal:
    """For a person: the report, or one of the views of it."""

    def __init__(self, out: Output, *, verbose: bool, numbers: bool, why: int | None) -> None:
        self.out = out
        self.verbose = verbose
        self.numbers = numbers
        self.why = why
        self.shown = False

    def add(self, proof: Proof, settings: Settings) -> None:
        """Writes the report of one release. Raises Unreadable where it has no such line as is asked about."""
        if self.why is not None:
            self._has(proof, self.why)
        if self.shown:
            self.out.write("")
        self.shown = True
        self.out.write(self._rendered(proof))
        if settings.path is not None and self.why is None and not self.numbers:
            self.out.write(f"Settings from {visible(str(settings.path))}")

    def _has(self, proof: Proof, line: int) -> None:
        from crossfoot.report.why import lines_of

        count = len(lines_of(proof))
        if line > count:
            raise Unreadable(proof.document.name, f"has {counted(count, 'line')}, and no line {line:,}")

    def _rendered(self, proof: Proof) -> str:
        """What a person gets to see; the pages are imported here, for rich takes its time."""
        if self.why is not None:
            from crossfoot.report.why import explained

            return explained(proof, self.why)
        if self.numbers:
            from crossfoot.report.marked import marked

            return marked(proof, colour=self.out.colour)
        from crossfoot.report.terminal import rendered

        return rendered(proof, rules.names(), width=self.out.width, colour=self.out.colour, verbose=self.verbose)

    def unreadable(self, file: str, reason: str) -> None:
        """Nothing: it was told on stderr."""

    def end(self) -> None:
        """Nothing is left to write."""


class Json:
    """For programs: an object a document, one a line or indented."""

    def __init__(self, out: Output, *, indented: bool) -> None:
        self.out = out
        self.indented = indented

    def add(self, proof: Proof, settings: Settings) -> None:
        """Writes the object of one release."""
        self._write(jsonl.checked(proof))

    def unreadable(self, file: str, reason: str) -> None:
        """Writes the object of a file that could not be read."""
        self._write(jsonl.unreadable(file, reason, proved=True))

    def _write(self, line: bytes) -> None:
        self.out.write(jsonl.indented(line) if self.indented else line)

    def end(self) -> None:
        """Nothing is left to write."""


class GitHub:
    """For GitHub's runners: workflow commands, which become annotations."""

    def __init__(self, out: Output) -> None:
        self.out = out

    def add(self, proof: Proof, settings: Settings) -> None:
        """Writes a command for each finding."""
        from crossfoot.report import github

        for line in github.lines(proof, rules.names()):
            self.out.write(line)

    def unreadable(self, file: str, reason: str) -> None:
        """Writes a command that says why."""
        from crossfoot.report import github

        self.out.write(github.unreadable(file, reason))

    def end(self) -> None:
        """Nothing is left to write."""


class Collected:
    """For code-scanning pages (SARIF) and build servers (JUnit): one document over all files, written at the end."""

    def __init__(self, out: Output, form: str) -> None:
        self.out = out
        self.form = form
        self.results: list[tuple[str, Proof | str]] = []
        self.settings: dict[str, Settings] = {}

    def add(self, proof: Proof, settings: Settings) -> None:
        """Keeps one release."""
        self.results.append((proof.document.name, proof))
        self.settings[proof.document.name] = settings

    def unreadable(self, file: str, reason: str) -> None:
        """Keeps why a file could not be read."""
        self.results.append((file, reason))

    def end(self) -> None:
        """Writes the document."""
        data = self._sarif() if self.form == "sarif" else self._junit()
        self.out.write(data.rstrip(b"\n"))

    def _sarif(self) -> bytes:
        from importlib import metadata

        from crossfoot.report import sarif

        prints = {file: fingerprints(proof) for file, proof in self.results if isinstance(proof, Proof)}
        pages = [(rule, rules.page(rule)) for rule in rules.every()]
        return sarif.rendered(self.results, prints, pages, metadata.version("crossfoot"))

    def _junit(self) -> bytes:
        from crossfoot.report import junit

        wanted = [s.wanted() for s in self.settings.values()]
        asked = {c: n for c, n in rules.names().items() if not wanted or any(w is None or c in w for w in wanted)}
        failing = {file: _failing(settings) for file, settings in self.settings.items()}
        return junit.rendered(self.results, asked, failing)


def _failing(settings: Settings) -> Collection[str]:
    """The severities that make a check fail."""
    order = ("error", "warning", "note")
    return () if settings.fail_on == "never" else order[: order.index(settings.fail_on) + 1]
