"""A document's reading as plain lines, so that a case is a file: source, a line of percent signs, outline."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.document import Document, Row, Table

CUT = "%%%%\n"


def outline(document: Document) -> list[str]:
    """The tables with headers and rows, then the passages that are not furniture, then the pages' labels."""
    lines = [line for table in document.tables for line in _table(table)]
    lines += [f"{p.kind}: {' '.join(p.text.split())}" for p in document.passages if p.kind != "furniture"]
    lines += [f"page {p.ordinal}: {p.label}" for p in document.pages if p.label]
    return lines


def _table(table: Table) -> Iterator[str]:
    yield (
        " ".join(["TABLE", " / ".join(table.titles), *(f"[{text}]" for text in table.stub)]).replace("  ", " ").strip()
    )
    for header in table.headers:
        yield f"  {header.first}-{header.last} {' '.join(header.text.split())}"
    for row in table.rows:
        yield _row(row, table.columns)


def _row(row: Row, columns: int) -> str:
    rule = {0: "  ", 1: "_ ", 2: "= "}[row.rule_above]
    printed = ["."] * columns
    for cell in row.cells:
        figure = cell.figure
        nil = "nil" if figure.kind == "nil" else None
        mark = figure.mark or ""
        percent = "%" if figure.kind == "percent" else ""
        printed[cell.column] = (nil or f"{figure.printed}{percent}") + ("$" if figure.currency else "") + mark
        if figure.suffix:
            printed[cell.column] += f" {figure.suffix}"
    cells = f" | {' | '.join(printed)}" if row.cells else ""
    return f"{rule}{'. ' * row.indent}{row.label or '(none)'}{cells}"
