"""Code that knows one company is a defect: no company of the corpus is named in the sources."""

from __future__ import annotations

import csv
import re

from places import SHARED, SOURCE

# So that the test says something on a machine without the corpus, too.
ALWAYS = [
    "Lexington Precision",
    "Pericom",
    "Horizon Financial",
    "Rubber Group",
    "Metals Group",
    "Microsoft",
    "Turner Broadcasting",
]
FORMS = r"\b(?:inc|corp|corporation|company|co|ltd|plc|sa|group|holdings|the|new|com|mortgage)\b|[^\w\s&]"
# Companies whose short name is a word of the trade or of the language.
ORDINARY = {"southern", "target", "alphabet", "horizon", "bridge", "apple", "intel", "saia", "fico", "chevron"}


def names() -> list[str]:
    """The companies' names without their legal forms, at least two words or one that is no ordinary word."""
    manifest = SHARED / "corpus" / "manifest.csv"
    found = set(ALWAYS)
    if manifest.exists():
        with manifest.open(newline="", encoding="utf-8") as stream:
            for row in csv.DictReader(stream):
                short = " ".join(re.sub(FORMS, " ", row["company"].lower()).split())
                if short not in ORDINARY and len(short) > 3:
                    found.add(short)
    return sorted(found)


def test_no_source_names_a_company() -> None:
    pattern = re.compile(r"\b(?:" + "|".join(re.escape(name) for name in names()) + r")\b", re.IGNORECASE)
    wrong = [
        f"{path.relative_to(SOURCE)}: {found.group()}"
        for path in SOURCE.rglob("*")
        if path.is_file() and path.suffix in {".py", ".toml", ".md", ".json"}
        for found in pattern.finditer(path.read_text("utf-8"))
    ]
    assert wrong == []
