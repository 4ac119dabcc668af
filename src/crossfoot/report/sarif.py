"""Findings as SARIF 2.1.0 (Static Analysis Results Interchange Format, OASIS), for code-scanning pages and editors.

One run over all files. A finding that a baseline accepts is a suppressed result. Suspects are properties of a result,
not `fixes`: nobody's editor is to correct a figure of a release by itself.
"""

from __future__ import annotations

import json
import string
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from crossfoot.model.finding import Finding, Rule
from crossfoot.model.number import Number
from crossfoot.model.printed import as_printed
from crossfoot.model.proof import Proof
from crossfoot.report.region import Regions
from crossfoot.report.visible import shown, visible

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_SNIPPET_CHARS = 400
_MIME = {"text": "text/plain", "html": "text/html"}

_UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~/")  # RFC 3986, 2.3; the rest is escaped

Json = dict[str, Any]


def rendered(
    results: Sequence[tuple[str, Proof | str]],
    prints: Mapping[str, Sequence[str]],
    rules: Sequence[tuple[Rule, str]],
    version: str,
) -> bytes:
    """The log of a run.

    `results`: each file with its proof, or with why it could not be read. `prints`: the fingerprints of each file's
    findings. `rules`: every rule with its page. `version`: this program's.
    """
    index = {rule.code: k for k, (rule, _) in enumerate(rules)}
    proofs = [(file, shown(proof)) for file, proof in results if isinstance(proof, Proof)]
    found = [result for k, (file, proof) in enumerate(proofs) for result in _results(proof, k, index, prints[file])]
    unread = [(file, reason) for file, reason in results if isinstance(reason, str)]
    run = {
        "tool": {"driver": _driver(rules, version)},
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(proof) for _, proof in proofs],
        "results": found,
        "invocations": [_invocation(unread)],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _driver(rules: Sequence[tuple[Rule, str]], version: str) -> Json:
    return {
        "name": "Crossfoot",
        "version": version,
        "rules": [
            {
                "id": rule.code,
                "name": rule.name,
                "shortDescription": {"text": rule.summary},
                "help": {"text": page, "markdown": page},
                "defaultConfiguration": {"level": rule.severity},
                "properties": {"tags": [rule.code[:2]]},
            }
            for rule, page in rules
        ],
    }


def _artifact(proof: Proof) -> Json:
    document = proof.document
    artifact: Json = {"location": {"uri": uri(document.name)}, "hashes": {"sha-256": document.sha256}}
    if document.format in _MIME:
        artifact["mimeType"] = _MIME[document.format]
    return artifact


def _invocation(unread: Sequence[tuple[str, str]]) -> Json:
    notes = [
        {
            "level": "error",
            "message": {"text": visible(reason)},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(file)}}}],
        }
        for file, reason in unread
    ]
    told = {"toolExecutionNotifications": notes} if notes else {}
    return {"executionSuccessful": not unread, **told}


def _results(proof: Proof, artifact: int, index: Mapping[str, int], prints: Sequence[str]) -> Iterator[Json]:
    if not proof.findings:
        return
    regions = Regions(proof.document.source)
    numbers = {n.id: n for n in proof.reading.numbers}
    for finding, fingerprint in zip(proof.findings, prints, strict=True):
        yield {
            "ruleId": finding.rule,
            "ruleIndex": index[finding.rule],
            **_result(proof, finding, artifact, regions, numbers),
            "partialFingerprints": {"crossfoot/v1": fingerprint},
        }


def _result(proof: Proof, finding: Finding, artifact: int, regions: Regions, numbers: Mapping[str, Number]) -> Json:
    others = [numbers[i] for i in finding.numbers if numbers[i].span != finding.span]
    result: Json = {
        "level": finding.severity,
        "message": {"text": finding.message},
        "locations": [_location(proof, artifact, regions, finding)],
        "properties": {"excerpt": finding.excerpt, "remedy": finding.remedy, "suspects": _suspects(finding, numbers)},
    }
    if others:
        result["relatedLocations"] = [_related(k, n, proof, artifact, regions) for k, n in enumerate(others, 1)]
    if finding.accepted:
        words = f"{finding.accepted.reason} ({finding.accepted.owner})"
        result["suppressions"] = [{"kind": "external", "justification": words}]
    return result


def _location(proof: Proof, artifact: int, regions: Regions, finding: Finding) -> Json:
    place: Json = {"artifactLocation": _pointer(proof, artifact)}
    if finding.span is not None:
        place["region"] = _region(proof.document.source, regions, finding.span)
    elif finding.line is not None:
        place["region"] = {"startLine": finding.line}
    return {"physicalLocation": place}


def _related(ident: int, number: Number, proof: Proof, artifact: int, regions: Regions) -> Json:
    region = _region(proof.document.source, regions, number.span)
    return {
        "id": ident,
        "message": {"text": " ".join(number.text.split())},
        "physicalLocation": {"artifactLocation": _pointer(proof, artifact), "region": region},
    }


def _pointer(proof: Proof, artifact: int) -> Json:
    return {"uri": uri(proof.document.name), "index": artifact}


def _region(source: str, regions: Regions, span: tuple[int, int]) -> Json:
    at = regions.of(span)
    return {
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": at.end_line,
        "endColumn": at.end_column,
        "charOffset": span[0],
        "charLength": span[1] - span[0],
        "snippet": {"text": source[span[0] : min(span[1], span[0] + _SNIPPET_CHARS)]},
    }


def _suspects(finding: Finding, numbers: Mapping[str, Number]) -> list[Json]:
    """The numbers whose correction alone would mend it, likeliest first: printed, expected, and where."""
    return [
        {
            "number": s.number,
            "line": numbers[s.number].line,
            "printed": " ".join(numbers[s.number].text.split()),
            "expected": as_printed(s.expected, numbers[s.number]),
        }
        for s in finding.suspects
    ]


def uri(name: str) -> str:
    """A file's name as a URI reference: relative to where the command ran, or file:// where it is absolute."""
    if name == "-":
        return "stdin"
    path = PurePath(name)
    if path.is_absolute():
        return path.as_uri()
    return "".join(chr(b) if chr(b) in _UNRESERVED else f"%{b:02X}" for b in path.as_posix().encode("utf-8", "replace"))
