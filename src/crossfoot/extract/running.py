"""The words of a document as its readers see them, in order, without markup."""

from __future__ import annotations

from crossfoot.model.document import Document


def running_text(document: Document) -> str:
    """What `document` prints: the source where it is plain text, else the words of its tables and passages."""
    if document.format == "text":
        spans = [part.span for part in document.parts if part.chosen]
        source = document.source
        return "\n".join(source[start:end] for start, end in spans) if spans else source
    pieces = [passage.text for passage in document.passages]
    for table in document.tables:
        pieces += table.titles
        pieces += table.stub
        pieces.append(" ".join(header.text for header in table.headers))
        pieces += [row.label for row in table.rows]
    return "\n".join(pieces)
