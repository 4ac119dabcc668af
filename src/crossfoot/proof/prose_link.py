"""Which table fact a claim is about: by value, and by meaning (metric, segment, period, unit), with a score that
explains itself.

score = similarity + .3 period + .15 for siblings on the same row - .25 for a sign that opposes the words similarity =
.5 of the row's label explained by the claim + .4 of the claim's words explained by the row + .1 for a shared section
"""

from __future__ import annotations

from crossfoot.model.claim import Claim
from crossfoot.model.fact import Fact
from crossfoot.model.interval import precision_of
from crossfoot.model.number import Number
from crossfoot.proof.prose_basis import basis_of_claim, basis_of_fact
from crossfoot.proof.prose_fit import (
    is_change,
    metric_of,
    other_basis,
    period_score,
    same_or_none,
    same_printed,
    says_change,
    within_rounding,
)
from crossfoot.proof.prose_index import Facts, Line, RowKey, has_qualifier
from crossfoot.proof.prose_match import Match, is_change_outdone, is_outdone
from crossfoot.proof.prose_slip import SIGNIFICANT, chances, significant
from crossfoot.vocabulary.prose import prose_words, stems

TIED = 0.45  # a link at all
SURE = 0.8  # a changed digit seldom finds another home above this
EXPENSE = "expense"
WHOLE = 0.75  # of the weight of their words that a claim and its row share, where only words tell the row
CHANGE_LIKE = 0.6  # how like a row's words a change's must be to be that row's
SURE_CHANGE = 1.1
RIVAL = 0.1  # how much less a row that fits as well may score
RIVAL_REACH = 0.4
PLAIN = 0.5  # of a link that its few rivals make sure
HOMES = 0.04  # the chance, at most, that a wrong figure would be a rival's
MOST_BESIDE = 0.7  # what period and siblings can at most add to the similarity in a score (and more than that)
ELSEWHERE = 0.5  # what a word of the sentence counts that is not beside the number


