"""The only place that knows the order of the stages."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec

from crossfoot import extract, proof, readers, rules
from crossfoot.model.books import Change, Closed, Reference
from crossfoot.model.changes import Changes
from crossfoot.model.correction import Correction
from crossfoot.model.document import Document
from crossfoot.model.errors import Unreadable
from crossfoot.model.finding import Finding
from crossfoot.model.number import Number, Status
from crossfoot.model.proof import Coverage, Proof, Reading, Timing
from crossfoot.model.tie import Tie

LIMIT_BYTES = 64 * 1024 * 1024
Source = str | Path | bytes | BinaryIO
Form = Literal["text", "html", "docx", "pdf"]


def read(
    source: Source, *, name: str | None = None, exhibit: str | None = None, corrections: Sequence[Correction] = ()
) -> Proof:
    """The numbers and facts of a release, unproved.

    `source`: a path, bytes, or a binary file object. `corrections`: what a user knows better (`corrections_of`).
    Raises Unreadable.
    """
    data, name = _opened(source, name)
    begin = time.perf_counter()
    document = readers.read(data, name, exhibit=exhibit)
    reading = extract.corrected(document, _paged(document, extract.reading(document)), corrections)
    applied = proof.corrected_ties(document, reading, (), corrections).applied
    return Proof(document=document, reading=reading, timing=Timing(_ms(begin), None), corrections=applied)


def corrections_of(sidecar: Path) -> tuple[Correction, ...]:
    """The corrections in a sidecar, a file of TOML ([[correction]] entries). Raises Unreadable."""
    data, name = _opened(sidecar, None)
    try:
        return extract.corrections(data.decode("utf-8"), name)
    except UnicodeDecodeError:
        raise Unreadable(name, "is not UTF-8", remedy="save it as UTF-8") from None


def check(
    source: Source,
    *,
    name: str | None = None,
    exhibit: str | None = None,
    against: Sequence[Proof] = (),
    corrections: Sequence[Correction] = (),
    books: str | Path | None = None,
) -> Proof:
    """The whole proof of a release: numbers, facts, ties, findings and coverage. Raises Unreadable.

    `against`: proofs of earlier releases of the company, which this one is held against (the CY rules).
    `corrections`: what a user knows better (`corrections_of`). `books`: a close package; then every number is also held
    against the figure that the books give for it (the BK rules).
    """
    unproved = read(source, name=name, exhibit=exhibit, corrections=corrections)
    if books is None:
        return _proved(unproved, against=against, corrections=corrections)
    closed = _closed(books)
    return _proved(unproved, lambda r: _by_meaning(closed, r), against=against, corrections=corrections)


class Built(msgspec.Struct, frozen=True):
    """A release made from the books. `data` is empty where the books have errors and nothing was made.

    `proof`: of the release as it was read back, held against the books. `changes`: of a finished release that was
    given new figures.
    """

    data: bytes
    closed: Closed
    findings: tuple[Finding, ...]
    proof: Proof | None = None
    changes: tuple[Change, ...] = ()


def build(folder: str | Path, *, form: Form = "text", like: Source | None = None, force: bool = False) -> Built:
    """A release from a close package, read back and held against the books. Raises Unreadable.

    `like`: a finished release to be given the books' figures, every other byte kept. Where the books have errors
    nothing is made, but for `force`.
    """
    closed = _closed(folder)
    if not force and any(f.severity == "error" for f in closed.faults):
        return Built(b"", closed, rules.of_books(closed.faults))
    return _composed(closed, form) if like is None else _patched(closed, like)


def figures(folder: str | Path) -> Iterator[str]:
    """Every figure of a close package: its key, its exact value, what is printed, and whether it moved."""
    for figure in _closed(folder).figures.values():
        moved = "  moved" if figure.moved else ""
        yield f"{figure.key}  {figure.exact:,f}  {figure.printed:,f} {figure.unit}  {figure.status}{moved}"


def traced(folder: str | Path, key: str) -> Iterator[str]:
    """What a figure of a close package is made of, down to its rows. Raises Unreadable for an unknown key."""
    from crossfoot import books

    closed = _closed(folder)
    if key not in closed.figures:
        raise Unreadable(str(folder), f"there is no figure {key}", remedy="crossfoot build DIR --figures lists them")
    return books.trace(closed, key)


def starter() -> dict[str, bytes]:
    """The files of a close package to start from, by name; its narrative is drafted of its figures (`drafted`)."""
    from crossfoot.sources import starter as packaged

    return packaged.files()


def drafted(folder: str | Path) -> str:
    """The text of a narrative.md for a close package, from its figures alone. Raises Unreadable.

    Every line is closed for every segment, for the draft may name any of them.
    """
    from crossfoot import books, compose, sources

    package = sources.open_package(folder)
    cells = {(line, s.id) for line in ("net_sales", "income_from_operations") for s in package.settings.segments}
    group = {(line, "") for line in ("net_sales", "income_from_operations", "net_income", "net_cash_operating")}
    closed = books.closed(package, frozenset(cells | group))
    if any(f.severity == "error" for f in closed.faults):
        first = next(f for f in closed.faults if f.severity == "error")
        raise Unreadable(str(folder), first.message, remedy=first.remedy)
    return compose.drafted(closed)


def _closed(folder: str | Path) -> Closed:
    from crossfoot import books, compose, sources  # with numpy and more: only for those who build

    package = sources.open_package(folder)
    return books.closed(package, compose.references(package))


def _composed(closed: Closed, form: Form) -> Built:
    from crossfoot import books, compose, writers

    made = compose.composed(closed)
    data: bytes = getattr(writers, form)(made.draft)
    back = _proved(read(data, name=f"release ({form})"), lambda reading: books.in_order(made.stated, reading, closed))
    return Built(data, closed, back.findings, back)


def _patched(closed: Closed, like: Source) -> Built:
    from crossfoot import compose, writers

    data, name = _opened(like, None)
    before = _proved(read(data, name=name))
    if before.document.format not in ("text", "html"):
        raise Unreadable(name, f"is {before.document.format}, which is not patched", remedy="give its text or HTML")
    reference = _by_meaning(closed, before.reading)
    changes = compose.changes(before, reference, closed)
    replaced = {c.span: c.now for c in changes if c.now is not None}
    text = writers.patch(before.document.source, replaced, {c.span for c in changes if c.tabular})
    made = _encoded(text, data, before.document.source, name)
    back = _proved(read(made, name=name), lambda reading: _by_meaning(closed, reading))
    return Built(made, closed, back.findings, back, changes)


def _encoded(text: str, data: bytes, source: str, name: str) -> bytes:
    """The text in the encoding that `source` was read in, byte for byte where nothing changed. Raises Unreadable."""
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "latin-1"):
        try:
            if source.encode(encoding) == data:
                return text.encode(encoding)
        except UnicodeEncodeError:
            continue
    raise Unreadable(name, "cannot be written back as it was read", remedy="save it as UTF-8")


def _by_meaning(closed: Closed, reading: Reading) -> Reference:
    from crossfoot import books

    return books.by_meaning(closed, reading)


def _proved(
    unproved: Proof,
    held_against: Callable[[Reading], Reference] | None = None,
    *,
    against: Sequence[Proof] = (),
    corrections: Sequence[Correction] = (),
) -> Proof:
    begin = time.perf_counter()
    document, reading = unproved.document, unproved.reading
    ties = proof.table_ties(document, reading)
    reading = extract.corrected(document, extract.refine(reading, ties), corrections)
    prose = proof.prose_ties(document, reading, ties)
    reading = extract.linked(reading, prose.links)
    # A broken tie that is mere evidence weighed with the others; it says nothing by itself, and is not handed out.
    ties = tuple(t for t in (*ties, *prose.ties) if t.status != "broken" or t.certainty != "evidence")
    told = proof.corrected_ties(document, reading, ties, corrections)
    ties = told.ties
    reading = msgspec.structs.replace(reading, numbers=_statuses(reading, ties))
    proved = Proof(document, reading, ties, (), _coverage(reading), earlier=tuple(against), corrections=told.applied)
    if held_against is not None:
        proved = msgspec.structs.replace(proved, reference=held_against(reading))
    findings = rules.findings(proved)
    assert unproved.timing is not None
    timing = Timing(unproved.timing.read_ms, _ms(begin))
    compared = rules.against(proved) if against else ()
    return msgspec.structs.replace(proved, findings=findings, timing=timing, against=compared)


def diff(before: Proof, after: Proof) -> Changes:
    """What changed from one proved draft to the next, and which numbers did not follow."""
    from crossfoot import drafts  # for those who compare two

    return drafts.changes(before, after)


def _opened(source: Source, name: str | None) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        data, name = source, name or "(bytes)"
    elif isinstance(source, (str, Path)):
        data, name = _file(Path(source)), name or str(source)
    else:
        data, name = source.read(LIMIT_BYTES + 1), name or str(getattr(source, "name", "(stream)"))
    if len(data) > LIMIT_BYTES:
        raise Unreadable(name, f"larger than the limit of {LIMIT_BYTES >> 20} MiB", remedy="give the exhibit alone")
    return data, name


def _file(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(LIMIT_BYTES + 1)
    except IsADirectoryError:
        raise Unreadable(str(path), "is a directory", remedy="name the files in it") from None
    except OSError as error:
        raise Unreadable(str(path), (error.strerror or "cannot be opened").lower(), remedy="check the path") from None


def _paged(document: Document, reading: Reading) -> Reading:
    """The reading of a document that is known by its pages, each number with the page that it stands on."""
    if document.format not in ("docx", "pdf"):
        return reading
    starts = [page.span[0] for page in document.pages]
    replace = msgspec.structs.replace
    numbers = (replace(n, page=max(1, bisect_right(starts, n.span[0]))) for n in reading.numbers)
    return replace(reading, numbers=tuple(numbers))


def _ms(begin: float) -> float:
    return round((time.perf_counter() - begin) * 1000, 3)


def _statuses(reading: Reading, ties: tuple[Tie, ...]) -> tuple[Number, ...]:
    """The numbers with their ties and status, of which a tie that takes the number as given says nothing; a term that
    no other tie has does not count, and says why."""
    terms = {claim.number: claim.term for claim in reading.claims if claim.term is not None}
    by_number: dict[str, list[str]] = {}
    told: set[str] = set()
    broken: set[str] = set()
    for tie in ties:
        for ident in dict.fromkeys((tie.target, *(term.number for term in tie.terms))):  # one may stand in it twice
            by_number.setdefault(ident, []).append(tie.id)
        judged = (tie.target, *(term.number for term in tie.terms if not term.given))
        told.update(judged)
        if tie.status == "broken":
            broken.update(judged)
    out = []
    for number in reading.numbers:
        ident, mine = number.id, by_number.get(number.id, ())
        why = number.why or (None if ident in told else terms.get(ident))
        if mine or why or number.ties or number.status != "unproved":
            status: Status = (
                "exempt" if why else "broken" if ident in broken else "proved" if ident in told else "unproved"
            )
            number = msgspec.structs.replace(number, status=status, ties=tuple(mine), why=why)
        out.append(number)
    return tuple(out)


def _coverage(reading: Reading) -> Coverage:
    counts = Counter(n.status for n in reading.numbers)
    proved, broken, unproved = counts["proved"], counts["broken"], counts["unproved"]
    return Coverage(proved + broken + unproved, proved, broken, unproved)
