"""NG502: "EBITDA" that leaves out more than its name says."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.fact import Fact
from crossfoot.model.finding import Finding, Rule
from crossfoot.rules import measures
from crossfoot.rules.case import Case
from crossfoot.rules.dated import by, severity
from crossfoot.rules.finding import at_number, of_place
from crossfoot.rules.measures import Reconciliation
from crossfoot.rules.wording import closed
from crossfoot.rules.words import label

RULE = Rule(
    "NG502",
    "ebitda-leaves-out-more",
    "note",
    '"EBITDA" leaves out more than interest, taxes, depreciation and amortization',
    "NG502.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule: one a table and label, with every row that the name does not cover."""
    found: dict[tuple[int, str], list[tuple[Reconciliation, Fact]]] = {}
    for made in case.measures.reconciliations:
        if made.family == "ebitda" and measures.gaap_class(made.start.label) == "net-income":
            for part in made.parts[1:]:
                if part.value and not measures.pattern("ebitda", "allowed").search(closed(part.label)):
                    found.setdefault((made.table, made.target.label), []).append((made, part))
    for rows in found.values():
        made = rows[0][0]
        ids = sorted({part.number for _, part in rows}, key=lambda i: case.numbers[i].span)
        named = list(dict.fromkeys(label(case, ident) for ident in ids))
        yield of_place(
            RULE,
            severity(case, RULE),
            f"{label(case, made.target.number)} leaves out more than interest, taxes, depreciation and amortization:"
            f" {', '.join(named)}{by(case, RULE)}",
            'call it by another name, such as "Adjusted EBITDA", or leave these rows in',
            at_number(case, made.target.number, *ids),
        )
