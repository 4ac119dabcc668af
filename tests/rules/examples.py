"""The examples on rules' pages, for tests that alter them."""

from __future__ import annotations

import re

from crossfoot import rules

BLOCK = re.compile(r"^## (?P<title>Earlier|Correction|Bad|Good)\n\n```(?:text|toml)\n(?P<text>.*?)^```$", re.M | re.S)


def examples(code: str) -> dict[str, str]:
    """The fenced examples on the page of a rule by their headings: "Bad", "Good", "Earlier", "Correction"."""
    [rule] = [rule for rule in rules.every() if rule.code == code]
    return {m["title"]: m["text"] for m in BLOCK.finditer(rules.page(rule))}
