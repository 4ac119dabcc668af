"""Lists whose names stand together before their amounts: "EBITDA and adjusted EBITDA were $20 and $16 million"."""

from __future__ import annotations

from crossfoot.extract.grammar_drafts import Draft
from crossfoot.extract.grammar_left import CONTENT
from crossfoot.extract.grammar_meaning import name_metric
from crossfoot.extract.grammar_tokens import Token
from crossfoot.vocabulary.prose import prose_words

RESPECTIVELY = "respectively"
REACH = 8  # tokens after a per-share figure that say which shares it is of


def sort_each(drafts: list[Draft], tokens: list[Token], places: list[int]) -> None:
    """Gives each of "$.24 and $.23 per basic and diluted share" the shares at its place."""
    known = prose_words().share_words
    for n in range(1, len(drafts)):
        pair = drafts[n - 1 : n + 1]
        if any(d.kind != "per-share" for d in pair) or not _is_next(pair[1], tokens[places[n - 1] + 1 : places[n]]):
            continue
        after = tokens[places[n] + 1 : places[n + 1] if n + 1 < len(places) else len(tokens)]
        said = [t.text for t in after[:REACH] if t.text in known]
        if len(said) == len(pair) == len(set(said)):
            for draft, sort in zip(pair, said, strict=True):
                draft.metric = (*(w for w in draft.metric if w not in known), sort)


def name_each(drafts: list[Draft], tokens: list[Token], places: list[int], text: str) -> None:
    """Gives each amount of a list the name at its place, where the sentence says "respectively" and has as many."""
    if all(t.text != RESPECTIVELY for t in tokens):
        return
    n = 0
    while n < len(drafts):
        last = n
        while last + 1 < len(drafts) and _is_next(drafts[last + 1], tokens[places[last] + 1 : places[last + 1]]):
            last += 1
        after = tokens[places[last] + 1 : places[last + 1] if last + 1 < len(places) else len(tokens)]
        if last > n and any(t.text == RESPECTIVELY for t in after):
            before = tokens[places[n - 1] + 1 if n else 0 : places[n]]
            _name(drafts[n : last + 1], before, after, text)
        n = last + 1


def pair_each(drafts: list[Draft], tokens: list[Token], places: list[int]) -> None:
    """Gives each change of "X and Y, up 8% and down 1%, respectively" the amount at its place, as many as there are."""
    for n in range(1, len(drafts)):
        after = tokens[places[n] + 1 : places[n + 1] if n + 1 < len(places) else len(tokens)]
        if drafts[n].role != "change" or all(t.text != RESPECTIVELY for t in after):
            continue
        first = n
        while first and drafts[first - 1].role == "change":
            first -= 1
        count = n - first + 1
        start = first - count
        if count == 1 or start < 0 or (start and drafts[start - 1].role == "current"):
            continue
        levels = drafts[start:first]
        if any(d.role != "current" for d in levels):
            continue
        for k, level in enumerate(levels):
            draft = drafts[first + k]
            draft.level, draft.linked = start + k, False
            draft.metric, draft.metric_text, draft.segment = level.metric, level.metric_text, level.segment


def share_segments(drafts: list[Draft], tokens: list[Token], places: list[int]) -> None:
    """Gives all of "a charge of $5, fees of $4 and costs of $2 related to the Valve Group" that segment."""
    for n in range(len(drafts) - 1, 0, -1):
        draft, before = drafts[n], drafts[n - 1]
        alike = before.role == draft.role == "current" and before.kind == draft.kind == "amount"
        if draft.is_of_later and alike and before.segment is None and _is_item(tokens[places[n - 1] + 1 : places[n]]):
            before.segment, before.is_of_later = draft.segment, True


def _is_item(between: list[Token]) -> bool:
    """True of ", and fees of": the next item of a list."""
    is_list = len(between) > 1 and between[0].text in (",", "and") and between[-1].text == "of"
    return is_list and all(t.kind != "word" or not t.role or t.role in (*CONTENT, "link") for t in between[:-1])


def _is_next(draft: Draft, between: list[Token]) -> bool:
    return draft.kind != "reference" and all(t.role in ("link", "hedge") or t.text in ",;" for t in between)


def _name(group: list[Draft], before: list[Token], after: list[Token], text: str) -> None:
    names = _names(before)
    times = sum(t.when is not None for t in after)
    if len(names) == len(group) and times < len(group):
        for draft, words in zip(group, names, strict=True):
            name_metric(draft, words, text)
    elif not names and after and after[0].text == "of" and not group[0].metric_text:
        for draft in group[:-1]:  # "was $1.7 million and $2.0 million of amortization, respectively"
            draft.metric, draft.metric_text = group[-1].metric, group[-1].metric_text


def _names(before: list[Token]) -> list[list[Token]]:
    """The names of a list, each as its words; the last one's noun goes for those that are one adjective ("basic and
    diluted earnings per share")."""
    names: list[list[Token]] = [[]]
    ends = False  # "and" stands before the last name
    for token in before:
        if token.text in (",", "and"):
            if names[-1]:
                names.append([])
                ends = token.text == "and"
            ends = ends or token.text == "and"
        elif token.role in ("compare", "report", "break") or (token.role == "copula" and token.text in _OPENING):
            names, ends = [[]], False
        elif token.kind == "word" and token.role in CONTENT and token.stem is not None:
            names[-1].append(token)
    if not names[-1]:
        names.pop()
    if not names or not ends:
        return []
    shared = prose_words().adjectives
    noun = [t for t in names[-1] if t.text not in shared]
    return [name + noun if all(t.text in shared for t in name) else name for name in names]


_OPENING = ("of", "at")
