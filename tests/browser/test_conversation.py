"""A conversation of several turns in a real browser: each answer comes by itself, the page folds what went before."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from advisor.answer import Answer
from advisor.context import ManagerContext
from advisor.conversation import Turn
from advisor.web.loading import Loading
from advisor.web.thread import KEPT
from app import build_app
from tests.advisor.web.samples import OPENED, stub
from tests.browser.conftest import Open, Visit
from tests.served import served

LISTENING = """() => {
  window.said = [];
  const live = document.getElementById('kma-live');
  new MutationObserver(() => { if (live.textContent) window.said.push(live.textContent); })
    .observe(live, {childList: true, characterData: true, subtree: true});
}"""


@pytest.fixture(scope="module")
def home() -> Iterator[str]:
    def ask(question: str, context: ManagerContext | None, earlier: Sequence[Turn]) -> Answer:
        return stub(question, context, earlier).model_copy(update={"receipt": "a-receipt"})

    with served(build_app(Loading.of(replace(OPENED, ask=ask)))) as home:
        yield home


def earlier(page: Page) -> list[str]:
    """The questions folded beneath the newest answer, as they stand."""
    found = page.locator(".kma-earlier > details > summary").all_inner_texts()
    return [text.removeprefix("Earlier question:").strip() for text in found]


def newest(page: Page) -> str:
    """The question of the open answer."""
    return (
        page.locator("#kma-answer article[data-key] .kma-question")
        .inner_text()
        .removeprefix("You asked")
        .strip()
    )


def repeated(page: Page) -> list[str]:
    """The ids of ours that two elements share; Gradio's own icons have some."""
    script = "() => [...document.querySelectorAll('[id]')].map(e => e.id).filter((d, n, all) => all.indexOf(d) < n)"
    return [found for found in page.evaluate(script) if found.startswith(("t", "kma"))]


def test_three_turns_fold_and_open_with_their_sources(visit: Open, home: str) -> None:
    seen = visit(home)
    page = seen.page
    page.evaluate(LISTENING)
    for question in ("First?", "Second?", "Third?"):
        seen.ask(question)
    assert (newest(page), earlier(page)) == ("Third?", ["Second?", "First?"])
    assert repeated(page) == []
    assert page.locator(".kma-tools").count() == page.locator(".kma-feedback").count() == 1
    assert page.locator(".kma-copy").count() == page.locator(".kma-plain").count() == 1
    assert page.locator("#kma-arrived article").count() == 0
    expect(page.locator("#kma-next")).to_be_visible()
    order = (
        "document.querySelector('.kma-earlier').compareDocumentPosition(document.getElementById('kma-next'))"
    )
    assert page.evaluate(order) & 4, "suggestions stand below the conversation"

    page.locator(".kma-earlier > details > summary").last.click()
    first = page.locator(".kma-earlier article").last
    first.locator(".kma-short .kma-chip").first.click()
    card = page.locator(".kma-card:popover-open")
    expect(card).to_have_attribute("id", "t1-source-1")
    expect(card.locator("blockquote")).to_contain_text("Statement 1")
    assert seen.faults() == []
    page.keyboard.press("Escape")
    expect(first.locator(".kma-short .kma-chip").first).to_be_focused()

    page.wait_for_timeout(400)
    assert len(page.evaluate("window.said")) == 3
    assert not seen.outside()
    assert not seen.troubles


def test_a_long_conversation_keeps_its_newest_turns(visit: Open, home: str) -> None:
    seen = visit(home)
    for n in range(1, KEPT + 2):
        seen.ask(f"Question {n}?")
    assert newest(seen.page) == f"Question {KEPT + 1}?"
    assert earlier(seen.page) == [f"Question {n}?" for n in range(KEPT, 1, -1)]
    assert repeated(seen.page) == []
    seen.page.get_by_role("button", name="Where did feedback fail?").click()
    expect(seen.page.locator("#kma-answer article[data-key] .kma-question")).to_contain_text(
        "Where did feedback fail?"
    )
    assert len(earlier(seen.page)) == KEPT - 1


def test_what_is_not_kept_goes_when_the_next_answer_comes(visit: Open, home: str) -> None:
    seen = visit(home)
    seen.ask("First?")
    seen.ask("#blocked")
    assert earlier(seen.page) == ["First?"]
    assert seen.page.locator(".kma-tools").count() == 0
    seen.ask("#error")
    assert earlier(seen.page) == ["First?"]
    seen.ask("Second?")
    assert (newest(seen.page), earlier(seen.page)) == ("Second?", ["First?"])
    assert seen.page.locator(".kma-tools").count() == 1
    assert repeated(seen.page) == []


def test_asking_again_folds_the_answer_to_the_same_question(visit: Open, home: str) -> None:
    seen = visit(home)
    page = seen.page
    seen.ask("First?")
    for money in ("Under £10,000", "Over £100,000"):
        before = seen.key()
        if not page.get_by_role("button", name="Ask again with this situation").is_visible():
            page.get_by_role("button", name="Change your situation").click()
        seen.choose("Money", money)
        page.get_by_role("button", name="Ask again with this situation").click()
        seen.settled(before)
    assert (newest(page), earlier(page)) == ("First?", ["First?", "First?"])
    expect(page.locator(".kma-changed")).to_have_text("You changed: Money: Under £10,000 → Over £100,000")


