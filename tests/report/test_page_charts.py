"""The pictures of the proof page: which are drawn, from what, and what leads where."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import crossfoot
from crossfoot.report.page.charts import Chart, charts
from crossfoot.report.page.drawing import drawn
from places import ROOT

LEXINGTON = ROOT / "examples" / "lexington-2004q3.txt"


def titled(path: Path) -> dict[str, Chart]:
    return {chart.title: chart for chart in charts(crossfoot.check(path))}


def test_the_quarter_against_the_prior_year_by_segment() -> None:
    chart = titled(LEXINGTON)["Net sales by segment"]
    assert [(row.label, [bar.printed for bar in row.bars]) for row in chart.rows] == [
        ("Rubber Group", ["23,499", "24,665"]),
        ("Metals Group", ["3,986", "3,629"]),
        ("Consolidated", ["27,485", "28,294"]),
    ]
    assert chart.caption == "3 months to 30 September 2004 (above) and 2003 (below)"


def test_the_bridge_goes_step_by_step() -> None:
    chart = titled(LEXINGTON)["From Net loss to EBITDA"]
    bars = [row.bars[0] for row in chart.rows]
    assert [bar.series for bar in bars] == ["start", "up", "up", "up", "end"]
    for before, bar in pairwise(bars[:-1]):
        assert bar.start == before.end
    assert bars[-2].end == bars[-1].end == Decimal(1_934_000)


def test_contributions_are_the_parts_of_a_sum_that_holds() -> None:
    for title, chart in titled(LEXINGTON).items():
        if chart.kind == "parts":
            *parts, total = (row.bars[0].end for row in chart.rows)
            assert sum(parts) == total, title


def test_a_broken_sum_is_no_picture(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_bytes(LEXINGTON.read_bytes().replace(b"3,986    ", b"3,996    "))
    assert "Net sales: what each segment contributes" in titled(LEXINGTON)
    assert "Net sales: what each segment contributes" not in titled(wrong)


def test_a_trend_is_one_row_of_a_table(tmp_path: Path) -> None:
    release = tmp_path / "quarters.txt"
    release.write_text(
        "ACME CORP\nCONDENSED STATEMENTS OF OPERATIONS\n(in thousands of dollars)\n\n"
        "                                    QUARTER ENDED\n"
        "                 ------------------------------------------------\n"
        "                 March 31  June 30   Sept 30   Dec 31    March 31\n"
        "                   2019      2019      2019      2019      2020\n"
        "                 --------  --------  --------  --------  --------\n"
        "Net sales         $ 1,200   $ 1,350   $ 1,280   $ 1,410   $ 1,150\n"
        "Cost of sales         800       900       850       940       770\n"
        "                 --------  --------  --------  --------  --------\n"
        "Gross profit      $   400   $   450   $   430   $   470   $   380\n"
        "                 ========  ========  ========  ========  ========\n"
    )
    chart = titled(release)["Net sales"]
    assert chart.kind == "trend"
    assert [(row.label, row.bars[0].printed) for row in chart.rows] == [
        ("Mar 19", "1,200"), ("Jun 19", "1,350"), ("Sep 19", "1,280"), ("Dec 19", "1,410"), ("Mar 20", "1,150"),
    ]  # fmt: skip


def test_every_bar_leads_to_its_number(example: Path) -> None:
    proof = crossfoot.check(example)
    found = charts(proof)
    picture = drawn(found)
    bars = [bar for chart in found for row in chart.rows for bar in row.bars]
    assert re.findall(r'class="go" data-n="(\d+)"', picture) == [str(bar.number) for bar in bars]
    for bar in bars:
        assert " ".join(proof.reading.numbers[bar.number].text.split()) == bar.printed
    assert 'width="-' not in picture


def test_without_facts_there_is_a_word() -> None:
    assert "no picture" in drawn(charts(crossfoot.check(b"Nothing here.\n", name="x.txt")))
