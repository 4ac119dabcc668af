"""A statement's layout and the figures to what is printed: captions, lines and entries."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from crossfoot import vocabulary
from crossfoot.compose.numerals import PRINTED_IN, in_column
from crossfoot.model.books import Booked, Closed, Slot, Stated, key_of
from crossfoot.model.draft import Caption, Entry, Line, Statement
from crossfoot.model.layout import ALWAYS, Layout, LayoutRow, LineItem
from crossfoot.model.period import Period


class Typesetter:
    """Sets the statements of one closed package, and remembers what each figure is to be read as."""

    def __init__(self, closed: Closed) -> None:
        self.closed = closed
        self.settings = closed.package.settings
        self.house = self.settings.house
        self.lines = closed.package.lines
        self.stated: list[Stated] = []

    def statement(self, layout: Layout) -> Statement:
        """The statement as it is printed."""
        slots = tuple(s for s in self.closed.slots if (s.kind == "instant") == (layout.columns == "balance"))
        fill = {"company": self.settings.company, "scale": PRINTED_IN[self.house.scale]}
        out: list[Line] = []
        heading: list[tuple[int, str]] = []
        for row in layout.rows:
            if not self._is_printed(row, slots):
                continue
            if row.heading:
                heading = [h for h in heading if h[0] < row.indent] + [(row.indent, row.heading)]
                out.append(_line(row, row.heading, ()))
                continue
            if row.currency and not row.indent and not row.segments:
                heading = []
            path = tuple(text for indent, text in heading if indent < max(row.indent, 1) and row.indent)
            out += self._segments(row, slots, path) if row.segments else [self._line(row, "", slots, path)]
        return Statement(
            titles=tuple(self._cased(t.format(**fill)) for t in layout.titles),
            captions=self._captions(slots),
            columns=len(slots),
            lines=_first_without_blank(out),
            notes=tuple(n.format(**fill) for n in layout.notes),
        )

    def _cased(self, text: str) -> str:
        return text.upper() if self.house.capitals else text

    def _is_printed(self, row: LayoutRow, slots: tuple[Slot, ...]) -> bool:
        """True where the books hold what the row prints; of a heading, where one of its lines has an amount."""
        if ALWAYS in row.when:
            return bool(row.heading) or any(key_of(row.line, "", s.id) in self.closed.figures for s in slots)
        segments = ("", *(s.id for s in self.settings.segments)) if row.segments else ("",)
        return any(
            (figure := self.closed.figures.get(key_of(line, segment, slot.id))) is not None and bool(figure.exact)
            for line in row.when or (row.line,)
            for segment in segments
            for slot in self.closed.slots
        )

    def _segments(self, row: LayoutRow, slots: tuple[Slot, ...], path: tuple[str, ...]) -> list[Line]:
        """A line for each segment that has the row's line item; the currency sign stands on the first."""
        out: list[Line] = []
        for segment in self.settings.segments:
            figures = [self.closed.figures.get(key_of(row.line, segment.id, s.id)) for s in slots]
            if any(f is not None and f.exact for f in figures):
                out.append(self._line(row, segment.id, slots, path, currency=row.currency and not out))
        return out

    def _line(
        self,
        row: LayoutRow,
        segment: str,
        slots: tuple[Slot, ...],
        path: tuple[str, ...],
        *,
        currency: bool | None = None,
    ) -> Line:
        figures = [self.closed.figures.get(key_of(row.line, segment, s.id)) for s in slots]
        label = self._segment_label(segment) if segment else row.label
        label = label or label_of(self.lines[row.line], [f.printed for f in figures if f is not None])
        sign = row.currency if currency is None else currency
        entries = tuple(
            self._entry(row, figure, column, label, (*path, label), sign=sign)
            for column, figure in enumerate(figures)
            if figure is not None
        )
        return _line(row, label, entries)

    def _entry(
        self, row: LayoutRow, figure: Booked, column: int, label: str, path: tuple[str, ...], *, sign: bool
    ) -> Entry:
        value = figure.printed * row.sign
        text = in_column(value, figure, self.house)
        key = f"-{figure.key}" if row.sign < 0 else figure.key
        segment = self._segment_label(figure.segment) if figure.segment else None
        self.stated.append(
            Stated(key, text, value, figure.unit, figure.slot.period, segment, label, path, nil=text == self.house.nil)
        )
        return Entry(column, text, key, self.house.symbol if sign and figure.unit != "shares" else None)

    def _segment_label(self, segment: str) -> str:
        return next(s.label for s in self.settings.segments if s.id == segment)

    def _captions(self, slots: tuple[Slot, ...]) -> tuple[Caption, ...]:
        """Length, day and year over the columns; the day by itself for balances."""
        out: list[Caption] = []
        if slots and slots[0].kind == "instant":
            for column, slot in enumerate(slots):
                out += [
                    Caption(self._cased(f"{month_day(slot.period)},"), 0, column, column),
                    Caption(str(slot.period.end.year), 1, column, column),
                ]
            return tuple(out)
        for first in range(0, len(slots), 2):
            pair = slots[first : first + 2]
            last = first + len(pair) - 1
            out.append(Caption(self._cased(self._length(pair[0])), 0, first, last))
            days = {month_day(s.period) for s in pair}
            if len(days) == 1:
                out.append(Caption(self._cased(days.pop()), 1, first, last))
                out += [Caption(str(s.period.end.year), 2, first + i, first + i) for i, s in enumerate(pair)]
            else:  # a calendar of weeks: the years end on different days
                for i, slot in enumerate(pair):
                    out.append(Caption(self._cased(f"{month_day(slot.period)},"), 1, first + i, first + i))
                    out.append(Caption(str(slot.period.end.year), 2, first + i, first + i))
        return tuple(out)

    def _length(self, slot: Slot) -> str:
        if slot.kind == "quarter":
            return self.house.quarter_caption
        months = slot.period.months
        counts: dict[str, str] = vocabulary.load("compose")["counts"]
        return "Year ended" if months == 12 else f"{counts.get(str(months), str(months)).capitalize()} months ended"


def label_of(line: LineItem, values: list[Decimal]) -> str:
    """The label that fits the signs of a row: "Net loss" where it has losses alone."""
    if all(v >= 0 for v in values):
        return line.label_positive or line.label
    if all(v <= 0 for v in values):
        return line.label_negative or line.label
    return line.label


def month_day(period: Period) -> str:
    """ "September 30"."""
    months: list[str] = vocabulary.load("compose")["months"]
    return f"{months[period.end.month - 1]} {period.end.day}"


def _line(row: LayoutRow, label: str, entries: tuple[Entry, ...]) -> Line:
    return Line(label, entries, row.indent, row.rule_above, row.rule_below, row.blank_above, row.bold)


def _first_without_blank(lines: list[Line]) -> tuple[Line, ...]:
    return (msgspec.structs.replace(lines[0], blank_above=False), *lines[1:]) if lines else ()
