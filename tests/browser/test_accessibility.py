"""WCAG 2.2 A and AA by axe-core, reflow, and the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, Visit

LOOKS = [(width, dark) for width in (360, 1280) for dark in (False, True)]
CROSSED = [(360, False), (1280, True)]
"""Both widths and both schemes in half the time, for parts with many pictures."""


def unfold(seen: Visit) -> None:
    """Open every folded part of the answer and the situation panel."""
    seen.page.evaluate("document.querySelectorAll('.kma-turn details').forEach(d => { d.open = true; })")
    seen.page.get_by_role("button", name="Change your situation").click()
    seen.page.get_by_label("What is in the way", exact=True).wait_for()


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_no_fault_on_any_state_of_the_page(visit: Open, sample_home: str, width: int, dark: bool) -> None:
    seen = visit(sample_home, width=width, dark=dark)
    assert seen.faults() == [], "the empty page"
    seen.ask("How?")
    assert seen.faults() == [], "an answer"
    unfold(seen)
    assert seen.faults() == [], "an answer with every part open"
    seen.page.locator(".kma-short .kma-chip").first.click()
    seen.page.get_by_role("dialog", name="Source 1").wait_for()
    assert seen.faults() == [], "a source"
    seen.page.keyboard.press("Escape")
    seen.choose("What is in the way", "No time or headspace", close=False)
    assert seen.faults() == [], "an open dropdown with a choice made"
    seen.page.keyboard.press("Escape")
    for status in ("clarify", "cannot_answer", "out_of_scope", "blocked", "error"):
        seen.ask(f"#{status}")
        assert seen.faults() == [], status


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_needs_sideways_scrolling(visit: Open, sample_home: str, width: int) -> None:
    seen = visit(sample_home, width=width)
    seen.ask("How?")
    unfold(seen)
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


def tab_to(seen: Visit, selector: str, limit: int = 80) -> None:
    """Press Tab until the focus is on what the selector names."""
    for _ in range(limit):
        seen.page.keyboard.press("Tab")
        if seen.page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"Tab never reached {selector}")


def test_ask_read_and_cite_by_keyboard_alone(visit: Open, sample_home: str) -> None:
    seen = visit(sample_home)
    page, keys = seen.page, seen.page.keyboard
    tab_to(seen, "#kma-question textarea")
    keys.type("How do we start?")
    keys.press("Enter")
    seen.settled()

    tab_to(seen, ".kma-chip")
    keys.press("Enter")
    card = page.get_by_role("dialog", name="Source 1")
    expect(card).to_be_visible()
    expect(card.get_by_role("heading", name="Source 1")).to_be_focused()
    tab_to(seen, ".kma-close", 3)
    keys.press("Enter")
    expect(card).to_be_hidden()
    expect(page.locator(".kma-chip").first).to_be_focused()

    tab_to(seen, "summary")
    keys.press("Enter")
    expect(page.locator(".kma-turn details").first).to_have_attribute("open", "")


def test_the_situation_is_changed_by_keyboard_alone(visit: Open, sample_home: str) -> None:
    seen = visit(sample_home)
    seen.ask("How?")
    keys, before = seen.page.keyboard, seen.key()
    tab_to(seen, "#kma-change > button", 120)
    keys.press("Enter")
    tab_to(seen, "[aria-label='Money']")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    keys.press("Enter")
    tab_to(seen, "#kma-ask-again")
    keys.press("Enter")
    seen.settled(before)
    expect(seen.page.locator(".kma-changed")).to_contain_text("Money: No money →")


def test_the_focus_can_be_seen(visit: Open, sample_home: str) -> None:
    for dark in (False, True):
        seen = visit(sample_home, dark=dark)
        tab_to(seen, "#kma-ask-button")
        outline = seen.page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert outline == "3px"
