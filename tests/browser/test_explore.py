"""The Explore tab over the real collection, in a real browser: it works by keyboard, has no fault, asks no other host."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from advisor.web.explore.library import Library
from advisor.web.loading import Loading
from app import build_app
from corpus.collection import load_corpus
from tests.advisor.web.samples import OPENED
from tests.browser.conftest import Open, Visit
from tests.browser.test_accessibility import CROSSED, tab_to
from tests.served import served

FIRST_LOAD = 600_000
VIEWS = {
    "Approaches": "The approaches",
    "Timeline": "When the schemes ran",
    "What is not held": "What is not held",
}
AXES = ("goal", "outcome", "kind of organisation")


@pytest.fixture(scope="module")
def explore_home() -> Iterator[str]:
    """The page over sample answers and the real collection."""
    opened = replace(OPENED, library=Library(load_corpus()))
    with served(build_app(Loading.of(opened))) as home:
        yield home


def explore(visit: Open, home: str, width: int = 1280, dark: bool = False) -> Visit:
    """The page with the Explore tab open."""
    seen = visit(home, width=width, dark=dark)
    seen.page.get_by_role("tab", name="Explore").click()
    seen.page.locator("#kma-found").wait_for()
    return seen


def sound(seen: Visit, width: int, where: str) -> None:
    """No accessibility fault, and no sideways scrolling of the page."""
    assert seen.faults() == [], where
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width, where


@pytest.mark.slow
@pytest.mark.parametrize(("width", "dark"), CROSSED)
def test_no_fault_on_any_picture_or_record(visit: Open, explore_home: str, width: int, dark: bool) -> None:
    seen = explore(visit, explore_home, width, dark)
    page = seen.page
    sound(seen, width, "the map by sector")
    for axis in (
        () if dark else AXES
    ):  # colours are those of the first map; only the shape of the table differs
        page.get_by_role("button", name=f"By {axis}").click()
        page.get_by_role("heading", name=f"approach by {axis}").wait_for()
        sound(seen, width, axis)
    page.locator(".kma-cell").nth(5).click()
    expect(page.locator("#kma-found")).to_be_focused()
    page.locator(".kma-item summary").first.click()
    sound(seen, width, "a chosen cell and a record")
    for button, heading in VIEWS.items():
        page.get_by_role("button", name=button, exact=True).click()
        page.get_by_role("heading", name=heading, exact=True).wait_for()
        sound(seen, width, button)
    page.get_by_role("button", name="Approaches", exact=True).click()
    page.get_by_role("button", name="Audit and feedback", exact=True).first.click()
    page.get_by_role("heading", name="Audit and feedback", exact=True).wait_for()
    page.evaluate("document.querySelectorAll('.kma-picture details').forEach(d => { d.open = true; })")
    sound(seen, width, "an approach, all open")
    page.locator(".kma-picture .kma-chip").first.click()
    page.get_by_role("dialog", name="Reference 1").wait_for()
    sound(seen, width, "a reference")
    assert not seen.outside()
    assert not seen.troubles


def test_a_cell_sets_the_filters_and_shows_its_records(visit: Open, explore_home: str) -> None:
    seen = explore(visit, explore_home)
    page = seen.page
    page.get_by_role("button", name="Audit and feedback, Health:").click()
    expect(page.locator("#kma-found")).to_be_focused()
    expect(page.get_by_label("Approach", exact=True)).to_have_value("audit-feedback")
    expect(page.get_by_label("Sector", exact=True)).to_have_value("health")
    expect(page.locator(".kma-items > li")).to_have_count(20)
    page.get_by_role("button", name="Next page").click()
    expect(page.locator(".kma-pager")).to_contain_text("Page 2 of")
    expect(page.locator("#kma-found + p")).to_contain_text("Approach: Audit and feedback; Sector: Health")
    page.get_by_role("button", name="Clear the filters").click()
    expect(page.locator("#kma-found + p")).to_contain_text("All that is held")


def test_words_and_filters_find_records(visit: Open, explore_home: str) -> None:
    page = explore(visit, explore_home).page
    page.get_by_label("Words to look for").fill("falls")
    page.get_by_label("Kind of record").select_option("interview")
    page.get_by_label("Words to look for").press("Enter")
    expect(page.locator("#kma-found + p")).to_contain_text("Words: “falls”")
    assert page.locator(".kma-items > li").count() >= 1
    page.get_by_label("Words to look for").fill("<b>zebra")
    page.get_by_role("button", name="Show the records").click()
    expect(page.locator("#kma-found")).to_have_text("No records are held")
    expect(page.locator("#kma-found + p")).to_contain_text("<b>zebra")


def test_from_the_map_to_a_reference_by_keyboard_alone(visit: Open, explore_home: str) -> None:
    seen = visit(explore_home)
    page, keys = seen.page, seen.page.keyboard
    tab_to(seen, "[role=tab][aria-selected=false]")
    keys.press("Enter")
    page.locator("#kma-found").wait_for()
    tab_to(seen, ".kma-cell")
    keys.press("Enter")
    expect(page.locator("#kma-found")).to_be_focused()
    tab_to(seen, ".kma-item summary")
    keys.press("Enter")
    tab_to(seen, ".kma-items .kma-chip")
    keys.press("Enter")
    card = page.locator(".kma-card:popover-open")
    expect(card.locator("h2")).to_be_focused()
    keys.press("Escape")
    expect(page.locator(".kma-items .kma-chip").first).to_be_focused()


def test_both_tabs_keep_what_is_on_them(visit: Open, explore_home: str) -> None:
    seen = visit(explore_home)
    seen.ask("How?")
    seen.page.get_by_role("tab", name="Explore").click()
    seen.page.get_by_role("button", name="Timeline").click()
    seen.page.get_by_role("heading", name="When the schemes ran").wait_for()
    seen.page.get_by_role("tab", name="Ask").click()
    expect(seen.page.locator(".kma-turn h2").first).to_be_visible()
    seen.page.get_by_role("tab", name="Explore").click()
    expect(seen.page.get_by_role("heading", name="When the schemes ran")).to_be_visible()


def test_the_first_load_stays_small_because_the_tab_is_drawn_when_it_is_opened(
    visit: Open, explore_home: str
) -> None:
    seen = visit(explore_home)
    page = seen.page
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.reload()
    page.get_by_text("What it knows:").wait_for()
    page.wait_for_timeout(500)
    assert 0 < sum(sizes) < FIRST_LOAD, f"{sum(sizes):,.0f} bytes"
    assert page.locator(".kma-cell").count() == 0
