"""Claims that nothing ties, but that would tie with one digit changed: the row of their words says nearly the same."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from crossfoot.model.claim import Claim
from crossfoot.model.fact import Fact
from crossfoot.model.number import Number
from crossfoot.model.period import Period
from crossfoot.model.tie import Term
from crossfoot.proof.prose_basis import basis_in
from crossfoot.proof.prose_change import base_period, fact_pair
from crossfoot.proof.prose_derived import ratio_meant, sums_meant
from crossfoot.proof.prose_desk import ONE, Certainty, Desk
from crossfoot.proof.prose_direction import is_of_credits
from crossfoot.proof.prose_doubt import (
    MERE,
    is_named_otherwise,
    is_of_another_change,
    misses_the_others,
    set_apart,
    speaks_of_another,
)
from crossfoot.proof.prose_fit import metric_of, period_score, quarter_before, same_period, within_rounding, year_before
from crossfoot.proof.prose_index import Line
from crossfoot.proof.prose_link import MOST_BESIDE, Linker
from crossfoot.proof.prose_pair import Pair, computed_change, could_hold, decimals_of, equation_of, terms_of
from crossfoot.proof.prose_slip import SLIPS, plausible_slip, significant
from crossfoot.vocabulary.prose import prose_words

IN_TIME = 0.8  # of the period's score
BEHIND = 0.05  # how much less than the best row of its words the one that is a slip away may score
# The score from which a slip is worth a look, by significant digits (the fewer, the likelier by chance), for a row
# whose words are the claim's and for any other. Found on published releases, and on the same with digits changed.
LEAST_NAMED = {1: 1.1, 2: 0.7}
LEAST = {1: 9.9, 2: 1.1}
LEAST_LONG = 0.65
LONG = 3  # digits
# The score from which a slip, or the opposite direction, is a warning whatever else may be said against the row, and
# the share of the claim's words that the row then has to have; for two digits, `_tells_few_digits` asks more. Found as
# those above: at these, what is a slip away from a claim by chance is some fifty times rarer than a claim with a digit
# changed.
STRONG = 0.9
STRONG_WORDS = 0.6
STRONG_SHARE = 1.1  # for results per share of two digits, in a row of other words
STRONG_SHARE_WORDS = 0.7


class Near(msgspec.Struct, gc=False):
    """A figure that the claim may have meant: a cell's (`pair` is None), or the change between two of a row."""

    line: Line
    fact: Fact
    pair: Pair | None
    expected: Decimal


def near_ties(desk: Desk, linker: Linker) -> None:
    """Adds a broken tie for each claim without any that holds where one slip explains that it has none."""
    tied = {t.target for t in desk.ties}
    settled = {t.target for t in desk.ties if t.kind == "period" or t.certainty not in ("note", "evidence")}
    for claim in linker.claims:
        if claim.number in settled or claim.hedge is not None or claim.kind in ("reference", "count"):
            continue
        if claim.role == "change" and claim.number in linker.outdone:
            continue  # a row does print it, though perhaps not the one that is meant
        number = desk.facts.numbers[claim.number]
        if number.unit is None or number.decimals is None or not number.value:
            continue
        strong = _strongest(desk, linker, claim, number)
        if strong is not None:
            desk.withdraw(claim.number)
            _add(desk, claim, number, strong, "warning")
        if strong is not None or claim.number in tied:
            continue
        near = _nearest(desk, linker, claim, number)
        if near is not None:
            certainty: Certainty = "note" if _is_doubtful(desk, linker, claim, number, near) else "warning"
            _add(desk, claim, number, near, certainty)
        elif claim.kind == "percent" and not claim.qualifiers:
            _add_ratio(desk, claim, number)
        elif claim.kind == "amount" and claim.role != "change" and significant(number) >= LONG:
            _add_sum(desk, linker, claim, number)


def _add_ratio(desk: Desk, claim: Claim, number: Number) -> None:
    """Adds the broken tie of a margin of which the tables give nearly the same."""
    found = ratio_meant(desk, claim)
    if found is not None:
        top, bottom, percent = found
        _add_derived(desk, "ratio", number, (top, bottom), percent, number.decimals or 0, "divided by")


def _add_sum(desk: Desk, linker: Linker, claim: Claim, number: Number) -> None:
    """Adds the broken tie of an amount that two rows which the sentence names add up to but for a slip."""
    if not prose_words().another.isdisjoint(claim.qualifiers):
        return
    for a, b, total in sums_meant(desk, linker, claim, number):
        if _add_derived(desk, "sum", number, (a, b), total, decimals_of(number), "and"):
            return


