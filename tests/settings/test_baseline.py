"""The baseline: fingerprints that outlive moves, entries that need a reason and an owner, stale ones told."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import crossfoot
from crossfoot.model.errors import Unreadable
from crossfoot.model.proof import Proof
from crossfoot.settings import (
    Baseline,
    Entry,
    Settings,
    failed,
    fingerprints,
    judged,
    read_baseline,
    read_settings,
    rewritten,
)
from places import ROOT

TEXT = (ROOT / "examples" / "lexington-2004q3.txt").read_text("utf-8")
BAD = TEXT.replace("25,103", "25,108")
HTML = (ROOT / "examples" / "larkmoor-2021q1.htm").read_text("utf-8")


def check(text: str, name: str = "draft.txt") -> Proof:
    """The proof with its findings about sums: notes on wording are not what these tests are about."""
    return judged(crossfoot.check(text.encode(), name=name), Settings(select=("FT",)))


def prints(text: str, name: str = "draft.txt") -> tuple[str, ...]:
    return fingerprints(check(text, name))


def test_a_finding_is_the_same_when_lines_move() -> None:
    there = prints(BAD)
    assert len(there) == 1
    assert prints("A line more.\n\nAnother.\n\n" + BAD) == there
    assert prints(BAD.replace("\n", "\r\n"), "renamed.txt") == there
    assert prints(BAD.replace("     Gross profit  ", "  Gross profit     ")) == there


def test_another_figure_is_another_finding() -> None:
    assert prints(BAD) != prints(TEXT.replace("25,103", "25,109"))
    assert prints(BAD) != prints(TEXT.replace("26,278", "26,378"))
    assert prints(TEXT) == ()


def test_two_findings_that_read_the_same_are_told_apart() -> None:
    proof = check(BAD)
    twice = msgspec.structs.replace(proof, findings=proof.findings * 2)
    first, second = fingerprints(twice)
    assert second == f"{first}-2"


def accepted(reason: str = "as filed", owner: str = "J. Doe") -> tuple[bytes, int]:
    proof = check(BAD, "drafts/draft.txt")
    data, wanting, _ = rewritten(Baseline(), [proof], reason=reason, owner=owner)
    return data, wanting


def test_what_is_accepted_is_marked_and_does_not_fail(tmp_path: Path) -> None:
    path = tmp_path / "accepted.toml"
    data, wanting = accepted()
    path.write_bytes(data)
    assert wanting == 0
    baseline = read_baseline(path)
    assert [(e.rule, e.file, e.line) for e in baseline.entries] == [("FT101", "draft.txt", 122)]
    proof = baseline.accept(check("\n\n" + BAD))
    [finding] = proof.findings
    assert finding.accepted is not None
    assert (finding.accepted.reason, finding.accepted.owner) == ("as filed", "J. Doe")
    assert not failed(proof, Settings(fail_on="note"))
    assert failed(baseline.accept(check(TEXT.replace("25,103", "25,109"))), Settings())


@pytest.mark.parametrize(("reason", "owner", "wants"), [("", "J. Doe", "reason"), ("as filed", " ", "owner")])
def test_an_entry_without_reason_or_owner_is_refused(tmp_path: Path, reason: str, owner: str, wants: str) -> None:
    path = tmp_path / "accepted.toml"
    data, wanting = accepted(reason, owner)
    path.write_bytes(data)
    assert wanting == 1
    with pytest.raises(Unreadable, match=rf"line \d+: the entry for FT101 has no {wants}"):
        read_baseline(path)
    text = data.decode().replace(f'{wants} = "{reason if wants == "reason" else owner}"\n', "")
    path.write_text(text, "utf-8")
    with pytest.raises(Unreadable, match=rf"line \d+: the entry for FT101 has no {wants}"):
        read_baseline(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("version = 2\n", "'version' is 2; this program reads version 1"),
        ("", "'version' is None"),
        ("version = 1\nacepted = []\n", "line 2: 'acepted' is no key that is known here; did you mean 'accepted'?"),
        ("version = 1\n[[accepted]]\nrule = 'FT101'\nfingerprnt = 'x'\n", "line 4: 'fingerprnt' is no key"),
        ("version = 1\naccepted = 3\n", "'accepted' has to be a list"),
        ("version = 1\n[[accepted]]\nrule='FT101'\nfingerprint='x'\nreason='r'\nowner='o'\nline='x'\n", "line 2"),
    ],
)
def test_what_is_no_baseline_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "accepted.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(Unreadable) as error:
        read_baseline(path)
    assert said in str(error.value)


def test_stale_entries_are_those_of_files_that_were_checked() -> None:
    baseline = Baseline(
        (
            Entry("FT101", "aaaa", "r", "o", "draft.txt"),
            Entry("FT101", "bbbb", "r", "o", "other.txt"),
            Entry("FT101", "cccc", "r", "o"),
            Entry("FT101", prints(BAD)[0], "r", "o", "draft.txt"),
        )
    )
    stale = baseline.stale([check(BAD, "x/draft.txt")])
    assert [e.fingerprint for e in stale] == ["aaaa", "cccc"]


def test_writing_again_keeps_reasons_and_other_files_and_drops_what_is_stale() -> None:
    proof = check(BAD)
    [fingerprint] = fingerprints(proof)
    old = Baseline(
        (
            Entry("FT101", fingerprint, "known since May", "A. Smith", "draft.txt", 1, "old"),
            Entry("FT101", "bbbb", "r", "o", "other.txt"),
            Entry("FT101", "gone", "r", "o", "draft.txt"),
        )
    )
    data, wanting, dropped = rewritten(old, [proof], reason="new", owner="new")
    assert (wanting, [e.fingerprint for e in dropped]) == (0, ["gone"])
    text = data.decode()
    assert "known since May" in text
    assert '"new"' not in text
    assert "line = 122" in text
    assert text.count("[[accepted]]") == 2


@given(st.text(), st.text(min_size=1))
def test_any_text_survives_in_a_baseline(tmp_path_factory: pytest.TempPathFactory, message: str, reason: str) -> None:
    entry = Entry("FT101", "aaaa", reason, "o", "draft.txt", 3, message)
    try:
        message.encode(), reason.encode()
    except UnicodeEncodeError:
        return
    data, wanting, _ = rewritten(Baseline((entry,)), [], reason="", owner="")
    path = tmp_path_factory.mktemp("b") / "accepted.toml"
    path.write_bytes(data)
    assert wanting == (not reason.strip())
    assert read_baseline(path, strict=False).entries == (entry,)


def test_the_example_of_the_documentation_is_read(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "settings.md").read_text("utf-8")
    settings, baseline = (block.split("```")[0] for block in text.split("```toml\n")[1:])
    (tmp_path / "crossfoot.toml").write_text(settings, "utf-8")
    (tmp_path / "accepted.toml").write_text(baseline, "utf-8")
    assert read_settings(tmp_path / "crossfoot.toml").fail_on == "warning"
    assert read_baseline(tmp_path / "accepted.toml").entries[0].owner == "J. Doe"
