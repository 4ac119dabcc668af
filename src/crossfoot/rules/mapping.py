"""Which broken tie falls under which code: the table of `rules/__init__.py` as data, read from top to bottom."""

from __future__ import annotations

from typing import NamedTuple

from crossfoot.model.tie import Tie


class _Row(NamedTuple):
    """What a tie has to say of itself to fall under `code`; what is empty, None or False asks nothing."""

    code: str
    scopes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    identities: tuple[str, ...] = ()
    reason: str | None = None
    per_share: bool = False


_SUMS = ("sum", "difference")
_PERCENTS = ("percent-change", "percent", "ratio", "basis-points")

_TABLE = (
    _Row("NR306", ("prose",), ("reference",)),
    _Row("NR311", ("prose",), ("quarter",)),
    _Row("NR310", ("prose",), reason="stale"),
    _Row("NR305", ("prose",), ("period",)),
    _Row("NR307", ("prose",), reason="scale"),
    _Row("NR305", ("prose",), reason="period"),
    _Row("NR308", ("prose",), reason="digits"),
    _Row("NR309", ("prose",), reason="contradiction"),
    _Row("NR303", ("prose",), ("direction",)),
    _Row("NR304", ("prose",), ("sign",)),
    _Row("NR301", ("prose",), ("ratio",), per_share=True),
    _Row("NR302", ("prose",), _PERCENTS),
    _Row("NR301", ("prose",)),
    _Row("PS401", ("per-share",), ("ratio",)),
    _Row("PS402", ("per-share",)),
    _Row("CT203", ("tables",), identities=("ending-cash",)),
    _Row("CT204", ("tables",), identities=("reconciled-income",)),
    _Row("CT202", ("tables",), identities=("segment-total",)),
    _Row("CT202", ("tables",), _SUMS),
    _Row("CT201", ("tables",)),
    _Row("PS402", (), _SUMS, per_share=True),
    _Row("FT102", (), _SUMS, reason="rounding"),
    _Row("FT106", (), identities=("balance-sheet", "assets-equal-liabilities-and-equity")),
    _Row("FT103", ("row",), ("change",)),
    _Row("FT104", ("row", "column"), _PERCENTS),
    _Row("FT107", ("sections",)),
    _Row("FT105", ("row",)),
    _Row("FT101"),
)


def code_of(tie: Tie, *, per_share: bool = False) -> str:
    """The code under which a broken tie is reported; `per_share`: its target is an amount per share."""
    identity = tie.identity.replace(" ", "-") if tie.identity else None
    for row in _TABLE:
        if (
            (not row.scopes or tie.scope in row.scopes)
            and (not row.kinds or tie.kind in row.kinds)
            and (not row.identities or identity in row.identities)
            and (row.reason is None or tie.reason == row.reason)
            and (per_share or not row.per_share)
        ):
            return row.code
    raise AssertionError("the last row asks nothing")
