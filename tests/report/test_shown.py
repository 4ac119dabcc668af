"""What is seen around a number in a source of markup: its row or its passage, never the tags."""

from __future__ import annotations

import msgspec

from crossfoot import rules
from crossfoot.model.document import Anchor, Passage
from crossfoot.model.number import Number
from crossfoot.model.shown import seen
from crossfoot.report.terminal import rendered
from made import proof


def test_a_row_with_the_number_marked() -> None:
    whole = proof()
    number = next(n for n in whole.reading.numbers if n.id == "n6")
    text, mark = seen(whole.document, number)
    assert text == "Gross profit  2,382  2,016"
    assert text[slice(*mark)] == "2,016"


def test_a_passage_with_the_number_marked() -> None:
    words = "Net sales rose by\n5.5% to  $27,485,000 in the quarter. " + "More was said. " * 40
    passage = Passage("paragraph", words, (Anchor(0, 1000), Anchor(18, 1100)), 1, 1)
    document = msgspec.structs.replace(proof().document, passages=(passage,))
    start = 1100 + words.index("$27") - 18
    base = proof().reading.numbers[0]
    number: Number = msgspec.structs.replace(base, text="$27,485,000", span=(start, start + 11), cell=None)
    text, mark = seen(document, number)
    assert text.startswith("Net sales rose by 5.5% to $27,485,000 in the quarter.")
    assert text[slice(*mark)] == "$27,485,000"
    assert text.endswith("…")
    assert len(text) < 400


def test_findings_in_markup_show_no_markup() -> None:
    whole = proof()
    source = "<td>" * 2000 + whole.document.source
    document = msgspec.structs.replace(whole.document, format="html", source=source)
    marked = msgspec.structs.replace(whole, document=document)
    [finding] = rules.findings(marked)
    assert finding.excerpt == "Gross profit  2,382  2,016"
    shown = rendered(
        msgspec.structs.replace(marked, findings=(finding,)), rules.names(), width=100, colour=False, verbose=False
    )
    assert "5 | Gross profit  2,382  2,016" in shown
    assert "<td>" not in shown
