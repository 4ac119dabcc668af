"""Figures as a narrative names them: {{ q.rubber.net_sales.percent }}.

What is printed of a figure is text with a mark around it, so that the finished prose still knows which figure it is.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

from crossfoot import vocabulary
from crossfoot.compose.numerals import as_percent, in_sentence, said_value
from crossfoot.compose.statements import month_day
from crossfoot.model.books import Booked, Closed, Slot, Stated, key_of
from crossfoot.model.change import percent_change
from crossfoot.model.layout import LineItem

# Characters that no text has: of the private-use planes. A mark is OPEN, the figure's number, its text, CLOSE.
OPEN, CLOSE, FIRST, LAST = "\ue000", "\ue001", 0xF0000, 0xFFFFD


class Marks:
    """The figures printed so far; each mark holds a figure's number among them."""

    def __init__(self) -> None:
        self.stated: list[Stated] = []

    def mark(self, stated: Stated) -> str:
        """The text of a figure with its mark."""
        if stated not in self.stated:
            self.stated.append(stated)
        number = FIRST + self.stated.index(stated)
        assert number <= LAST
        return f"{OPEN}{chr(number)}{stated.text}{CLOSE}"


class Amount:
    """A figure in one slot. Printed by itself it is its amount with its sign: "$27,485,000", "negative $261,000"."""

    def __init__(self, book: Book, line: LineItem, figure: Booked, prior: Booked | None, sign: int = 1) -> None:
        self._book = book
        self._line = line
        self._figure = figure
        self._prior = prior
        self._sign = sign
        self._value = figure.printed * sign

    def __str__(self) -> str:
        return f"negative {self.amount}" if self._value < 0 else self.amount

    @property
    def amount(self) -> str:
        """The size alone: "$2,719,000" of a loss."""
        house = self._book.house
        value = said_value(self._value, self._figure.unit, house)
        return self._mark(in_sentence(value, self._figure.unit, house), value, self._figure.unit, "")

    @property
    def cents(self) -> str:
        """An amount per share: "55 cents"."""
        return self.amount

    @property
    def name(self) -> str:
        """What it is, by its sign: "net loss"."""
        noun = self._line.negative if self._value < 0 else self._line.positive
        return noun or self._line.positive or self._line.label.lower()

    @property
    def named(self) -> str:
        """ "a net loss of $2,719,000", "income from operations of $6,000"."""
        return f"{'a ' if self._counted else ''}{self.name} of {self.amount}"

    @property
    def subject(self) -> str:
        """The name at the head of a sentence: "The net loss", "Income from operations"."""
        return f"The {self.name}" if self._counted else self.name[:1].upper() + self.name[1:]

    @property
    def against(self) -> str:
        """The figure of the year before, told no longer than it has to: "$6,000", "a loss of $976,000"."""
        before = self.prior
        if before.name != self.name:
            return before.named
        noun = next((w for w in self._book.words["counted"] if w in self.name.split()), "")
        return f"a {noun} of {before.amount}" if noun and self._value < 0 else str(before)

    @property
    def _counted(self) -> bool:
        return not self._line.plural and any(w in self._book.words["counted"] for w in self.name.split())

    @property
    def prior(self) -> Amount:
        """The same a year before. A narrative that asks for one that is not there is refused."""
        if self._prior is None:
            raise AttributeError("prior")
        return Amount(self._book, self._line, self._prior, None, self._sign)

    @property
    def reversed(self) -> Amount:
        """The same turned round: the expenses of an office whose result is a loss."""
        return Amount(self._book, self._line, self._figure, self._prior, -self._sign)

    @property
    def moved(self) -> str:
        """ "increased", "decreased" or "was unchanged", against the year before."""
        if not self._step:
            return "was unchanged"
        return str(self._book.words["directions"][0][0 if self._step > 0 else 1])

    @property
    def percent(self) -> str:
        """The size of the change in percent, from the printed figures; the house's "NM" where it means nothing."""
        house = self._book.house
        change = self._percent
        if change is None:
            return house.not_meaningful
        return self._mark(as_percent(change, house), change, "percent", "percent")

    @property
    def change(self) -> str:
        """ "a decrease of 3%"; by its amount where a percentage means nothing."""
        if not self._step:
            return "no change"
        word = self._book.words["directions"][1][0 if self._step > 0 else 1]
        return f"{word} of {self.percent if self._percent is not None else self.difference}"

    @property
    def difference(self) -> str:
        """The size of the change: "$809,000"."""
        house, unit = self._book.house, self._figure.unit
        value = said_value(self._step, unit, house)
        return self._mark(in_sentence(value, unit, house), value, unit, "change")

    @property
    def to_from(self) -> str:
        """ "to $2,253,000 from $1,602,000"."""
        return f"to {self} from {self.prior}"

    @property
    def from_to(self) -> str:
        """ "from $1,602,000 to $2,253,000"."""
        return f"from {self.prior} to {self}"

    @property
    def up(self) -> bool:
        """True where it is more than a year before."""
        return self._step > 0

    @property
    def down(self) -> bool:
        """True where it is less than a year before."""
        return self._step < 0

    @property
    def negative(self) -> bool:
        """True of a loss."""
        return self._value < 0

    @property
    def nil(self) -> bool:
        """True where nothing is printed."""
        return not self._value

    @property
    def meaningful(self) -> bool:
        """True where the change has a percentage."""
        return self._percent is not None

    @property
    def compared(self) -> bool:
        """True where there is a figure of the year before."""
        return self._prior is not None

    @cached_property
    def _step(self) -> Decimal:
        return self._value - self.prior._value

    @cached_property
    def _percent(self) -> Decimal | None:
        house = self._book.house
        return percent_change(self._value, self.prior._value, house.percent_places, house.small_percent_places)

    def _mark(self, text: str, value: Decimal, unit: str, change: str) -> str:
        figure = self._figure
        key = f"{'-' if self._sign < 0 else ''}{figure.key}{'#' if change else ''}{change}"
        segment = self._book.segment_labels.get(figure.segment)
        name = self.name
        stated = Stated(key, text, value, unit, figure.slot.period, segment, name, (name,), table=False, change=change)
        return self._book.marks.mark(stated)