def _add_derived(
    desk: Desk, kind: str, number: Number, sides: Pair, computed: Decimal, decimals: int, between: str
) -> bool:
    """Adds the broken tie of what two rows give, where the number is a slip away from it; True where it is."""
    expected = round(computed, decimals)
    if plausible_slip(number, expected) not in SLIPS:
        return False
    desk.add(
        kind,
        number.id,
        (Term(sides[0].number, ONE), Term(sides[1].number, ONE)),
        computed,
        "broken",
        f"{sides[0].words} {between} {sides[1].words}",
        certainty="warning",
        reason="near",
        suspects=desk.suspects(number.id, expected, []),
    )
    return True


def _strongest(desk: Desk, linker: Linker, claim: Claim, number: Number) -> Near | None:
    """The figure of a row so like the claim's words, period and part that a slip is the likeliest account of it."""
    digits = min(significant(number), LONG)
    if claim.kind == "per-share":
        digits = max(digits, LONG - 1)  # "$0.08" shows three
    if digits < LONG - 1 or (claim.kind == "percent" and digits < LONG):
        return None
    found = list(_candidates(desk, linker, claim, number, any_part=digits == LONG, least=STRONG))
    slips = [n for n in found if _is_slip(claim, number, n)]
    if not slips:
        return None
    near = max(slips, key=lambda n: linker.score(claim, n.fact, n.line))
    if linker.understood(claim, near.line) < STRONG_WORDS or is_named_otherwise(desk, claim, near.line):
        return None
    apart = set(set_apart(desk, linker, claim, near.line))
    if linker.is_on_basis(claim, near.fact) and (near.fact.basis or basis_in(near.fact.label)):
        apart -= prose_words().another  # the very words of its own basis, not of the title's over several
    if apart & prose_words().another or misses_the_others(desk, linker, claim, near.line):
        return None
    if digits < LONG and (apart & MERE or not _tells_few_digits(linker, claim, near, found)):
        return None
    if near.pair is None and within_rounding(number, near.fact):
        return None
    if near.pair is not None and is_of_another_change(desk, linker, claim, number, near.line):
        return None
    return near


def _tells_few_digits(linker: Linker, claim: Claim, near: Near, found: list[Near]) -> bool:
    """True where a slip in a figure of two digits is likelier than another row: the row has the claim's very words, or
    for a result per share more of them than any other row."""
    if linker.says_the_row(claim, near.line):
        return True
    if claim.kind != "per-share":
        return False
    score = linker.score(claim, near.fact, near.line)
    best = max(linker.score(claim, n.fact, n.line) for n in found)
    return score >= max(STRONG_SHARE, best - BEHIND) and linker.understood(claim, near.line) >= STRONG_SHARE_WORDS


def _nearest(desk: Desk, linker: Linker, claim: Claim, number: Number) -> Near | None:
    found = list(_candidates(desk, linker, claim, number))
    slips = [n for n in found if _is_slip(claim, number, n)]
    if not slips:
        return None
    scores = [linker.score(claim, n.fact, n.line) for n in slips]
    score = max(scores)
    near = slips[scores.index(score)]
    best = max(linker.score(claim, n.fact, n.line) for n in found)
    if score < best - BEHIND or _apart(desk, linker, claim, number, near.line):
        return None
    if not linker.understands(claim, near.line):
        return None
    level = desk.matches.get(claim.sibling or "")
    is_level_row = level is not None and level.matches and level.line is near.line
    least = LEAST_NAMED if is_level_row or linker.says_the_row(claim, near.line) else LEAST
    digits = significant(number) + _is_turned(claim, number, near)  # the very digits say more than nearly those
    if digits == 1 and not metric_of(claim) <= near.line.own | near.line.named:
        return None  # any other digit is one slip away
    return near if score >= least.get(digits, LEAST_LONG) else None


def _is_doubtful(desk: Desk, linker: Linker, claim: Claim, number: Number, near: Near) -> bool:
    """True where the claim is likelier of another thing than the row, so that a note is all it is worth."""
    if speaks_of_another(desk, linker, claim, near.line) or is_named_otherwise(desk, claim, near.line):
        return True
    if near.pair is not None:
        return is_of_another_change(desk, linker, claim, number, near.line)
    is_its_rate = metric_of(claim) <= near.line.own or linker.says_the_row(claim, near.line)
    return claim.kind == "percent" and not is_its_rate  # most rows of some of a rate's words are of other rates


def _is_slip(claim: Claim, number: Number, near: Near) -> bool:
    """True where the claim's figure is a digit, or its direction alone, away from what the row says."""
    if _is_turned(claim, number, near):
        return True
    goes_the_other_way = claim.role == "change" and claim.direction != 0 and near.expected * number.value < 0
    return not goes_the_other_way and plausible_slip(number, near.expected) in SLIPS


def _is_turned(claim: Claim, number: Number, near: Near) -> bool:
    """True where only the direction word of a change is wrong."""
    if near.pair is not None and is_of_credits(claim, near.pair[0].value, near.pair[1].value):
        return False
    return claim.role == "change" and claim.direction != 0 and near.expected == -number.value


def _apart(desk: Desk, linker: Linker, claim: Claim, number: Number, line: Line) -> bool:
    """True where words set the claim apart from the row; with digits enough, those that only say what is in it do
    not."""
    words = set(set_apart(desk, linker, claim, line))
    return bool(words - MERE if significant(number) >= LONG else words)


def _candidates(
    desk: Desk, linker: Linker, claim: Claim, number: Number, *, any_part: bool = False, least: float | None = None
) -> Iterator[Near]:
    """What the rows of the claim's words say of its period, in its unit, with a score of `least` or more; `any_part`:
    of other segments as well, for which they score less, and from any base."""
    in_time: dict[Period | None, bool] = {}  # a release has few periods and many facts
    for line in linker.lines_meant(claim):
        if not any_part and claim.segment != line.segment and not linker.names_segment(claim, line):
            continue
        if least is not None and linker.similarity(claim, line) + MOST_BESIDE < least:
            continue
        for fact in line.facts:
            if fact.period not in in_time:
                in_time[fact.period] = period_score(claim, fact) >= IN_TIME
            if fact.nil or not in_time[fact.period]:
                continue
            if least is not None and linker.score(claim, fact, line) < least:
                continue
            for pair, expected in _meant(desk, claim, number, line, fact, any_base=any_part):
                if pair is not None or (fact.number, claim.sentence) not in desk.said:
                    yield Near(line, fact, pair, expected)


def _meant(
    desk: Desk, claim: Claim, number: Number, line: Line, fact: Fact, *, any_base: bool
) -> Iterator[tuple[Pair | None, Decimal]]:
    """What a row says of its figure's time: the figure itself, for a change the changes to it; `any_base`: also from
    the quarter and the year before, where digits enough tell which."""
    kind = fact.relation.kind if fact.relation is not None else None
    if claim.role != "change" or kind is not None:
        wanted = ("change", "percent-change") if claim.role == "change" else (None, "ratio")
        if fact.unit == number.unit and kind in wanted and not _starts_elsewhere(desk, claim, fact):
            yield None, fact.value
    elif fact.unit == number.unit or number.unit == "percent" or (number.unit == "bp" and fact.unit == "percent"):
        for base in line.facts:
            if base is fact or base.nil or base.unit != fact.unit or base.relation is not None or base.period is None:
                continue
            if base.period != base_period(desk, claim) and not (
                any_base and (quarter_before(fact, base) or year_before(fact, base))
            ):
                continue
            pair = fact_pair(desk, fact, base)
            computed = computed_change(claim, pair)
            if computed is not None and not could_hold(claim, number, pair):
                yield pair, round(computed[0], number.decimals or 0)


def _starts_elsewhere(desk: Desk, claim: Claim, fact: Fact) -> bool:
    """True of a cell with a change from another time than the sentence's."""
    start, its = base_period(desk, claim), fact.relation.from_period if fact.relation is not None else None
    return claim.role == "change" and start is not None and its is not None and not same_period(start, its)


def _add(desk: Desk, claim: Claim, number: Number, near: Near, certainty: Certainty) -> None:
    is_turned = _is_turned(claim, number, near)
    if near.pair is not None:
        kind: str = claim.kind if claim.kind != "per-share" else "change"
        terms, equation = terms_of(near.pair), equation_of(near.pair)
        cells: list[tuple[str, Decimal]] = []
    else:
        kind = "equal"
        factor = -ONE if number.value * near.fact.value < 0 and not is_turned else ONE
        near.expected *= factor
        terms, equation = (Term(near.fact.number, factor),), desk.words_of(near.fact)
        cells = [(near.fact.number, number.value * factor)]
    suspects = desk.suspects(number.id, near.expected, cells)
    desk.add(
        "direction" if is_turned else kind,
        number.id,
        terms,
        near.expected,
        "broken",
        equation,
        certainty=certainty,
        reason="near",
        suspects=suspects,
    )
