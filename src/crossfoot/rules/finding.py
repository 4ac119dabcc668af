"""Causes to findings: the part that every rule about a broken tie shares."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, cast

from crossfoot.model.document import Passage, Span
from crossfoot.model.finding import Finding, Rule, Severity
from crossfoot.model.shown import seen
from crossfoot.model.tie import Tie
from crossfoot.rules.case import Case, Cause
from crossfoot.rules.measures import Mention

_AROUND_CHARS = 400  # a source of one endless line is no excerpt
Sentence = Callable[[Case, Tie], str]


def of_causes(case: Case, rule: Rule, sentence: Sentence, remedy: str) -> Iterator[Finding]:
    """A finding for each cause that falls under `rule`; `sentence` tells of its strongest tie."""
    for cause in case.causes:
        if cause.code == rule.code:
            yield _finding(case, rule, cause, sentence(case, cause.lead), remedy)


def _finding(case: Case, rule: Rule, cause: Cause, sentence: str, remedy: str) -> Finding:
    target = case.numbers[cause.lead.target]
    return Finding(
        rule=rule.code,
        severity=cast(Severity, cause.lead.certainty),
        message=sentence[:1].upper() + sentence[1:] + _others(len(cause.others)),
        excerpt=excerpt(case, target.id),
        remedy=remedy,
        numbers=cause.numbers,
        suspects=cause.lead.suspects,
        span=target.span,
        line=target.line,
        ties=tuple(t.id for t in cause.ties),
    )


class Place(NamedTuple):
    """Where a finding stands: its span and line, what a reader sees there, and the numbers concerned."""

    span: Span
    line: int
    excerpt: str
    numbers: tuple[str, ...] = ()


def at_number(case: Case, ident: str, *others: str) -> Place:
    """The place of a printed number; `others` are concerned too."""
    number = case.numbers[ident]
    return Place(number.span, number.line, excerpt(case, ident), tuple(dict.fromkeys((ident, *others))))


def in_passage(passage: Passage, start: int, end: int, *numbers: str) -> Place:
    """The place of text[start:end] of a passage, end > start."""
    line = passage.line + passage.text.count("\n", 0, start)
    text = passage.text[max(0, start - _AROUND_CHARS) : end + _AROUND_CHARS]
    return Place(passage.source_span(start, end), line, " ".join(text.split()), numbers)


def at_mention(mention: Mention) -> Place:
    """The place where a sentence names a measure, with the figure it gives."""
    return in_passage(mention.passage, mention.start, mention.end, mention.claim.number)


def of_place(rule: Rule, severity: Severity, message: str, remedy: str, place: Place) -> Finding:
    """A finding that no tie is behind: something that stands in the document, or does not."""
    return Finding(
        rule=rule.code,
        severity=severity,
        message=message[:1].upper() + message[1:],
        excerpt=place.excerpt,
        remedy=remedy,
        numbers=place.numbers,
        suspects=(),
        span=place.span,
        line=place.line,
    )


def _others(count: int) -> str:
    if not count:
        return ""
    return "; 1 other equation fails with it" if count == 1 else f"; {count} other equations fail with it"


def excerpt(case: Case, ident: str) -> str:
    """The sentence of a number in prose, else its line; spaces closed up, markup left out, of bounded length."""
    if case.proof.document.format != "text":
        return seen(case.proof.document, case.numbers[ident])[0]
    source = case.proof.document.source
    claim = case.claims.get(ident)
    start, end = claim.sentence if claim else _line(source, case.numbers[ident].span)
    at = case.numbers[ident].span
    return " ".join(source[max(start, at[0] - _AROUND_CHARS) : min(end, at[1] + _AROUND_CHARS)].split())


def _line(source: str, span: Span) -> Span:
    start = max(source.rfind("\n", 0, span[0]), source.rfind("\r", 0, span[0])) + 1
    ends = [e for e in (source.find("\n", span[1]), source.find("\r", span[1])) if e >= 0]
    return start, min(ends, default=len(source))
