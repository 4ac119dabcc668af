"""What the makers of prose ties share: the index, the matches, the tables' suspects, and the ties made so far."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

import msgspec

from crossfoot.model.claim import Claim
from crossfoot.model.fact import Fact
from crossfoot.model.interval import precision_of
from crossfoot.model.tie import Suspect, Term, Tie, TieStatus
from crossfoot.proof.prose_index import Facts, Line
from crossfoot.proof.prose_match import Match
from crossfoot.proof.prose_slip import plausible_slip, significant
from crossfoot.vocabulary.prose import prose_words, stems

Certainty = Literal["error", "warning", "note", "evidence"]
ONE = Decimal(1)
CHANGES = ("percent-change",)
USUAL = 5  # so many exact ones make a style
USUAL_CHANGES = 8
ENDS = 2  # of a change
FINE_DIGITS = 4  # of two amounts, that say a percentage to its last digit
EXCEPTIONS_SHARE = 0.1


class Side(msgspec.Struct, frozen=True, gc=False):
    """One amount in an equation: the number whose printed value is taken, its value as the sentence signs it, its
    precision.

    `sure`: a table fact to which the claim is surely linked. `spoken`: the sentence itself names it (a default
    comparison is not). `row`: what line item it is of, in whichever table."""

    number: str
    value: Decimal
    decimals: int
    words: str
    sure: bool
    spoken: bool
    row: object = None
    in_percent: bool = False


class Desk:
    """Collects ties. Ids are "p1", "p2", … in the order made."""

    def __init__(self, facts: Facts, matches: dict[str, Match], table_ties: Sequence[Tie]) -> None:
        self.facts = facts
        self.matches = matches
        self.ties: list[Tie] = []
        self.accused: dict[str, set[Decimal]] = {}
        self.held: set[str] = set()
        # The figures that a sentence says, and so does not mean with another number.
        self.said = {(m.fact.number, m.claim.sentence) for m in matches.values() if m.matches}
        self.around: dict[str, frozenset[str]] = {}  # by claim: the words around its number, where looked for
        self._made = 0
        for tie in table_ties:
            if tie.status == "broken":
                for suspect in tie.suspects:
                    self.accused.setdefault(suspect.number, set()).add(suspect.expected)
            else:
                self.held.add(tie.target)
                self.held.update(t.number for t in tie.terms)

    def add(
        self,
        kind: str,
        target: str,
        terms: tuple[Term, ...],
        computed: Decimal | None,
        status: TieStatus,
        equation: str,
        *,
        certainty: Certainty | None = None,
        reason: str | None = None,
        formula: str | None = None,
        suspects: tuple[Suspect, ...] = (),
    ) -> None:
        """Adds a tie in prose."""
        self._made += 1
        self.ties.append(
            Tie(
                f"p{self._made}",
                kind,
                target,
                terms,
                computed,
                status,
                scope="prose",
                formula=formula,
                equation=equation,
                certainty=certainty,
                reason=reason,
                suspects=suspects,
            )
        )

    def withdraw(self, target: str) -> None:
        """Takes back the ties of a target, for a better account of it."""
        self.ties = [t for t in self.ties if t.target != target]

    def settle_style(self) -> None:
        """Turns the few ties of changes that hold only within rounding into warnings, where all the others are exact.

        A release computes its percentages from its printed figures or from its books; one that does the first
        throughout does not do the second once."""
        changes = [
            k for k, t in enumerate(self.ties) if t.kind in CHANGES and t.status != "broken" and self._in_cells(t)
        ]
        loose = [k for k in changes if self.ties[k].status == "within-rounding"]
        if len(changes) - len(loose) < USUAL_CHANGES or len(loose) > max(1, EXCEPTIONS_SHARE * len(changes)):
            return
        for k in loose:
            tie = self.ties[k]
            number = self.facts.numbers[tie.target]
            if tie.computed is None or number.decimals is None:
                continue
            expected = round(tie.computed, number.decimals)
            suspects = self.suspects(number.id, expected, [])
            self.ties[k] = msgspec.structs.replace(
                tie, status="broken", certainty="warning", reason="digits", suspects=suspects
            )

    def _in_cells(self, tie: Tie) -> bool:
        """True where both amounts stand in tables, and are neither figures per share nor of few digits (whose
        percentages are coarse)."""
        numbers = [self.facts.numbers[t.number] for t in tie.terms]
        is_plain = all(n.cell is not None and n.unit is not None and "/" not in n.unit for n in numbers)
        is_fine = all(significant(n) >= FINE_DIGITS for n in numbers)
        return is_plain and is_fine and len(numbers) == ENDS  # else it is one without an item

    def words_of(self, fact: Fact) -> str:
        """A fact in words and print: "Net sales 27,485"."""
        segment = f", {fact.segment}" if fact.segment and fact.segment != fact.label else ""
        return f"{fact.label}{segment} {self.facts.numbers[fact.number].text}"

    def suspects(self, number: str, expected: Decimal, cells: Sequence[tuple[str, Decimal]]) -> tuple[Suspect, ...]:
        """The prose number, then the cells; a cell that the tables' own ties suspect of the same comes first."""
        found = [Suspect(number, expected, 2.0)]
        for cell, value in cells:
            accused = any(abs(value - e) <= abs(e) / 1000 for e in self.accused.get(cell, ()))
            likelihood = 3.0 if accused else 0.5 if cell in self.held else 1.0
            found.append(Suspect(cell, value, likelihood))
        return tuple(sorted(found, key=lambda s: -s.likelihood))

    def own(self, claim: Claim) -> Side:
        """The claim's own printed number as a side."""
        number = self.facts.numbers[claim.number]
        words = f"{claim.metric_text or 'amount'} {' '.join(number.text.split())}"
        return Side(number.id, number.value, precision_of(number), words, False, True, None, number.unit == "percent")

    def side(self, claim: Claim) -> Side:
        """The side that a claim stands for: its table fact's value where it is linked, signed as the sentence signs
        it."""
        match = self.matches.get(claim.number)
        if match is None or (not match.matches and plausible_slip(match.number, match.fact.value) is None):
            return self.own(claim)
        return self.of_fact(match.fact, match, spoken=True)

    def of_fact(self, fact: Fact, match: Match, *, spoken: bool, as_said: bool = True) -> Side:
        """A fact of the match's row as a side; `as_said`: signed as the sentence signs it."""
        value = fact.value * coefficient(match) if as_said else fact.value
        sure = match.score >= SURE_LINK and match.period_agrees and match.alone
        decimals = fact.decimals if fact.decimals is not None else 0
        in_percent = fact.unit == "percent"
        return Side(fact.number, value, decimals, self.words_of(fact), sure, spoken, match.line.item, in_percent)


