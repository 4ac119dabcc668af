"""Full EDGAR submissions: their documents, and which one is the release."""

from __future__ import annotations

import re

from crossfoot.model.document import Part
from crossfoot.model.errors import Unreadable

_DOCUMENT = re.compile(r"<DOCUMENT>(.*?)(?:</DOCUMENT>|(?=<DOCUMENT>)|\Z)", re.DOTALL | re.IGNORECASE)
_FIELD = {name: re.compile(rf"<{name}>[ \t]*([^\r\n<]*)", re.IGNORECASE) for name in ("TYPE", "DESCRIPTION")}
_TEXT = re.compile(r"<TEXT>(.*?)(?:</TEXT>|\Z)", re.DOTALL | re.IGNORECASE)
_COMPANY = re.compile(r"COMPANY CONFORMED NAME:[ \t]*([^\r\n]+)")
_FILED = re.compile(r"FILED AS OF DATE:[ \t]*(\d{4})(\d\d)(\d\d)")
HEADER_CHARS = 20_000  # a submission's header stands at its very beginning
# Forms that furnish a release as an exhibit; any other main document is itself what was filed.
_FURNISHING = ("8-K", "6-K", "8-K/A", "6-K/A", "8-K405")


def find_parts(source: str, name: str, exhibit: str | None) -> tuple[Part, ...]:
    """The documents of a submission, one of them chosen; empty where `source` is not a submission.

    Chosen: the one of type `exhibit`, else the first EX-99.x beside a form that furnishes releases (8-K, 6-K),
    else the main document. Raises Unreadable where `exhibit` names none, or where there is no submission.
    """
    found = list(_DOCUMENT.finditer(source)) if "<DOCUMENT>" in source or "<document>" in source else []
    drafts: list[tuple[str, str, tuple[int, int]]] = []
    for match in found:
        fields = {
            key: (m[1].strip() if (m := pattern.search(source, match.start(1), match.end(1))) else "")
            for key, pattern in _FIELD.items()
        }
        text = _TEXT.search(source, match.start(1), match.end(1))
        drafts.append((fields["TYPE"].upper(), fields["DESCRIPTION"], text.span(1) if text else match.span(1)))
    if not drafts:
        if exhibit is not None:
            raise Unreadable(
                name, f"is not a full submission, so it has no document {exhibit}", remedy="leave the exhibit out"
            )
        return ()
    chosen = _choice([d[0] for d in drafts], name, exhibit)
    return tuple(Part(t, d, s, k == chosen) for k, (t, d, s) in enumerate(drafts))


def _choice(types: list[str], name: str, exhibit: str | None) -> int:
    if exhibit is not None:
        wanted = exhibit.upper()
        exact = [k for k, t in enumerate(types) if t == wanted]
        near = [k for k, t in enumerate(types) if t.startswith(f"{wanted}.")]
        if not exact and not near:
            raise Unreadable(
                name, f"has no document of type {exhibit}", remedy=f"choose one of {', '.join(dict.fromkeys(types))}"
            )
        return (exact or near)[0]
    if types[0] in _FURNISHING:
        releases = [k for k, t in enumerate(types) if t.startswith("EX-99")]
        return releases[0] if releases else 0
    return 0


def header_fields(source: str) -> tuple[str | None, str | None]:
    """(company, ISO filing date) of a submission's header, None where it has none."""
    head = source[:HEADER_CHARS]
    company, filed = _COMPANY.search(head), _FILED.search(head)
    return (company[1].strip() if company else None), ("-".join(filed.groups()) if filed else None)
