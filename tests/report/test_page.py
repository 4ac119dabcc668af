"""The proof page as it is written: the release whole and marked, its policy, its data."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

import crossfoot
from crossfoot import rules
from crossfoot.model.correction import Applied
from crossfoot.model.finding import Accepted, Finding
from crossfoot.model.number import Number
from crossfoot.model.proof import Proof
from crossfoot.report.page import SIGNATURE, rendered
from crossfoot.report.page.marks import Marker, states
from crossfoot.report.page.release import release
from crossfoot.report.visible import shown
from made import proof as made_proof
from places import CASES, EXAMPLES, ROOT

MARK = re.compile(r'<span class="n (\w)" data-n="(\d+)">(.*?)</span>', re.DOTALL)
LEXINGTON = ROOT / "examples" / "lexington-2004q3.txt"


def page(proof: Proof) -> str:
    return rendered(proof, rules.every())


def data(content: str) -> dict[str, list[object]]:
    found = re.search(r'<script type="application/json" id="proof">(.*?)</script>', content, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def closed_up(text: str) -> str:
    return re.sub(r"\s+", "", text)


def within(proof: Proof, number: Number) -> bool:
    """False of a number in what a browser does not show: the header of a submission, the title of a page."""
    start, end = next((part.span for part in proof.document.parts if part.chosen), (0, len(proof.document.source)))
    seen = start <= number.span[0] < end and number.why != "outside the text"
    assert seen or number.status == "exempt"
    return seen


def marked_texts(body: str) -> dict[int, str]:
    """What is marked of each number, its pieces together."""
    texts: dict[int, str] = {}
    for _, number, inner in MARK.findall(body):
        texts[int(number)] = texts.get(int(number), "") + html.unescape(inner)
    return texts


@pytest.mark.parametrize("path", [*EXAMPLES, *CASES], ids=lambda path: path.name)
def test_every_number_is_marked_where_it_stands(path: Path) -> None:
    proof = crossfoot.check(path)
    body, _ = release(shown(proof), states(proof))
    texts = marked_texts(body)
    for index, number in enumerate(proof.reading.numbers):
        if not within(proof, number):
            continue
        source = proof.document.source[slice(*number.span)]
        if proof.document.format == "html":
            source = html.unescape(re.sub(r"<[^>]*>", "", source))
        assert closed_up(texts[index]) == closed_up(source), number


@pytest.mark.parametrize("path", [path for path in EXAMPLES if path.suffix == ".txt"], ids=lambda path: path.name)
def test_plain_text_is_shown_whole(path: Path) -> None:
    proof = crossfoot.check(path)
    body, _ = release(shown(proof), states(proof))
    lines = [html.unescape(re.sub(r"<[^>]*>", "", line)) for line in re.findall(r'data-line="\d+">(.*?)</div>', body)]
    start, end = next((part.span for part in proof.document.parts if part.chosen), (0, len(proof.document.source)))
    assert [line.strip() for line in lines] == [line.strip() for line in proof.document.source[start:end].split("\n")]


@pytest.mark.parametrize("path", [path for path in EXAMPLES if path.suffix == ".htm"], ids=lambda path: path.name)
def test_html_shows_the_text_that_a_browser_shows(path: Path) -> None:
    proof = crossfoot.check(path)
    body, _ = release(shown(proof), states(proof))
    tree = LexborHTMLParser(proof.document.source)
    tree.strip_tags(["script", "style", "title", "head", "noscript"])
    there = closed_up(tree.body.text() if tree.body else "")
    assert closed_up(LexborHTMLParser(body).body.text()) == there


def test_real_releases_keep_their_text_and_numbers(corpus: list[Path]) -> None:
    for path in corpus[::3]:
        proof = crossfoot.check(path)
        body, _ = release(shown(proof), states(proof))
        inside = {k for k, number in enumerate(proof.reading.numbers) if within(proof, number)}
        assert set(marked_texts(body)) >= inside, path.name


def test_a_number_is_within_rounding_where_no_tie_holds_exactly() -> None:
    proof = crossfoot.check(ROOT / "examples" / "larkmoor-2021q1.htm")
    ties = {tie.id: tie for tie in proof.ties}
    letters = states(proof)
    assert {"p", "r"} <= set(letters)
    for number, letter in zip(proof.reading.numbers, letters, strict=True):
        held = {ties[ident].status for ident in number.ties}
        if letter == "r":
            assert held == {"within-rounding"}
        if letter == "p":
            assert "exact" in held


SPANS = st.lists(st.integers(0, 60), max_size=24).map(sorted)


def finding(span: tuple[int, int]) -> Finding:
    return Finding("ST801", "note", "", "", "", (), (), span, 1)


@given(SPANS, SPANS, st.lists(st.integers(0, 60), max_size=6).map(sorted))
def test_the_marker_cuts_without_gap_and_forgets_nothing(ends: list[int], passages: list[int], cuts: list[int]) -> None:
    spans = [(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False) if b > a]
    spans = list(dict.fromkeys(spans))
    wrong = tuple(finding(span) for span in zip(passages[::2], passages[1::2], strict=False) if span[1] > span[0])
    model = made_proof().reading.numbers[0]
    numbers = tuple(
        type(model)(**{**{f: getattr(model, f) for f in model.__struct_fields__}, "span": s}) for s in spans
    )
    marker, at, seen = Marker(numbers, wrong), 0, set()
    for stop in [*cuts, 60]:
        for stretch in marker.cut(at, stop):
            assert stretch.start == at
            assert stretch.end > stretch.start
            at = stretch.end
            if stretch.number is not None:
                begin, end = spans[stretch.number]
                assert begin <= stretch.start
                assert stretch.end <= end
                seen.add(stretch.number)
            about = [f.span for f in wrong if f.span and f.span[0] < stretch.end and stretch.start < f.span[1]]
            assert (stretch.finding is not None) == bool(about)
        assert at == stop
    assert seen == set(range(len(spans)))


def test_the_policy_names_what_stands_in_the_page() -> None:
    content = page(crossfoot.check(LEXINGTON))
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', content)
    assert policy is not None
    assert policy[1].startswith("default-src 'none';")
    assert "unsafe" not in policy[1]
    for element, directive in (("style", "style-src"), ("script", "script-src")):
        allowed = next(part for part in policy[1].split("; ") if part.startswith(directive))
        bodies = re.findall(rf"<{element}>(.*?)</{element}>", content, re.DOTALL)
        assert len(bodies) == {"style": 2, "script": 1}[element]
        for body in bodies:
            digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in allowed


def test_the_page_names_no_address_and_has_no_style_attribute(example: Path) -> None:
    content = page(crossfoot.check(example))
    assert content.startswith(SIGNATURE)
    assert not re.search(
        r"\s(?:style|on\w+|src|srcdoc|action)\s*=", re.sub(r"<script.*?</script>", "", content, flags=re.S)
    )
    assert not re.search(r'href="(?!#)', content)


def test_the_data_tell_the_same_as_the_proof(example: Path) -> None:
    proof = crossfoot.check(example)
    given_data = data(page(proof))
    texts = given_data["texts"]
    assert [texts[row[0]] for row in given_data["numbers"]] == [" ".join(n.text.split()) for n in proof.reading.numbers]
    assert len(given_data["ties"]) == len(proof.ties)
    index = {n.id: k for k, n in enumerate(proof.reading.numbers)}
    for row, tie in zip(given_data["ties"], proof.ties, strict=True):
        assert row[3] == index[tie.target]
        assert [term for term, _ in row[5]] == [index[term.number] for term in tie.terms]
        assert set(row[4][1::2]) <= {row[3], *(term for term, _ in row[5])}
    assert len(set(texts)) == len(texts)


def test_what_was_computed_and_expected_is_told() -> None:
    content = page(crossfoot.check(LEXINGTON.read_bytes().replace(b"25,103", b"25,108"), name="wrong.txt"))
    given_data = data(content)
    texts = given_data["texts"]
    [finding] = [finding for finding in given_data["findings"] if texts[finding[0]] == "FT101"]
    assert [texts[expected] for _, expected in finding[4]] == ["25,103"]
    broken = [row for row in given_data["ties"] if row[2] == "b"]
    assert "2,377" in {texts[row[6]] for row in broken}
    assert "expected <b>25,103</b>" in content


def test_names_and_texts_of_strangers_are_escaped() -> None:
    text = LEXINGTON.read_bytes().replace(b"Gross profit", b"<b>&</script>")
    content = page(crossfoot.check(text, name='<i>&".txt'))
    assert "&lt;i&gt;&amp;" in content
    assert "<i>&" not in content
    assert content.count("</script>") == 2
    assert "\\u003cb>&\\u003c/script>" in content


def test_a_document_without_numbers_has_a_page() -> None:
    content = page(crossfoot.check(b"Nothing to see here.\n", name="empty.txt"))
    assert "No numbers to prove were found." in content
    assert data(content)["numbers"] == []


def test_pages_are_the_same_each_time(example: Path) -> None:
    proof = crossfoot.check(example)
    assert page(proof) == page(proof)


def test_a_finding_about_words_marks_them() -> None:
    proof = crossfoot.check(LEXINGTON)
    start = proof.document.source.index("EBITDA is not a measure")
    words = finding((start, start + 100))
    proof = msgspec.structs.replace(proof, findings=(*proof.findings, words))
    body, _ = release(shown(proof), states(proof))
    marked = re.findall(rf'<span class="f" data-f="{len(proof.findings) - 1}">(.*?)</span>', body)
    assert closed_up("".join(marked)) == closed_up(proof.document.source[start : start + 100])


def test_what_was_corrected_and_accepted_is_told() -> None:
    proof = crossfoot.check(LEXINGTON.read_bytes().replace(b"25,103", b"25,108"), name="wrong.txt")
    accepted = tuple(
        msgspec.structs.replace(f, accepted=Accepted("known & <fine>", "J. Doe")) if f.rule == "FT101" else f
        for f in proof.findings
    )
    applied = Applied("wrong.txt.crossfoot.toml, line 3", "unit: USD", "the caption says so", ("n105",))
    content = page(msgspec.structs.replace(proof, findings=accepted, corrections=(applied,)))
    assert "known &amp; &lt;fine&gt; (J. Doe)" in content
    assert "Corrected: unit: USD" in content
    verdict = re.search(r'<p class="verdict">(.*?)</p>', content)
    assert verdict is not None
    assert "no errors" in verdict[1]
    assert "1 accepted" in verdict[1]
