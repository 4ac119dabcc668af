"""The words that stand right around a number in its sentence, up to the numbers before and after it."""

from __future__ import annotations

import re

from crossfoot.model.claim import Claim
from crossfoot.model.document import Document
from crossfoot.model.number import Number
from crossfoot.proof.prose_reference import sentence_before, sentence_of
from crossfoot.vocabulary.prose import prose_words, stems

WORDS_BEFORE = 12
WORDS_AFTER = 10
_NAMING = ("loss", "income")  # roles of words that name an item; all others ("rose", "compared") are said of any
_FIGURE = re.compile(r"(?<![\w-])[$(]?\d[\d,.]*")  # no "Tier-1", no "Q2"


def words_around(document: Document, claim: Claim, number: Number) -> frozenset[str]:
    """The stems of the words beside a claim's number, none of them beyond the next number."""
    before = sentence_before(document, claim, number)
    after = sentence_of(document, claim)[len(before) :]
    first = _FIGURE.search(after)
    after = after[first.end() if first is not None else 0 :]
    following = _FIGURE.search(after)
    if following is not None:
        after = after[: following.start()]
    *_, before = _FIGURE.split(before)
    near = (*before.split()[-WORDS_BEFORE:], *after.split()[:WORDS_AFTER])
    roles = prose_words().roles
    telling = (w for w in near if roles.get(w.lower().strip(".,;:)("), "loss") in _NAMING)
    return frozenset(s for s in stems(" ".join(telling)) if not s.isdigit())