def test_after_starting_again_nothing_of_the_old_conversation_comes_back(visit: Open, home: str) -> None:
    seen = visit(home)
    for question in ("Leeds one?", "Leeds two?"):
        seen.ask(question)
    seen.page.get_by_role("button", name="Start again").click()
    expect(seen.page.locator("#kma-starters")).to_be_visible()
    assert "Leeds" not in seen.page.content()
    seen.ask("York?")
    assert (newest(seen.page), earlier(seen.page)) == ("York?", [])
    seen.ask("And then?")
    assert earlier(seen.page) == ["York?"]
    assert "Leeds" not in seen.page.content()


def test_answers_that_come_while_another_tab_is_open_are_there_afterwards(visit: Open, home: str) -> None:
    """The first of them before the conversation was ever drawn."""
    seen = visit(home)
    page = seen.page
    page.evaluate(LISTENING)
    for n in (1, 2):
        page.get_by_role("tab", name="Ask").click()
        page.get_by_role("textbox", name="Your question").fill(f"#slow {n}")
        page.get_by_role("button", name="Ask", exact=True).click()
        page.get_by_role("button", name="Stop").wait_for()
        page.get_by_role("tab", name="Explore").click()
        page.wait_for_function("n => window.said.length === n", arg=n)
    page.get_by_role("tab", name="Ask").click()
    expect(page.locator("#kma-answer article[data-key] .kma-question")).to_be_visible()
    assert (newest(page), earlier(page)) == ("#slow 2", ["#slow 1"])
    page.get_by_role("tab", name="Explore").click()
    page.get_by_role("tab", name="Ask").click()
    seen.ask("Third?")
    assert earlier(page) == ["#slow 2", "#slow 1"]
    assert repeated(page) == []
    assert len(page.evaluate("window.said")) == 3
    assert not seen.troubles


def test_turns_that_the_page_never_saw_are_asked_for(visit: Open, home: str) -> None:
    seen = visit(home)
    page = seen.page
    seen.ask("First?")
    seen.ask("Second?")
    page.evaluate("window.kmaTurns.forget()")  # as if both updates had been lost on their way
    page.evaluate(LISTENING)
    seen.ask("Third?")
    expect(page.locator(".kma-earlier > details")).to_have_count(2)
    assert (newest(page), earlier(page)) == ("Third?", ["Second?", "First?"])
    assert repeated(page) == []
    assert page.locator(".kma-tools").count() == 1
    page.locator(".kma-earlier > details > summary").last.click()
    page.locator(".kma-earlier article").last.locator(".kma-chip").first.click()
    expect(page.locator(".kma-card:popover-open blockquote")).to_contain_text("Statement 1")
    seen.ask("Fourth?")
    assert earlier(page) == ["Third?", "Second?", "First?"]
    page.wait_for_timeout(400)
    assert len(page.evaluate("window.said")) == 2
    assert not seen.troubles


def test_an_answer_that_comes_twice_is_shown_and_said_once(visit: Open, home: str) -> None:
    seen = visit(home)
    page = seen.page
    seen.ask("First?")
    page.evaluate(LISTENING)
    page.evaluate(
        """() => {
          const twice = document.createElement("div");
          twice.innerHTML = `<div data-earlier="">${document.querySelector("article[data-key]").outerHTML}</div>`;
          window.kmaTurns.arrived(twice, () => { window.asked = true; });
        }"""
    )
    page.wait_for_timeout(300)
    assert page.locator("#kma-answer article").count() == 1
    assert repeated(page) == []
    assert page.evaluate("[window.said.length, window.asked]") == [0, None]


def test_a_reader_in_an_earlier_turn_is_not_disturbed(visit: Open, home: str) -> None:
    seen = visit(home)
    page = seen.page
    for question in ("First?", "Second?"):
        seen.ask(question)
    page.locator(".kma-earlier > details > summary").click()
    seen.ask("Third?")
    opened = page.locator(".kma-earlier > details")
    assert [d.get_attribute("open") is not None for d in opened.all()] == [False, True]


def test_a_link_opens_several_turns_in_a_row(visit: Open, home: str) -> None:
    seen = visit(f"{home}#before=One%3F&before=Two%3F&before=Three%3F&question=Four%3F")
    expect(seen.page.locator("#kma-answer article[data-key] .kma-question")).to_contain_text("Four?")
    expect(seen.page.locator(".kma-earlier > details")).to_have_count(3)
    assert earlier(seen.page) == ["Three?", "Two?", "One?"]
    assert not seen.troubles


@pytest.mark.parametrize(("width", "dark"), [(390, False), (1280, True)])
def test_no_fault_in_a_conversation(visit: Open, home: str, width: int, dark: bool) -> None:
    seen = visit(home, width=width, dark=dark)
    for question in ("First?", "Second?", "Third?"):
        seen.ask(question)
    assert seen.faults() == [], "folded"
    seen.page.evaluate("document.querySelectorAll('#kma-answer details').forEach(d => { d.open = true; })")
    assert seen.faults() == [], "all open"
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


def test_markup_in_a_question_stays_text_when_it_is_folded(visit: Open, home: str) -> None:
    nasty = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
    seen: Visit = visit(home)
    seen.ask(nasty)
    seen.ask("Second?")
    assert earlier(seen.page) == [nasty]
    assert seen.page.locator("#kma-answer :is(img, script)").count() == 0
    assert seen.page.evaluate("window.hacked") is None
    assert json.dumps(seen.troubles) == "[]"
