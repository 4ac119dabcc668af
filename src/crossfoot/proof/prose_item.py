"""What a sentence excludes from a figure: the item's amount, and what it did to the result; and the reported figures
that it may be excluded from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

import msgspec
from msgspec.structs import replace

from crossfoot.model.claim import Claim
from crossfoot.model.document import Document
from crossfoot.proof.prose_change import base_period
from crossfoot.proof.prose_desk import Desk, Side
from crossfoot.proof.prose_fit import metric_of
from crossfoot.proof.prose_index import Line
from crossfoot.proof.prose_link import Linker
from crossfoot.proof.prose_reference import sentence_before, sentence_of
from crossfoot.vocabulary.prose import prose_words, stems

NEAR_CHARS = 90  # from the word that excludes to the amount of what it excludes
BEHIND_CHARS = 25  # from a figure to the word that excludes something from it
NATURE_CHARS = 45  # after an item's amount, in which it is named
MOST_ITEMS = 3
NAMING = 2  # words of a row that is excluded by its name
_PLAIN = frozenset(("item", "effect", "impact", "would", "been", "adjusted", "exclude"))  # of no line item
_SHARES = frozenset(("net", "share", "diluted", "basic"))
_DEICTIC = re.compile(r"\s*(?:the\s+(?:impact|effects?)\s+of\s+)?(this|that|these|those|such|both|the)\b", re.I)
_CLAUSES = re.compile(r"[,;.]")
_FIGURE = re.compile(r"\d[^\s,]*(?:[^,]*,)?")  # a figure of the left, with what its clause says of it
_WORD = re.compile(r"[a-z][a-z-]*")
_CLAUSE = re.compile(r"\b(?:which|that)\b", re.I)
_PRIOR = re.compile(r"\b(?:prior|last|previous)(?:[- ]fiscal)?[- ](?:year|period)|\byear[- ](?:ago|earlier)", re.I)


class Item(msgspec.Struct, gc=False):
    """What is excluded: its amount, 1 where the result would be higher without it and -1 where lower, whether it is of
    the period that is compared with, and whether the text says that it is after tax."""

    side: Side
    sign: int
    is_prior: bool = False
    is_after_tax: bool = False


class Sum(msgspec.Struct, gc=False):
    """A figure without its items: `base` as reported, what it is compared with where it is a change, the items."""

    base: Side
    prior: Side | None
    items: tuple[Item, ...]


class Scene:
    """A sentence that excludes something, with the claims of those before it."""

    def __init__(
        self,
        desk: Desk,
        linker: Linker,
        document: Document,
        sentence: list[Claim],
        before: list[Claim],
        text: str,
        start: int,
        end: int,
    ) -> None:
        self.desk = desk
        self.linker = linker
        self.document = document
        self.sentence = sentence
        self.before = before
        self.text = text
        self.start, self.end = start, end
        self.at = {c.number: self._offset(c) for c in sentence}

    def _offset(self, claim: Claim) -> int:
        return len(sentence_before(self.document, claim, self.desk.facts.numbers[claim.number]))

    def sums(self, claim: Claim) -> list[Sum]:
        """What the claim may be without what the sentence excludes; nothing where it excludes nothing from it."""
        number = self.desk.facts.numbers[claim.number]
        if claim.kind not in ("amount", "per-share", "percent-change") or number.decimals is None or not number.value:
            return []
        at = self.at[claim.number]
        own = self._own_items(at)
        if claim in self._own_items(len(self.text)) or not (
            at > self.end or 0 <= self.start - at - len(number.text) <= BEHIND_CHARS
        ):
            return []
        named = frozenset(stems(self._object()))
        core = metric_of(claim) - named - prose_words().another - _PLAIN
        core = core or metric_of(claim) - prose_words().another - _PLAIN
        items = self._items(claim, own, named, core)
        if not items:
            return []
        return [Sum(base, prior, items) for base, prior in self._bases(claim, core)]

    def _object(self) -> str:
        """What is excluded, up to a comma, a number or the verb that follows it."""
        words = re.split(r"[,;()]|\$?\d", self.text[self.end :])[0].split()
        verb = next((k for k, w in enumerate(words) if _is_verb(w.lower())), len(words))
        return " ".join(words[:verb])

    def _own_items(self, at: int) -> list[Claim]:
        """The amounts that stand right after the word that excludes them."""
        stop = at if at > self.end else len(self.text)
        after = [c for c in self.sentence if self.end <= self.at[c.number] < stop and c.kind in ("amount", "change")]
        if not after or self.at[after[0].number] - self.end > NEAR_CHARS:
            return []
        between = self.text[self.end : self.at[after[0].number]]
        if _CLAUSE.search(between) is None and any(_is_verb(w) for w in _WORD.findall(between.lower())):
            return []  # the amount of the clause that follows
        found = after[:1]
        for claim_after in after[1:MOST_ITEMS]:
            between = self.text[self.at[found[-1].number] : self.at[claim_after.number]]
            if not re.search(r"\band\b", between) or re.search(r"[;.]\s|,\s(?!and)", between):
                break
            found.append(claim_after)
        return found

    def _items(self, claim: Claim, own: list[Claim], named: frozenset[str], core: frozenset[str]) -> tuple[Item, ...]:
        """The items with their signs; none where that of one is not known."""
        unit = self.desk.facts.numbers[claim.number].unit
        money = unit if claim.kind != "percent-change" else None
        if own and (money is None or self.desk.facts.numbers[own[0].number].unit == money):
            found = [self._item(claim, c) for c in own if not self._is_reported(c, core)]
        elif not own and _DEICTIC.match(self.text, self.end) is not None:
            found = self._items_before(claim, core, money)
        else:
            found = [] if own else [self._row_item(claim, named, money)]
        known = [item for item in found if item is not None]
        return tuple(known) if len(known) == len(found) else ()

    def _items_before(self, claim: Claim, core: frozenset[str], money: str | None) -> list[Item | None]:
        """The items of the nearest sentence before that has some; several only for "these"."""
        kinds = ("per-share",) if claim.kind == "per-share" else ("amount", "change")
        found = _DEICTIC.match(self.text, self.end)
        is_several = found is not None and found[1].lower() in ("these", "those", "such", "both")
        for _, group in groupby(reversed(self.before), key=lambda c: c.sentence):
            sentence = [c for c in group if c.kind in kinds]
            items = []
            for other in reversed(sentence):
                other_unit = self.desk.facts.numbers[other.number].unit
                if (money is not None and other_unit != money) or self._is_reported(other, core):
                    continue
                item = self._item(claim, other)
                if item is not None and (other.metric or other.kind == "per-share"):
                    items.append(item)
            if items:
                return [*items] if len(items) == 1 or (is_several and len(items) <= MOST_ITEMS) else []
        return []

    def _is_reported(self, other: Claim, core: frozenset[str]) -> bool:
        """True of the reported figure of the very words, which is no item of itself."""
        match = self.desk.matches.get(other.number)
        return match is not None and match.matches and match.line.own - _SHARES <= core

    def _item(self, claim: Claim, other: Claim) -> Item | None:
        """The item of an amount of the text, where its words say what it did to the result."""
        number = self.desk.facts.numbers[other.number]
        text = sentence_of(self.document, other)
        at = self._offset(other)
        left = text[max(0, at - NEAR_CHARS) : at]
        if other in self.sentence:
            left = self.text[max(self.end, at - NEAR_CHARS) : at]
        right = text[at + len(number.text) :][:NATURE_CHARS]
        sign = _nature(left, right)
        lexicon = prose_words()
        if not sign:
            return None
        around = f"{left} # {right}"
        if lexicon.before_tax.found_in(around) and is_after_tax(claim):
            return None
        *_, beside = _FIGURE.split(left)
        is_prior = _is_prior(claim, other, f"{beside} # {_CLAUSES.split(right)[0]}")
        if is_prior is None:
            return None
        side = replace(self.desk.own(other), value=abs(number.value))
        return Item(side, _turned(claim, sign), is_prior, lexicon.after_tax.found_in(around))

    def _row_item(self, claim: Claim, named: frozenset[str], money: str | None) -> Item | None:
        """The item of a row that has the very words of what is excluded ("excluding merger expenses")."""
        telling = named - _PLAIN
        sign = _nature("", self._object())
        if len(telling) < NAMING or not sign or (money is not None and money.endswith("/share")):
            return None
        found: dict[Decimal, Item] = {}
        for line in self.desk.facts.by_word.get(min(telling), ()):
            fact = line.at(claim.period)
            if line.own != telling or fact is None or fact.nil or fact.unit is None or len(fact.unit) != len("USD"):
                continue
            words, decimals = self.desk.words_of(fact), fact.decimals or 0
            side = Side(fact.number, abs(fact.value), decimals, words, True, False, line.item)
            found[abs(fact.value)] = Item(side, _turned(claim, sign))
        return next(iter(found.values())) if len(found) == 1 else None

    def _bases(self, claim: Claim, core: frozenset[str]) -> Iterator[tuple[Side, Side | None]]:
        """The reported figures that the claim may be of, each value once; with what it is compared with for a
        change."""
        seen = set()
        for line in self._lines(claim, core):
            current = self._side_at(line, claim)
            prior = line.at(base_period(self.desk, claim)) if claim.kind == "percent-change" else None
            if current is None or (claim.kind == "percent-change" and (prior is None or prior.nil)):
                continue
            before = None
            if prior is not None:
                before = Side(prior.number, prior.value, prior.decimals or 0, self.desk.words_of(prior), True, False)
            key = (current.value, before.value if before is not None else None)
            if key not in seen and current.number != claim.number:
                seen.add(key)
                yield current, before
        if claim.kind == "percent-change" or seen:
            return
        for other in (*self.before, *(c for c in self.sentence if self.at[c.number] < self.start)):
            if other.kind != claim.kind or other.role != "current" or other.period != claim.period:
                continue
            is_alike = metric_of(other) - {"net"} == core - {"net"} and other.segment == claim.segment
            if is_alike and not prose_words().another.intersection(other.qualifiers):
                yield self.desk.own(other), None

    def _lines(self, claim: Claim, core: frozenset[str]) -> Iterator[Line]:
        """The rows of the claim's very words, on no other basis."""
        another = prose_words().another
        for line in self.linker.lines_meant(claim):
            own = line.alias if line.alias & core else line.own
            if claim.kind == "per-share":  # "Diluted", under "Earnings per share:"
                is_meant = own - _SHARES <= core - _SHARES <= own | line.around
            else:
                is_meant = own - {"net"} == core - {"net"}
            is_meant = is_meant and line.segment == claim.segment
            if is_meant and another.isdisjoint(own | frozenset(line.label.lower().split())):
                yield line

    def _side_at(self, line: Line, claim: Claim) -> Side | None:
        fact, number = line.at(claim.period), self.desk.facts.numbers[claim.number]
        if fact is None or fact.nil or fact.unit is None or fact.relation is not None:
            return None
        if claim.kind != "percent-change" and fact.unit != number.unit:
            return None
        return Side(fact.number, fact.value, fact.decimals or 0, self.desk.words_of(fact), True, False, line.item)


