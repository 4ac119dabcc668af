"""How much of each table, and of the text, is proved."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from crossfoot.model.number import Number
from crossfoot.model.proof import Proof
from crossfoot.model.shown import table_titles


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
    titles = table_titles(proof)
    for index, numbers in sorted(tables.items()):
        yield Part(index, proof.document.tables[index].line, titles[index], tuple(numbers))
