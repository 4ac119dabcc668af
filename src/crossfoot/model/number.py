"""A printed number: digits at a place, with the value they stand for."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

from crossfoot.model.document import Span

Where = Literal["table", "narrative", "furniture"]
Status = Literal["proved", "broken", "unproved", "exempt"]


class Number(msgspec.Struct, frozen=True, gc=False):
    """One printed number, in full units (CONTRACT: `numbers`).

    `value` is signed as meant and scaled; percents are in points. `decimals` in the XBRL sense: -3 printed in
    thousands, 2 cents. `cell` is (table, row, column), indices into `Document.tables`, its `rows`, and the column;
    None outside tables. `why` says for an exempt number why it is ("telephone", "page number", "guidance"); None for
    one that counts. A term ("facility": `Claim.term`) has it only after proof, and only if nothing ties it.
    """

    id: str
    span: Span
    line: int
    text: str
    where: Where
    value: Decimal
    unit: str | None
    decimals: int | None
    nil: bool = False
    cell: tuple[int, int, int] | None = None
    page: int | None = None
    why: str | None = None
    status: Status = "unproved"
    ties: tuple[str, ...] = ()