class Part:
    """A segment's figures in one column; the group's where `segment` is empty."""

    def __init__(self, book: Book, slot: Slot, segment: str = "") -> None:
        self._book = book
        self._slot = slot
        self._segment = segment

    def __getattr__(self, name: str) -> Amount:
        found = None if name.startswith("_") else self._book.amount(name, self._segment, self._slot)
        if found is None:
            raise AttributeError(name)
        return found

    @property
    def label(self) -> str:
        """The segment as it is printed."""
        return self._book.segment_labels.get(self._segment, "")


class Column(Part):
    """One period of the release: its figures, its segments by id, and how it is called."""

    def __init__(self, book: Book, slot: Slot, name: str) -> None:
        super().__init__(book, slot)
        self._name = name

    def __getattr__(self, name: str) -> Amount | Part:  # type: ignore[override]
        if name in self._book.segment_labels:
            return Part(self._book, self._slot, name)
        return super().__getattr__(name)

    @property
    def name(self) -> str:
        """ "third quarter"."""
        return self._name

    @property
    def dated(self) -> str:
        """ "third quarter of 2004"."""
        return f"{self._name} of {self._slot.period.end.year}"

    @property
    def dated_prior(self) -> str:
        """ "third quarter of 2003"."""
        prior = self._book.prior_of(self._slot)
        return f"{self._name} of {prior.period.end.year if prior else ''}"

    @property
    def ended(self) -> str:
        """ "September 30, 2004"."""
        return f"{month_day(self._slot.period)}, {self._slot.period.end.year}"

    @property
    def segments(self) -> tuple[Part, ...]:
        """The segments, in the order of close.toml."""
        return tuple(Part(self._book, self._slot, s) for s in self._book.segment_labels)


class Book:
    """The closed books as a narrative sees them."""

    def __init__(self, closed: Closed) -> None:
        self.closed = closed
        self.house = closed.package.settings.house
        self.words = vocabulary.load("compose")
        self.segment_labels = {s.id: s.label for s in closed.package.settings.segments}
        self.marks = Marks()
        self._slots = {s.id: s for s in closed.slots}

    def prior_of(self, slot: Slot) -> Slot | None:
        """The same column a year before."""
        return self._slots.get(f"{slot.id}.prior")

    def amount(self, line: str, segment: str, slot: Slot) -> Amount | None:
        """The figure of a line in a column, with the one of the year before; None where there is none."""
        figure = self.closed.figures.get(key_of(line, segment, slot.id))
        if figure is None:
            return None
        prior = self.prior_of(slot)
        before = self.closed.figures.get(key_of(line, segment, prior.id)) if prior else None
        return Amount(self, self.closed.package.lines[line], figure, before)

    def names(self) -> dict[str, object]:
        """What a narrative may name. A line item by itself is the quarter's."""
        settings = self.closed.package.settings
        released = settings.released
        quarter = Column(self, self._slots["quarter"], settings.quarter_name)
        out: dict[str, object] = {}
        for line in self.closed.package.lines:
            amount = self.amount(line, "", self._slots["quarter"])
            if amount is not None:
                out[line] = amount
        out |= {
            "company": settings.company, "short": settings.short, "place": settings.place, "contact": settings.contact,
            "released": f"{self.words['months'][released.month - 1]} {released.day}, {released.year}",
            "q": quarter, "quarter": quarter,
        }  # fmt: skip
        if "ytd" in self._slots:
            year = Column(self, self._slots["ytd"], settings.year_to_date_name)
            out |= {"ytd": year, "year_to_date": year}
        if "end" in self._slots:
            out["end"] = Column(self, self._slots["end"], "end of the period")
        return out
