"""The proof page in a browser: presses, filters, keys. That nothing leaves it or goes wrong in it, `opened` holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from places import EXAMPLES, ROOT
from watched import Opened

Show = Callable[..., Opened]
LEXINGTON = ROOT / "examples" / "lexington-2004q3.txt"
LARKMOOR = ROOT / "examples" / "larkmoor-2021q1.htm"


@pytest.fixture
def wrong() -> bytes:
    """The example with one digit of cost of sales altered."""
    return LEXINGTON.read_bytes().replace(b"25,103", b"25,108")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_example_opens(proved: Show, example: Path, scheme: str) -> None:
    shown = proved(example, color_scheme=scheme)
    assert shown.page.locator("#release [data-n]").count() > 50
    paper = shown.page.evaluate("getComputedStyle(document.getElementById('host')).backgroundColor")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(28, 28, 28)"}[scheme]


def test_a_press_shows_meaning_and_equations(proved: Show) -> None:
    shown = proved(LEXINGTON)
    shown.number("2,382").click()
    panel = shown.page.locator("#panel-number")
    told = panel.inner_text()
    for words in ("Gross profit", "us-gaap:GrossProfit", "2004-07-01 to 2004-09-30 (3 months)", "printed in thousands"):
        assert words in told
    assert "stands for 2,381,500 to 2,382,500" in told
    assert shown.lit("at") == ["2,382"]
    assert shown.lit("target") == ["2,382"]
    assert shown.lit("plus") == ["27,485"]
    assert shown.lit("minus") == ["25,103"]
    panel.locator('.equations [data-n]:text-is("(433)")').click()
    assert shown.lit("at") == ["(433)"]
    shown.page.keyboard.press("Backspace")
    assert shown.lit("at") == ["2,382"]


def test_another_equation_lights_other_numbers(proved: Show) -> None:
    shown = proved(LEXINGTON)
    shown.number("2,382").click()
    shown.page.locator("#panel-number .equations li").nth(1).click()
    assert shown.lit("target") == ["(433)"]
    assert sorted(shown.lit("minus")) == ["1,887", "928"]
    shown.page.keyboard.press("[")
    assert shown.lit("minus") == ["25,103"]


def test_a_finding_leads_to_the_numbers_and_the_suspect(proved: Show, wrong: bytes) -> None:
    shown = proved(wrong, name="wrong.txt")
    assert shown.page.locator("#tab-findings").get_attribute("aria-selected") == "true"
    finding = shown.page.locator(".finding").first
    assert "expected 25,103" in finding.inner_text()
    finding.locator(".head").click()
    assert "25,108" in shown.lit("suspect")
    assert shown.lit("target") == ["2,382"]
    assert "on" in (finding.get_attribute("class") or "").split()
    finding.locator('[data-n]:text-is("25,108")').click()
    assert shown.lit("at") == ["25,108"]
    shown.number("25,108").click()
    assert "this number, expected 25,103" in shown.page.locator("#panel-number").inner_text()


def test_the_ledger_filters(proved: Show) -> None:
    shown = proved(LARKMOOR)
    shown.page.click("#tab-ledger")
    told, rows = shown.page.locator("#panel-ledger output"), shown.page.locator("#panel-ledger .tie")
    every = int(told.inner_text().split(" of ")[0])
    assert every > 60
    assert 0 < rows.count() < 40  # only what is looked at is drawn
    shown.page.select_option('#panel-ledger select[aria-label="every place"]', "prose")
    in_text = int(told.inner_text().split(" of ")[0])
    assert 0 < in_text < every
    shown.page.fill("#search", "zzz nowhere")
    assert told.inner_text().startswith("0 of ")
    assert rows.count() == 0
    shown.page.fill("#search", "")
    shown.page.select_option('#panel-ledger select[aria-label="every place"]', "")
    shown.page.fill("#search", "net income")
    found = int(told.inner_text().split(" of ")[0])
    assert 0 < found < every
    assert all("net" in text.lower() and "income" in text.lower() for text in rows.all_inner_texts())
    rows.first.click()
    assert len(shown.lit("target")) == 1
    assert shown.page.locator('#panel-ledger .tie[aria-selected="true"]').count() == 1
    before = shown.page.evaluate("location.hash"), shown.lit("target")
    shown.page.keyboard.press("Tab")
    shown.page.locator("#panel-ledger .ledger").focus()
    shown.page.keyboard.press("ArrowDown")
    assert (shown.page.evaluate("location.hash"), shown.lit("term")) != before


def test_the_end_of_the_ledger_can_be_reached(proved: Show) -> None:
    shown = proved(LARKMOOR)
    shown.page.click("#tab-ledger")
    shown.page.locator("#panel-ledger .ledger").focus()
    shown.page.keyboard.press("End")
    row = shown.page.locator('#panel-ledger .tie[aria-selected="true"]')
    assert row.get_attribute("aria-posinset") == row.get_attribute("aria-setsize")


def test_keys_go_through_numbers_and_findings(proved: Show, wrong: bytes) -> None:
    shown = proved(wrong, name="wrong.txt")
    press = shown.page.keyboard.press
    press("j")
    first = shown.lit("at")
    press("j")
    assert shown.lit("at") != first
    press("k")
    assert shown.lit("at") == first
    press("b")
    assert shown.page.locator("#release .n.at.b").count() == 1
    press("u")
    assert shown.page.locator("#release .n.at.u").count() == 1
    press("n")
    assert shown.page.locator(".finding.on").count() == 1
    press("Escape")
    press("Escape")
    assert shown.lit("at") == []
    press("?")
    assert shown.page.locator("#help").is_visible()
    press("Escape")
    assert not shown.page.locator("#help").is_visible()


def test_arrows_go_over_a_table(proved: Show) -> None:
    shown = proved(LEXINGTON)
    shown.number("27,485").click()
    walked = []
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        shown.page.keyboard.press(key)
        walked += shown.lit("at")
    assert walked == ["28,294", "26,278", "25,103", "27,485"]


def test_tabs_follow_the_arrow_keys_and_say_what_they_are(proved: Show) -> None:
    shown = proved(LEXINGTON)
    shown.page.locator("#tab-number").focus()
    for name in ("findings", "ledger", "coverage", "claims", "plots", "number"):
        shown.page.keyboard.press("ArrowRight")
        assert shown.page.evaluate("document.activeElement.id") == f"tab-{name}"
        assert [
            panel.get_attribute("id") for panel in shown.page.locator("[role=tabpanel]").all() if panel.is_visible()
        ] == [f"panel-{name}"]
    selected = shown.page.locator("[role=tab][aria-selected=true]")
    assert selected.count() == 1


def test_one_number_takes_part_in_the_order_of_tabs(proved: Show) -> None:
    shown = proved(LEXINGTON)
    reachable = shown.page.locator('#release [data-n][tabindex="0"]')
    assert reachable.count() == 1
    shown.number("2,382").click()
    assert reachable.all_inner_texts() == ["2,382"]
    assert reachable.get_attribute("role") == "button"
    shown.page.keyboard.press("Enter")
    assert shown.page.evaluate("document.activeElement.id") == "panel-number"


def test_coverage_claims_and_plots_lead_to_numbers(proved: Show) -> None:
    shown = proved(LEXINGTON)
    shown.page.click("#tab-coverage")
    shown.page.locator(".coverage .count.u").first.click()
    assert shown.page.locator("#release .n.at.u").count() == 1
    before = shown.page.evaluate("location.hash")
    shown.page.locator(".coverage .count.u").first.click()
    assert shown.page.locator("#release .n.at.u").count() == 1
    assert shown.page.evaluate("location.hash") != before
    shown.page.click("#tab-claims")
    shown.page.locator('.claims [data-n]:text-is("$2,253,000")').first.click()
    assert shown.lit("at") == ["$2,253,000"]
    shown.page.click("#tab-plots")
    titles = shown.page.locator("#panel-plots figcaption b").all_inner_texts()
    assert "From Net loss to EBITDA" in titles
    assert "Net sales by segment" in titles
    shown.page.locator("#panel-plots .bridge .go", has_text="2,271").click()
    assert shown.lit("at") == ["2,271"]


def test_the_claims_filter(proved: Show) -> None:
    shown = proved(LARKMOOR)
    shown.page.click("#tab-claims")
    sentences = shown.page.locator(".claims > li:visible")
    every = sentences.count()
    shown.page.select_option(".claims-of", "r")
    assert 0 < sentences.count() < every
    shown.page.select_option(".claims-of", "")
    assert sentences.count() == every


def test_a_legend_button_goes_to_the_next_of_its_state(proved: Show) -> None:
    shown = proved(LEXINGTON)
    press = shown.page.locator('.legend [data-state="u"]')
    press.click()
    first = shown.page.evaluate("location.hash")
    press.click()
    assert shown.page.evaluate("location.hash") != first
    assert shown.page.locator("#release .n.at.u").count() == 1


def test_an_address_with_a_number_opens_there(proved: Show) -> None:
    shown = proved(LEXINGTON)
    shown.number("2,382").click()
    shown.page.reload()
    assert shown.lit("at") == ["2,382"]


def test_a_narrow_window_stacks_and_a_wide_one_does_not(proved: Show) -> None:
    shown = proved(LARKMOOR, viewport={"width": 600, "height": 900})
    box = {name: shown.page.locator(f"#{name}").bounding_box() for name in ("release", "side")}
    assert box["side"]["y"] >= box["release"]["y"] + box["release"]["height"] - 1
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= 600
    shown.page.set_viewport_size({"width": 1300, "height": 900})
    box = {name: shown.page.locator(f"#{name}").bounding_box() for name in ("release", "side")}
    assert box["side"]["x"] > box["release"]["x"] + box["release"]["width"] - 1


def test_the_theme_can_be_chosen(proved: Show) -> None:
    shown = proved(LEXINGTON, color_scheme="light")
    for paper in ("rgb(255, 255, 255)", "rgb(28, 28, 28)"):
        shown.page.click("#theme")
        assert shown.page.evaluate("getComputedStyle(document.getElementById('host')).backgroundColor") == paper


def test_print_holds_release_findings_and_coverage(proved: Show, wrong: bytes) -> None:
    shown = proved(wrong, name="wrong.txt", color_scheme="dark")
    shown.page.emulate_media(media="print")
    for name, visible in (
        ("panel-findings", True),
        ("panel-coverage", True),
        ("panel-ledger", False),
        ("map", False),
        ("release", True),
    ):
        assert shown.page.locator(f"#{name}").is_visible() is visible, name
    assert len(shown.page.pdf()) > 10_000
    assert (
        shown.page.evaluate("getComputedStyle(document.getElementById('host')).backgroundColor") == "rgb(255, 255, 255)"
    )


def test_without_scripts_the_release_and_the_panels_can_be_read(proved: Show) -> None:
    shown = proved(LEXINGTON, java_script_enabled=False)
    assert shown.number("2,382").is_visible()
    for name, visible in (("findings", True), ("coverage", True), ("claims", True), ("ledger", False)):
        assert shown.page.locator(f"#panel-{name}").is_visible() is visible, name
    assert shown.page.locator(".noscript").is_visible()


def test_the_panel_gets_wider_by_keyboard(proved: Show) -> None:
    shown = proved(LEXINGTON)
    shown.page.locator("#splitter").focus()
    before = shown.page.locator("#side").bounding_box()["width"]
    shown.page.keyboard.press("ArrowLeft")
    assert shown.page.locator("#side").bounding_box()["width"] > before


def test_there_are_examples_of_both_kinds() -> None:
    assert {path.suffix for path in EXAMPLES} == {".txt", ".htm"}
