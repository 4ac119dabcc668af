"""A page of markup with its numbers marked: what is seen of it, and nothing of its tags."""

from __future__ import annotations

from crossfoot import api
from crossfoot.report.marked import marked

PAGE = b"""<html><head><style>p {color: red}</style></head><body>
<p>Sales were <b>$1,000</b>, or <font color="red">$0.30</font> per share&nbsp;&#8211; see page 3.</p>
<p align="center">Made Works Corp.</p><p align="center">Statement of operations (in thousands)</p>
<table><tr><td></td><td colspan="2">2020</td><td colspan="2">2019</td></tr>
<tr><td>Pump sales</td><td>$</td><td>600</td><td>$</td><td>500</td></tr>
<tr><td>Valve sales</td><td></td><td>411</td><td></td><td>399</td></tr>
<tr><td>Total sales</td><td>$</td><td>1,011</td><td>$</td><td>899</td></tr></table>
<p>Thanks to everybody.</p></body></html>"""


def test_no_markup_is_shown_and_every_number_is() -> None:
    proof = api.check(PAGE, name="made.htm")
    lines = marked(proof, colour=False).splitlines()
    assert not any("<" in line or "&" in line for line in lines)
    assert lines[2].startswith("Sales were $1,000")
    assert "$0.30" in lines[2]
    assert lines[-1] == "Thanks to everybody."
    total = next(line for line in lines if line.startswith("Total sales"))
    assert total.replace("+", " ").split() == ["Total", "sales", "$1,011", "$899"]
    assert {len(line) for line in lines if "sales " in line and line.endswith("+")} == {len(total)}


def test_colours_take_no_width() -> None:
    proof = api.check(PAGE, name="made.htm")
    assert "\x1b[" in marked(proof, colour=True)
