"""What is kept of one release: a row for the catalogue, its facts and findings as Arrow bytes."""

from __future__ import annotations

import re

import msgspec
import pyarrow as pa

from crossfoot.model.proof import Proof
from crossfoot.store.tables import FACTS, FINDINGS

# The legal form at the end of a name says nothing about who it is: "Corp.", "Corporation", "Inc".
_LEGAL_FORM = re.compile(
    r"(?:\b(?:and (?:its )?(?:consolidated )?subsidiar(?:y|ies)|incorporated|inc|corporation|corp|company|co|limited"
    r"|ltd|plc|llc|lp|holdings?|the|n v|s a|/\w+/?)\b\s*)+$"
)


class Record(msgspec.Struct, frozen=True):
    """One proved release, ready to be kept. `facts` and `findings` are Arrow IPC streams of `tables`' schemas."""

    release: str
    name: str
    format: str
    size: int  # bytes
    company: str | None
    company_key: str | None
    released: str | None
    dated_by: str | None
    title: str | None
    numbers: int
    proved: int
    broken: int
    unproved: int
    errors: int
    warnings: int
    notes: int
    read_ms: float
    prove_ms: float
    facts: bytes
    findings: bytes


class Failure(msgspec.Struct, frozen=True):
    """One document that gave no record, and why; `release` is the SHA-256 of its bytes, None where none were read."""

    release: str | None
    name: str
    reason: str


def record(proof: Proof, size: int, company: str | None = None) -> Record:
    """The record of a proof whose document has `size` bytes; `company` is its name where the reader knows better.

    Raises ValueError where a value has more than 29 digits before or 9 behind the point: digits are never dropped.
    """
    document, reading, coverage, timing = proof.document, proof.reading, proof.coverage, proof.timing
    assert coverage is not None, "the proof of `api.check`"
    assert timing is not None, "the proof of `api.check`"
    severities = [finding.severity for finding in proof.findings]
    released, dated_by = _released(proof)
    company = company or reading.company or document.company
    return Record(
        release=document.sha256,
        name=document.name,
        format=document.format,
        size=size,
        company=company,
        company_key=company_key(company) if company else None,
        released=released,
        dated_by=dated_by,
        title=reading.title,
        numbers=coverage.numbers,
        proved=coverage.proved,
        broken=coverage.broken,
        unproved=coverage.unproved,
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        notes=severities.count("note"),
        read_ms=timing.read_ms,
        prove_ms=timing.prove_ms or 0.0,
        facts=_stream(_facts(proof)),
        findings=_stream(_findings(proof)),
    )


def company_key(name: str) -> str:
    """A company's name for matching: lower case, letters and digits alone, without its legal form."""
    words = " ".join(re.sub(r"[^a-z0-9&/]+", " ", name.lower().replace(".", "").replace("'", "")).split())
    return _LEGAL_FORM.sub("", words).strip() or words


def _released(proof: Proof) -> tuple[str | None, str | None]:
    if proof.reading.released:
        return proof.reading.released, "release"
    if proof.document.filed:
        return proof.document.filed, "filing"
    ends = [f.period.end for f in proof.reading.facts if f.period and not f.guidance and not f.claim]
    return (max(ends).isoformat(), "period") if ends else (None, None)


def _facts(proof: Proof) -> pa.RecordBatch:
    numbers = {number.id: number for number in proof.reading.numbers}
    rows = []
    for fact in proof.reading.facts:
        number, period = numbers[fact.number], fact.period
        rows.append(
            {
                "release": proof.document.sha256,
                "number": fact.number,
                "line": number.line,
                "label": fact.label,
                "path": fact.path,
                "table_title": fact.table,
                "statement": fact.statement,
                "concept": fact.concept,
                "segment": fact.segment,
                "period_start": period.start if period else None,
                "period_end": period.end if period else None,
                "months": period.months if period else None,
                "value": fact.value,
                "unit": fact.unit,
                "decimals": fact.decimals,
                "nil": fact.nil,
                "basis": fact.basis,
                "guidance": fact.guidance,
                "relation": fact.relation.kind if fact.relation else None,
                "relation_of": fact.relation.of if fact.relation else None,
                "prose": fact.claim is not None,
                "status": number.status,
            }
        )
    return pa.RecordBatch.from_pylist(rows, schema=FACTS)


def _findings(proof: Proof) -> pa.RecordBatch:
    sha = proof.document.sha256
    rows = [
        {"release": sha, "rule": f.rule, "severity": f.severity, "line": f.line, "message": f.message}
        for f in proof.findings
    ]
    return pa.RecordBatch.from_pylist(rows, schema=FINDINGS)


def _stream(batch: pa.RecordBatch) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return bytes(sink.getvalue())


def batch(stream: bytes) -> pa.RecordBatch:
    """The Arrow batch of a record's `facts` or `findings`."""
    with pa.ipc.open_stream(stream) as reader:
        table = reader.read_all().combine_chunks()
    batches = table.to_batches()
    return batches[0] if batches else pa.RecordBatch.from_pylist([], schema=table.schema)
