"""A store's commits: numbered files, each of which says all that counts. The highest number is the store as it is.

A commit comes to be by creating a name that must not be taken: of two writers that both saw number 7, one makes
number 8, and the other has to look again. A part belongs to the number that its writer had seen and is named by the
next number or by none. So whoever makes a commit may afterwards remove each part that was there before it and that it
does not name, without asking whose it is and without a clock.
"""

from __future__ import annotations

import re
import uuid

import msgspec

from crossfoot.store.errors import StoreError
from crossfoot.store.place import Place
from crossfoot.store.tables import VERSION

FOLDER = "commits"
_LAST = 20  # commits that stay, for those who have just read the list of them
_TRIES = 10
_NAME = re.compile(r"(\d{10})\.json\Z")


class Part(msgspec.Struct, frozen=True):
    """One Parquet file a table, and what is in it."""

    part: str
    releases: int
    facts: int
    bytes: int


class Missed(msgspec.Struct, frozen=True):
    """A document that could not be read; `key` is its SHA-256, or "name:" and its name where no bytes were had."""

    key: str
    name: str
    reason: str
    tries: int


class State(msgspec.Struct, frozen=True):
    """All that counts: the parts, and what could not be read. `id` tells two commits of one number apart."""

    version: int = VERSION
    id: str = ""
    parts: tuple[Part, ...] = ()
    failures: tuple[Missed, ...] = ()


class Commit(msgspec.Struct, frozen=True):
    """A state and its number."""

    number: int
    state: State


def latest(place: Place) -> Commit | None:
    """The store as it is; None where there is none. Raises StoreError where it is damaged or of another version."""
    for _ in range(_TRIES):
        numbers = _numbers(place)
        if not numbers:
            return None
        try:
            data = place.read(_name(numbers[-1]))
        except FileNotFoundError:  # its writer has made many more since
            continue
        return Commit(numbers[-1], _decoded(place, _name(numbers[-1]), data))
    raise StoreError(f"{place.name}: changes faster than it can be read; try again")


def committed(place: Place, seen: Commit | None, state: State) -> Commit | None:
    """Makes `state` what counts, if nothing has changed since `seen`; None where something has."""
    number = seen.number + 1 if seen else 1
    state = msgspec.structs.replace(state, id=uuid.uuid4().hex)
    data = msgspec.json.encode(state)
    try:
        place.create(_name(number), data)
    except FileExistsError:
        if not _ours(place, number, data):
            return None
    numbers = _numbers(place)
    if numbers and numbers[-1] >= number + _LAST:  # it was long made, and removed: this writer slept
        return None
    place.remove(_name(old) for old in numbers if old <= number - _LAST)
    return Commit(number, state)


def refuses(place: Place, commit: Commit) -> bool:
    """Whether the place refuses to create what is there, as all depends on it; nothing changes either way."""
    try:
        place.create(_name(commit.number), msgspec.json.encode(commit.state))
    except FileExistsError:
        return True
    return False


def _ours(place: Place, number: int, data: bytes) -> bool:
    """Whether the commit is the one just sent: its answer was lost on the way, and the client sent it again."""
    try:
        return place.read(_name(number)) == data
    except FileNotFoundError:
        return False


def _numbers(place: Place) -> list[int]:
    return sorted(int(match.group(1)) for name in place.names(FOLDER) if (match := _NAME.match(name)))


def _name(number: int) -> str:
    return f"{FOLDER}/{number:010}.json"


def _decoded(place: Place, name: str, data: bytes) -> State:
    try:
        version = msgspec.json.decode(data, type=dict[str, object]).get("version")
        if version == VERSION:
            return msgspec.json.decode(data, type=State)
    except msgspec.DecodeError as error:
        raise StoreError(f"{place.located(name)}: damaged ({error}); copy the store again") from None
    raise StoreError(f"{place.name}: made by another version of Crossfoot ({version}; this one reads {VERSION})")
