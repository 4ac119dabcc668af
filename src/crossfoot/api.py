"""The only place that knows the order of the stages."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from typing import BinaryIO

import msgspec

from crossfoot import extract, proof, readers, rules
from crossfoot.model.errors import Unreadable
from crossfoot.model.proof import Coverage, Proof, Reading, Timing
from crossfoot.model.tie import Tie

LIMIT_BYTES = 64 * 1024 * 1024
Source = str | Path | bytes | BinaryIO


def read(source: Source, *, name: str | None = None, exhibit: str | None = None) -> Proof:
    """The numbers and facts of a release, unproved. `source`: a path, bytes, or a binary file object. Raises Unreadable."""
    data, name = _opened(source, name)
    begin = time.perf_counter()
    document = readers.read(data, name, exhibit=exhibit)
    reading = extract.reading(document)
    return Proof(document=document, reading=reading, timing=Timing(_ms(begin), None))


def check(source: Source, *, name: str | None = None, exhibit: str | None = None) -> Proof:
    """The whole proof of a release: numbers, facts, ties, findings and coverage. Raises Unreadable."""
    unproved = read(source, name=name, exhibit=exhibit)
    begin = time.perf_counter()
    document, reading = unproved.document, unproved.reading
    ties = proof.table_ties(document, reading)
    reading = extract.refine(reading, ties)
    prose = proof.prose_ties(document, reading, ties)
    reading = extract.linked(reading, prose.links)
    ties = (*ties, *prose.ties)
    reading = msgspec.structs.replace(reading, numbers=_statuses(reading, ties))
    proved = Proof(document=document, reading=reading, ties=ties, coverage=_coverage(reading))
    findings = rules.findings(proved)
    assert unproved.timing is not None
    timing = Timing(unproved.timing.read_ms, _ms(begin))
    return msgspec.structs.replace(proved, findings=findings, timing=timing)
