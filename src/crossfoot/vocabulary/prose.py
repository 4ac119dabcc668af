"""Words that sentences use, as one frozen record: loaded once from `prose.toml`."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

import msgspec

from crossfoot.vocabulary import load


class RatioWords(msgspec.Struct, frozen=True):
    """A plain ratio that sentences name ("gross margin"): the words of its name and of the two rows that give it."""

    name: tuple[str, ...]
    of: tuple[str, ...]
    per: tuple[str, ...]


class Cues(msgspec.Struct, frozen=True):
    """Phrases that a sentence is searched for. `words` holds a word of each, so that most sentences need no search."""

    pattern: re.Pattern[str]
    words: frozenset[str]

    def found_in(self, text: str) -> bool:
        """True where one of the phrases stands in `text`, as whole words."""
        return self.pattern.search(text) is not None


class ProseWords(msgspec.Struct, frozen=True):
    """The lexicon. `roles`: word to its part in a clause ("up", "compare", "copula" …); the other fields as in the
    file."""

    roles: dict[str, str]
    reserves: frozenset[str]
    hedges: dict[str, str]
    hedge_phrases: dict[str, str]
    scale: dict[str, int]
    currency: dict[str, str]
    ordinals: dict[str, int]
    counts: dict[str, int]
    months: tuple[str, ...]
    prior_year: tuple[str, ...]
    prior_quarter: tuple[str, ...]
    label_before: frozenset[str]
    label_after: frozenset[str]
    durations: frozenset[str]
    references: frozenset[str]
    guidance: Cues
    guidance_headings: Cues
    result_headings: Cues
    boilerplate: Cues
    boilerplate_headings: Cues
    per_share_links: frozenset[str]
    after_tax: Cues
    before_tax: Cues
    share_counts: frozenset[str]
    without: Cues
    without_verbs: frozenset[str]
    lowering: frozenset[str]
    raising: frozenset[str]
    repurchases: Cues
    stop: frozenset[str]
    same: dict[str, str]
    share_words: frozenset[str]
    adjectives: frozenset[str]
    openings: frozenset[str]
    items: frozenset[str]
    stocks: frozenset[str]
    flows: frozenset[str]
    runs: frozenset[str]
    per_share: frozenset[str]
    alone: dict[str, tuple[str, ...]]
    by_itself: frozenset[str]
    short: dict[str, tuple[str, ...]]
    qualifiers: frozenset[str]
    bases: frozenset[str]
    effects: frozenset[str]
    another: frozenset[str]
    causes: frozenset[str]
    said_basis: dict[str, Cues]
    basis_stems: frozenset[str]
    ratios: tuple[RatioWords, ...]


@cache
def prose_words() -> ProseWords:
    """The lexicon of prose."""
    data = load("prose")
    labels, exempt, words, period = data["labels"], data["exempt"], data["words"], data["period"]
    hedges = {w: kind for kind, ws in data["hedge"].items() if kind != "phrases" for w in ws.split()}
    qualifiers = data["qualifiers"]
    return ProseWords(
        roles=_roles(data, hedges),
        reserves=frozenset(data["sign"]["reserves"].split()),
        hedges=hedges,
        hedge_phrases=data["hedge"]["phrases"],
        scale=data["scale"],
        currency=data["currency"],
        ordinals=period["ordinals"],
        counts=period["counts"],
        months=tuple(period["months"].split()),
        prior_year=tuple(period["prior-year"]),
        prior_quarter=tuple(period["prior-quarter"]),
        label_before=frozenset(labels["before"].split()),
        label_after=frozenset(labels["after"].split()),
        durations=frozenset(labels["durations"].split()),
        references=frozenset(labels["references"].split()),
        guidance=_cues(exempt["guidance"], besides=exempt["no-guidance"]),
        guidance_headings=_cues(exempt["guidance-headings"]),
        result_headings=_cues(exempt["result-headings"]),
        boilerplate=_cues(exempt["boilerplate"]),
        boilerplate_headings=_cues(exempt["boilerplate-headings"]),
        per_share_links=frozenset(data["per-share"]["links"].split()),
        after_tax=_cues(data["per-share"]["after-tax"]),
        before_tax=_cues(data["per-share"]["before-tax"]),
        without=_cues(data["without"]["cues"]),
        without_verbs=frozenset(data["without"]["verbs"].split()),
        lowering=frozenset(data["without"]["lowering"].split()),
        raising=frozenset(data["without"]["raising"].split()),
        share_counts=frozenset(data["per-share"]["counts"].split()),
        repurchases=_cues(data["per-share"]["repurchases"]),
        stop=frozenset(words["stop"].split()),
        same={w: group[0] for group in words["same"] for w in group},
        share_words=frozenset(words["shares"].split()),
        adjectives=frozenset(words["adjectives"].split()),
        openings=frozenset(words["openings"].split()),
        items=frozenset(words["items"].split()),
        stocks=frozenset(words["stocks"].split()),
        flows=frozenset(words["flows"].split()),
        runs=frozenset(words["runs"].split()),
        per_share=frozenset(words["per-share"].split()),
        by_itself=frozenset(words["by-itself"].split()),
        alone={w: tuple(ws.split()) for w, ws in words["alone"].items()},
        short={w: tuple(ws.split()) for w, ws in words["short"].items()},
        qualifiers=frozenset(qualifiers["words"].split()),
        bases=frozenset(qualifiers["bases"].split()),
        effects=frozenset(qualifiers["effects"].split()),
        another=frozenset(qualifiers["another"].split()),
        causes=frozenset(qualifiers["causes"].split()),
        said_basis={name: _cues(phrases) for name, phrases in data["basis"].items() if name != "stems"},
        basis_stems=frozenset(data["basis"]["stems"].split()),
        ratios=tuple(RatioWords(tuple(r["name"]), tuple(r["of"]), tuple(r["per"])) for r in data["ratio"]),
    )


def _roles(data: dict[str, Any], hedges: dict[str, str]) -> dict[str, str]:
    """The part in a clause of each word that has one."""
    role = data["role"]
    roles = dict.fromkeys(hedges, "hedge")
    named = {
        "judgement": data["direction"]["judgement"].split(),
        "up": data["direction"]["up"].split(),
        "down": data["direction"]["down"].split(),
        "loss": data["sign"]["loss"].split(),
        "income": data["sign"]["income"].split(),
        "negative": data["sign"]["negative"].split(),
        "break": role["breaks"].split(),
        "report": role["report"].split(),
        "copula": role["copula"].split(),
        "link": role["link"].split(),
        "compare": role["compare"].split(),
        "from": ["from"],
        "by": ["by"],
    }
    return roles | {w: kind for kind, ws in named.items() for w in ws}


LONG = 4  # letters, from which a digit at a word's end is no part of it ("cet1" has one)


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str | None:
    """The word as the comparison of labels with sentences takes it (singular, first of its synonyms); None for one
    that says nothing."""
    lexicon = prose_words()
    word = word.lower().removesuffix("'s").strip("'-.").replace("non-", "non").replace(".", "")
    if len(word) > LONG and word[-1].isdigit() and word[:-1].isalpha():
        word = word[:-1]  # "adjusted1": a footnote's mark
    if not word or word in lexicon.stop:
        return None
    known = lexicon.same.get(word)
    if known:
        return known
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        if word.endswith(("xes", "sses", "ches", "shes")):
            word = word[:-2]
        else:
            word = word[:-3] + "y" if word.endswith("ies") else word[:-1]
        if word in lexicon.stop:
            return None
    return lexicon.same.get(word, word)


_WORD = re.compile(r"\b[A-Za-z](?:\.[A-Za-z])+\b|[A-Za-z][A-Za-z&']*")  # "U.S." is one word
_GAAP = re.compile(r"\bU\.?S\.?\s+GAAP\b")  # no place
_NON = re.compile(r"\bnon-\s?", re.IGNORECASE)  # "non-performing" and "nonperforming" are one word


@lru_cache(maxsize=1 << 14)
def stems(text: str) -> tuple[str, ...]:
    """The stems of a label's or phrase's words in order, each once, those that say nothing left out."""
    if "GAAP" in text:
        text = _GAAP.sub("GAAP", text)
    if "-" in text:
        text = _NON.sub("non", text)
    return tuple(dict.fromkeys([s for w in _WORD.findall(text) if (s := stem(w))]))


def _cues(phrases: list[str], besides: tuple[str, ...] | list[str] = ()) -> Cues:
    """The phrases as whole words, blanks being any white space; none where it is followed by one of `besides`."""
    alternatives = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in phrases)
    names = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in besides)
    unless = rf"(?!\s+(?:{names}))" if besides else ""
    pattern = re.compile(rf"\b(?:{alternatives})(?![a-z]){unless}", re.IGNORECASE)
    return Cues(pattern, frozenset(max(p.split(), key=len) for p in phrases))
