"""Asking, reading, opening a source, changing the situation: what every visitor does."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Open

QUESTION = "How do we get ward teams to use research on falls?"


def test_a_question_gets_an_answer_and_its_sources_open(visit: Open, sample_home: str) -> None:
    seen = visit(sample_home)
    seen.ask(QUESTION)
    page = seen.page
    expect(page.get_by_role("heading", name="In short")).to_be_visible()
    chip = page.locator(".kma-short .kma-chip").first
    chip.click()
    card = page.get_by_role("dialog", name="Source 1")
    expect(card).to_be_visible()
    expect(card.locator("blockquote")).to_have_text(
        "Statement 1: teams that saw their figures each month changed a little."
    )
    expect(card.get_by_role("link")).to_have_attribute("href", "https://doi.org/10.0000/sample.1")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(chip).to_be_focused()
    assert not seen.outside()
    assert not seen.troubles


def test_the_situation_can_be_changed_and_asked_again(visit: Open, sample_home: str) -> None:
    seen = visit(sample_home)
    seen.ask(QUESTION)
    page, before = seen.page, seen.key()
    page.get_by_role("button", name="Change your situation").click()
    for facet, wanted in (
        ("Money", "Under £10,000"),
        ("What you want to do", "I don't know"),
        ("What is in the way", "No time or headspace"),
    ):
        seen.choose(facet, wanted)
    page.get_by_role("button", name="Ask again with this situation").click()
    seen.settled(before)
    expect(page.locator(".kma-changed")).to_contain_text("Money: No money → Under £10,000")
    known = page.locator("#kma-understood")
    expect(known).to_contain_text("Under £10,000")
    expect(known).to_contain_text("No time or headspace")
    expect(known).not_to_contain_text("Change clinical practice")
    expect(page.locator(".kma-earlier summary").first).to_contain_text(QUESTION)


def test_suggested_questions_and_examples_are_asked_by_one_click(visit: Open, sample_home: str) -> None:
    seen = visit(sample_home)
    page = seen.page
    page.locator("#kma-starters button").first.click()
    seen.settled()
    before = seen.key()
    page.get_by_role("button", name="Where did feedback fail?").click()
    seen.settled(before)
    expect(page.locator(".kma-turn h2").first).to_contain_text("Where did feedback fail?")


def test_start_again_forgets_the_conversation(visit: Open, sample_home: str) -> None:
    seen = visit(sample_home)
    seen.ask(QUESTION)
    seen.page.get_by_role("button", name="Start again").click()
    expect(seen.page.locator(".kma-turn")).to_have_count(0)
    expect(seen.page.locator("#kma-starters")).to_be_visible()
    expect(seen.page.get_by_role("textbox", name="Your question")).to_be_focused()


def test_the_answer_is_copied_as_plain_text(visit: Open, sample_home: str) -> None:
    seen = visit(sample_home)
    seen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    seen.ask(QUESTION)
    seen.page.get_by_role("button", name="Copy the answer").click()
    expect(seen.page.get_by_role("button", name="Copied")).to_be_visible()
    copied = seen.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"Question: {QUESTION}")
    assert "[1] Sample A, Example B." in copied


def test_stop_gives_the_page_back(visit: Open, sample_home: str) -> None:
    seen = visit(sample_home)
    seen.page.get_by_role("textbox", name="Your question").fill("#slow")
    seen.page.get_by_role("button", name="Ask", exact=True).click()
    seen.page.get_by_role("button", name="Stop").click()
    expect(seen.page.get_by_role("button", name="Stop")).to_be_hidden()
    expect(seen.page.get_by_role("textbox", name="Your question")).to_have_value("#slow")
    seen.page.wait_for_timeout(500)  # quicker than any visitor types
    seen.ask("And now?")


def test_a_new_answer_is_announced_once(visit: Open, sample_home: str) -> None:
    seen = visit(sample_home)
    seen.page.evaluate(
        "() => { const live = document.getElementById('kma-live'); window.said = [];"
        " new MutationObserver(() => { if (live.textContent) window.said.push(live.textContent); })"
        ".observe(live, {childList: true, characterData: true, subtree: true}); }"
    )
    seen.ask(QUESTION)
    seen.page.wait_for_timeout(500)
    said = seen.page.evaluate("window.said")
    assert len(said) == 1
    assert said[0].startswith("Your answer is ready. Start by showing")


def test_each_ending_is_shown_in_its_own_words(visit: Open, sample_home: str) -> None:
    seen = visit(sample_home)
    endings = {
        "clarify": "One question first",
        "cannot_answer": "The evidence here does not answer that",
        "out_of_scope": "This is outside what I can help with",
        "blocked": "I have not used what you wrote",
        "error": "Something is not working",
    }
    for status, heading in endings.items():
        seen.ask(f"#{status}")
        expect(seen.page.get_by_role("heading", name=heading)).to_be_visible()
    assert not seen.troubles
