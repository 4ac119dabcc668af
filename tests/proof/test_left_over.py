"""A row that is what a total leaves, and part of the total right below it."""

from __future__ import annotations

from crossfoot import api

ROWS = (
    ("Total assets", "1,577,259", "1,415,693", "Cash|305,908|232,379", "Plant|1,271,351|1,183,314"),
    ("Total liabilities", "733,872", "600,467", "Payables|249,047|241,246", "Debt|484,825|359,221"),
    ("Total stockholders' equity", "843,387", "815,226", "Common stock|26|26", "Paid-in capital|262,008|260,871",
     "Deferred trust|(4,958)|(3,871)", "Retained earnings|586,311|558,200"),
)  # fmt: skip


def page() -> bytes:
    rows = []
    for total, first, second, *parts in ROWS:
        rows += [part.split("|") for part in parts] + [[total, first, second]]
    rows.append(["Total liabilities and stockholders' equity", *ROWS[0][1:3]])
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return (
        "<p align=center>Balance sheets</p><p align=center>(in thousands)</p>"
        f"<table><tr><td></td><td>March 31, 2020</td><td>December 31, 2019</td></tr>{cells}</table>"
    ).encode()


def test_equity_is_the_total_of_its_parts_though_its_last_part_is_what_assets_leave() -> None:
    proof = api.check(page(), name="made.htm")
    facts = {f.number: f.label for f in proof.reading.facts}
    parts = {
        facts[term.number] for t in proof.ties if facts[t.target] == "Total stockholders' equity" for term in t.terms
    }
    assert "Retained earnings" in parts
    assert {n.status for n in proof.reading.numbers if n.where == "table"} == {"proved"}
