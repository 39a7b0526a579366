"""Text reaches the page as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as parser

from advisor.web.markup import fold, html, items, join, link, paragraphs

NASTY = "<script>alert(1)</script><img src=x onerror=alert(1)>\" onclick='x' &amp; {0} {x} ${y} {{z}}"


def test_every_argument_is_escaped() -> None:
    shown = html('<p title="{}">{}</p>', NASTY, NASTY)
    tree = parser.fromstring(shown)
    assert tree.text_content() == NASTY
    assert tree.get("title") == NASTY
    assert not list(tree)


def test_named_arguments_and_joins_are_escaped() -> None:
    assert html("{a}", a="<b>") == "&lt;b&gt;"
    assert join(["<i>", html("<b>{}</b>", 1)], ", ") == "&lt;i&gt;, <b>1</b>"
    assert items(["<i>"]) == '<ul class="kma-list"><li>&lt;i&gt;</li></ul>'
    assert paragraphs(["<i>", ""]) == "<p>&lt;i&gt;</p>"


@given(st.text())
def test_any_text_stays_text(words: str) -> None:
    tree = parser.fromstring(html("<div>{}</div>", words))
    assert not list(tree)


@pytest.mark.parametrize("unseen", ["\x00", "\x1b", "\u202e", "\u2066", "\x7f"])
def test_unseen_characters_are_left_out(unseen: str) -> None:
    assert html("<p>{}</p>", f"a{unseen}b") == "<p>ab</p>"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", " https://a.b", 'https://a.b/"onclick=', "//a.b", "", None],
)
def test_only_plain_web_addresses_become_links(address: str | None) -> None:
    assert link(address, "the work") == "the work"


def test_a_link_opens_apart_and_says_so() -> None:
    tree = parser.fromstring(link("https://doi.org/10.1/x?a=1&b=2", "the work"))
    assert tree.get("href") == "https://doi.org/10.1/x?a=1&b=2"
    assert tree.get("rel") == "noopener noreferrer"
    assert tree.text_content() == "the work (opens in a new tab)"


def test_an_empty_fold_is_nothing() -> None:
    assert fold("title", html("")) == ""
    assert "<details" in fold("title", html("<p>x</p>"))
