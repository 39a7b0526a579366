"""The page over the real advisor and the real corpus, served by ``python app.py``."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from advisor.web.layout import EXAMPLES
from tests.browser.conftest import Open

FALLS = EXAMPLES[0]


@pytest.mark.parametrize("question", EXAMPLES)
def test_each_example_is_answered_from_sources_that_open(visit: Open, real_home: str, question: str) -> None:
    seen = visit(real_home)
    seen.page.get_by_role("button", name=question).click()
    seen.settled()
    turn = seen.page.locator(".kma-turn").first
    expect(turn).to_have_class("kma-turn kma-is-answered")
    chip = turn.locator(".kma-short .kma-chip").first
    chip.click()
    card = seen.page.locator(f"[id='{chip.get_attribute('popovertarget')}']")
    expect(card.locator("blockquote")).not_to_be_empty()
    expect(card.locator(".kma-reference")).not_to_be_empty()
    assert not seen.outside()
    assert not seen.troubles


def test_a_changed_situation_is_answered_as_changed(visit: Open, real_home: str) -> None:
    seen = visit(real_home)
    seen.ask(FALLS)
    expect(seen.page.locator("#kma-understood")).to_contain_text("Community trust")
    before = seen.key()
    seen.page.get_by_role("button", name="Change your situation").click()
    seen.choose("Money", "Over £100,000")
    seen.choose("People to do the work", "A team")
    seen.page.get_by_role("button", name="Ask again with this situation").click()
    seen.settled(before)
    expect(seen.page.locator(".kma-changed")).to_contain_text("Over £100,000")
    expect(seen.page.locator("#kma-understood")).to_contain_text("A team")


def test_a_follow_up_is_understood_with_what_went_before(visit: Open, real_home: str) -> None:
    seen = visit(real_home)
    seen.ask(FALLS)
    seen.ask("Where has the first one failed?")
    expect(seen.page.locator("#kma-understood")).to_contain_text("Community trust")
    expect(seen.page.locator(".kma-earlier summary").first).to_contain_text("falls")


@pytest.mark.parametrize(("width", "dark"), [(360, True), (1280, False)])
def test_a_real_answer_has_no_accessibility_fault(
    visit: Open, real_home: str, width: int, dark: bool
) -> None:
    seen = visit(real_home, width=width, dark=dark)
    seen.ask(FALLS)
    seen.page.evaluate("document.querySelectorAll('.kma-turn details').forEach(d => { d.open = true; })")
    assert seen.faults() == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "🙂🙂🙂",
        "falls " * 4000,
        "falls\x00falls",
        "Comment faire pour que les équipes utilisent la recherche ?",
    ],
    ids=["empty", "blank", "emoji", "long", "nul", "french"],
)
def test_odd_words_get_a_calm_answer(visit: Open, real_home: str, words: str) -> None:
    seen = visit(real_home)
    seen.ask(words)
    expect(seen.page.locator(".kma-short h3").first).to_be_visible()
    assert "Traceback" not in seen.page.content()
    assert not seen.troubles


def test_an_nhs_number_is_not_used_or_shown_again(visit: Open, real_home: str) -> None:
    seen = visit(real_home)
    seen.ask("Patient 943 476 5919 fell. How do we get ward teams to use research on falls?")
    expect(seen.page.locator(".kma-is-blocked")).to_be_visible()
    assert "943 476 5919" not in seen.page.locator("#kma-results").inner_html()
