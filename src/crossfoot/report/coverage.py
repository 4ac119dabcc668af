"""How much of each table, and of the text, is proved."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from crossfoot.model.number import Number
from crossfoot.model.proof import Proof


class Part(msgspec.Struct, frozen=True):
    """A table, or (`table` and `line` None) the text: its title and its numbers, those exempt left out."""

    table: int | None
    line: int | None
    title: str
    numbers: tuple[Number, ...]

    def count(self, status: str) -> int:
        """How many of the numbers have this status."""
        return sum(number.status == status for number in self.numbers)


def by_table(proof: Proof) -> Iterator[Part]:
    """The text, then the tables in their order; of those only the ones with numbers that count."""
    text: list[Number] = []
    tables: dict[int, list[Number]] = {}
    for number in proof.reading.numbers:
        if number.status != "exempt":
            (tables.setdefault(number.cell[0], []) if number.cell else text).append(number)
    if text:
        yield Part(None, None, "the text", tuple(text))
    for index, numbers in sorted(tables.items()):
        yield Part(index, proof.document.tables[index].line, _title(proof, index), tuple(numbers))


def _title(proof: Proof, index: int) -> str:
    """What the table calls itself: extract's title if it has facts, else its first title line."""
    table = proof.document.tables[index]
    inside = {n.id for n in proof.reading.numbers if n.cell and n.cell[0] == index}
    named = next((f.table for f in proof.reading.facts if f.table and f.number in inside), None)
    title = named or next((t for t in table.titles if t.strip()), None)
    if title is None:
        first = next((row.label for row in table.rows if row.label.strip()), "")
        title = f"(untitled) {first}".rstrip()
    return " ".join(title.split())
