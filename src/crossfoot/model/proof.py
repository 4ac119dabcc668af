"""The proof of one release: its numbers, facts, ties and findings."""

from __future__ import annotations

import msgspec

from crossfoot.model.books import Reference
from crossfoot.model.claim import Claim
from crossfoot.model.correction import Applied
from crossfoot.model.document import Document
from crossfoot.model.fact import Fact
from crossfoot.model.finding import Finding
from crossfoot.model.number import Number
from crossfoot.model.tie import Tie


class Reading(msgspec.Struct, frozen=True):
    """What extract makes of a document: every printed number in order, facts, claims, what it says of itself."""

    numbers: tuple[Number, ...]
    facts: tuple[Fact, ...]
    claims: tuple[Claim, ...]
    title: str | None = None
    company: str | None = None
    released: str | None = None


class Coverage(msgspec.Struct, frozen=True):
    """Counts of numbers, those exempt left out."""

    numbers: int
    proved: int
    broken: int
    unproved: int


class Timing(msgspec.Struct, frozen=True):
    """Milliseconds: bytes to facts, and the rest."""

    read_ms: float
    prove_ms: float | None


class Against(msgspec.Struct, frozen=True):
    """An earlier release that a proof was held against: how many of its figures both print, and how many agree."""

    name: str
    sha256: str
    company: str | None
    released: str | None
    compared: int
    agreeing: int


class Proof(msgspec.Struct, frozen=True):
    """Everything that is known of one release. `ties` and `findings` are empty where it was only read.

    `earlier`: the proofs of earlier releases that it was held against, reference facts for the rules; `against` says
    how much there was to compare.
    `reference`: the figures of the books that it was held against, None where it was not.
    """

    document: Document
    reading: Reading
    ties: tuple[Tie, ...] = ()
    findings: tuple[Finding, ...] = ()
    coverage: Coverage | None = None
    timing: Timing | None = None
    earlier: tuple[Proof, ...] = ()
    against: tuple[Against, ...] = ()
    corrections: tuple[Applied, ...] = ()
    reference: Reference | None = None
