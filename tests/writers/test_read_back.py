"""What is written is read back: every figure at its label, in its column, with its value, in every format."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot import api, writers
from crossfoot.model.draft import Caption, Draft, Entry, Line, Statement
from writers.read_back import figures_in_prose, found, meant
from writers.sample import sample

FORMATS = (writers.text, writers.html, writers.docx, writers.pdf)


@pytest.mark.parametrize("write", FORMATS)
def test_sample_reads_back(write):
    draft = sample()
    proof = api.check(write(draft), name="sample")
    assert found(proof.document) == meant(draft)
    assert [f.rule for f in proof.findings] == []
    assert proof.coverage is not None
    assert proof.coverage.unproved == 0
    printed = [" ".join(n.text.split()) for n in proof.reading.numbers if n.where == "narrative"]
    for figure in figures_in_prose(draft):
        assert any(figure in text or text in figure for text in printed), figure


@pytest.mark.parametrize("write", FORMATS)
def test_sample_values_and_periods(write):
    facts = {(f.label, str(f.period), f.unit): f.value for f in api.read(write(sample())).reading.facts}
    assert facts["Net income (loss)", "2019-04-01/2019-06-30", "USD"] == -463_000
    assert facts["Net income (loss)", "2018-01-01/2018-06-30", "USD"] == 5_836_000
    assert str(facts["Diluted", "2019-04-01/2019-06-30", "USD/share"]) == "-0.04"


@pytest.mark.parametrize("write", FORMATS)
def test_same_draft_same_bytes(write):
    assert write(sample()) == write(sample())


LABELS = (
    "Net sales", "Cost of products sold, including depreciation of plant and equipment", "Gross profit",
    "Selling, general and administrative expenses", "Interest expense and other financing costs, net",
    "Equity in earnings of companies held for less than one half of their voting shares", "Net income (loss)",
)  # fmt: skip


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    """A statement of one to six columns with figures of any size, in any combination of rules, indents and signs."""
    columns = draw(st.integers(1, 6))
    amounts = st.integers(-(10**9), 10**9)
    lines = []
    for label in draw(st.lists(st.sampled_from(LABELS), min_size=3, max_size=7, unique=True)):
        entries = []
        for column in range(columns):
            # A column of nils alone is no column: its first line has an amount.
            amount = draw(amounts.filter(bool) if not lines else amounts)
            text = f"({-amount:,})" if amount < 0 else f"{amount:,}" if amount else "--"
            sign = "$" if draw(st.booleans()) and amount else None
            entries.append(Entry(column, text, f"{label} {column}", sign))
        rule = draw(st.sampled_from((0, 0, 1, 2)))
        lines.append(Line(label, tuple(entries), draw(st.integers(0, 2)), rule_below=rule))
    captions = [Caption(f"Year Ended December 31, {2010 + k}", 0, k, k) for k in range(columns)]
    return Statement(("Selected Data", "(In thousands)"), tuple(captions), columns, tuple(lines))


@settings(max_examples=60)
@pytest.mark.parametrize("write", [writers.text, writers.html, writers.docx])
@given(statements())
def test_any_statement_reads_back(write, statement):
    draft = Draft("Selected Data", (statement,))
    proof = api.read(write(draft))
    assert found(proof.document) == meant(draft)
