"""Tables of one shape, each about a part of the company that its title or its only heading names."""

from __future__ import annotations

import re
from collections import defaultdict

import msgspec

from crossfoot.extract import segments
from crossfoot.extract.sheets import Sheet

_LEAST_SISTERS = 3  # of different names
_OTHER = ("balance-sheet", "cash-flow", "operations", "reconciliation")
_SHORT = re.compile(r"\s*\((?:\"|\u201c)?[A-Z]{2,6}(?:\"|\u201d)?\)$")  # "Asset & Wealth Management (AWM)"

_NO_NAME = re.compile(r"results\b|consolidated\b", re.IGNORECASE)


def named(sheets: list[Sheet], company: str | None) -> list[Sheet]:
    """The sheets; three or more under the same heads that share line items, each under a name, are parts' own."""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for k, sheet in enumerate(sheets):
        if (
            sheet.kind not in _OTHER
            and not (sheet.parts or sheet.part)
            and not any(line.segment for line in sheet.lines)
        ):
            groups[tuple(column.text for column in sheet.columns)].append(k)
    out = list(sheets)
    for members in groups.values():
        names = {k: name for k in members if (name := _name(sheets[k], company))}
        sisters = [k for k in names if _alike(sheets[k], [sheets[n] for n in names if names[n] != names[k]])]
        if len({names[k] for k in sisters}) >= _LEAST_SISTERS:
            for k in sisters:
                out[k] = msgspec.structs.replace(sheets[k], part=names[k])
    return out


def _name(sheet: Sheet, company: str | None) -> str | None:
    """What the sheet's only heading over all its rows, or else its last title, names; None for the company itself."""
    heads = {line.path[0] if len(line.path) > 1 else "" for line in sheet.lines}
    texts = [*(heads if len(heads) == 1 else ()), *sheet.table.titles[-1:]]
    for text in texts:
        name = segments.tidy(_SHORT.sub("", text))
        if not name or (company and name.split()[0].lower() == company.split()[0].lower()):
            continue
        if _SHORT.search(text) or (segments.is_name(name) and not _NO_NAME.match(name)):
            return name
    return None


def _alike(sheet: Sheet, others: list[Sheet]) -> bool:
    """True where half of the sheet's line items are another's too."""
    own = {line.label.lower() for line in sheet.lines if line.label}
    shared = max((len(own & {line.label.lower() for line in other.lines}) for other in others), default=0)
    return 2 * shared >= len(own) and not all(label.startswith("total") for label in own)
