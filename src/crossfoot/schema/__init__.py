"""The JSON Schemas (draft 2020-12) of what the commands print for programs, packaged beside this module.

An amount is a string that holds an exact decimal. Fields may be added, so the schemas refuse no extra ones.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, Literal

Name = Literal["proof", "reading", "diff"]
NAMES: tuple[Name, ...] = ("proof", "reading", "diff")


def load(name: Name) -> dict[str, Any]:
    """The schema of one line of `crossfoot check` ("proof") or `read` ("reading"), or of `diff`, self-contained.

    The others point into proof.json for what they share; here those pieces are put in, so that a validator
    needs nothing else.
    """
    schema: dict[str, Any] = json.loads(_text(name).replace('"proof.json#/', '"#/'))
    if name != "proof":
        schema["$defs"] = json.loads(_text("proof"))["$defs"] | schema.get("$defs", {})
    return schema


def _text(name: Name) -> str:
    return files(__name__).joinpath(f"{name}.json").read_text("utf-8")
