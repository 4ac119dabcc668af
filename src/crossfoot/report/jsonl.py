"""A proof as the JSON that programs get (the form "crossfoot.proof/1"): records made for msgspec's encoder."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from crossfoot.model.correction import Applied
from crossfoot.model.document import Span
from crossfoot.model.fact import ClaimInfo, Fact, Relation
from crossfoot.model.finding import Accepted, Finding
from crossfoot.model.number import Number
from crossfoot.model.printed import plain
from crossfoot.model.proof import Against, Coverage, Proof, Timing
from crossfoot.model.tie import Suspect, Term, Tie

SCHEMA = "crossfoot.proof/1"

_encoder = msgspec.json.Encoder()

# DEL and U+0080 to U+009F: JSON may hold them as they are, but terminals obey them, and a line may be read on one.
_CONTROL = re.compile(rb"\x7f|\xc2[\x80-\x9f]")


class _Document(msgspec.Struct):
    path: str
    format: str | None
    sha256: str | None
    title: str | None
    company: str | None
    released: str | None
    parts: tuple[dict[str, Any], ...] = ()


class _ReadNumber(msgspec.Struct):
    id: str
    span: Span
    line: int
    text: str
    where: str
    value: str
    unit: str | None
    decimals: int | None
    nil: bool
    page: int | None
    why: str | None


class _CheckNumber(_ReadNumber):
    status: str
    ties: tuple[str, ...]


class _Relation(msgspec.Struct, rename={"from_period": "from"}):
    of: str
    from_period: str | None
    kind: str


class _Fact(msgspec.Struct):
    number: str
    label: str
    path: tuple[str, ...]
    table: str | None
    statement: str | None
    concept: str | None
    segment: str | None
    period: str | None
    value: str
    unit: str | None
    decimals: int | None
    nil: bool
    basis: str | None
    guidance: str | bool
    claim: ClaimInfo | None
    relation: _Relation | None


class _Term(msgspec.Struct, omit_defaults=True):
    number: str
    coefficient: str
    given: bool = False


class _Tie(msgspec.Struct):
    id: str
    kind: str
    target: str
    terms: list[_Term]
    computed: str | None
    status: str
    nfa: float | None
    scope: str
    identity: str | None
    formula: str | None


class _Suspect(msgspec.Struct):
    number: str
    expected: str


class _Finding(msgspec.Struct):
    rule: str
    severity: str
    message: str
    excerpt: str
    remedy: str
    numbers: tuple[str, ...]
    suspects: list[_Suspect]
    span: Span | None
    line: int | None
    ties: tuple[str, ...]
    accepted: Accepted | None


class _ReadLine(msgspec.Struct):
    schema: str
    document: _Document
    numbers: list[_ReadNumber]
    facts: list[_Fact]
    timing: Timing
    corrections: tuple[Applied, ...] = ()


class _CheckLine(msgspec.Struct):
    schema: str
    document: _Document
    numbers: list[_CheckNumber]
    facts: list[_Fact]
    ties: list[_Tie]
    findings: list[_Finding]
    coverage: Coverage
    timing: Timing
    against: tuple[Against, ...] = ()
    corrections: tuple[Applied, ...] = ()


class _ReadError(_ReadLine, kw_only=True):
    error: str


class _CheckError(_CheckLine, kw_only=True):
    error: str


def checked(proof: Proof) -> bytes:
    """One line of JSON, without its newline: everything `check` knows."""
    return _encoded(
        _CheckLine(
            SCHEMA,
            _document(proof),
            _check_numbers(proof.reading.numbers),
            _facts(proof.reading.facts),
            _ties(proof.ties),
            [_finding(f) for f in proof.findings],
            proof.coverage or Coverage(0, 0, 0, 0),
            proof.timing or Timing(0.0, None),
            proof.against,
            proof.corrections,
        )
    )


def read(proof: Proof) -> bytes:
    """One line of JSON, without its newline: document, numbers and facts, nothing of ties."""
    numbers = _read_numbers(proof.reading.numbers)
    timing = proof.timing or Timing(0.0, None)
    return _encoded(
        _ReadLine(SCHEMA, _document(proof), numbers, _facts(proof.reading.facts), timing, proof.corrections)
    )


def unreadable(path: str, reason: str, *, proved: bool) -> bytes:
    """The line of a file that could not be read: the same fields, empty, and `error`; `proved` for `check`'s form."""
    document, timing = _Document(path, None, None, None, None, None), Timing(0.0, None)
    if proved:
        return _encoded(_CheckError(SCHEMA, document, [], [], [], [], Coverage(0, 0, 0, 0), timing, error=reason))
    return _encoded(_ReadError(SCHEMA, document, [], [], timing, error=reason))