def _is_verb(word: str) -> bool:
    """True of "was", "rose": what is excluded ends before it."""
    lexicon = prose_words()
    if word in lexicon.without_verbs:
        return True
    is_noun = word in lexicon.raising or word in lexicon.lowering or word in ("of", "at", "to")
    return lexicon.roles.get(word) in ("copula", "up", "down") and not is_noun


def _nature(left: str, right: str) -> int:
    """1 of what lowered the result (a charge), -1 of what raised it (a gain): by the word nearest to the amount, after
    it first; 0 where none says."""
    lexicon = prose_words()
    for words in (_WORD.findall(_CLAUSES.split(right)[0].lower()), reversed(_WORD.findall(left.lower()))):
        for word in words:
            if word in lexicon.lowering:
                return 1
            if word in lexicon.raising:
                return -1
    return 0


def _is_prior(claim: Claim, other: Claim, around: str) -> bool | None:
    """True of an item of the period that the claim's is compared with, False of one of the claim's own; None of any
    other."""
    is_comparison = claim.role == "comparison"
    if _PRIOR.search(around) is not None:
        return not is_comparison
    if other.dated and other.period is not None and claim.period is not None and other.period.end != claim.period.end:
        return True if other.period.end < claim.period.end and not is_comparison else None
    return None if is_comparison and not other.dated else False


def _turned(claim: Claim, sign: int) -> int:
    """The sign that an item has in a cost: without a charge it is less."""
    is_cost = "expense" in claim.metric and "income" not in claim.metric
    return -sign if is_cost else sign


def is_after_tax(claim: Claim) -> bool:
    """True of a result after tax, from which an amount before tax is not taken as it stands."""
    return claim.kind == "per-share" or ("income" in claim.metric and ("net" in claim.metric or len(claim.metric) == 1))
