"""The sheets of lists: findings, claims of the prose, ties that are no cell's formula, and what rounding left over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from crossfoot.exports.formats import of_prose
from crossfoot.exports.ink import FORMULA_CHARS, INPUT, LINK, Ink
from crossfoot.exports.plan import CLAIM_VALUE, LISTED_FROM, ROUNDING_VALUE, Plan
from crossfoot.exports.relations import Relation, relation, slack
from crossfoot.exports.tables import Marks, write_value
from crossfoot.model.finding import Finding
from crossfoot.model.printed import as_printed
from crossfoot.model.shown import seen, sentence
from crossfoot.model.tie import Tie

Column = tuple[str, int]  # heading, width in characters
_WRAP = {"text_wrap": True}
_MORE_PLACES = 2  # digits shown of what terms give, beyond those printed
_NUMERIC = {"Printed", "Value", "Terms give", "Difference", "Rounding allows"}
_TRUTH = {"num_format": '"TRUE";"TRUE";"FALSE"', "align": "center"}  # LibreOffice shows 1 and 0 without it
_SEVERITY = {"error": "#C00000", "warning": "#9C5700", "note": "#1F4E79"}
_SLIP = Decimal("1E-9")  # a spreadsheet's sums are binary: so much, relatively, is no difference

FINDINGS: tuple[Column, ...] = (
    ("Severity", 9), ("Rule", 7), ("Name", 24), ("Line", 6), ("Cell", 22), ("What is wrong", 46),
    ("Suspects, likeliest first", 36), ("Excerpt", 40), ("Remedy", 24),
)  # fmt: skip
CLAIMS: tuple[Column, ...] = (
    ("Line", 6), ("Sentence", 64), ("Printed", 15), ("Value", 17), ("What it is", 30), ("Tied to", 24),
    ("Equation", 46), ("Status", 10),
)  # fmt: skip
TIES: tuple[Column, ...] = (
    ("Line", 6), ("Cell", 26), ("Kind", 20), ("Equation", 60), ("Printed", 15), ("Terms give", 15),
    ("Difference", 13), ("Rounding allows", 16), ("Within", 9), ("Crossfoot says", 17),
)  # fmt: skip
ROUNDING: tuple[Column, ...] = (
    ("Line", 7), ("Cell", 26), ("Printed", 16), ("Terms give", 16), ("Difference", 14), ("Equation", 80),
)  # fmt: skip


def write_findings(ink: Ink, plan: Plan, rules: Mapping[str, str], page: Any) -> None:
    """What is wrong, the gravest first on each line, with a link to the cell."""
    found = plan.proof.findings
    _head(ink, page, "Findings", "What does not agree. Nothing is corrected in this workbook.", FINDINGS, len(found))
    if not found:
        ink.text(page, LISTED_FROM, 0, "Nothing was found wrong.", italic=True)
    for row, finding in enumerate(found, LISTED_FROM):
        ink.text(page, row, 0, finding.severity, bold=True, font_color=_SEVERITY[finding.severity])
        ink.text(page, row, 1, finding.rule)
        ink.text(page, row, 2, rules.get(finding.rule, ""))
        if finding.line is not None:
            _line(ink, page, row, 3, finding.line)
        _where(ink, plan, page, row, 4, _stands(plan, finding))
        ink.text(page, row, 5, finding.message, **_WRAP)
        ink.text(page, row, 6, _suspects(plan, finding), **_WRAP)
        ink.text(page, row, 7, finding.excerpt, **_WRAP)
        ink.text(page, row, 8, finding.remedy, **_WRAP)
        texts = {5: finding.message, 6: _suspects(plan, finding), 7: finding.excerpt, 8: finding.remedy}
        _fit(ink, page, row, FINDINGS, texts)


def _stands(plan: Plan, finding: Finding) -> str:
    """The number that a finding stands at: the one at its span, else the first concerned."""
    there = (i for i in finding.numbers if plan.numbers[i].span == finding.span)
    return next(there, next(iter(finding.numbers), ""))


def _suspects(plan: Plan, finding: Finding) -> str:
    lines = []
    for suspect in finding.suspects[:3]:
        number = plan.numbers[suspect.number]
        place = f" ({plan.place[number.id].seen_from('')})" if number.id in plan.place else ""
        lines.append(f"{_named(plan, number.id)}{place}: expected {as_printed(suspect.expected, number)}")
    return "\n".join(lines)


def write_claims(ink: Ink, plan: Plan, marks: Marks, page: Any) -> None:
    """Every number of the prose with its sentence, and a formula where it is tied to a table."""
    note = "Numbers in sentences, in the scale in which they are printed; a tied one is computed from the tables."
    _head(ink, page, "Claims", note, CLAIMS, len(plan.claims))
    claims = {c.number: c for c in plan.proof.reading.claims}
    ties = {t.id: t for t in plan.proof.ties}
    for row, ident in enumerate(plan.claims, LISTED_FROM):
        number, claim = plan.numbers[ident], claims.get(ident)
        _line(ink, page, row, 0, number.line)
        document = plan.proof.document
        words = sentence(document, claim) if claim else seen(document, number)[0]
        ink.text(page, row, 1, words, **_WRAP)
        ink.text(page, row, 2, " ".join(number.text.split()), align="right")
        look = {"num_format": of_prose(number.text, plan.held[ident].places), **marks.fill(ident)}
        write_value(ink, plan, ident, page, row, CLAIM_VALUE, look)
        if ident in marks.comments:
            ink.note(page, row, CLAIM_VALUE, marks.comments[ident])
        fact = plan.facts.get(ident)
        meaning = ", ".join(str(p) for p in (fact.label, fact.segment, fact.period) if p) if fact else ""
        ink.text(page, row, 4, meaning, **_WRAP)
        mine = [ties[i] for i in number.ties if ties[i].target == ident]
        formula = plan.formulas.get(ident)
        tie = formula.relation.tie if formula else next(iter(mine), None)
        if tie is not None:
            if tie.terms:
                _where(ink, plan, page, row, 5, tie.terms[0].number)
            ink.text(page, row, 6, tie.equation, **_WRAP)
        _fit(ink, page, row, CLAIMS, {1: words, 4: meaning, 6: tie.equation if tie else ""})
        ink.text(page, row, 7, number.status)


def write_ties(ink: Ink, plan: Plan, page: Any) -> None:
    """The ties that are no cell's formula, each recomputed beside what is printed."""
    note = "Equations beside those that stand in the cells, recomputed from the cells; broken ones are among them."
    _head(ink, page, "Ties", note, TIES, len(plan.left))
    for row, tie in enumerate(plan.left, LISTED_FROM):
        _line(ink, page, row, 0, plan.numbers[tie.target].line)
        _where(ink, plan, page, row, 1, tie.target)
        ink.text(page, row, 2, f"{tie.kind}, {tie.scope}")
        words = f"{_named(plan, tie.target)} = {tie.equation}"
        ink.text(page, row, 3, words, **_WRAP)
        _fit(ink, page, row, TIES, {3: words})
        bad = tie.status == "broken"
        told = f"broken ({tie.certainty})" if bad else tie.status
        ink.text(page, row, 9, told, **({"bold": True, "font_color": _SEVERITY["error"]} if bad else {}))
        if _direction(ink, plan, page, row, tie):
            continue
        there = all(i in plan.place for i in (tie.target, *(t.number for t in tie.terms)))
        rel = relation(tie, plan.numbers) if there and tie.kind not in ("direction", "sign") else None
        text = plan.spelt(rel, "Ties") if rel else ""
        if rel is not None and len(text) < FORMULA_CHARS and all(plan.held[i].exact for i, _ in rel.terms):
            _check(ink, plan, page, row, rel, text)
        else:
            ink.text(page, row, 5, "in words, not in arithmetic" if there else "not in this workbook", italic=True)


