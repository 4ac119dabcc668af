"""Words that sentences use, as one frozen record: loaded once from `prose.toml`."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from crossfoot.vocabulary import load


class RatioWords(msgspec.Struct, frozen=True):
    """A plain ratio that sentences name ("gross margin"): the words of its name and of the two rows that give it."""

    name: tuple[str, ...]
    of: tuple[str, ...]
    per: tuple[str, ...]


class ProseWords(msgspec.Struct, frozen=True):
    """The lexicon. `roles`: word to its part in a clause ("up", "compare", "copula" …); the other fields as in the file."""

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
    guidance: re.Pattern[str]
    guidance_headings: re.Pattern[str]
    boilerplate: re.Pattern[str]
    boilerplate_headings: re.Pattern[str]
    stop: frozenset[str]
    same: dict[str, str]
    share_words: frozenset[str]
    alone: dict[str, tuple[str, ...]]
    qualifiers: frozenset[str]
    ratios: tuple[RatioWords, ...]


@cache
def prose_words() -> ProseWords:
    """The lexicon of prose."""
    data = load("prose")
    role, labels, exempt, words, period = data["role"], data["labels"], data["exempt"], data["words"], data["period"]
    hedges = {w: kind for kind, ws in data["hedge"].items() if kind != "phrases" for w in ws}
    roles = {w: "hedge" for w in hedges}
    named = {
        "judgement": data["direction"]["judgement"],
        "up": data["direction"]["up"],
        "down": data["direction"]["down"],
        "loss": data["sign"]["loss"],
        "income": data["sign"]["income"],
        "negative": data["sign"]["negative"],
        "break": role["breaks"],
        "report": role["report"],
        "copula": role["copula"],
        "link": role["link"],
        "compare": role["compare"],
        "from": ["from"],
        "by": ["by"],
    }
    roles |= {w: kind for kind, ws in named.items() for w in ws}
    return ProseWords(
        roles=roles,
        reserves=frozenset(data["sign"]["reserves"]),
        hedges=hedges,
        hedge_phrases=data["hedge"]["phrases"],
        scale=data["scale"],
        currency=data["currency"],
        ordinals=period["ordinals"],
        counts=period["counts"],
        months=tuple(period["months"]),
        prior_year=tuple(period["prior-year"]),
        prior_quarter=tuple(period["prior-quarter"]),
        label_before=frozenset(labels["before"]),
        label_after=frozenset(labels["after"]),
        durations=frozenset(labels["durations"]),
        references=frozenset(labels["references"]),
        guidance=_any_of(exempt["guidance"]),
        guidance_headings=_any_of(exempt["guidance-headings"]),
        boilerplate=_any_of(exempt["boilerplate"]),
        boilerplate_headings=_any_of(exempt["boilerplate-headings"]),
        stop=frozenset(words["stop"]),
        same={w: group[0] for group in words["same"] for w in group},
        share_words=frozenset(words["shares"]),
        alone={w: tuple(ws) for w, ws in words["alone"].items()},
        qualifiers=frozenset(data["qualifiers"]["words"]),
        ratios=tuple(RatioWords(tuple(r["name"]), tuple(r["of"]), tuple(r["per"])) for r in data["ratio"]),
    )


@cache
def stem(word: str) -> str | None:
    """The word as the comparison of labels with sentences takes it (singular, first of its synonyms); None for one that says nothing."""
    lexicon = prose_words()
    word = word.lower().removesuffix("'s").strip("'-.")
    if not word or word in lexicon.stop:
        return None
    known = lexicon.same.get(word)
    if known:
        return known
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-3] + "y" if word.endswith("ies") else word[:-1]
        if word in lexicon.stop:
            return None
    return lexicon.same.get(word, word)


_WORD = re.compile(r"[A-Za-z][A-Za-z&']*")


@cache
def stems(text: str) -> tuple[str, ...]:
    """The stems of a label's or phrase's words in order, each once, those that say nothing left out."""
    found = (stem(w) for w in _WORD.findall(text))
    return tuple(dict.fromkeys(s for s in found if s))


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    """A pattern that finds any of `phrases` as whole words, blanks being any white space."""
    alternatives = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in phrases)
    return re.compile(rf"\b(?:{alternatives})(?![a-z])", re.IGNORECASE)
