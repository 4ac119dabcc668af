"""The panels beside the release that need no script: summary, findings, coverage by table, claims."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from crossfoot.model.claim import Claim
from crossfoot.model.finding import Finding, Rule, Severity
from crossfoot.model.number import Number
from crossfoot.model.proof import Proof
from crossfoot.report.coverage import Part, by_table
from crossfoot.report.equation import Names, figures
from crossfoot.report.page.allowed import escaped
from crossfoot.report.page.marks import STATES, Marker
from crossfoot.report.page.meaning import shown as shown_period

_TAG = re.compile(r"<[^>]*>")
_SUSPECTS_SHOWN = 5
_TOUCHED_SHOWN = 12  # numbers of a correction
_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


def text(value: object) -> str:
    """Any text as HTML, blanks closed up."""
    return html.escape(" ".join(str(value).split()))


class Panels:
    """Writes the panels of one proof."""

    def __init__(self, proof: Proof, states: tuple[str, ...], names: Names, rules: Mapping[str, Rule]) -> None:
        self._proof = proof
        self._states = states
        self._names = names
        self._rules = rules
        self._index = {n.id: k for k, n in enumerate(proof.reading.numbers)}

    def legend(self) -> str:
        """A button for each state with its count, to go from one such number to the next."""
        counts = Counter(self._states)
        return "".join(
            f'<li><button type="button" class="state" data-state="{letter}"{"" if counts[letter] else " disabled"}>'
            f'<span class="n {letter}">{counts[letter]:,}</span> {name}</button></li>'
            for letter, name in STATES.items()
        )

    def verdict(self) -> str:
        """One line: how many findings of each severity, and how much is proved."""
        counts = Counter(f.severity for f in self._proof.findings if not f.accepted)
        accepted = sum(f.accepted is not None for f in self._proof.findings)
        said = ", ".join(
            f'<span class="severity {s}">{_plural(counts[s], s)}</span>' if counts[s] else f"no {s}s"
            for s in _SEVERITIES
        )
        said += f", {accepted} accepted" if accepted else ""
        coverage = self._proof.coverage
        if not coverage or not coverage.numbers:
            return f"{said}. No numbers to prove were found."
        return f"{said}. {coverage.proved:,} of {_plural(coverage.numbers, 'number')} proved."

    def findings(self) -> str:
        """What was corrected and held against, then the findings, worst first, those accepted last."""
        if not self._proof.findings:
            return self._before() + (
                '<p class="empty">Nothing was found wrong. What is unproved is not thereby right: '
                "Coverage tells where it stands.</p>"
            )
        order = sorted(
            enumerate(self._proof.findings),
            key=lambda pair: (pair[1].accepted is not None, _SEVERITIES.index(pair[1].severity), pair[0]),
        )
        return f'{self._before()}<ol class="findings">{"".join(self._finding(k, f) for k, f in order)}</ol>'

    def _before(self) -> str:
        """The corrections applied to the reading, and the earlier releases; nothing where there are none."""
        told = [
            f"Held against {text(a.name)}: {a.agreeing:,} of {_plural(a.compared, 'figure')} that both print agree"
            for a in self._proof.against
        ]
        for correction in self._proof.corrections:
            touched = ", ".join(self._reference(self._names.numbers[n]) for n in correction.numbers[:_TOUCHED_SHOWN])
            more = len(correction.numbers) - _TOUCHED_SHOWN
            touched += f" and {more} more" if more > 0 else ""
            told.append(
                f"Corrected: {text(correction.says)} "
                f"<small>{text(correction.place)}: {text(correction.reason)}</small> {touched}"
            )
        return f'<ul class="before">{"".join(f"<li>{line}</li>" for line in told)}</ul>' if told else ""

    def _finding(self, index: int, finding: Finding) -> str:
        rule = self._rules.get(finding.rule)
        name = f' <span class="name" title="{text(rule.summary)}">{text(rule.name)}</span>' if rule else ""
        rows = [("equation", text(figures(self._names.ties[t], self._names))) for t in finding.ties[:1]]
        suspects = finding.suspects[:_SUSPECTS_SHOWN]
        rows += [("suspect" if not k else "or", self._suspect(s.number, s.expected)) for k, s in enumerate(suspects)]
        if len(finding.ties) > 1:
            rows.append(("also", f"{_plural(len(finding.ties) - 1, 'more broken equation')}"))
        rows.append(("remedy", text(finding.remedy)))
        if finding.accepted:
            rows.append(("accepted", text(f"{finding.accepted.reason} ({finding.accepted.owner})")))
        kind = f"{finding.severity} accepted" if finding.accepted else finding.severity
        details = "".join(f"<dt>{key}</dt><dd>{value}</dd>" for key, value in rows)
        return (
            f'<li class="finding {kind}" data-finding="{index}"><button type="button" class="head">'
            f'<span class="severity {finding.severity}">{finding.severity}</span> '
            f"<b>{text(finding.rule)}</b>{name}{self._line(finding.line)}</button>"
            f"<p>{text(finding.message)}</p><dl>{details}</dl></li>"
        )

    def _line(self, line: int | None) -> str:
        """Where in plain text; lines of markup mean nothing to a person."""
        shown = line is not None and self._proof.document.format == "text"
        return f' <span class="line-number">line {line}</span>' if shown else ""

    def _suspect(self, ident: str, expected: Decimal) -> str:
        number = self._names.numbers[ident]
        wanted = text(self._names.wanted(expected, ident))
        line = self._line(number.line)
        return f"{text(self._names.label(ident))} {self._reference(number)}{line}: expected <b>{wanted}</b>"

    def _reference(self, number: Number) -> str:
        """The number as a button that leads to its place."""
        index = self._index[number.id]
        return f'<button type="button" class="n {self._states[index]}" data-n="{index}">{text(number.text)}</button>'

    def coverage(self) -> str:
        """A row for each table and one for the text: counts, a bar, and the unproved numbers to go to."""
        rows = "".join(self._part(part) for part in by_table(self._proof))
        heads = "".join(f'<th scope="col">{STATES[s]}</th>' for s in "prbu")
        line = '<th scope="col">line</th>' if self._proof.document.format == "text" else ""
        return (
            f'<table class="coverage"><thead><tr>{line}<th scope="col">where</th>'
            f"{heads}</tr></thead><tbody>{rows}</tbody></table>"
        )

    def _part(self, part: Part) -> str:
        counts = Counter(self._states[self._index[n.id]] for n in part.numbers)
        first = {
            s: next((self._index[n.id] for n in part.numbers if self._states[self._index[n.id]] == s), 0)
            for s in "prbu"
        }
        cells = "".join(
            f'<td><button type="button" class="count {s}" data-n="{first[s]}" data-table="{_table(part)}" '
            f'aria-label="{counts[s]} {STATES[s]}, go to the first">{counts[s]:,}</button></td>'
            if counts[s]
            else '<td class="none">0</td>'
            for s in "prbu"
        )
        total = len(part.numbers)
        bar, at = "", 0
        for state in "prbu":
            if counts[state]:
                share = max(counts[state] * 1000 // total, 8)  # one broken number among many is to be seen
                bar += f'<rect class="{state}" x="{at}" width="{share}" height="6"/>'
                at += share
        text_line = self._proof.document.format == "text"
        line = f'<td class="line-number">{part.line or ""}</td>' if text_line else ""
        return (
            f'<tr>{line}<td class="place"><button type="button" class="where" '
            f'data-n="{self._index[part.numbers[0].id]}">{text(part.title)}</button>'
            f'<svg class="bar" viewBox="0 0 {at} 6" preserveAspectRatio="none" aria-hidden="true">{bar}</svg></td>'
            f"{cells}</tr>"
        )

    def claims(self) -> str:
        """The sentences with numbers, each number with what the sentence says of it and how it is proved."""
        sentences: dict[tuple[int, int], list[Claim]] = {}
        for claim in self._proof.reading.claims:
            sentences.setdefault(claim.sentence, []).append(claim)
        if not sentences:
            return '<p class="empty">No sentence of this document states a number.</p>'
        marker = Marker(self._proof.reading.numbers)
        items = [self._sentence(span, sentences[span], marker) for span in sorted(sentences)]
        return f'<ol class="claims">{"".join(items)}</ol>'

    def _sentence(self, span: tuple[int, int], claims: list[Claim], marker: Marker) -> str:
        source = self._proof.document.source
        pieces = []
        for start, end, number, _ in marker.cut(*span):
            plain = source[start:end] if self._proof.document.format == "text" else _TAG.sub("", source[start:end])
            words = escaped(plain) if self._proof.document.format == "html" else html.escape(plain, quote=False)
            pieces.append(
                words
                if number is None or not words.strip()
                else f'<button type="button" class="n {self._states[number]}" data-n="{number}">{words}</button>'
            )
        told = "".join(self._claim(claim) for claim in claims)
        line = self._line(self._names.numbers[claims[0].number].line)
        return f"<li><p>{''.join(pieces)}{line}</p><dl>{told}</dl></li>"

    def _claim(self, claim: Claim) -> str:
        number = self._names.numbers[claim.number]
        fact = self._names.facts.get(claim.number)
        said = [fact.label if fact else claim.metric_text, (fact.segment if fact else claim.segment) or ""]
        period = fact.period if fact else claim.period
        said.append(shown_period(period) if period else "")
        state = self._states[self._index[number.id]]
        kind = "" if claim.kind == "amount" else f"{claim.kind.replace('-', ' ')}, "
        told = f"{kind}{', '.join(s for s in said if s)}: {_proved(number, state)}"
        return f'<dt class="{state}">{text(number.text)}</dt><dd>{text(told)}</dd>'


def _proved(number: Number, state: str) -> str:
    """How a number is proved, in words."""
    equations = _plural(len(number.ties), "equation")
    if state == "x":
        return f"exempt, {number.why}"
    return {"p": f"proved by {equations}", "r": f"proved within rounding by {equations}", "b": "broken"}.get(
        state, "unproved"
    )


def _table(part: Part) -> int:
    return -1 if part.table is None else part.table


def _plural(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
