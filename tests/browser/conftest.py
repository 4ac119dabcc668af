"""A headless Chromium for the proof page, and pages opened in it with every request watched."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import crossfoot
from crossfoot import rules
from crossfoot.report.page import rendered
from watched import ADDRESS, Opened

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright, of the extra `dev`")

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[playwright.Browser]:
    """Debian's Chromium or another on this machine, with an empty profile; skips where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    executable = os.environ.get("CROSSFOOT_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if executable is None:
        pytest.skip("needs Chromium: apt-get install chromium, or name one in CROSSFOOT_CHROMIUM")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=executable, headless=True, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def opened(browser: playwright.Browser) -> Iterator[Callable[..., Opened]]:
    """Opens HTML in a page of its own; afterwards, nothing may have left it and nothing may have gone wrong in it."""
    contexts, pages = [], []

    def show(content: str, *, harmless: bool = True, **options: object) -> Opened:
        context = browser.new_context(**options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        shown = Opened(context, content)
        if harmless:
            pages.append(shown)
        shown.page.goto(ADDRESS)
        return shown

    yield show
    for context in contexts:
        context.close()
    for shown in pages:
        assert shown.left == []
        assert shown.said == []


@pytest.fixture
def proved(opened: Callable[..., Opened]) -> Callable[..., Opened]:
    """Opens the proof page of a release, given by its path or its bytes."""

    def show(source: Path | bytes, *, name: str | None = None, **options: object) -> Opened:
        return opened(rendered(crossfoot.check(source, name=name), rules.every()), **options)

    return show
