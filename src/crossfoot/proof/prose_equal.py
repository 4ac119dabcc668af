"""Ties of single amounts: the table's figure (equal), its sign word, its period; and the same claim made twice."""

from __future__ import annotations

import re

from crossfoot.model.claim import Claim
from crossfoot.model.interval import precision_of
from crossfoot.model.tie import Term
from crossfoot.proof.prose_desk import EXCEPTIONS_SHARE, ONE, USUAL, Certainty, Desk, blockers, coefficient
from crossfoot.proof.prose_doubt import MERE, set_apart, speaks_of_another
from crossfoot.proof.prose_fit import RESULTS
from crossfoot.proof.prose_link import SURE, Linker
from crossfoot.proof.prose_match import Match
from crossfoot.proof.prose_slip import SIGNIFICANT, plausible_slip, significant

SIGNED = ("amount", "per-share")
LEAST_DIGITS = 2
SURE_OF_SIGN = 0.85  # of a link, from which two digits are enough to hold a word of loss against the row
NAMED = 0.95  # of a link by words that are the row's own: a warning whatever the kind of claim
_TURNED = re.compile(r"\((?:gains?|income|profits?|earnings)\)")


def equal_ties(desk: Desk, linker: Linker) -> None:
    """Adds a tie for every linked claim: equal to its fact, or broken where it should have said another value."""
    exact_style = _prints_exactly(desk)
    for match in desk.matches.values():
        if not match.matches:
            _broken(desk, linker, match)
        elif _sign_opposes(match):
            _wrong_sign(desk, match)
        elif not match.period_agrees and _of_another_period(desk, match):
            continue
        else:
            _holds(desk, match, exact_style=exact_style)


def _holds(desk: Desk, match: Match, *, exact_style: bool) -> None:
    value, factor = match.number.value, coefficient(match)
    meant = match.fact.value * factor
    term = (Term(match.fact.number, factor),)
    words = desk.words_of(match.fact)
    if value == meant:
        desk.add("equal", match.number.id, term, meant, "exact", words)
    elif exact_style and _finer_than_cell(match):
        suspects = desk.suspects(match.number.id, meant, [(match.fact.number, value * factor)])
        desk.add(
            "equal",
            match.number.id,
            term,
            meant,
            "broken",
            words,
            certainty="warning",
            reason="digits",
            suspects=suspects,
        )
        return
    else:
        desk.add("equal", match.number.id, term, meant, "within-rounding", words)
    if match.claim.sign_text is not None and value < 0 and factor == ONE:
        desk.add("sign", match.number.id, term, meant, "exact", words)


def _finer_than_cell(match: Match) -> bool:
    """True where the claim shows digits below the cell's last one."""
    number, fact = match.number, match.fact
    if number.decimals is None or fact.decimals is None:
        return False
    return precision_of(number) > fact.decimals


def _prints_exactly(desk: Desk) -> bool:
    """True where the amounts that are printed in more digits than the table's agree with it to the last one, but for
    a few."""
    exact = inexact = 0
    for match in desk.matches.values():
        number, fact = match.number, match.fact
        if not match.matches or fact.decimals is None or number.decimals is None or number.decimals <= fact.decimals:
            continue
        if abs(number.value) == abs(fact.value):
            exact += 1
        else:
            inexact += 1
    return exact >= USUAL and inexact <= max(1, EXCEPTIONS_SHARE * exact)


def _sign_opposes(match: Match) -> bool:
    """True where the words of gain or loss contradict the row's sign."""
    claim, value, fact = match.claim, match.number.value, match.fact.value
    if value * fact >= 0 or claim.kind not in SIGNED:
        return False
    said = match.line.own | match.line.around if claim.kind == "per-share" else match.line.own  # "Diluted", below it
    if RESULTS.isdisjoint(said):
        return False
    is_sure = match.by_sibling or (match.score >= SURE_OF_SIGN and match.period_agrees)
    if significant(match.number) < SIGNIFICANT - (2 if is_sure else 1) and not match.by_sibling:
        return False
    label = match.line.label.lower()
    if _TURNED.search(label):
        return False  # "Loss (gain) on": printed from the loss's side
    if value > 0:
        is_result = not RESULTS.isdisjoint(claim.metric) and "expense" not in claim.metric
        is_said = claim.gain_text is not None or "loss" not in claim.metric_text.lower()
        return is_result and claim.sign_text is None and is_said
    return claim.sign_text in ("loss", "losses") and ("loss" not in label or "income" in label or "(loss" in label)


