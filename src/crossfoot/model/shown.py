"""What a reader of the document sees around a number, where the source is markup: its row, its passage, its table."""

from __future__ import annotations

from crossfoot.model.claim import Claim
from crossfoot.model.document import Document, Passage, Span
from crossfoot.model.number import Number
from crossfoot.model.proof import Proof

AROUND_CHARS = 160  # of a passage, on either side of the number


_TITLE_CHARS = 48


def whereabouts(document: Document, number: Number) -> str:
    """Where a number stands, in words: its line in plain text; in a format without lines that are seen, its table.

    "line 130"; 'table 3, "Segment data"'; "page 2, the text".
    """
    if document.format == "text":
        return f"line {number.line}"
    place = "the text"
    if number.cell is not None:
        table = number.cell[0]
        titles = [" ".join(title.split()) for title in document.tables[table].titles]
        title = next((t for t in reversed(titles) if t and not t.startswith("(")), "")
        title = title if len(title) <= _TITLE_CHARS else title[:_TITLE_CHARS].rsplit(" ", 1)[0] + " …"
        place = f'table {table + 1}, "{title}"' if title else f"table {table + 1}"
    paged = document.format in ("pdf", "docx") and number.page is not None
    return f"page {number.page}, {place}" if paged else place


def seen(document: Document, number: Number) -> tuple[str, Span]:
    """The row (label and figures) or the piece of the passage that a number stands in, and its place in that text."""
    if number.cell is not None:
        return _row(document, number.cell)
    for passage in document.passages:
        at = _place(passage, number.span[0])
        if at is not None:
            return _piece(passage.text, at, min(len(passage.text), at + len(number.text)))
    return number.text, (0, len(number.text))


def sentence(document: Document, claim: Claim) -> str:
    """The sentence of a claim as it is seen, without markup, its spaces closed up."""
    passage = document.passages[claim.passage]
    start, end = (_place(passage, position) for position in (claim.sentence[0], claim.sentence[1] - 1))
    return " ".join(passage.text[start or 0 : len(passage.text) if end is None else end + 1].split())


def table_titles(proof: Proof) -> tuple[str, ...]:
    """What each table of the document calls itself: extract's title where it has facts, else its first title line.

    Of a table without a title, its first label, said to be that.
    """
    cells = {n.id: n.cell for n in proof.reading.numbers if n.cell}
    named: dict[int, str] = {}
    for fact in proof.reading.facts:
        cell = cells.get(fact.number)
        if fact.table and cell:
            named.setdefault(cell[0], fact.table)
    titles = []
    for index, table in enumerate(proof.document.tables):
        title = named.get(index) or next((t for t in table.titles if t.strip()), None)
        if title is None:
            first = next((row.label for row in table.rows if row.label.strip()), "")
            title = f"(untitled) {first}".rstrip()
        titles.append(" ".join(title.split()))
    return tuple(titles)


def seen_at(document: Document, span: Span) -> tuple[str, Span] | None:
    """The same for any stretch of the source that is no number; None where it stands in no passage."""
    for passage in document.passages:
        at = _place(passage, span[0])
        if at is not None:
            end = _place(passage, span[1] - 1)
            return _piece(passage.text, at, at + 1 if end is None else end + 1)
    return None


def _row(document: Document, cell: tuple[int, int, int]) -> tuple[str, Span]:
    table, row, column = cell
    line = document.tables[table].rows[row]
    text, mark = " ".join(line.label.split()), (0, 0)
    for each in line.cells:
        figure = " ".join(each.figure.text.split())
        start = len(text) + 2
        text = f"{text}  {figure}"
        if each.column == column:
            mark = (start, len(text))
    return text, mark


def _place(passage: Passage, position: int) -> int | None:
    """Where in the passage's text the source position is; None where it is not in this passage."""
    anchors = passage.anchors
    if not anchors or position < anchors[0].source:
        return None
    last = anchors[0]
    for anchor in anchors:
        if anchor.source > position:
            break
        last = anchor
    at = last.text + (position - last.source) // max(1, last.width)
    return at if at < len(passage.text) else None


def _piece(text: str, start: int, end: int) -> tuple[str, Span]:
    """The text about [start, end), spaces closed up."""
    first, last = max(0, start - AROUND_CHARS), min(len(text), end + AROUND_CHARS)
    before = " ".join(text[first:start].split()) + (" " if text[first:start][-1:].isspace() else "")
    marked = " ".join(text[start:end].split())
    after = (" " if text[end:last][:1].isspace() else "") + " ".join(text[end:last].split())
    before, after = ("…" if first else "") + before, after + ("…" if last < len(text) else "")
    return f"{before}{marked}{after}", (len(before), len(before) + len(marked))