def indented(line: bytes) -> bytes:
    """The same JSON over several lines, for people."""
    return msgspec.json.format(line, indent=2)


def escaped(line: bytes) -> bytes:
    """JSON with the control characters escaped that it may hold as they are."""
    return _CONTROL.sub(lambda found: b"\\u00%02x" % found.group()[-1], line)


def _encoded(line: _ReadLine | _CheckLine) -> bytes:
    return escaped(_encoder.encode(line))


def _document(proof: Proof) -> _Document:
    document, reading = proof.document, proof.reading
    parts = tuple({"type": p.type, "description": p.description, "chosen": p.chosen} for p in document.parts)
    return _Document(
        document.name,
        document.format,
        document.sha256,
        reading.title,
        reading.company or document.company,
        reading.released,
        parts,
    )


def _read_numbers(numbers: Iterable[Number]) -> list[_ReadNumber]:
    return [
        _ReadNumber(n.id, n.span, n.line, n.text, n.where, plain(n.value), n.unit, n.decimals, n.nil, n.page, n.why)
        for n in numbers
    ]


def _check_numbers(numbers: Iterable[Number]) -> list[_CheckNumber]:
    return [
        _CheckNumber(
            n.id, n.span, n.line, n.text, n.where, plain(n.value), n.unit, n.decimals, n.nil, n.page, n.why,
            n.status, n.ties,
        )
        for n in numbers
    ]  # fmt: skip


def _facts(facts: Iterable[Fact]) -> list[_Fact]:
    periods: dict[object, str | None] = {None: None}  # a release has few periods and many facts
    out = []
    for f in facts:
        period = f.period
        if period not in periods:
            periods[period] = str(period)
        out.append(
            _Fact(
                f.number,
                f.label,
                f.path,
                f.table,
                f.statement,
                f.concept,
                f.segment,
                periods[period],
                plain(f.value),
                f.unit,
                f.decimals,
                f.nil,
                f.basis,
                f.guidance or False,
                f.claim,
                _relation(f.relation),
            )
        )
    return out


def _relation(relation: Relation | None) -> _Relation | None:
    if relation is None:
        return None
    start = relation.from_period
    return _Relation(relation.of, str(start) if start else None, relation.kind)


def _ties(ties: Iterable[Tie]) -> list[_Tie]:
    return [
        _Tie(
            t.id,
            t.kind,
            t.target,
            [_term(x) for x in t.terms],
            None if t.computed is None else plain(t.computed),
            t.status,
            t.nfa,
            t.scope,
            t.identity,
            t.formula,
        )
        for t in ties
    ]


def _term(term: Term) -> _Term:
    return _Term(term.number, "1" if term.coefficient == 1 else plain(term.coefficient), term.given)


def _suspect(suspect: Suspect) -> _Suspect:
    return _Suspect(suspect.number, plain(suspect.expected))


def _finding(finding: Finding) -> _Finding:
    return _Finding(
        finding.rule,
        finding.severity,
        finding.message,
        finding.excerpt,
        finding.remedy,
        finding.numbers,
        [_suspect(s) for s in finding.suspects],
        finding.span,
        finding.line,
        finding.ties,
        finding.accepted,
    )