def _wrong_sign(desk: Desk, match: Match) -> None:
    term = (Term(match.fact.number, ONE),)
    meant = match.fact.value
    certainty: Certainty = "error" if match.score >= 1 and match.period_agrees else "warning"
    suspects = desk.suspects(match.number.id, meant, [(match.fact.number, match.number.value)])
    desk.add(
        "sign",
        match.number.id,
        term,
        meant,
        "broken",
        desk.words_of(match.fact),
        certainty=certainty,
        suspects=suspects,
    )


def _of_another_period(desk: Desk, match: Match) -> bool:
    """Adds a broken tie where the sentence names a period, and the row's amount of that period is another one."""
    claim = match.claim
    if not claim.dated or claim.period is None or match.score < 0.6:
        return False
    meant = match.line.at(claim.period)
    if meant is None or meant.nil or meant.unit != match.number.unit:
        return False
    expected = meant.value * coefficient(match)
    sibling_agrees = match.by_sibling and not blockers(match) and _sibling_in_time(desk, claim)
    desk.add(
        "period",
        match.number.id,
        (Term(meant.number, coefficient(match)),),
        expected,
        "broken",
        desk.words_of(meant),
        certainty="warning" if sibling_agrees else "note",
        reason="stale" if claim.role == "comparison" else "period",
        suspects=desk.suspects(match.number.id, expected, []),
    )
    return True


def _sibling_in_time(desk: Desk, claim: Claim) -> bool:
    """True where the amount that the claim is compared with is of the period that the sentence says."""
    level = desk.matches.get(claim.sibling or "")
    return level is not None and level.matches and level.period_agrees


def _broken(desk: Desk, linker: Linker, match: Match) -> None:
    """Adds the broken tie of a claim whose row is known and whose value is not there."""
    fact, number = match.fact, match.number
    if (fact.number, match.claim.sentence) in desk.said or (fact.nil and not match.by_sibling):
        return
    factor = -ONE if _said_positive(match) else ONE
    meant = fact.value * factor
    slip = plausible_slip(number, meant)
    certainty = _certainty(match, slip, set(set_apart(desk, linker, match.claim, match.line)))
    if certainty == "evidence":
        return
    if certainty == "warning" and not match.by_sibling and speaks_of_another(desk, linker, match.claim, match.line):
        certainty = "note"
    desk.add(
        "equal",
        number.id,
        (Term(fact.number, factor),),
        meant,
        "broken",
        desk.words_of(fact),
        certainty=certainty,
        reason="scale" if slip == "scale" else "digits" if _truncated(match) else None,
        suspects=desk.suspects(number.id, meant, [(fact.number, number.value * factor)]) if slip else (),
    )


def _said_positive(match: Match) -> bool:
    """True where the row is negative and the claim, like its siblings, says it as a positive amount."""
    if match.number.value * match.fact.value >= 0:
        return False
    return match.number.value > 0 and "income" not in match.claim.metric


def _certainty(match: Match, slip: str | None, apart: set[str]) -> Certainty:
    """The strict rule: an error only where the row is known from a sibling, nothing sets the claim apart, and a slip
    of the pen would explain it."""
    claim = match.claim
    if claim.hedge is not None:
        return "evidence"
    if slip is None:
        return "note" if match.by_sibling and not apart and match.score >= SURE else "evidence"
    if _truncated(match):
        return "warning"
    if apart - MERE:
        return "evidence"
    if apart:
        plain = match.claim.kind == "amount" and significant(match.number) >= SIGNIFICANT - 1
        return "warning" if match.score >= SURE and plain and slip in ("digit", "swap") else "evidence"
    if match.by_sibling and match.score >= SURE:
        return "error"
    # By its words alone the row is known less surely: only amounts with digits enough to be misprinted.
    least = LEAST_DIGITS if claim.dated else SIGNIFICANT - 1
    plain_enough = claim.kind == "amount" and significant(match.number) >= least
    tells = claim.kind != "percent" or claim.dated  # margins and rates are also those of parts
    if match.named and tells and match.score >= NAMED and slip in ("digit", "swap"):
        return "warning"
    return "warning" if match.score >= SURE and plain_enough and slip in ("digit", "swap") else "evidence"


def _truncated(match: Match) -> bool:
    """True where the claim cut the row's digits off instead of rounding them ("$8.8 million" for 8,851)."""
    decimals = match.number.decimals
    if decimals is None:
        return False
    step = ONE.scaleb(-decimals)
    return abs(match.fact.value) // step * step == abs(match.number.value)
