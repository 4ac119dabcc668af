"""What is set in columns is read back: labels, figures, their columns, and exact spans."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from crossfoot import readers
from crossfoot.model.errors import CrossfootError

WORDS = st.sampled_from(["Net", "sales", "Cost", "of", "goods", "Interest", "Other", "income", "Gain", "on", "debt"])
LABELS = st.lists(WORDS, min_size=1, max_size=4).map(lambda words: " ".join(words).capitalize())
VALUES = st.one_of(st.none(), st.integers(-9_999_999, 9_999_999))


def printed(value: int | None) -> str:
    """A value as releases print it: thousands apart, losses in parentheses, nil as two dashes."""
    if value is None:
        return "-- "
    return f"({-value:,})" if value < 0 else f"{value:,} "


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, list[tuple[str, list[int | None]]]]:
    """A table as text, and its rows."""
    columns = draw(st.integers(2, 6))
    gap = draw(st.integers(2, 6))
    dollars = draw(st.booleans())
    rows = draw(
        st.lists(st.tuples(LABELS, st.lists(VALUES, min_size=columns, max_size=columns)), min_size=3, max_size=12)
    )
    rows = [(label, values) for label, values in rows if any(v is not None for v in values)]
    width = max(12, *(len(printed(v)) for _, values in rows for v in values)) if rows else 12
    lines = [" " * 40 + "".join(" " * gap + str(2000 + k).rjust(width - 1) + " " for k in range(columns))]
    for label, values in rows:
        cells = [printed(v).rjust(width) for v in values]
        if dollars:
            cells = [("$" + c[1:]) if c.startswith(" ") else c for c in cells]
        lines.append(label[:38].ljust(40) + "".join(" " * gap + c for c in cells))
    return "STATEMENT OF ODDS\n\n" + "\n".join(lines) + "\n", rows


@given(tables())
def test_a_table_is_read_back(drawn: tuple[str, list[tuple[str, list[int | None]]]]) -> None:
    text, rows = drawn
    solid = {k for _, values in rows for k, v in enumerate(values) if v is not None}
    if len(rows) < 2 or len(solid) < len(rows[0][1]):
        return  # a column of nothing but dashes has no edge to be found by
    (table,) = readers.read(text.encode(), "table").tables
    assert table.titles == ("STATEMENT OF ODDS",)
    assert [h.text for h in table.headers] == [str(2000 + k) for k in range(len(rows[0][1]))]
    assert [h.first for h in table.headers] == list(range(len(rows[0][1])))
    got = [
        (
            row.label,
            [None if c.figure.kind == "nil" else c.figure.printed for c in row.cells],
            [c.column for c in row.cells],
        )
        for row in table.rows
    ]
    want = [
        (label[:38].strip(), [None if v is None else Decimal(v) for v in values], list(range(len(values))))
        for label, values in rows
    ]
    assert got == want


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        document = readers.read(data, "noise")
    except CrossfootError:
        return
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                assert document.source[slice(*cell.figure.span)] == cell.figure.text


@given(st.text(alphabet=" \t\n\r\f$()-.,%0123456789aANM<>/TABLEPGS*=_—", max_size=1500))
def test_any_layout_is_read(text: str) -> None:
    try:
        document = readers.read(text.encode(), "noise")
    except CrossfootError:
        return
    places = [c.figure.span for t in document.tables for r in t.rows for c in r.cells]
    assert len(places) == len(set(places))
    for table in document.tables:
        for row in table.rows:
            columns = [c.column for c in row.cells]
            assert columns == sorted(set(columns))
            assert all(0 <= c < table.columns for c in columns)