def _check(ink: Ink, plan: Plan, page: Any, row: int, rel: Relation, text: str) -> None:
    """Printed, computed, their difference, what rounding allows of it, and whether it is within that."""
    held, line = plan.held[rel.target], row + 1
    printed, gives = held.value, plan.gives(rel)  # the cell may hold more digits than it shows
    own = plan.place[rel.target].seen_from("Ties")
    allowed = slack(rel, plan.numbers)
    ink.formula(
        page, row, 4, f"=ROUND({own},{held.places})", printed, font_color=LINK, num_format=_shown(printed, held.places)
    )
    if gives is None:
        return
    ink.formula(page, row, 5, f"={text}", gives, font_color=LINK, num_format=_shown(gives, held.places))
    ink.formula(page, row, 6, f"=E{line}-F{line}", printed - gives, num_format=_shown(printed - gives, held.places))
    if allowed is None:
        return
    allowed = abs(allowed / held.factor)
    ink.number(page, row, 7, allowed, num_format=_shown(allowed, held.places))
    fine = abs(printed - gives) <= allowed + _SLIP * max(Decimal(1), abs(printed))
    ink.formula(page, row, 8, f"=ABS(G{line})<=H{line}+1E-9*MAX(1,ABS(E{line}))", fine, **_TRUTH)


def _direction(ink: Ink, plan: Plan, page: Any, row: int, tie: Tie) -> bool:
    """Of a word of direction or sign: the difference (or amount) that it speaks of, and whether the word fits it."""
    way = plan.directions.get(tie.target, 0) if tie.kind == "direction" else -1
    rel = relation(tie, plan.numbers) if tie.kind in ("direction", "sign") else None
    if rel is None or not way or not all(i in plan.place and plan.held[i].exact for i, _ in rel.terms):
        return False
    scaled = msgspec.structs.replace(rel, target=rel.terms[0][0])
    gives = plan.gives(scaled)
    assert gives is not None
    look = {"font_color": LINK, "num_format": _shown(gives, plan.held[scaled.target].places)}
    ink.formula(page, row, 5, "=" + plan.spelt(scaled, "Ties"), gives, **look)
    fits = gives < 0 if way < 0 else gives > 0
    ink.formula(page, row, 8, f"=F{row + 1}{'<' if way < 0 else '>'}0", fits, **_TRUTH)
    return True


