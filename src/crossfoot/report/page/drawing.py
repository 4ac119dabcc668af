"""Charts as inline SVG: rows of bars, and columns in order of time. Colours and type are the page's style sheet's."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from textwrap import wrap

from crossfoot.report.page.charts import Bar, Chart
from crossfoot.report.page.panels import text

_WIDE = 560  # of the drawing, in its own units; the page scales it
_LABELS, _VALUES = 178, 84  # room for labels on the left, for printed numbers on the right
_BAR, _THIN, _GAP = 18, 15, 11
_COLUMN_HIGH, _COLUMN_TOP, _COLUMN_FOOT = 130, 22, 22
_LABEL_CHARS, _CAPITALS = 27, 20  # of a line of a label; there are two lines at most
_LINE = 13
_HEADINGS = {
    "pairs": "Against the prior year",
    "bridge": "Bridges",
    "parts": "Contributions",
    "trend": "Trends",
}


def drawn(charts: Iterable[Chart]) -> str:
    """All charts as figures under a heading for each kind; a word where there are none."""
    out, kind = [], ""
    for chart in charts:
        if chart.kind != kind:
            kind = chart.kind
            out.append(f"<h3>{_HEADINGS[kind]}</h3>")
        picture = _columns(chart) if kind == "trend" else _rows(chart)
        out.append(
            f'<figure class="chart {kind}"><figcaption><b>{text(chart.title)}</b> '
            f"<span>{text(chart.caption)}</span></figcaption>{picture}</figure>"
        )
    return "".join(out) or '<p class="empty">The facts of this release make no picture of those drawn here.</p>'


def _rows(chart: Chart) -> str:
    low, high = _range(chart)
    out, y = [], 4
    zero = _x(Decimal(0), low, high)
    for row in chart.rows:
        thick = _BAR if len(row.bars) == 1 else _THIN
        tall = max(thick * len(row.bars), 2 * _LINE if len(row.label) > _room(row.label) else 0)
        below = y + tall + _GAP
        out.append(_label(row.label, y + tall // 2))
        for bar in row.bars:
            out.append(_lying(bar, y, thick, low, high))
            y += thick
        y = below
    axis = f'<line class="axis" x1="{zero}" x2="{zero}" y1="0" y2="{y}"/>'
    return _svg(y, chart.title, axis + "".join(out))


def _lying(bar: Bar, y: int, thick: int, low: Decimal, high: Decimal) -> str:
    left, right = sorted((_x(bar.start, low, high), _x(bar.end, low, high)))
    shape = f'<rect class="{bar.series}" x="{left}" y="{y + 1}" width="{max(right - left, 2)}" height="{thick - 2}"/>'
    value = f'<text class="value" x="{right + 5}" y="{y + thick // 2 + 4}">{text(bar.printed)}</text>'
    return _linked(bar, shape + value)


def _columns(chart: Chart) -> str:
    low, high = _range(chart)
    span = high - low or Decimal(1)
    step = min(_WIDE // len(chart.rows), 110)
    zero = _COLUMN_TOP + int(high * _COLUMN_HIGH / span)
    out = [f'<line class="axis" x1="0" x2="{step * len(chart.rows)}" y1="{zero}" y2="{zero}"/>']
    for k, row in enumerate(chart.rows):
        bar, middle = row.bars[0], k * step + step // 2
        end = _COLUMN_TOP + int((high - bar.end) * _COLUMN_HIGH / span)
        top, bottom = sorted((zero, end))
        wide = step * 6 // 10
        shape = (
            f'<rect class="{"end" if k == len(chart.rows) - 1 else "now"}" x="{middle - wide // 2}" y="{top}" '
            f'width="{wide}" height="{max(bottom - top, 2)}"/>'
            f'<text class="value middle" x="{middle}" y="{top - 5}">{text(bar.printed)}</text>'
        )
        out.append(_linked(bar, shape))
        foot = _COLUMN_TOP + _COLUMN_HIGH + 15
        out.append(f'<text class="label middle" x="{middle}" y="{foot}">{text(row.label)}</text>')
    return _svg(_COLUMN_TOP + _COLUMN_HIGH + _COLUMN_FOOT, chart.title, "".join(out))


def _range(chart: Chart) -> tuple[Decimal, Decimal]:
    ends = [end for row in chart.rows for bar in row.bars for end in (bar.start, bar.end)]
    return min(*ends, Decimal(0)), max(*ends, Decimal(0))


def _x(value: Decimal, low: Decimal, high: Decimal) -> int:
    room = _WIDE - _LABELS - _VALUES
    return _LABELS + int((value - low) * room / (high - low or Decimal(1)))


def _label(label: str, middle: int) -> str:
    """A label left of its bars, about the height `middle`, in one line or two."""
    lines = wrap(label, _room(label), max_lines=2, placeholder=" …") or [""]
    top = middle + 4 - (len(lines) - 1) * _LINE // 2
    spans = "".join(
        f'<tspan x="{_LABELS - 8}" y="{top + k * _LINE}">{text(line)}</tspan>' for k, line in enumerate(lines)
    )
    return f'<text class="label">{spans}<title>{text(label)}</title></text>'


def _room(label: str) -> int:
    """How many characters of a label stand in a line: of capitals, fewer."""
    return _CAPITALS if label.isupper() else _LABEL_CHARS


def _linked(bar: Bar, inner: str) -> str:
    """A piece of the drawing that leads to its number."""
    said = f"{text(bar.printed)}, go to it"
    return f'<g class="go" data-n="{bar.number}" role="button" tabindex="0" aria-label="{said}">{inner}</g>'


def _svg(high: int, title: str, inner: str) -> str:
    return f'<svg viewBox="0 0 {_WIDE} {high}" role="group" aria-label="{text(title)}">{inner}</svg>'
