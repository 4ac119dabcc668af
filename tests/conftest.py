"""What the tests share: one run for each example release, the real releases, and the command as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from places import EXAMPLES, ROOT, SHARED, Run

HTML_SAMPLE = 8  # every so many: each takes a tenth of a second, and several tests ask for them
HANGING = 240  # seconds: a command that takes so long in a test hangs, and fails by itself

# A slow machine is no defect: no deadline an example. `make fuzz` sets HYPOTHESIS_PROFILE=fuzz.
# `make test` takes the same examples every time; `make fuzz` takes new ones.
settings.register_profile("default", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fuzz", parent=settings.get_profile("default"), derandomize=False, max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `example` runs once for each example release."""
    if "example" in metafunc.fixturenames:
        metafunc.parametrize("example", EXAMPLES, ids=lambda path: path.stem)


@pytest.fixture(scope="session")
def corpus() -> list[Path]:
    """The real releases, every plain text and a sample of HTML; a test that asks for them is skipped without them."""
    texts = sorted((SHARED / "corpus" / "text").glob("*.txt"))
    pages = sorted((SHARED / "corpus" / "html").glob("*.*"))[::HTML_SAMPLE]
    if not texts and not pages:
        pytest.skip("needs the real releases in ../shared/corpus, which do not come with the project")
    assert len(texts) > 10
    assert len(pages) > 10
    return [*texts, *pages]


@pytest.fixture(scope="session")
def run() -> Run:
    """Runs `crossfoot` with arguments, as a user would, and gives the completed process."""
    command = str(Path(sys.executable).with_name("crossfoot"))

    def completed(*arguments: str | Path, stdin: bytes | None = None) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [command, *map(str, arguments)], input=stdin, capture_output=True, check=False, cwd=ROOT, timeout=HANGING
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        )

    return completed
