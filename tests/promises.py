"""What holds of any proof, whatever was read: the contract's sentences that no schema can say."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from html import unescape
from itertools import pairwise

from crossfoot.model.finding import Finding
from crossfoot.model.interval import Interval, rounded
from crossfoot.model.number import Number
from crossfoot.model.proof import Coverage, Proof
from crossfoot.model.tie import Tie

TAG = re.compile(r"<[^>]*>")
SERIAL = re.compile(r"(\D*)(\d+)")
LINEAR = {"sum", "difference", "equal", "change"}


def promises_kept(proof: Proof) -> None:
    """Asserts all of them."""
    spans_hold_the_text(proof)
    ids_are_in_order(proof)
    facts_are_their_numbers(proof)
    statuses_follow_from_ties(proof)
    findings_point_at_something(proof)
    suspects_mend(proof)


def spans_hold_the_text(proof: Proof) -> None:
    source, numbers = proof.document.source, proof.reading.numbers
    for n in numbers:
        printed = unescape(TAG.sub("", source[slice(*n.span)]))  # a tag may stand between "$" and its number
        assert "".join(printed.split()) == "".join(n.text.split())
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(numbers))


def ids_are_in_order(proof: Proof) -> None:
    """Numbers are counted through; ties too, those of the tables and those of the prose each for themselves."""
    serials = [int(n.id.removeprefix("n")) for n in proof.reading.numbers]
    assert all(a < b for a, b in pairwise(serials))
    assert len({t.id for t in proof.ties}) == len(proof.ties)
    groups: dict[str, list[int]] = {}
    for tie in proof.ties:
        found = SERIAL.fullmatch(tie.id)
        assert found, tie.id
        groups.setdefault(found[1], []).append(int(found[2]))
    assert all(a < b for group in groups.values() for a, b in pairwise(group))


def facts_are_their_numbers(proof: Proof) -> None:
    numbers = _numbers(proof)
    assert len({f.number for f in proof.reading.facts}) == len(proof.reading.facts)
    for fact in proof.reading.facts:
        number = numbers[fact.number]
        assert (fact.value, fact.unit, fact.decimals, fact.nil) == (
            number.value,
            number.unit,
            number.decimals,
            number.nil,
        ), number
        assert fact.path[-1:] == (fact.label,)


def statuses_follow_from_ties(proof: Proof) -> None:
    """A tie lists a number if and only if the number lists the tie; the status is what the ties say that do not take
    the number as given."""
    listed: dict[str, list[Tie]] = {n.id: [] for n in proof.reading.numbers}
    for tie in proof.ties:
        assert tie.status != "broken" or tie.certainty in ("error", "warning", "note"), tie
        for ident in _idents(tie):
            listed[ident].append(tie)
    for number in proof.reading.numbers:
        ties = listed[number.id]
        assert number.ties == tuple(t.id for t in ties), number
        ties = [t for t in ties if number.id not in {x.number for x in t.terms if x.given}]
        broken = any(t.status == "broken" for t in ties)
        told = "exempt" if number.why else "broken" if broken else "proved" if ties else "unproved"
        assert number.status == told, number
    counts = Counter(n.status for n in proof.reading.numbers)
    counted = counts["proved"], counts["broken"], counts["unproved"]
    assert proof.coverage == Coverage(sum(counted), *counted)


def findings_point_at_something(proof: Proof) -> None:
    numbers, ties = _numbers(proof), {t.id: t for t in proof.ties}
    for finding in proof.findings:
        assert finding.message
        assert finding.excerpt
        assert set(finding.numbers) <= set(numbers)
        assert {s.number for s in finding.suspects} <= set(finding.numbers)
        assert finding.ties or finding.rule[:2] in ("NG", "ST", "CY", "CR")  # which look at the release themselves
        assert finding.ties or not finding.suspects
        for ident in finding.ties:
            assert ties[ident].status == "broken"
            assert _idents(ties[ident]) <= set(finding.numbers)


def suspects_mend(proof: Proof) -> None:
    """A suspect's correction is another value, and mends a broken tie behind the finding."""
    numbers, ties = _numbers(proof), {t.id: t for t in proof.ties}
    for finding in proof.findings:
        for suspect in finding.suspects:
            assert suspect.expected != numbers[suspect.number].value, finding
            assert _mends(finding, suspect.number, suspect.expected, numbers, ties), (finding, suspect)


def _mends(finding: Finding, ident: str, value: Decimal, numbers: dict[str, Number], ties: dict[str, Tie]) -> bool:
    mine = [ties[t] for t in finding.ties if ident in _idents(ties[t])]
    # A quotient's correction, or a reference's, is weighed where it is made: here it is enough that it is in the tie.
    return any(tie.kind not in LINEAR or not tie.terms or _holds(tie, numbers, {ident: value}) for tie in mine)


def _holds(tie: Tie, numbers: dict[str, Number], changed: dict[str, Decimal]) -> bool:
    def span(ident: str) -> Interval:
        number = numbers[ident]
        value = changed.get(ident, number.value)
        return Interval(value, value) if number.nil else rounded(value, number.decimals)

    total = Interval(Decimal(0), Decimal(0))
    for term in tie.terms:
        total += span(term.number).times(term.coefficient)
    return total.meets(span(tie.target))


def _numbers(proof: Proof) -> dict[str, Number]:
    numbers = {n.id: n for n in proof.reading.numbers}
    assert len(numbers) == len(proof.reading.numbers)
    return numbers


def _idents(tie: Tie) -> set[str]:
    return {tie.target, *(term.number for term in tie.terms)}
