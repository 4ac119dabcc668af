"""Two drafts of one release: what changed, and what should have changed with it."""

from __future__ import annotations

from decimal import Decimal

import pytest

import crossfoot
from crossfoot import api
from crossfoot.model.changes import Changes
from places import ROOT

TEXT = (ROOT / "examples" / "lexington-2004q3.txt").read_text("utf-8")
BEFORE = crossfoot.check(TEXT.encode(), name="first")


def changed(*replacements: tuple[str, str], text: str = TEXT) -> Changes:
    """What changed by replacing each once."""
    for was, now in replacements:
        assert was in text, was
        text = text.replace(was, now, 1)
    return api.diff(BEFORE, crossfoot.check(text.encode(), name="second"))


def test_the_same_draft_has_no_changes() -> None:
    assert changed() == Changes("first", "second", (), (), (), ())


def test_a_figure_and_the_total_that_did_not_follow() -> None:
    changes = changed(("25,103", "25,108"))
    [fact] = changes.facts
    assert (fact.kind, fact.path, fact.what) == ("changed", ("Cost of sales",), ("value",))
    assert fact.before is not None
    assert fact.after is not None
    assert (fact.before.text, fact.after.text, fact.after.line) == ("25,103", "25,108", 119)
    [stale] = changes.stale
    assert (stale.label, stale.text, stale.expected) == ("Gross profit", "2,382", Decimal("2377E+3"))
    assert stale.depends_on == (fact.after.number,)


def test_what_followed_is_not_told() -> None:
    """Sales and cost up by the same: gross profit stays, sums of sales and the sentence do not."""
    changes = changed(("$27,485,000", "$27,486,000"), ("27,485  ", "27,486  "), ("25,103", "25,104"))
    assert "Gross profit" not in {stale.label for stale in changes.stale}
    assert any(stale.label == "Total net sales" for stale in changes.stale)


def test_a_chain_is_followed_as_far_as_it_was_corrected() -> None:
    changes = changed(("25,103", "25,108"), ("2,382", "2,377"))
    assert [stale.text for stale in changes.stale] == ["(433)"]
    assert changes.stale[0].expected == Decimal("-438E+3")


def test_a_total_that_changed_by_itself() -> None:
    [stale] = changed(("2,382", "2,482")).stale[:1]
    assert stale.number in stale.depends_on or stale.label != "Gross profit"


def test_a_percent_in_the_text_that_did_not_follow() -> None:
    changes = changed(("$27,485,000", "$29,485,000"), ("27,485  ", "29,485  "))
    percents = [stale for stale in changes.stale if stale.kind == "percent-change"]
    assert percents
    assert percents[0].text.endswith("%")


def test_labels() -> None:
    [change] = changed(("     Gross profit ", "     Gross margin ")).labels
    assert (change.kind, change.before, change.after) == ("changed", "Gross profit", "Gross margin")
    assert change.line_before == change.line_after == 122


def test_facts_under_a_new_label_are_the_same_facts() -> None:
    changes = changed(("     Gross profit ", "     Gross margin "))
    assert changes.facts == ()
    assert changes.stale == ()


def test_sentences() -> None:
    changes = changed(("Contact: Investor Relations", "Contact: Media Relations"))
    [change] = changes.sentences
    assert change.before is not None
    assert change.after is not None
    assert change.before.replace("Investor", "Media") == change.after
    gone = changed(("Lexington Precision Corporation makes rubber and metal parts.", ""))
    assert [c.kind for c in gone.sentences] == ["removed"]


def test_a_row_that_came_and_one_that_went() -> None:
    line = next(line for line in TEXT.splitlines(keepends=True) if line.startswith("Impairment of long-lived"))
    removed = changed((line, ""))
    assert {fact.kind for fact in removed.facts} == {"removed"}
    assert len(removed.facts) == 4
    back = api.diff(crossfoot.check(TEXT.replace(line, "").encode()), BEFORE)
    assert {fact.kind for fact in back.facts} == {"added"}


def test_a_period_that_changed_is_no_other_fact() -> None:
    changes = changed(text=TEXT.replace("SEPTEMBER 30  ", "SEPTEMBER 25  "))
    told = [fact for fact in changes.facts if fact.kind == "changed" and "period" in fact.what]
    assert told
    assert not [fact for fact in changes.facts if fact.kind != "changed"]


def test_a_draft_in_another_format() -> None:
    """The same words as a page: nothing that was printed differs."""
    page = f"<html><body><pre>{TEXT.replace('&', '&amp;').replace('<', '&lt;')}</pre></body></html>"
    changes = api.diff(BEFORE, crossfoot.check(page.encode(), name="page"))
    assert changes.facts == ()
    assert changes.stale == ()


@pytest.mark.parametrize("name", ["larkmoor-2021q1.htm", "quillon-2008q1.txt"])
def test_other_examples_are_the_same_as_themselves(name: str) -> None:
    proof = crossfoot.check(ROOT / "examples" / name)
    changes = api.diff(proof, proof)
    assert (changes.facts, changes.labels, changes.sentences, changes.stale) == ((), (), (), ())
