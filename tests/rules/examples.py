"""The examples on rules' pages, for tests that alter them."""

from __future__ import annotations

import re

from crossfoot import rules

BLOCK = re.compile(r"^## (?P<title>Earlier|Bad|Good)\n\n```text\n(?P<text>.*?)^```$", re.M | re.S)


def examples(code: str) -> dict[str, str]:
    """The fenced examples on the page of a rule by their headings: "Bad", "Good", and "Earlier" where there is one."""
    [rule] = [rule for rule in rules.every() if rule.code == code]
    return {m["title"]: m["text"] for m in BLOCK.finditer(rules.page(rule))}
