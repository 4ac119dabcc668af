"""The only place that knows the order of the stages."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from crossfoot import extract, proof, readers, rules
from crossfoot.model.correction import Correction
from crossfoot.model.document import Document
from crossfoot.model.errors import Unreadable
from crossfoot.model.number import Number, Status
from crossfoot.model.proof import Coverage, Proof, Reading, Timing
from crossfoot.model.tie import Tie

LIMIT_BYTES = 64 * 1024 * 1024
Source = str | Path | bytes | BinaryIO


def read(
    source: Source, *, name: str | None = None, exhibit: str | None = None, corrections: Sequence[Correction] = ()
) -> Proof:
    """The numbers and facts of a release, unproved.

    `source`: a path, bytes, or a binary file object. `corrections`: what a user knows better (`corrections_of`).
    Raises Unreadable.
    """
    data, name = _opened(source, name)
    begin = time.perf_counter()
    document = readers.read(data, name, exhibit=exhibit)
    reading = extract.corrected(document, _paged(document, extract.reading(document)), corrections)
    applied = proof.corrected_ties(document, reading, (), corrections).applied
    return Proof(document=document, reading=reading, timing=Timing(_ms(begin), None), corrections=applied)


def corrections_of(sidecar: Path) -> tuple[Correction, ...]:
    """The corrections in a sidecar, a file of TOML ([[correction]] entries). Raises Unreadable."""
    data, name = _opened(sidecar, None)
    try:
        return extract.corrections(data.decode("utf-8"), name)
    except UnicodeDecodeError:
        raise Unreadable(name, "is not UTF-8", remedy="save it as UTF-8") from None


def check(
    source: Source,
    *,
    name: str | None = None,
    exhibit: str | None = None,
    against: Sequence[Proof] = (),
    corrections: Sequence[Correction] = (),
) -> Proof:
    """The whole proof of a release: numbers, facts, ties, findings and coverage. Raises Unreadable.

    `against`: proofs of earlier releases of the company, which this one is held against (the CY rules).
    `corrections`: what a user knows better (`corrections_of`).
    """
    unproved = read(source, name=name, exhibit=exhibit, corrections=corrections)
    begin = time.perf_counter()
    document, reading = unproved.document, unproved.reading
    ties = proof.table_ties(document, reading)
    reading = extract.corrected(document, extract.refine(reading, ties), corrections)
    prose = proof.prose_ties(document, reading, ties)
    reading = extract.linked(reading, prose.links)
    # A broken tie that is mere evidence weighed with the others; it says nothing by itself, and is not handed out.
    ties = tuple(t for t in (*ties, *prose.ties) if t.status != "broken" or t.certainty != "evidence")
    told = proof.corrected_ties(document, reading, ties, corrections)
    ties = told.ties
    reading = msgspec.structs.replace(reading, numbers=_statuses(reading, ties))
    proved = Proof(document, reading, ties, (), _coverage(reading), earlier=tuple(against), corrections=told.applied)
    findings = rules.findings(proved)
    assert unproved.timing is not None
    timing = Timing(unproved.timing.read_ms, _ms(begin))
    compared = rules.against(proved) if against else ()
    return msgspec.structs.replace(proved, findings=findings, timing=timing, against=compared)


def _opened(source: Source, name: str | None) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        data, name = source, name or "(bytes)"
    elif isinstance(source, (str, Path)):
        data, name = _file(Path(source)), name or str(source)
    else:
        data, name = source.read(LIMIT_BYTES + 1), name or str(getattr(source, "name", "(stream)"))
    if len(data) > LIMIT_BYTES:
        raise Unreadable(name, f"larger than the limit of {LIMIT_BYTES >> 20} MiB", remedy="give the exhibit alone")
    return data, name


def _file(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(LIMIT_BYTES + 1)
    except IsADirectoryError:
        raise Unreadable(str(path), "is a directory", remedy="name the files in it") from None
    except OSError as error:
        raise Unreadable(str(path), (error.strerror or "cannot be opened").lower(), remedy="check the path") from None


def _paged(document: Document, reading: Reading) -> Reading:
    """The reading of a document that is known by its pages, each number with the page that it stands on."""
    if document.format not in ("docx", "pdf"):
        return reading
    starts = [page.span[0] for page in document.pages]
    replace = msgspec.structs.replace
    numbers = (replace(n, page=max(1, bisect_right(starts, n.span[0]))) for n in reading.numbers)
    return replace(reading, numbers=tuple(numbers))


def _ms(begin: float) -> float:
    return round((time.perf_counter() - begin) * 1000, 3)


def _statuses(reading: Reading, ties: tuple[Tie, ...]) -> tuple[Number, ...]:
    """The numbers with their ties and status."""
    by_number: dict[str, list[Tie]] = {}
    for tie in ties:
        for ident in dict.fromkeys((tie.target, *(t.number for t in tie.terms))):
            by_number.setdefault(ident, []).append(tie)
    out = []
    for number in reading.numbers:
        mine = by_number.get(number.id, [])
        status = "exempt" if number.why else _status(mine)
        out.append(msgspec.structs.replace(number, status=status, ties=tuple(t.id for t in mine)))
    return tuple(out)


def _status(ties: list[Tie]) -> Status:
    if not ties:
        return "unproved"
    return "broken" if any(t.status == "broken" for t in ties) else "proved"


def _coverage(reading: Reading) -> Coverage:
    counts = Counter(n.status for n in reading.numbers)
    proved, broken, unproved = counts["proved"], counts["broken"], counts["unproved"]
    return Coverage(proved + broken + unproved, proved, broken, unproved)
