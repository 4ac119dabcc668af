"""Narratives: what a figure prints, what a draft says, and what a template may not do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from crossfoot import api
from crossfoot.compose.sandbox import rendered
from crossfoot.model.errors import Unreadable
from places import ROOT
from rules.packages import started

LEXINGTON = ROOT / "examples" / "lexington-2004q3"


def said(folder: Path, template: str) -> str:
    """The first paragraph of the release with this narrative."""
    (folder / "narrative.md").write_text(template, "utf-8")
    return " ".join(api.build(folder).data.decode().split("<TABLE>")[0].split("-1-")[0].split())


@pytest.fixture
def lexington(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LEXINGTON, tmp_path / "package"))


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ net_sales }}", "$27,485,000"),
        ("{{ q.net_income.named }}", "a net loss of $2,719,000"),
        ("{{ q.net_income.subject }}", "The net loss"),
        ("{{ q.income_from_operations.prior.named }}", "income from operations of $6,000"),
        ("{{ q.metals.ebitda.to_from }}", "to negative $1,427,000 from negative $261,000"),
        ("{{ q.metals.income_from_operations.against }}", "a loss of $976,000"),
        ("{{ q.eps_diluted.cents }}", "55 cents"),
        ("{{ ytd.rubber.net_sales.percent }}", "0.4%"),
        ("{{ q.net_sales.change }}", "a decrease of 3%"),
        ("{{ q.net_sales.difference }}", "$809,000"),
        ("{{ q.income_from_operations.percent }}", "NM"),  # the sign changed
        ("{{ q.income_from_operations.change }}", "a decrease of $439,000"),
        ("{{ q.corporate.income_from_operations.reversed.moved }}", "increased"),
        ("{% if q.rubber.net_sales.down %}down{% else %}up{% endif %}", "down"),
        ("{% for s in q.segments %}{{ s.label }}; {% endfor %}", "Rubber Group; Metals Group; Corporate Office;"),
        ("{{ q.dated_prior }}, {{ ytd.name|upper }}", "third quarter of 2003, FIRST NINE MONTHS"),
    ],
)
def test_what_an_expression_prints(lexington: Path, template: str, text: str) -> None:
    assert said(lexington, template) == text


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("{{ 'a' * 1000000000 }}", "mul"),
        ("{{ 'a' ~ 'b' }}", "concat"),
        ("{{ q.__class__ }}", "unsafe|no attribute"),
        ("{{ q._book }}", "unsafe|no attribute"),
        ("{{ q.net_sales.__init__.__globals__ }}", "unsafe|no attribute"),
        ("{{ q.segments.index(1) }}", "call"),
        ("{% for a in q.segments %}{% for b in q.segments %}{% for c in q.segments %}" + "{% endfor %}" * 3,
         "loops"),
        ("{% macro m() %}{% endmacro %}", "macro"),
        ("{% include 'other' %}", "include"),
        ("{% set a %}text{% endset %}", "assignblock"),
        ("{{ company|center(1000000000) }}", "filter center"),
        ("{{ q.no_such_line }}", "no_such_line"),
        ("one\n\n{{ q.net_sales.percnt }}", "line 3"),
        ("{{ q.net_sales", "line 1"),
        ("\ue000", "private"),
    ],
)  # fmt: skip
def test_what_a_narrative_may_not_do(lexington: Path, template: str, why: str) -> None:
    (lexington / "narrative.md").write_text(template, "utf-8")
    with pytest.raises(Unreadable, match=why):
        api.build(lexington)


def test_output_is_bounded() -> None:
    long = "x" * 400_000
    with pytest.raises(Unreadable, match="limit"):
        rendered("{% for a in things %}{% for b in things %}{{ long }}{% endfor %}{% endfor %}",
                 {"things": "abcdef", "long": long}, "narrative.md")  # fmt: skip


def test_a_draft_of_another_package_builds_and_is_read_back(lexington: Path) -> None:
    """Losses, a segment without sales, and percentages that mean nothing."""
    (lexington / "narrative.md").unlink()
    (lexington / "narrative.md").write_text(api.drafted(lexington), "utf-8")
    built = api.build(lexington)
    assert [(f.rule, f.message) for f in built.findings if f.severity == "error"] == []
    text = " ".join(built.data.decode().split())
    assert "today reported a net loss of $2,719,000, or 55 cents per diluted share" in text
    assert "The loss from operations for the third quarter of 2004 was $433,000" in text
    assert "compared to income from operations of $6,000" in text
    assert "NM" not in text
    assert "{{" not in text


def test_the_starter_builds_in_every_text_form(tmp_path: Path) -> None:
    folder = started(tmp_path)
    for form in ("text", "html"):
        built = api.build(folder, form=form)
        assert built.findings == ()
        assert built.proof is not None
        assert built.proof.coverage is not None
        assert built.proof.coverage.broken == 0


def test_the_same_package_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = started(tmp_path)
    assert api.build(folder).data == api.build(folder).data
