"""A passage's sentences, as spans of its text."""

from __future__ import annotations

import re

_STOP = r"""
    [.!?:]               # the stop (a colon ends what a heading or an introduction says)
    ["')\]]*             # closing quotes and brackets
    \s+
    (?=["'(\[\u201c]*[A-Z0-9$*]) # the next sentence starts like one
"""
_BULLET = r"\s+(?=[\u2022\u25aa\u25cf\u25e6\u26ab\u2b24]\s)"  # or a bullet stands before it
_END = re.compile(_STOP, re.VERBOSE)  # found faster, and all that an ASCII text can have
_END_OR_BULLET = re.compile(rf"{_STOP} | {_BULLET}", re.VERBOSE)
# What stands before a full stop that ends no sentence.
_SHORT = re.compile(
    r"""
    (?: \b(?: mr|mrs|ms|dr|st|inc|corp|ltd|co|cos|no|nos|vs|calif|wash|mass|conn|ill|mich|minn|ariz|colo|fla
          | jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|approx|fig|est|u\.s|e\.g|i\.e|a\.m|p\.m|sr|jr )
      | \b[A-Z]          # an initial
    )$
    """,
    re.VERBOSE | re.IGNORECASE,
)


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans of the sentences of `text`, in order; together they cover all of it that is not blank."""
    spans = []
    start = 0
    for found in (_END if text.isascii() else _END_OR_BULLET).finditer(text):
        stop = found.start()
        if text[stop].isspace():
            spans.append((start, found.end()))
            start = found.end()
            continue
        if text[stop] == "." and _SHORT.search(text, max(start, stop - 8), stop):
            continue
        if text[stop] == ":" and stop - start < 60 and not any(c.isdigit() for c in text[start:stop]):
            continue  # "Contact: …", "Note: …": one thing with what follows
        if text[stop] == ":" and text.count("(", start, stop) > text.count(")", start, stop):
            continue  # "(Q1 2019: $5 million)"
        spans.append((start, found.end()))
        start = found.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans
