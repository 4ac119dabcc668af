"""The few exceptions. What is wrong *in* a document is a Finding; these are for what cannot be read at all."""

from __future__ import annotations


class CrossfootError(Exception):
    """Base of everything this package raises on purpose."""


class Unreadable(CrossfootError):
    """An input that cannot be read: which one, where in it, why, and what the reader of the message can do."""

    def __init__(self, name: str, reason: str, *, place: str | None = None, remedy: str | None = None) -> None:
        self.name = name
        self.reason = reason
        self.place = place
        self.remedy = remedy
        where = f"{name}, {place}" if place else name
        super().__init__(f"{where}: {reason}" + (f"; {remedy}" if remedy else ""))


class MissingExtra(CrossfootError):
    """A part of the package that was not installed: what was asked for, and the extra that brings it ("xlsx")."""

    def __init__(self, what: str, extra: str) -> None:
        self.what = what
        self.extra = extra
        super().__init__(f"{what} needs what the extra {extra!r} brings: pip install 'crossfoot[{extra}]'")


class Unwritable(CrossfootError):
    """A draft that a format cannot hold: what of it, why, and what its author can do."""

    def __init__(self, what: str, reason: str, *, remedy: str | None = None) -> None:
        self.what = what
        self.reason = reason
        self.remedy = remedy
        super().__init__(f"{what}: {reason}" + (f"; {remedy}" if remedy else ""))