def write_rounding(ink: Ink, plan: Plan, page: Any) -> None:
    """What the printed parts of a sum leave over of its printed total, where it is no more than rounding."""
    note = "Added in the total's formula, so that it shows what is printed. Set a difference to 0 to see the bare sum."
    _head(ink, page, "Rounding", note, ROUNDING, len(plan.rounded))
    for row, ident in enumerate(plan.rounded, LISTED_FROM):
        formula, line = plan.formulas[ident], row + 1
        own = plan.place[ident].seen_from("Rounding")
        _line(ink, page, row, 0, plan.numbers[ident].line)
        _where(ink, plan, page, row, 1, ident)
        look = {"num_format": _shown(formula.gives, plan.held[ident].places)}
        ink.formula(page, row, 2, f"={own}", formula.gives, font_color=LINK, **look)
        ink.formula(page, row, 3, f"=C{line}-E{line}", formula.gives - formula.rounding, **look)
        ink.number(page, row, ROUNDING_VALUE, formula.rounding, font_color=INPUT, **look)
        words = f"{_named(plan, ident)} = {formula.relation.tie.equation}"
        ink.text(page, row, 5, words, **_WRAP)
        _fit(ink, page, row, ROUNDING, {5: words})


def _head(ink: Ink, page: Any, title: str, note: str, columns: Sequence[Column], rows: int) -> None:
    page.set_row(0, 22)
    ink.text(page, 0, 0, title, bold=True, font_size=14)
    ink.text(page, 1, 0, note, italic=True)
    for column, (heading, chars) in enumerate(columns):
        align = "center" if heading == "Line" else "right" if heading in _NUMERIC else "left"
        ink.text(page, LISTED_FROM - 1, column, heading, bold=True, bottom=1, align=align, valign="bottom")
        page.set_column(column, column, chars)
    page.freeze_panes(LISTED_FROM, 0)
    if rows:
        page.autofilter(LISTED_FROM - 1, 0, LISTED_FROM - 1 + rows, len(columns) - 1)


def _shown(value: Decimal, places: int) -> str:
    """The format of a value beside numbers printed with so many places: as many, or a few more where it has them."""
    most = places + _MORE_PLACES
    while places < most and value != round(value, places):
        places += 1
    core = f"#,##0.{'0' * places}" if places else "#,##0"
    return f'{core}_);({core});"--"_)'


def _fit(ink: Ink, page: Any, row: int, columns: Sequence[Column], texts: Mapping[int, str]) -> None:
    ink.height(page, row, *((text, columns[column][1]) for column, text in texts.items()))


def _line(ink: Ink, page: Any, row: int, column: int, line: int) -> None:
    ink.number(page, row, column, Decimal(line), align="center")


def _where(ink: Ink, plan: Plan, page: Any, row: int, column: int, ident: str) -> None:
    place = plan.place.get(ident)
    if place is not None:
        ink.link(page, row, column, place, place.seen_from(""))


def _named(plan: Plan, ident: str) -> str:
    """Label and number as printed."""
    fact = plan.facts.get(ident)
    label = " ".join(fact.label.split()).rstrip(" :") if fact else ""
    return f"{label or 'unlabelled'} {' '.join(plan.numbers[ident].text.split())}"


def comments(plan: Plan) -> dict[str, str]:
    """What is said beside single cells: a broken equation, a suspect, a rounding term, digits beyond Excel's."""
    said: dict[str, list[str]] = {}
    for tie in plan.proof.ties:
        if tie.status == "broken":
            said.setdefault(tie.target, []).append(_broken(plan, tie))
    for finding in plan.proof.findings:
        for suspect in finding.suspects[:1]:
            expected = as_printed(suspect.expected, plan.numbers[suspect.number])
            said.setdefault(suspect.number, []).append(f"Likeliest to be wrong ({finding.rule}): expected {expected}.")
    for ident in plan.rounded:
        formula = plan.formulas[ident]
        bare = (formula.gives - formula.rounding) * plan.held[ident].factor
        text = f"The parts as printed give {as_printed(bare, plan.numbers[ident])}: rounding. See sheet Rounding."
        said.setdefault(ident, []).append(text)
    for ident, held in plan.held.items():
        if not held.exact:
            said.setdefault(ident, []).append("More digits than a spreadsheet keeps: held as text, in no formula.")
    return {ident: "\n".join(dict.fromkeys(lines)) for ident, lines in said.items()}


def _broken(plan: Plan, tie: Tie) -> str:
    number = plan.numbers[tie.target]
    if tie.computed is None:
        return f"Broken ({tie.certainty}): printed {number.text}; {tie.equation}."
    gives = as_printed(tie.computed, number)
    return f"Broken ({tie.certainty}): printed {' '.join(number.text.split())}, but {tie.equation} give {gives}."
