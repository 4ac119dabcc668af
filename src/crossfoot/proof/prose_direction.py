"""Ties of direction: whether what a sentence says has risen or fallen has, by the figures that it is of."""

from __future__ import annotations

from decimal import Decimal

from crossfoot.model.claim import Claim
from crossfoot.model.tie import Term
from crossfoot.proof.prose_desk import ONE, SURE_LINK, Certainty, Desk, apart_from, coefficient, named_by_abbreviation
from crossfoot.proof.prose_fit import RESULTS, metric_of, year_before
from crossfoot.proof.prose_link import Linker
from crossfoot.proof.prose_match import Match
from crossfoot.proof.prose_pair import Pair, equation_of, terms_of, values_of
from crossfoot.vocabulary.prose import prose_words

SURE_ROW = 1.0  # of the link of an amount of which only the direction is said
UNDERSTOOD = 0.5  # of a change's words, which its row has to have for its direction to be held against the row


def direction_of_level(desk: Desk, linker: Linker, claim: Claim) -> None:
    """The tie of "increased to X from Y": the word against the difference of what is linked."""
    children = [linker.by_id[c] for c in linker.children.get(claim.number, ())]
    spoken = next((c for c in children if c.role == "comparison"), None)
    match = desk.matches.get(claim.number)
    if spoken is not None:
        pair = (desk.side(claim), desk.side(spoken))
    elif match is not None:
        before = next((f for f in match.line.facts if year_before(match.fact, f)), None)
        if before is None or before.nil:
            return
        pair = (desk.of_fact(match.fact, match, spoken=True), desk.of_fact(before, match, spoken=False))
    else:
        return
    a, b = pair[0].value, pair[1].value
    if claim.sign_text in ("loss", "losses") or (a <= 0 and b < 0 and claim.sign_text is None):
        a, b = abs(a), abs(b)
    difference = a - b
    if difference == 0:
        return
    if (difference > 0) == (claim.direction > 0):
        if match is None or not match.matches or (spoken is not None and pair[1].number == spoken.number):
            return  # that an amount which no table has is the greater, or the smaller, proves it not
        desk.add("direction", claim.number, terms_of(pair), difference, "exact", equation_of(pair))
        return
    is_sure = pair[0].sure and (pair[1].sure or (spoken is not None and _is_year_before(desk, claim, spoken)))
    if not is_sure or pair[0].row != pair[1].row or not _is_arithmetic(claim, spoken):
        return
    certainty: Certainty = "error" if pair[1].spoken else "warning"
    is_known = match is not None and match.score >= SURE_ROW and not _is_of_another(desk, claim, match)
    if not pair[1].spoken and (not is_known or any(c.role == "change" for c in children)):
        return  # from the year before, or from where the change beside it starts
    desk.add("direction", claim.number, terms_of(pair), difference, "broken", equation_of(pair), certainty=certainty)


def _is_arithmetic(claim: Claim, spoken: Claim | None) -> bool:
    """True where "increased" can only mean the signed amounts: no loss that may have grown is spoken of."""
    if claim.sign_text is None:
        return True
    return claim.sign_text == "negative" and spoken is not None and spoken.sign_text == "negative"


def _is_year_before(desk: Desk, claim: Claim, spoken: Claim) -> bool:
    """True where the amount that is compared with is surely the row's of the year before, though the sentence's words
    of time were not understood."""
    match, other = desk.matches.get(claim.number), desk.matches.get(spoken.number)
    if match is None or other is None or not other.matches or not other.alone or other.score < SURE_LINK:
        return False
    return year_before(match.fact, other.fact)


def add_direction(desk: Desk, claim: Claim, pair: Pair, *, certainty: Certainty | None = None) -> None:
    """Adds the broken tie of a change whose two amounts give the opposite direction."""
    (a, b) = values_of(pair)
    match = desk.matches.get(claim.sibling or "")
    apart = match is not None and is_apart(claim, match)
    if certainty is None:
        both_sure = pair[0].sure and pair[1].sure and pair[0].row == pair[1].row
        certainty = "error" if both_sure and pair[1].spoken and not apart else "warning"
    if match is not None and apart and (coefficient(match) < 0 or _starts_from_another_basis(claim, match, pair)):
        certainty = "note"
    desk.add(
        "direction",
        claim.number,
        terms_of(pair),
        a - b,
        "broken",
        equation_of(pair),
        certainty=certainty,
        suspects=desk.suspects(claim.number, -desk.facts.numbers[claim.number].value, []),
    )


def is_of_credits(claim: Claim, *values: Decimal) -> bool:
    """True where an amount is negative and no result is spoken of ("the provision was a benefit of $13"): more and
    less of it are said both ways."""
    return any(value < 0 for value in values) and RESULTS.isdisjoint(metric_of(claim))


def add_opposed(desk: Desk, claim: Claim, match: Match) -> None:
    """Adds the broken tie of a change that the table prints with the other sign."""
    term = (Term(match.fact.number, ONE),)
    words = desk.words_of(match.fact)
    suspects = desk.suspects(claim.number, match.fact.value, [])
    desk.add(
        "direction",
        claim.number,
        term,
        match.fact.value,
        "broken",
        words,
        certainty="note" if _is_on_another_basis(claim, match) else "warning",
        suspects=suspects,
    )


def is_apart(claim: Claim, match: Match) -> bool:
    """True where the change has words of its own that its row lacks."""
    lexicon = prose_words()
    level_claim = match.claim
    if named_by_abbreviation(level_claim, match.line):
        return False
    known = match.line.own | match.line.around
    return any(lexicon.same.get(q, q) not in known for q in claim.qualifiers) or bool(metric_of(claim) - known)


def _starts_from_another_basis(claim: Claim, match: Match, pair: Pair) -> bool:
    """True where the sentence prints no amount that the change starts from, and its basis is not the row's."""
    return not pair[1].spoken and _is_on_another_basis(claim, match)


def _is_on_another_basis(claim: Claim, match: Match) -> bool:
    """True where a change is said on a basis that its row does not name."""
    return not prose_words().another.isdisjoint(apart_from(claim, match.line))


def _is_of_another(desk: Desk, claim: Claim, match: Match) -> bool:
    """True where a change that a row gives in the opposite direction is on another basis than the row, or hardly of
    it."""
    if _is_on_another_basis(claim, match):
        return True
    metric, known = metric_of(claim), match.line.own | match.line.around | match.line.named
    said = sum(desk.facts.idf(w) for w in metric)
    return sum(desk.facts.idf(w) for w in metric & known) < UNDERSTOOD * said
