"""The close package of `crossfoot init` with changes, as the pages of the BK rules tell them.

A line that begins with neither "- " nor "+ " names a file of the package; "- " takes out the line that reads so, "+ "
puts one in its place, or at the end. "release.txt" is the release that is built of the package.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from crossfoot import api
from crossfoot.model.finding import Finding


def started(folder: Path) -> Path:
    """The starter package, with its narrative."""
    for name, data in api.starter().items():
        (folder / name).write_bytes(data)
    (folder / "narrative.md").write_text(api.drafted(folder), "utf-8")
    return folder


def changed(folder: Path, changes: str) -> None:
    """Makes the changes."""
    for name, lines in pieces(changes):
        path = folder / name
        text = path.read_text("utf-8").splitlines()
        at = len(text)
        for line in lines:
            if line.startswith("- "):
                [at] = [i for i, each in enumerate(text) if each == line[2:]][:1] or [-1]
                assert at >= 0, f"{name} has no line {line[2:]!r}"
                del text[at]
            else:
                text.insert(at, line[2:])
                at += 1
        path.write_text("\n".join(text) + "\n", "utf-8")


def pieces(changes: str) -> Iterator[tuple[str, list[str]]]:
    """Each file with its changes."""
    name, lines = "", list[str]()
    for line in changes.splitlines():
        if line.startswith(("- ", "+ ")):
            lines.append(line)
        else:
            if name:
                yield name, lines
            name, lines = line, []
    yield name, lines


def findings(folder: Path, changes: str) -> tuple[Finding, ...]:
    """What is found of the package, or of its release, with the changes made."""
    started(folder)
    if "release.txt" in changes:
        (folder / "release.txt").write_bytes(api.build(folder).data)
        changed(folder, changes)
        return api.check(folder / "release.txt", books=folder).findings
    changed(folder, changes)
    return api.build(folder).findings
