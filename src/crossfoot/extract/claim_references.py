"""Claims of labels: a quarter named with the date it ends on, a table or a note that a sentence refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.extract.grammar_calendar import Calendar
from crossfoot.extract.grammar_tokens import Token
from crossfoot.model.claim import Claim
from crossfoot.model.document import Passage, Span
from crossfoot.model.number import Number

_POINTS = re.compile(r"\b(?:see|refer\s+to|in|on|to|of|attached)\s+(?:the\s+)?(?:attached\s+)?\w+$", re.IGNORECASE)
_REFERENTS = frozenset(("table", "note", "schedule", "appendix", "attachment"))
REACH_CHARS = 40


def reference_claims(
    calendar: Calendar,
    label: Number,
    token: Token,
    before: str,
    text: str,
    place: Span,
    passage: Passage,
    index: int,
) -> Iterator[Claim]:
    """The claim that a label makes, if any: digits that are no figure and yet can be wrong."""
    sentence = passage.source_span(*place)
    if token.when is not None:
        named = calendar.quarter_at(token.when)
        if named is not None and token.when.number:
            words = " ".join(text[token.start : token.end].split())
            yield Claim(label.id, "reference", sentence, index, (str(named),), words, referent="quarter")
    elif token.text == "label" and before in _REFERENTS:
        lead = text[max(place[0], token.start - REACH_CHARS) : token.start].rstrip()
        if _POINTS.search(lead) is not None and label.text.isdigit():
            yield Claim(label.id, "reference", sentence, index, (), lead.split()[-1], referent=before)
