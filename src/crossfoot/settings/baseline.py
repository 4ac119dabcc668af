"""The baseline: findings that somebody has looked at and accepted, each with the reason and with whose word it is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from crossfoot.model.errors import Unreadable
from crossfoot.model.finding import Accepted, Finding
from crossfoot.model.proof import Proof
from crossfoot.settings.fingerprint import fingerprints
from crossfoot.settings.toml import Source, load

VERSION = 1
_KEYS = ("file", "fingerprint", "line", "message", "owner", "reason", "rule")
_NEEDED = ("rule", "fingerprint", "reason", "owner")
_HEAD = """\
# Findings that are accepted: `crossfoot check --baseline` reports them without failing.
# Each needs a reason and an owner. rule and fingerprint say which finding it is; file, line and message are for people.
"""


class Entry(msgspec.Struct, frozen=True):
    """An accepted finding. `file`, `line` and `message` say where it was when it was accepted."""

    rule: str
    fingerprint: str
    reason: str
    owner: str
    file: str = ""
    line: int | None = None
    message: str = ""


class Baseline(msgspec.Struct, frozen=True):
    """The entries of one file."""

    entries: tuple[Entry, ...] = ()

    def accept(self, proof: Proof) -> Proof:
        """The proof with the findings that the baseline accepts marked as accepted."""
        entries = {(e.rule, e.fingerprint): e for e in self.entries}
        found = []
        for finding, fingerprint in zip(proof.findings, fingerprints(proof), strict=True):
            entry = entries.get((finding.rule, fingerprint))
            accepted = Accepted(entry.reason, entry.owner) if entry else None
            found.append(msgspec.structs.replace(finding, accepted=accepted) if accepted else finding)
        return msgspec.structs.replace(proof, findings=tuple(found))

    def stale(self, proofs: Iterable[Proof]) -> tuple[Entry, ...]:
        """The entries that no finding of these proofs answers to, where the file that they name is among them."""
        names: set[str] = set()
        met: set[tuple[str, str]] = set()
        for proof in proofs:
            names.add(Path(proof.document.name).name)
            met.update((f.rule, print_) for f, print_ in zip(proof.findings, fingerprints(proof), strict=True))
        return tuple(e for e in self.entries if (e.rule, e.fingerprint) not in met and (not e.file or e.file in names))


def read_baseline(path: Path, *, strict: bool = True) -> Baseline:
    """The baseline in a file. Raises Unreadable for a wrong key and, where `strict`, without a reason or an owner."""
    source, found = load(path)
    source.known(found, ("version", "accepted"))
    if found.get("version") != VERSION:
        raise source.wrong("version", f"is {found.get('version')!r}", f"this program reads version {VERSION}")
    entries = found.get("accepted", [])
    if not isinstance(entries, list):
        raise source.wrong("accepted", "has to be a list of tables", "write [[accepted]] above each entry")
    lines = [k for k, line in enumerate(source.text.splitlines(), 1) if line.strip() == "[[accepted]]"]
    return Baseline(
        tuple(
            _entry(source, entry, lines[k] if k < len(lines) else 0, strict=strict) for k, entry in enumerate(entries)
        )
    )


def _entry(source: Source, entry: dict[str, Any], line: int, *, strict: bool) -> Entry:
    source.known(entry, _KEYS, after=line)
    for key in _NEEDED:
        text = entry.get(key, "")
        if not isinstance(text, str) or (not text.strip() and (strict or key in ("rule", "fingerprint"))):
            place = source.place(key, line) if key in entry else f"line {line}"
            what = f"the entry for {entry.get('rule', 'a finding')} has no {key}"
            raise Unreadable(str(source.path), what, place=place, remedy=f"say {key} = … , or take the entry out")
    try:
        return msgspec.convert(entry, Entry)
    except msgspec.ValidationError as error:
        raise Unreadable(str(source.path), str(error), place=f"line {line}") from None


def rewritten(
    old: Baseline, proofs: Iterable[Proof], *, reason: str, owner: str
) -> tuple[bytes, int, tuple[Entry, ...]]:
    """The baseline's file for what is found now; how many entries want a reason or an owner; those that were dropped.

    What was accepted stays as it was; what is new gets `reason` and `owner`. Entries for files not checked stay.
    """
    proofs = tuple(proofs)
    kept = {(e.rule, e.fingerprint): e for e in old.entries}
    dropped = old.stale(proofs)
    for entry in dropped:
        del kept[entry.rule, entry.fingerprint]
    for proof in proofs:
        for finding, fingerprint in zip(proof.findings, fingerprints(proof), strict=True):
            before = kept.get((finding.rule, fingerprint))
            fresh = _fresh(proof, finding, fingerprint)
            kept[finding.rule, fingerprint] = msgspec.structs.replace(
                fresh, reason=(before and before.reason) or reason, owner=(before and before.owner) or owner
            )
    entries = sorted(kept.values(), key=lambda e: (e.file, e.line or 0, e.rule, e.fingerprint))
    wanting = sum(not e.reason.strip() or not e.owner.strip() for e in entries)
    text = "\n".join([_HEAD + f"version = {VERSION}\n", *(_table(e) for e in entries)])
    return text.encode("utf-8", "replace"), wanting, dropped


def _fresh(proof: Proof, finding: Finding, fingerprint: str) -> Entry:
    name = Path(proof.document.name).name
    return Entry(finding.rule, fingerprint, "", "", name, finding.line, finding.message)


def _table(entry: Entry) -> str:
    lines = ["[[accepted]]"]
    for key in ("rule", "fingerprint", "file", "line", "message", "reason", "owner"):
        value = getattr(entry, key)
        if value is not None:
            lines.append(f"{key} = {value if isinstance(value, int) else _string(value)}")
    return "\n".join(lines) + "\n"


def _string(text: str) -> str:
    """A TOML basic string: JSON's, which is one but for DEL (control characters are escaped in both)."""
    return msgspec.json.encode(text).decode().replace("\x7f", "\\u007f")
