"""Findings as GitHub's workflow commands: annotations on the lines of a file in a pull request.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions: "%", CR and LF of a message are escaped,
of a property also ":" and ",". So no text of a document can end a command or begin one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from crossfoot.model.proof import Proof
from crossfoot.report.region import Regions
from crossfoot.report.visible import shown, visible

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def lines(proof: Proof, rules: Mapping[str, str]) -> Iterator[str]:
    """One command for each finding that is not accepted; `rules` gives each code's name."""
    proof = shown(proof)
    if not proof.findings:
        return
    regions = Regions(proof.document.source)
    for finding in proof.findings:
        if finding.accepted:
            continue
        place = {"file": PurePath(proof.document.name).as_posix()}
        if finding.span is not None:
            at = regions.of(finding.span)
            place |= {"line": str(at.line), "endLine": str(at.end_line)}
            if at.line == at.end_line:  # columns of several lines are not allowed
                place |= {"col": str(at.column), "endColumn": str(at.end_column)}
        elif finding.line is not None:
            place["line"] = str(finding.line)
        place["title"] = f"{finding.rule} {rules.get(finding.rule, '')}".strip()
        yield _command(_LEVELS[finding.severity], place, f"{finding.message}\n{finding.remedy}")


def unreadable(file: str, reason: str) -> str:
    """The command for a file that could not be read."""
    return _command("error", {"file": visible(file), "title": "cannot be read"}, visible(reason))


def _command(level: str, place: Mapping[str, str], message: str) -> str:
    properties = ",".join(f"{key}={_property(value)}" for key, value in place.items())
    return f"::{level} {properties}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
