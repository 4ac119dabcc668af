"""Settings: found above a file, read with every complaint in its place, applied to findings."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from crossfoot import rules
from crossfoot.model.errors import Unreadable
from crossfoot.model.proof import Proof
from crossfoot.settings import Settings, failed, judged, nearest, read_settings
from made import proof

WHOLE = """
select = ["ft", "CT201"]
ignore = ["FT102"]
tolerance = 1.5
fail-on = "warning"
fail-under = 95
baseline = "accepted.toml"
exclude = ["old/*"]
[severity]
FT = "warning"
FT101 = "error"
"""


def found() -> Proof:
    whole = proof()
    return msgspec.structs.replace(whole, findings=rules.findings(whole))


def written(folder: Path, text: str, name: str = "crossfoot.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_every_key_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, WHOLE)
    assert read_settings(path) == Settings(
        select=("FT", "CT201"),
        ignore=("FT102",),
        severity=(("FT", "warning"), ("FT101", "error")),
        tolerance=Decimal("1.5"),
        fail_on="warning",
        fail_under=Decimal(95),
        baseline=tmp_path / "accepted.toml",
        exclude=("old/*",),
        path=path,
    )


def test_pyproject_holds_the_same_under_its_own_table(tmp_path: Path) -> None:
    text = '[project]\nname = "x"\n[tool.other]\nselect = 1\n[tool.crossfoot]\nselect = ["FT"]\n'
    assert read_settings(written(tmp_path, text, "pyproject.toml")).select == ("FT",)


def test_the_nearest_file_above_counts_and_a_pyproject_that_says_nothing_is_passed_over(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    top = written(tmp_path, "", "crossfoot.toml")
    assert nearest(inner) == top
    written(tmp_path / "a", "[tool.other]\n", "pyproject.toml")
    assert nearest(inner) == top
    shared = written(tmp_path / "a", "[tool.crossfoot]\n", "pyproject.toml")
    assert nearest(inner) == shared
    own = written(tmp_path / "a", "", "crossfoot.toml")
    assert nearest(inner) == own


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\nselct = []", "line 2: 'selct' is no key that is known here; did you mean 'select'?"),
        ("fail_on = 'error'", "did you mean 'fail-on'?"),
        ("zzz = 1", "known are baseline, exclude, fail-on"),
        ("select = 'FT'", "'select' has to be a list of texts"),
        ("select = [1]", "'select' has to be a list of texts"),
        ("ignore = ['XX']", "line 1: 'ignore' names 'XX', and no rule's code begins so"),
        ("[severity]\nFT101 = 'grave'", "line 2: 'FT101' is 'grave', which is no severity; say error, warning or note"),
        ("[severity]\nQQ = 'note'", "no rule's code begins so"),
        ("severity = 1", "'severity' has to be a table"),
        ("tolerance = -1", "'tolerance' has to be a number from 0 to 1000"),
        ("tolerance = true", "'tolerance' has to be a number"),
        ("fail-under = 101", "from 0 to 100"),
        ("fail-on = 'all'", "say error, warning, note or never"),
        ("baseline = 1", "'baseline' has to be a path"),
        ("select = [", "is no TOML"),
        ("\x00", "is no TOML"),
    ],
)
def test_what_means_nothing_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(Unreadable) as error:
        read_settings(path)
    assert str(error.value).startswith(str(path))
    assert said in str(error.value)


def test_an_unknown_key_in_pyproject_has_the_line_of_its_own_table(tmp_path: Path) -> None:
    text = "[tool.other]\nselct = 1\n[tool.crossfoot]\nselct = []\n"
    with pytest.raises(Unreadable, match="line 4: 'selct'"):
        read_settings(written(tmp_path, text, "pyproject.toml"))


def test_select_ignore_and_severity_decide_what_is_reported() -> None:
    [finding] = found().findings
    assert (finding.rule, finding.severity) == ("FT101", "error")
    assert judged(found(), Settings(select=("CT",))).findings == ()
    assert judged(found(), Settings(ignore=("FT1",))).findings == ()
    assert judged(found(), Settings()).findings == (finding,)
    for severity in (("FT", "note"), ("FT101", "warning")), (("FT101", "warning"), ("FT", "note")):
        [weighed] = judged(found(), Settings(severity=severity)).findings
        assert weighed.severity == "warning"


def test_a_difference_within_the_tolerance_is_a_note() -> None:
    """2,382 against 2,377: five units of the last printed digit."""
    assert judged(found(), Settings(tolerance=Decimal(4))).findings[0].severity == "error"
    assert judged(found(), Settings(tolerance=Decimal(5))).findings[0].severity == "note"


def test_what_fails() -> None:
    whole = found()
    assert failed(whole, Settings())
    assert not failed(whole, Settings(fail_on="never"))
    warned = judged(whole, Settings(severity=(("FT", "warning"),)))
    assert not failed(warned, Settings())
    assert failed(warned, Settings(fail_on="warning"))
    assert failed(judged(whole, Settings(select=("CT",))), Settings(fail_under=Decimal(95)))  # 3 of 8 are proved
    assert not failed(judged(whole, Settings(select=("CT",))), Settings(fail_under=Decimal(30)))


def test_statuses_are_not_the_settings_to_change() -> None:
    whole = found()
    assert judged(whole, Settings(select=("CT",), tolerance=Decimal(9))).reading == whole.reading
