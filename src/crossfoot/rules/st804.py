"""ST804: lines too long for EDGAR's plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.model.printed import counted
from crossfoot.rules.case import Case
from crossfoot.rules.finding import Place, of_place

RULE = Rule(
    "ST804",
    "lines-too-long",
    "note",
    "Lines of plain text are longer than EDGAR takes",
    "ST804.md",
)
_TEXT_COLUMNS = 80
_TABLE_COLUMNS = 132
_SHOWN_CHARS = 100
_GAP = re.compile(r"\S {3,}\S|\t|(?:[-=_] ?){5}")  # what parts columns, or rules them
_TABLE = re.compile(r"<(/?)TABLE>", re.IGNORECASE)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule: one for the text, one for the tables, each at its first long line."""
    document = case.proof.document
    if document.format != "text":
        return
    texts, tables = [], []
    for line, start, end in _lines(case):
        if end - start <= _TEXT_COLUMNS and "\t" not in document.source[start:end]:
            continue
        length = _columns(document.source[start:end])
        if length > _TABLE_COLUMNS:
            tables.append((line, start, end))
        elif length > _TEXT_COLUMNS and _is_text(document.source[start:end]):
            texts.append((line, start, end))
    for lines, columns, what in ((texts, _TEXT_COLUMNS, "of text"), (tables, _TABLE_COLUMNS, "")):
        if lines:
            line, start, end = lines[0]
            count = counted(len(lines), "line")
            excerpt = " ".join(document.source[start:end].split())[:_SHOWN_CHARS]
            words = f"{count} {what}".rstrip()
            yield of_place(
                RULE,
                "note",
                f"{words} {'is' if len(lines) == 1 else 'are'} longer than the {columns} columns that EDGAR takes"
                " (Filer Manual II, 5.2.1)",
                "break the lines",
                Place((start, end), line, excerpt),
            )


def _lines(case: Case) -> Iterator[tuple[int, int, int]]:
    """(line, start, end) of the release's own lines: of a submission those of the document taken, no tags."""
    document = case.proof.document
    chosen = next((part.span for part in document.parts if part.chosen), (0, len(document.source)))
    start, tagged = 0, False
    for line, text in enumerate(document.source.split("\n"), 1):
        end = start + len(text)
        if chosen[0] <= start and end <= chosen[1] and not text.lstrip().startswith("<") and not tagged:
            yield line, start, end
        for tag in _TABLE.finditer(text) if "<" in text else ():
            tagged = not tag[1]
        if tagged and _columns(text) > _TABLE_COLUMNS:
            yield line, start, end
        start = end + 1


def _columns(text: str) -> int:
    """How many columns the line took as it was written.

    EDGAR's privacy-enhanced mail put "- " before each line that begins with a dash (RFC 1421, 4.4).
    """
    return len(text.rstrip().expandtabs()) - 2 * text.startswith("- -")


def _is_text(line: str) -> bool:
    """True of a line of words, which no table has: letters, and single blanks between them."""
    text = line.strip()
    return _GAP.search(text) is None and sum(c.isalpha() for c in text) * 2 > len(text)
