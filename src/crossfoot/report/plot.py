"""Figures through time as a picture: SVG, PNG, a page by itself, or characters on a terminal.

SVG and PNG are drawn by Vega-Lite without a browser (vl-convert); what is drawn depends on the series alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from crossfoot.model.errors import MissingExtra
from crossfoot.model.printed import plain
from crossfoot.model.series import Series
from crossfoot.report.listing import worded
from crossfoot.report.series import SHORT, short, title

_POINTS = {"reported": "circle", "recast": "diamond", "derived": "square"}


def svg(series: Sequence[Series]) -> str:
    """The picture as SVG; each point carries its release as a tooltip. Raises MissingExtra."""
    return str(_drawn("vegalite_to_svg", series))


def png(series: Sequence[Series]) -> bytes:
    """The picture as PNG, twice the size of the SVG. Raises MissingExtra."""
    return bytes(_drawn("vegalite_to_png", series, scale=2))


def page(series: Sequence[Series]) -> str:
    """One HTML file that needs nothing else: the picture, and under it each point with its release."""
    tables = []
    for one in series:
        head = "".join(f"<th>{escape(name)}</th>" for name in SHORT)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(worded(value))}</td>" for value in row) + "</tr>" for row in short(one)
        )
        tables.append(f"<h2>{escape(title(one))}</h2><table><tr>{head}</tr>{body}</table>")
    style = (
        "body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}"
        "table{border-collapse:collapse;font-variant-numeric:tabular-nums}td,th{padding:.2rem .8rem;text-align:left;"
        "border-bottom:1px solid #ddd}td:nth-child(3),td:nth-child(4),td:last-child{text-align:right}"
        "svg{max-width:100%}"
    )
    return (
        "<!doctype html><html lang='en'><meta charset='utf-8'>"
        "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{escape(title(series[0]))}</title><style>{style}</style>{svg(series)}{''.join(tables)}</html>"
    )


def terminal(series: Sequence[Series], *, width: int, colour: bool) -> str:
    """The picture in characters, `width` wide. Raises MissingExtra."""
    try:
        import plotext
    except ImportError:
        raise MissingExtra("a plot on the terminal", "store") from None
    plotext.clear_figure()
    plotext.plot_size(width, 24)
    if not colour:
        plotext.theme("clear")
    plotext.date_form("Y-m-d")
    for one in series:
        days = [point.period.end.isoformat() for point in one.points]
        heights = [float(point.last) for point in one.points]  # pixels, not amounts
        plotext.plot(days, heights, label=title(one), marker="braille")
    low, high = _pixels(series)
    plotext.yticks(steps := [low + (high - low) * k / 6 for k in range(7)], [_tick(step) for step in steps])
    picture = str(plotext.build())
    return (picture if colour else str(plotext.uncolorize(picture))).rstrip()


def _pixels(series: Sequence[Series]) -> tuple[float, float]:
    heights = [float(point.last) for one in series for point in one.points]
    return min(heights), max(heights)


def _drawn(converter: str, series: Sequence[Series], **options: Any) -> Any:
    try:
        import vl_convert
    except ImportError:
        raise MissingExtra("a plot", "store") from None
    return getattr(vl_convert, converter)(_chart(series), **options)


def _chart(series: Sequence[Series]) -> dict[str, Any]:
    """A Vega-Lite chart: a line a series, a mark a point, its shape saying whether it was recast or derived."""
    values = [
        {
            "end": point.period.end.isoformat(),
            "value": float(point.last),  # pixels, not amounts: the tooltip has the exact figure
            "series": title(one),
            "point": "derived" if point.derived else "recast" if point.recast else "reported",
            "told": f"{plain(point.last)} {one.unit or ''}, {point.derived or point.sayings[-1].release}",
        }
        for one in series
        for point in one.points
    ]
    unit = series[0].unit if len({one.unit for one in series}) == 1 else None
    x = {"field": "end", "type": "temporal", "title": None, "axis": {"format": "%b %Y", "labelAngle": -40}}
    y = {"field": "value", "type": "quantitative", "title": unit, "axis": {"format": "~s"}}
    legend = {"orient": "bottom", "columns": 1, "labelLimit": 600}
    colour = {"field": "series", "type": "nominal", "title": None, "legend": legend}
    shape = {
        "field": "point",
        "type": "nominal",
        "title": None,
        "scale": {"domain": list(_POINTS), "range": list(_POINTS.values())},
        "legend": {"orient": "bottom"},
    }
    encoding = {"x": x, "y": y, "color": colour}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 760,
        "height": 340,
        "background": "white",
        "data": {"values": values},
        "layer": [
            {"mark": {"type": "line", "strokeWidth": 1.5}, "encoding": encoding},
            {
                "mark": {"type": "point", "filled": True, "size": 60},
                "encoding": {**encoding, "shape": shape, "tooltip": {"field": "told"}},
            },
        ],
    }


def _tick(pixels: float) -> str:
    """A tick of the axis: "12,500,000", "-0.25"."""
    return f"{pixels:,.0f}" if abs(pixels) >= 1000 or pixels == 0 else f"{pixels:.3g}"
