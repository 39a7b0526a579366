"""Markup is text, nobody sees another's words, and nothing leaves the machine."""

from __future__ import annotations

import re
import urllib.request

from playwright.sync_api import expect

from tests.browser.conftest import Open

NASTY = '<img src=x onerror=window.hacked=1><script>window.hacked=1</script>{{7*7}} ${7*7} "quoted"'


def test_markup_in_a_question_is_shown_as_text(visit: Open, sample_home: str) -> None:
    seen = visit(sample_home)
    seen.ask(NASTY)
    expect(seen.page.locator(".kma-turn h2").first).to_contain_text(NASTY)
    assert seen.page.evaluate("window.hacked") is None
    assert not seen.outside()
    assert not [r for r in seen.requests if r.endswith("/x")]


def test_two_people_never_see_each_others_words(visit: Open, sample_home: str) -> None:
    one, two = visit(sample_home), visit(sample_home)
    one.ask("The first person's words about Leeds")
    two.ask("The second person's words about York")
    one.ask("And then?")
    assert "York" not in one.page.content()
    assert "Leeds" not in two.page.content()
    expect(one.page.locator(".kma-earlier")).to_contain_text("Leeds")
    expect(two.page.locator(".kma-earlier")).to_have_count(0)


def test_nothing_is_left_in_the_browser(visit: Open, sample_home: str) -> None:
    seen = visit(sample_home)
    seen.ask("The words of one person about Leeds")
    kept = seen.page.evaluate(
        "async () => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href,"
        " (await indexedDB.databases()).map(d => d.name)])"
    )
    assert "Leeds" not in kept
    seen.page.reload()
    seen.page.get_by_role("textbox", name="Your question").wait_for()
    assert "Leeds" not in seen.page.content()


def test_the_served_page_names_no_other_host(sample_home: str) -> None:
    with urllib.request.urlopen(sample_home) as answer:  # a page of our own, on loopback
        page = answer.read().decode()
        policy = answer.headers["content-security-policy"]
    assert set(re.findall(r"https?://[^/\"' )\\]+", page)) == {sample_home.rstrip("/")}
    assert "default-src 'self'" in policy


def test_no_request_leaves_this_host(visit: Open, sample_home: str) -> None:
    seen = visit(sample_home)
    seen.ask("How?")
    seen.page.locator(".kma-short .kma-chip").first.click()
    seen.page.keyboard.press("Escape")
    seen.page.get_by_role("button", name="Change your situation").click()
    assert len(seen.requests) > 1
    assert seen.outside() == []
