"""Faults in the books to findings: the part that the rules about close packages share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crossfoot.model.books import Fault
from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case


def of_case(case: Case, rule: Rule) -> Iterator[Finding]:
    """The findings of a rule about the books that a release is held against."""
    reference = case.proof.reference
    return of_faults(reference.faults if reference else (), rule)


def of_faults(faults: Iterable[Fault], rule: Rule) -> Iterator[Finding]:
    """A finding for each fault of the rule's name; `line` is the row of the file that the message names."""
    for fault in faults:
        if fault.kind == rule.name:
            yield Finding(
                rule=rule.code,
                severity=fault.severity,
                message=fault.message[:1].upper() + fault.message[1:],
                excerpt=fault.excerpt,
                remedy=fault.remedy,
                numbers=(),
                suspects=(),
                span=None,
                line=fault.place.row,
            )
