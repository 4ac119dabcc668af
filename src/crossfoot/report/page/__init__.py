"""The proof page: the release with every number marked, and beside it what is known of each; one file, no network."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from importlib.resources import files
from string import Template

from crossfoot.model.finding import Rule
from crossfoot.model.proof import Proof
from crossfoot.report.equation import Names
from crossfoot.report.page.charts import charts
from crossfoot.report.page.drawing import drawn
from crossfoot.report.page.marks import states as states_of
from crossfoot.report.page.panels import Panels, text
from crossfoot.report.page.payload import payload
from crossfoot.report.page.release import release
from crossfoot.report.visible import shown

# What a page of ours begins with, so that `crossfoot open` replaces no file that is none.
SIGNATURE = '<!doctype html>\n<html lang="en" data-made-by="crossfoot">'

_SCRIPTS = ("proof.js", "release.js", "number.js", "ledger.js", "keys.js", "start.js")
# Nothing is fetched, nothing runs or styles but what is named here by its hash; no address is resolved against another
# base, no form is sent, and no text is ever taken for markup by the script.
_POLICY = (
    "default-src 'none'; script-src {script}; style-src {styles}; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)


def rendered(proof: Proof, rules: Iterable[Rule]) -> str:
    """The page of a proved release as HTML."""
    proof = shown(proof)
    states, names = states_of(proof), Names(proof)
    body, body_sheet = release(proof, states)
    panels = Panels(proof, states, names, {rule.code: rule for rule in rules})
    script = '(() => {\n"use strict";\n' + "\n".join(map(_asset, _SCRIPTS)) + "})();\n"
    sheet = _asset("page.css") + _asset("marks.css")
    release_sheet = _asset("marks.css") + _asset("release.css") + body_sheet
    return Template(_asset("page.html")).substitute(
        signature=SIGNATURE,
        policy=_POLICY.format(script=_hash(script), styles=f"{_hash(sheet)} {_hash(release_sheet)}"),
        title=text(proof.reading.title or proof.document.name),
        about=_about(proof),
        sheet=sheet,
        release_sheet=release_sheet,
        release=body,
        format=proof.document.format,
        legend=panels.legend(),
        verdict=panels.verdict(),
        findings=panels.findings(),
        finding_count=len(proof.findings),
        tie_count=f"{len(proof.ties):,}",
        coverage=panels.coverage(),
        claims=panels.claims(),
        plots=drawn(charts(proof)),
        payload=payload(proof, states, names),
        script=script,
    )


def _about(proof: Proof) -> str:
    """Who, when, which file; the digest tells which state of the file was proved."""
    document, reading = proof.document, proof.reading
    said = [reading.company or document.company, reading.released or document.filed, document.name]
    digest = f'<span title="SHA-256">{document.sha256[:12]}</span>'
    return " · ".join([*(text(each) for each in said if each), digest])


def _asset(name: str) -> str:
    return files(__package__).joinpath("assets", name).read_text("utf-8")


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
