"""Settings applied to what was found: which findings are reported, how gravely, and whether the check fails."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from crossfoot.model.finding import Finding
from crossfoot.model.proof import Proof
from crossfoot.settings.read import Settings

GRAVITY = {"error": 0, "warning": 1, "note": 2}
_LINEAR = ("sum", "difference", "equal", "change")


def judged(proof: Proof, settings: Settings) -> Proof:
    """The proof with the findings that the settings want, under the severities that they give."""
    wanted = settings.wanted()
    found = [f for f in proof.findings if wanted is None or f.rule in wanted]
    if settings.severity or settings.tolerance:
        found = [_weighed(proof, finding, settings) for finding in found]
    return msgspec.structs.replace(proof, findings=tuple(found))


def _weighed(proof: Proof, finding: Finding, settings: Settings) -> Finding:
    """The finding under the severity of the longest code that names it; a note where it is within the tolerance."""
    named = [(code, severity) for code, severity in settings.severity if finding.rule.startswith(code)]
    severity = max(named, key=lambda pair: len(pair[0]))[1] if named else finding.severity
    if severity != "note" and settings.tolerance and _within(proof, finding, settings.tolerance):
        severity = "note"
    return msgspec.structs.replace(finding, severity=severity)


def _within(proof: Proof, finding: Finding, units: Decimal) -> bool:
    """True where each equation behind the finding is a sum or link that is off by no more than so many last digits."""
    numbers = {n.id: n for n in proof.reading.numbers}
    ties = [t for t in proof.ties if t.id in finding.ties]
    for tie in ties:
        number = numbers[tie.target]
        if tie.kind not in _LINEAR or tie.computed is None or number.decimals is None:
            return False
        if abs(tie.computed - number.value) > units.scaleb(-number.decimals):
            return False
    return bool(ties)


def failed(proof: Proof, settings: Settings) -> bool:
    """True where a finding that is not accepted is as grave as `fail_on`, or less is proved than `fail_under`."""
    if settings.fail_on != "never":
        least = GRAVITY[settings.fail_on]
        if any(f.accepted is None and GRAVITY[f.severity] <= least for f in proof.findings):
            return True
    return short_of(proof, settings) is not None


def short_of(proof: Proof, settings: Settings) -> Decimal | None:
    """The percentage proved where it is less than the settings ask for; None where it is enough or nothing is asked."""
    coverage = proof.coverage
    if settings.fail_under is None or coverage is None or not coverage.numbers:
        return None
    share = Decimal(100) * coverage.proved / coverage.numbers
    return share if share < settings.fail_under else None
