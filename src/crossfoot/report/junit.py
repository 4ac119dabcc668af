"""Findings as JUnit XML, which most build servers show: a suite for each file, a case for each rule and finding.

A rule that finds nothing is one passed case. Each finding is a case of its own: a failure where it makes the check
fail, skipped where a baseline accepts it, else passed with what was found as its output.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from crossfoot.model.finding import Finding
from crossfoot.model.proof import Proof
from crossfoot.report.visible import shown, visible

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def rendered(
    results: Sequence[tuple[str, Proof | str]], rules: Mapping[str, str], failing: Mapping[str, Collection[str]]
) -> bytes:
    """The XML document.

    `results`: each file with its proof, or with why it could not be read. `rules`: the names of the rules that were
    asked for, by code. `failing`: the severities that make each file's check fail.
    """
    suites = []
    for file, proof in results:
        if isinstance(proof, str):
            case = f'<testcase classname={_quoted(file)} name="read"><error message={_quoted(proof)}/></testcase>'
            suites.append(_suite(file, [case], 0.0))
        else:
            read, proved = (proof.timing.read_ms, proof.timing.prove_ms or 0.0) if proof.timing else (0.0, 0.0)
            total_ms = read + proved
            suites.append(_suite(file, _cases(file, shown(proof), rules, failing[file]), total_ms))
    body = "\n".join(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="crossfoot">\n{body}\n</testsuites>\n'.encode()


def _suite(file: str, cases: Sequence[str], took_ms: float) -> str:
    counts = {
        "tests": len(cases),
        "failures": sum("<failure " in case for case in cases),
        "errors": sum("<error " in case for case in cases),
        "skipped": sum("<skipped " in case for case in cases),
    }
    numbers = " ".join(f'{name}="{count}"' for name, count in counts.items())
    head = f'<testsuite name={_quoted(file)} {numbers} time="{took_ms / 1000:.3f}">'
    return "\n".join([head, *cases, "</testsuite>"])


def _cases(file: str, proof: Proof, rules: Mapping[str, str], failing: Collection[str]) -> list[str]:
    cases = []
    for code, name in rules.items():
        found = [f for f in proof.findings if f.rule == code]
        if not found:
            cases.append(f"<testcase classname={_quoted(file)} name={_quoted(f'{code} {name}')}/>")
        for finding in found:
            where = f" line {finding.line}" if finding.line else ""
            head = f"<testcase classname={_quoted(file)} name={_quoted(f'{code} {name}{where}')}>"
            cases.append(f"{head}{_outcome(finding, failing)}</testcase>")
    return cases


def _outcome(finding: Finding, failing: Collection[str]) -> str:
    told = f"{finding.message}\n{finding.excerpt}\nremedy: {finding.remedy}"
    if finding.accepted:
        return f"<skipped message={_quoted(f'accepted: {finding.accepted.reason} ({finding.accepted.owner})')}/>"
    if finding.severity in failing:
        return f'<failure type="{finding.severity}" message={_quoted(finding.message)}>{_text(told)}</failure>'
    return f"<system-out>{_text(f'{finding.severity}: {told}')}</system-out>"


def _text(text: str) -> str:
    return _NO_XML.sub("\ufffd", visible(text)).translate({**_MARKUP, ord("\n"): "\n", ord("\t"): "\t"})


def _quoted(text: str) -> str:
    return f'"{_NO_XML.sub(chr(0xFFFD), visible(text)).translate(_MARKUP)}"'
