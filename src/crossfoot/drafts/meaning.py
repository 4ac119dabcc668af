"""The facts of two drafts: which are the same, which changed, and how."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from crossfoot.drafts.labels import Renamed
from crossfoot.drafts.prose import Numbers
from crossfoot.model.changes import FactChange, Side
from crossfoot.model.fact import Fact
from crossfoot.model.proof import Proof

Key = tuple[object, ...]


class _Draft:
    """A draft's facts with their numbers; `named` gives a label as the later draft has it."""

    def __init__(self, proof: Proof, renamed: Renamed) -> None:
        self.numbers = {n.id: n for n in proof.reading.numbers}
        self.facts = {f.number: f for f in proof.reading.facts}
        self._renamed = renamed

    def in_tables(self) -> list[Fact]:
        """The facts of tables, in document order."""
        return [f for f in self.facts.values() if self.numbers[f.number].cell is not None]

    def path(self, fact: Fact) -> tuple[str, ...]:
        """A fact's headings and label, as the later draft calls them."""
        closed = (" ".join(label.split()) for label in fact.path)
        return tuple(self._renamed.get(label, label) for label in closed)

    def meaning(self, fact: Fact) -> Key:
        """What a fact is of."""
        return self.path(fact), fact.segment, fact.period, fact.statement, fact.basis

    def place(self, fact: Fact) -> Key:
        """Where a fact stands, for one whose period or segment changed."""
        cell = self.numbers[fact.number].cell
        return self.path(fact), fact.statement, cell[0] if cell else None, cell[2] if cell else None

    def side(self, fact: Fact) -> Side:
        """A fact as reports show it."""
        number = self.numbers[fact.number]
        text = " ".join(number.text.split())
        return Side(number.id, text, number.line, fact.value, fact.unit, fact.segment, fact.period)


def changed_facts(
    before: Proof, after: Proof, renamed: Renamed, numbers: Numbers
) -> tuple[tuple[FactChange, ...], Numbers]:
    """The facts that changed, came or went, in the later draft's order, and all numbers that correspond.

    Facts of tables correspond by what they are of, else by where they stand; those of sentences as `numbers` says.
    """
    old, new = _Draft(before, renamed), _Draft(after, {})
    pairs = dict(numbers)
    left, right = old.in_tables(), new.in_tables()
    keys: tuple[Callable[[_Draft, Fact], Key], ...] = (_Draft.meaning, _Draft.place)
    for key in keys:
        pairs |= _matched(((key(old, f), f) for f in left), ((key(new, f), f) for f in right))
        left = [f for f in left if f.number not in pairs]
        taken = set(pairs.values())
        right = [f for f in right if f.number not in taken]
    found = [
        _change(old, new, old.facts[a], new.facts[b]) for a, b in pairs.items() if a in old.facts and b in new.facts
    ]
    told = [change for change in found if change is not None]
    told += [FactChange("removed", old.path(f), old.side(f), None) for f in left]
    told += [FactChange("added", new.path(f), None, new.side(f)) for f in right]
    return tuple(sorted(told, key=_order)), pairs


def _matched(old: Iterable[tuple[Key, Fact]], new: Iterable[tuple[Key, Fact]]) -> Numbers:
    """The numbers of facts with one key: those of one value first, the rest in their order."""
    theirs: dict[Key, list[Fact]] = defaultdict(list)
    for key, fact in new:
        theirs[key].append(fact)
    out: Numbers = {}
    waiting: dict[Key, list[Fact]] = defaultdict(list)
    for key, fact in old:
        same = next((f for f in theirs.get(key, ()) if f.value == fact.value), None)
        if same is None:
            waiting[key].append(fact)
        else:
            theirs[key].remove(same)
            out[fact.number] = same.number
    for key, facts in waiting.items():
        out.update((a.number, b.number) for a, b in zip(facts, theirs.get(key, ()), strict=False))
    return out


def _change(old: _Draft, new: _Draft, was: Fact, now: Fact) -> FactChange | None:
    """What differs between two forms of a fact; None where nothing does."""
    precise = was.decimals == now.decimals
    what: tuple[str, ...] = () if was.value == now.value and precise else ("value",)
    what += tuple(name for name in ("unit", "segment", "period") if getattr(was, name) != getattr(now, name))
    if not what:
        return None
    return FactChange("changed", new.path(now), old.side(was), new.side(now), what)


def _order(change: FactChange) -> tuple[int, str]:
    side = change.after or change.before
    assert side is not None
    return side.line, side.number


def values_changed(before: Proof, after: Proof, pairs: Numbers) -> Iterator[str]:
    """Ids, in the later draft, of the numbers whose value changed."""
    old = {n.id: n for n in before.reading.numbers}
    new = {n.id: n for n in after.reading.numbers}
    return (b for a, b in pairs.items() if old[a].value != new[b].value)