SURE_LINK = 0.8


def coefficient(match: Match) -> Decimal:
    """1, or -1 where the sentence says as a positive amount what the row prints as a negative ("expenses increased
    to")."""
    return -ONE if match.matches and match.number.value * match.fact.value < 0 else ONE


def blockers(match: Match) -> tuple[str, ...]:
    """The words that set the claim apart from its row."""
    return apart_from(match.claim, match.line)


def apart_from(claim: Claim, line: Line) -> tuple[str, ...]:
    """The qualifying words of a claim ("excluding", "adjusted") that a row lacks."""
    if not claim.qualifiers:
        return ()
    lexicon = prose_words()
    known = line.own | line.around
    if _ABBREVIATED.search(claim.metric_text) and named_by_abbreviation(claim, line):
        known = known | set(claim.metric_text.lower().split())
    printed = set(line.label.lower().split())
    return tuple(q for q in claim.qualifiers if q not in printed and lexicon.same.get(q, q) not in known)


_ABBREVIATED = re.compile(r"\(([A-Z][A-Z&]+)\)$")


def named_by_abbreviation(claim: Claim, line: Line) -> bool:
    """True where the claim spells out what the row abbreviates: "earnings before … (EBITDA)" for "EBITDA"."""
    found = _ABBREVIATED.search(claim.metric_text)
    short = set(stems(found[1])) if found else set(claim.metric)
    return bool(line.alias & set(claim.metric)) or (found is not None and short == line.own)
