"""A sentence as tokens: numbers, phrases of time, words with their role, labels that hold digits, punctuation."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

import msgspec

from crossfoot.extract.grammar_when import When, starts_a_month, when_at, when_starts
from crossfoot.extract.printed import Printed, printed_at
from crossfoot.vocabulary.prose import prose_words, stem

TokenKind = Literal["word", "number", "when", "label", "mark"]


class Token(msgspec.Struct, frozen=True, gc=False):
    """One piece of a sentence. `text` of a word is lower case; `role` as in the lexicon ("" for content and the rest);
    `stem` is as labels are compared, None for a word that says nothing of a line item.

    A "label" holds digits that are no figure (`text` says what: "telephone", "form" …); a "mark" is punctuation.
    """

    kind: TokenKind
    start: int
    end: int
    text: str
    role: str = ""
    stem: str | None = None
    printed: Printed | None = None
    when: When | None = None


_TOKEN = re.compile(
    r"""
    (?P<word> [A-Za-z][\w]*(?:['&/.-][A-Za-z0-9]\w*)*(?:'s?)? )     # "company's", "10-K" no, "non-cash", "U.S", "S&A"
  | (?P<number> (?=[(\-$.\d]) \(?-?\$?\s?\(?-?\.?\d | [€£¥] )
  | (?P<mark> [,;():"] | --+ | - )
    """,
    re.VERBOSE,
)
# Digits that are labels by their own shape.
_LABEL = re.compile(
    r"""
    (?P<telephone> (?:\+?1[-.\s])?\(?\d{3}\)?[-.\s]\s?\d{3}[-.]\d{4}\b | 1-8\d\d-[\w-]+ )
  | (?P<time> \d{1,2}:\d{2}(?:\s*[ap]\.?m\b\.?)? | \d{1,2}\s*(?:[ap]\.m\.|[ap]m\b) )
  | (?P<form> \d{1,2}-[KQ]\w*(?:/A)?\b | \d+[A-Z]+\b(?<!x) | \d+-[A-Za-z]\w* )
  | (?P<date> \d{1,2}/\d{1,2}/\d{2,4}\b | (?:19|20)\d\d\s?[-/]\s?(?:19|20)?\d\d\b )
  | (?P<identifier> -0- | \d+(?:-\d+)+\b(?! \s?% | \s+percent\b ) | \d+/\d+(?:,\d{3})*\b | \d+(?:st|nd|rd|th)\b
      | \d{1,2}\.\d+\.\d+ )
  | (?P<footnote> \(\d{1,2}\)(?!\s*(?:million|billion|thousand|percent|%)) )
    """,
    re.VERBOSE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|\w+\.(?:com|org|net|gov)\b\S*", re.IGNORECASE)


class _Word(msgspec.Struct, frozen=True, gc=False):
    """What is known of a word wherever it stands: see `Token`; `plain` where nothing but a word can start with it."""

    lower: str
    role: str
    stem: str | None
    plain: bool


@lru_cache(maxsize=1 << 14)
def _word(printed: str) -> _Word:
    word = printed.lower()
    first = when_starts()
    is_time = word in first or starts_a_month(word) or word[0] == "q" or word.partition("-")[0] in first
    is_address = "." in word or "/" in word
    return _Word(word, prose_words().roles.get(word, ""), stem(word), not (is_time or is_address))


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of text[start:end], in order. What is none of them (quotes, bullets) is left out."""
    out: list[Token] = []
    position = start
    while (again := _tokens_from(text, position, end, out)) is not None:
        position = again
    return out


def _tokens_from(text: str, position: int, end: int, out: list[Token]) -> int | None:
    """Adds the tokens from `position` on. Where to look again, if a piece began inside a token; None at the end."""
    for found in _TOKEN.finditer(text, position, end):
        begin, stop = found.span()
        if begin < position:
            if stop > position:
                return position
            continue
        kind = found.lastgroup
        if kind == "word":
            word = _word(found[0])
            token = None if word.plain else _special(text, begin, end, word.lower)
            if token is None:
                out.append(Token("word", begin, stop, word.lower, word.role, word.stem))
                position = stop
                continue
        elif kind == "mark":
            out.append(Token("mark", begin, stop, found[0]))
            position = stop
            continue
        else:
            token = _digits(text, begin, end, out) or Token("mark", begin, begin + 1, text[begin])
            if token.start > begin and text[begin] == "(":
                out.append(Token("mark", begin, begin + 1, "("))  # "(5.2 percent)": the sentence's bracket
        out.append(token)
        position = token.end if token.end > begin else begin + 1
    return None


def _special(text: str, begin: int, end: int, word: str) -> Token | None:
    """The phrase of time or the address that starts with a word, or None."""
    token = _timed(text, begin, end)
    if token is None and ("." in word or "/" in word) and (address := _ADDRESS.match(text, begin)):
        token = Token("label", begin, address.end(), "address")
    return token


def _timed(text: str, begin: int, end: int) -> Token | None:
    when = when_at(text, begin)
    if when is None or when.end > end:
        return None
    return Token("when", when.start, when.end, text[when.start : when.end], when=when)


_NOTE = re.compile(r"\d{1,2}(?![\d.,%]\d|\s?%|[\w])")  # a footnote's mark


def _digits(text: str, begin: int, end: int, before: list[Token]) -> Token | None:
    if text[begin].isdigit() and (note := _NOTE.match(text, begin)) is not None:
        glued = bool(before) and before[-1].kind == "number" and before[-1].end == begin
        opens = not before and text[note.end() : note.end() + 6].removeprefix(")").lstrip()[:1].isupper()
        if glued or opens:
            return Token("label", begin, note.end(), "footnote")
    label = _LABEL.match(text, begin, end)
    if label is not None:
        kind = label.lastgroup or "label"
        negative = kind == "footnote" and before and before[-1].role in ("copula", "from")
        if not negative:
            return Token("label", begin, label.end(), kind)
    if text[begin].isdigit():
        timed = _timed(text, begin, end)
        if timed is not None:
            words = [t.text for t in before[-2:]]
            is_act = len(words) == 2 and words[1] == "of" and words[0] in prose_words().label_before
            return Token("label", timed.start, timed.end, "act") if is_act else timed
    printed = printed_at(text, begin)
    if printed is None:
        if text[begin] in "($-" and (inner := printed_at(text, begin + 1)) is not None:
            printed = inner
        else:
            return _unread(text, begin, end)
    what = _is_label(text, printed, before)
    if what:
        return Token("label", printed.start, printed.end, what)
    return Token("number", printed.start, printed.end, text[printed.start : printed.end], printed=printed)


def _is_name(text: str, printed: Printed, before: list[Token]) -> bool:
    """True of "Dynamics 365": a bare whole number right after a capitalised word inside a sentence."""
    if len(before) < 2 or before[-1].kind != "word" or "," in text[printed.start : printed.end]:
        return False
    last = before[-1]
    return (
        text[last.start].isupper()
        and not last.role
        and text[last.end : printed.start].lstrip("\u00ae\u2122") == " "
        and not text[printed.end : printed.end + 20].lower().lstrip().startswith(("shares", "basis"))
        and not text[before[0].start : last.start].istitle()
    )


def _unread(text: str, begin: int, end: int) -> Token | None:
    """Digits glued to something that makes them no figure ("3D", "24x7")."""
    while begin < end and not text[begin].isalnum():
        begin += 1
    stop = begin
    while stop < end and (text[stop].isalnum() or text[stop] in "-/"):
        stop += 1
    return Token("label", begin, stop, "identifier") if stop > begin else None


_RULES = frozenset("-\u2013\u2014|")  # before "Page 3" at the end of a running head
# "[1]", "( 1 )", "(1 )": a footnote's mark
_BRACKETED = re.compile(r".?(?:(?:[\[(]\s|\[)\d{1,2}(?:\s[\])]|\])|\(\d{1,2}\s\)).?", re.DOTALL)
_NEXT_WORD = re.compile(r"[\s-]*([A-Za-z][\w.']*)(?:\s+([A-Za-z]+))?")


def _is_label(text: str, printed: Printed, before: list[Token]) -> str | None:
    """Why a plain number is no figure: what stands before or after it; None where it is one."""
    if printed.kind != "plain" or printed.scaled:
        return None
    if _BRACKETED.fullmatch(text, max(0, printed.start - 2), printed.end + 2) is not None:
        return "footnote"
    lexicon = prose_words()
    whole = printed.value == printed.value.to_integral_value()
    last = before[-1] if before else None
    if last is not None and last.kind == "word":
        word = last.text.rstrip(".")
        if word in lexicon.references:
            is_head = text[: last.start].rstrip()[-1:] in _RULES and not text[printed.end :].strip()
            return "page number" if is_head else None
        if word in lexicon.label_before or last.text.rstrip(".") == "no":
            return "label"
    follows = _NEXT_WORD.match(text, printed.end)
    after = follows[1].lower().rstrip(".,") if follows else ""
    if after in lexicon.durations:
        return "duration"
    is_street = follows is not None and after != follows[1] and (follows[2] or "").lower() in lexicon.label_after
    if after in lexicon.label_after or is_street:
        return "address"
    if whole and _is_name(text, printed, before):
        return "name"
    if not before and not whole:
        return "list number"  # "99.1  Press release"
    if not whole:
        return None
    if last is not None and last.kind == "mark" and last.text in ("-", "--") and len(before) == 1:
        return None
    if (
        printed.value < 100000
        and len(text[printed.start : printed.end]) == 5
        and "," not in text[printed.start : printed.end]
    ):
        return "address"  # a ZIP code
    return None