class Linker:
    """Links the claims of one document, in two passes: by themselves, then with what their siblings found."""

    def __init__(self, facts: Facts, claims: tuple[Claim, ...], context: dict[str, frozenset[str]]) -> None:
        self.facts = facts
        self.claims = claims
        self.by_id = {c.number: c for c in claims}
        self.context = context
        self.found: dict[str, Match] = {}
        self.children: dict[str, list[str]] = {}
        for claim in claims:
            if claim.sibling is not None:
                self.children.setdefault(claim.sibling, []).append(claim.number)
        self.relatives = {c.number: self._relatives(c) for c in claims}
        self.opposed: dict[str, Match] = {}  # changes that the tables print with the other sign
        self.outdone: set[str] = set()  # whose figure is only that of a row which fits far less than another
        self._similar: dict[tuple[str, RowKey], float] = {}
        self._weights: dict[frozenset[str], tuple[float, tuple[tuple[str, float], ...]]] = {}
        self._meant: dict[frozenset[str], list[Line]] = {}
        self._metrics = {c.number: metric_of(c) for c in claims}
        self._bases = {c.number: self._basis(c) for c in claims}
        self._on_basis: dict[tuple[str, RowKey], float] = {}

    def run(self) -> dict[str, Match]:
        """The matches by claim: those whose value agrees, then what the rest should have said."""
        levels = [
            c for c in self.claims if c.kind in ("amount", "per-share", "percent", "count") and c.role != "change"
        ]
        for again in (False, True):
            for claim in levels:
                if again and claim.sibling is None and claim.number not in self.children:
                    continue
                match = self._by_value(claim)
                if match is not None:
                    self.found[claim.number] = match
        for claim in levels:
            if (found := self.found.get(claim.number)) is not None and is_outdone(
                found, self.lines_meant(claim), self.score, self.is_on_basis
            ):
                del self.found[claim.number]
                self.outdone.add(claim.number)
        for claim in self.claims:
            if claim.role == "change" and (match := self.by_change(claim) or self._expected_change(claim)) is not None:
                self.found[claim.number] = match
        for claim in levels:
            if claim.number not in self.found and claim.number not in self.outdone:
                match = self._expected(claim)
                if match is not None:
                    self.found[claim.number] = match
        return self.found

    def _relatives(self, claim: Claim) -> list[str]:
        """The claims that share the claim's metric and sentence."""
        relatives = [*self.children.get(claim.number, ())]
        if claim.sibling is not None:
            relatives.append(claim.sibling)
            relatives += [c for c in self.children.get(claim.sibling, ()) if c != claim.number]
        return relatives

    def similarity(self, claim: Claim, line: Line) -> float:
        """How far the claim's words and the row's say the same, 0 to 1."""
        key = (claim.number, line.key)
        known = self._similar.get(key)
        if known is None:
            known = self._similar[key] = self._similarity(claim, line)
        return known

    def _basis(self, claim: Claim) -> str | None:
        """The basis that a claim says, else that of the amount it is compared with, or is the share of."""
        goes_on = claim.role == "comparison" or claim.kind == "per-share"
        level = self.by_id.get(claim.sibling or "") if goes_on else None
        return basis_of_claim(claim) or (basis_of_claim(level) if level is not None else None)

    def is_on_basis(self, claim: Claim, fact: Fact) -> bool:
        """True where claim and cell say the same basis ("local currency", "% change excluding currency")."""
        basis = self._bases[claim.number]
        return basis is not None and basis == basis_of_fact(fact)

    def likeness(self, claim: Claim, fact: Fact, line: Line) -> float:
        """The similarity of the claim's words and the row's; where both are on one basis, without the words that say
        so."""
        plain = self.similarity(claim, line)
        if not self.is_on_basis(claim, fact):
            return plain
        key = (claim.number, line.key)
        known = self._on_basis.get(key)
        if known is None:
            known = self._on_basis[key] = self._similarity(claim, line, prose_words().basis_stems)
        return max(plain, known)

    def _similarity(self, claim: Claim, line: Line, besides: frozenset[str] = frozenset()) -> float:
        metric = self._metrics[claim.number] - besides if besides else self._metrics[claim.number]
        if claim.segment is not None and line.segment is None:
            metric |= frozenset(stems(claim.segment))  # the tables have no such segment: its name is a row's
        own = line.alias if line.alias & metric else line.own
        own = own - besides if besides else own
        sentence = self.context.get(claim.number, frozenset())
        whole, weights = self._weights.get(own) or self._weights_of(own)
        explained = 0.0
        for word, weight in weights:
            if word in metric:
                explained += weight
            elif word in sentence:
                explained += weight * ELSEWHERE
        if not whole or not metric:
            return 0.0
        if metric == {EXPENSE} and claim.segment is not None and claim.segment == line.segment and "income" in line.own:
            return 0.5  # a segment's "expenses" are its result, printed as a negative
        if line.own.isdisjoint(metric) and line.around.isdisjoint(metric):
            explained *= 0.5
        said, weights = self._weights.get(metric) or self._weights_of(metric)
        understood = 0.0
        for word, weight in weights:
            if word in line.own or word in line.around or word in line.named:
                understood += weight
        shared = 0.0 if line.around.isdisjoint(metric) and line.around.isdisjoint(sentence) else 0.1
        return 0.5 * explained / whole + 0.4 * understood / said + shared

    def _weights_of(self, words: frozenset[str]) -> tuple[float, tuple[tuple[str, float], ...]]:
        """How much each of the words tells, and all of them; kept, for they are asked for again and again."""
        weights = tuple((word, self.facts.idf(word)) for word in words)
        found = self._weights[words] = sum(weight for _, weight in weights), weights
        return found

    def understood(self, claim: Claim, line: Line) -> float:
        """The share of the claim's words, by what they tell, that the row and what stands over it have."""
        idf, metric = self.facts.idf, self._metrics[claim.number]
        known = line.own | line.around | line.named
        said = sum(idf(w) for w in metric)
        return sum(idf(w) for w in metric & known) / said if said else 1.0

    def understands(self, claim: Claim, line: Line) -> bool:
        """True where the row, with what stands over it, has the claim's words, but for little."""
        return self.understood(claim, line) >= WHOLE

    def says_the_row(self, claim: Claim, line: Line) -> bool:
        """True where the claim's words are the row's and the row's are the claim's, but for little."""
        idf, metric = self.facts.idf, self._metrics[claim.number]
        own = line.alias if line.alias & metric else line.own
        if "revenue" in own and "net" not in metric:
            own -= {"net"}  # sales are net sales
        said, whole = sum(idf(w) for w in metric), sum(idf(w) for w in own)
        return (
            sum(idf(w) for w in metric & (own | line.around)) >= WHOLE * said
            and sum(idf(w) for w in metric & own) >= WHOLE * whole
        )

    def names_segment(self, claim: Claim, line: Line) -> bool:
        """True where the claim's own words hold the name of the row's segment."""
        return bool(line.named) and line.named <= self._metrics[claim.number]

    def score(self, claim: Claim, fact: Fact, line: Line) -> float:
        """How well the fact fits the claim but for its value (see the module's first lines)."""
        return self._scored(claim, fact, line)[0]

    def _scored(self, claim: Claim, fact: Fact, line: Line) -> tuple[float, bool, bool]:
        score = self.likeness(claim, fact, line)
        period = period_score(claim, fact)
        score += 0.3 * period
        if claim.segment != fact.segment and not self.names_segment(claim, line):
            score -= 0.1 if fact.segment is None else 0.4
        siblings = self._siblings_on(claim, line)
        score += 0.15 * min(2, siblings)
        if claim.sign < 0 and fact.value > 0 and "income" not in line.own and claim.sign_text != "loss":
            score -= 0.25
        if claim.qualifiers and other_basis(claim, fact) and not self.is_on_basis(claim, fact):
            score -= 0.25
        return score, siblings > 0, period > 0.5

    def _siblings_on(self, claim: Claim, line: Line) -> int:
        """How many of the claims that share its metric and sentence are on the same row."""
        count = 0
        for other in self.relatives[claim.number]:
            match = self.found.get(other)
            if match is not None and match.matches and match.line is line and match.score >= 0.6:
                count += 1
        return count

    def _by_value(self, claim: Claim) -> Match | None:
        number = self.facts.numbers[claim.number]
        if number.unit is None or number.decimals is None:
            return None
        decimals = precision_of(number)
        best: Match | None = None
        scores: list[tuple[float, Fact]] = []
        for fact in self.facts.matching(number.value, decimals, number.unit):
            line = self.facts.line_of[fact.number]
            score, by_sibling, period_agrees = self._scored(claim, fact, line)
            scores.append((score, fact))
            if best is None or score > best.score:
                best = Match(claim, number, fact, line, score, True, by_sibling, period_agrees, _why(score, line, fact))
        if best is not None:
            found, finest = best, best.fact.decimals or 0
            best.alone = not any(
                score > found.score - RIVAL and round(abs(f.value), finest) != round(abs(found.fact.value), finest)
                for score, f in scores
                if (f.decimals or 0) >= finest
            )
        if best is None or best.score >= _needed(number, best):
            return best
        return best if self._is_telling(best) else None

    def _is_telling(self, match: Match) -> bool:
        """True where so few figures of such words are of the claim's period that a wrong one would hardly be among
        them."""
        if match.score < PLAIN or not match.period_agrees or match.claim.qualifiers:
            return False
        homes = set()
        for line in self.lines_meant(match.claim):
            for fact in line.facts:
                if fact.unit == match.number.unit and self.score(match.claim, fact, line) >= match.score - RIVAL:
                    homes.add(abs(fact.value))
        return len(homes) <= HOMES * chances(match.number)

    def by_change(self, claim: Claim) -> Match | None:
        """The table's own change or percent change of the row that the claim's words mean."""
        number = self.facts.numbers[claim.number]
        if number.unit is None or number.decimals is None:
            return None
        best: Match | None = None
        for fact in self.facts.matching(number.value, number.decimals, number.unit):
            line = self.facts.line_of[fact.number]
            if self.likeness(claim, fact, line) < CHANGE_LIKE:
                continue
            if not is_change(fact, number) and not self._is_effect(claim, number, line):
                continue
            score, by_sibling, period_agrees = self._scored(claim, fact, line)
            if score < SURE or (best is not None and score <= best.score):
                continue
            match = Match(claim, number, fact, line, score, True, by_sibling, period_agrees, _why(score, line, fact))
            if not claim.direction or fact.value * number.value >= 0:
                best = match
            elif period_agrees and says_change(fact) and self.says_the_row(claim, line):
                self.opposed[claim.number] = match
        if best is not None and is_change_outdone(best, self.lines_meant(claim), self.score, self.is_on_basis):
            self.outdone.add(claim.number)
            return None
        return best

    def _expected(self, claim: Claim) -> Match | None:
        """What the claim should have said: its siblings' row, or the one row that its words mean, at its period."""
        number = self.facts.numbers[claim.number]
        sibling = self._sibling_row(claim)
        if sibling is not None:
            fact = sibling.line.at(claim.period)
            if fact is not None and fact.unit == number.unit:
                score = self.score(claim, fact, sibling.line)
                same = abs(fact.value) == abs(number.value)
                return Match(claim, number, fact, sibling.line, score, same, True, True, "row of its sibling")
        ranked: list[tuple[float, Fact, Line]] = []
        for line in self.lines_meant(claim) if not claim.whole else ():
            fact = line.at(claim.period)
            if fact is None or fact.unit != number.unit or fact.segment != claim.segment:
                continue
            score = self.score(claim, fact, line)
            ranked.append((score, fact, line))
        if not ranked:
            return None
        score, fact, line = max(ranked, key=lambda r: r[0])
        if fact.value != number.value and any(
            abs(r[1].value) == abs(number.value) and r[0] > score - RIVAL_REACH for r in ranked
        ):
            return None  # another row of such words does say it
        rivals = [r for r in ranked if r[0] > score - RIVAL and not same_printed(number, r[1], fact)]
        named = self.says_the_row(claim, line)
        if score < SURE or rivals or not (claim.kind == "per-share" or named) or self._has(line, number):
            return None
        # A per-share figure's own row is known where its amount is ("a loss of $5, or 3 cents a share").
        level = self.found.get(claim.sibling or "")
        beside_amount = claim.kind == "per-share" and level is not None and level.matches and level.score >= SURE
        same = abs(fact.value) == abs(number.value)
        return Match(claim, number, fact, line, score, same, beside_amount, True, "row of the same words", named)

    def _has(self, line: Line, number: Number) -> bool:
        """True where the row has the value in another column."""
        if number.unit is None or number.decimals is None:
            return False
        decimals = precision_of(number)
        return any(
            self.facts.line_of[f.number] is line for f in self.facts.matching(number.value, decimals, number.unit)
        )

    def _is_effect(self, claim: Claim, number: Number, line: Line) -> bool:
        """True of "currency effects decreased earnings by $479 million": an amount of the subject, and no change of
        it."""
        return (
            claim.kind == "change" and significant(number) >= SIGNIFICANT - 1 and self.similarity(claim, line) >= SURE
        )

    def _expected_change(self, claim: Claim) -> Match | None:
        """The table's own change of the row that the claim names, where no row of such words has the claim's."""
        number = self.facts.numbers[claim.number]
        if number.unit != "percent" or claim.whole or claim.number in self.outdone:
            return None
        ranked: list[tuple[float, Fact, Line]] = []
        for line in self.lines_meant(claim):
            if self.similarity(claim, line) < CHANGE_LIKE:
                continue
            if self._has(line, number):
                return None
            cells = [f for f in line.facts if f.unit == "percent" and says_change(f) and same_or_none(claim, f)]
            if not has_qualifier(line, claim.qualifiers):
                continue
            if len(cells) == 1 and self.says_the_row(claim, line) and claim.segment == line.segment:
                ranked.append((self.score(claim, cells[0], line), cells[0], line))
        if not ranked or len({r[1].value for r in ranked}) > 1:
            return None
        score, fact, line = max(ranked, key=lambda r: r[0])
        if score < SURE_CHANGE or within_rounding(number, fact) or (claim.direction and fact.value * number.value < 0):
            return None
        return Match(claim, number, fact, line, score, False, False, True, "change of the same words", True)

    def _sibling_row(self, claim: Claim) -> Match | None:
        """The surest match of a claim with the same metric and unit in the sentence."""
        mine = self.facts.numbers[claim.number].unit
        matches = [self.found[r] for r in self.relatives[claim.number] if r in self.found]
        good = [m for m in matches if m.matches and m.score >= SURE and m.number.unit == mine]
        return max(good, key=lambda m: m.score) if good else None

    def lines_meant(self, claim: Claim) -> list[Line]:
        """Rows that share the metric's most telling word."""
        metric = self._metrics[claim.number]
        found = self._meant.get(metric)
        if found is None:
            found = self._meant[metric] = self._lines_meant(metric)
        return found

    def _lines_meant(self, metric: frozenset[str]) -> list[Line]:
        known = sorted(w for w in metric if w in self.facts.by_word)  # in an order that every run has
        words = sorted(known, key=self.facts.idf, reverse=True)
        rows: dict[RowKey, Line] = {}
        for word in words[:3]:
            for line in self.facts.by_word[word]:
                rows[line.key] = line
        return list(rows.values())


def _needed(number: Number, match: Match) -> float:
    """The score that a match needs: few digits prove little by themselves."""
    if match.claim.kind == "per-share":
        return 0.7  # small by nature: its unit and period tell more than its digits
    digits = significant(number)
    if digits >= SIGNIFICANT:
        return TIED
    return {3: 0.6, 2: 0.7}.get(digits, 0.9)


def _why(score: float, line: Line, fact: Fact) -> str:
    return f"{line.label}, {fact.period}: {score:.2f}"
