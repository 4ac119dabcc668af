"""Inputs past a limit are refused at once, and the message says which limit."""

from __future__ import annotations

import pytest

from crossfoot import readers
from crossfoot.model.errors import Unreadable
from crossfoot.readers import html, text


def test_a_line_too_long() -> None:
    with pytest.raises(Unreadable, match=r"long\.txt, line 2: a line is longer than the limit of 20,000 characters"):
        readers.read(b"Sales\n" + b"1,000  " * (text.MAX_LINE_CHARS // 6), "long.txt")


def test_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MAX_ROWS", 50)
    rows = "".join(f"Line item          {k:,}     {k + 1:,}\n" for k in range(1000, 1051))
    with pytest.raises(Unreadable, match="more table rows than the limit of 50"):
        readers.read(rows.encode(), "rows.txt")


def test_too_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MAX_CELLS", 100)
    row = "<tr><td colspan=3>Sales</td><td>1,000</td></tr>"
    page = f"<body><p>Results</p><table>{row * 26}</table></body>"
    with pytest.raises(Unreadable, match=r"cells\.htm, line 1: its tables have more cells than the limit of 100"):
        readers.read(page.encode(), "cells.htm")
