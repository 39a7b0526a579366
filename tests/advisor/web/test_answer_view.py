"""An Answer as HTML."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import html as parser

from advisor.answer import Answer, Status
from advisor.web import words
from advisor.web.answer_view import HIDDEN_QUESTION, render_answer
from tests.advisor.web.samples import answered, ended, recommend, source

NASTY = "<script>window.hacked=1</script><img src=x onerror='window.hacked=1'>\"'&"


FREE = {
    "text", "title", "reference", "lead", "question", "name", "definition", "fit_words", "words", "basis",
    "weakest", "grade_rule", "clarifying_question", "value", "support", "notes", "follow_ups", "columns",
}  # fmt: skip
"""The fields that hold free text."""


def nasty(value: Any) -> Any:
    """The same data with markup in every word of free text."""
    if isinstance(value, dict):
        return {k: _spoilt(v) if k in FREE else nasty(v) for k, v in value.items()}
    return [nasty(v) for v in value] if isinstance(value, list | tuple) else value


def _spoilt(value: Any) -> Any:
    if isinstance(value, str):
        return value and NASTY + value
    return [_spoilt(v) for v in value] if isinstance(value, list | tuple) else value


def tree_of(answer: Answer, **options: Any) -> Any:
    return parser.fromstring(render_answer(answer, 1, **options))


def headings(tree: Any, level: int) -> list[str]:
    return [" ".join(h.text_content().split()) for h in tree.iter(f"h{level}")]


def test_the_short_answer_comes_first_and_the_rest_is_folded() -> None:
    tree = tree_of(answered())
    shown = [h for h in headings(tree, 3) if "record says" not in h and h != "Reference"]
    assert shown == [
        "In short", "1. Audit and feedback", "2. Facilitation", "3. Networks", "What I would not start with",
        "What the evidence here cannot tell you",
    ]  # fmt: skip
    assert not [d for d in tree.iter("details") if d.get("open") is not None]


def test_each_part_of_a_recommendation_is_there() -> None:
    first = tree_of(answered()).find(".//section[@class='kma-approach']")
    titles = [" ".join(s.text_content().split()) for s in first.iter("summary")]
    assert titles == [
        "What the evidence says 2 points", "Where it struggled or did not work 1 point", "What it needs 1 point",
        "Who has done it: cases most like you 1 point", "What people said 1 point", "How it fits you, point by point",
        "How sure we are, and why",
    ]  # fmt: skip


def test_an_empty_part_leaves_no_empty_title() -> None:
    bare = recommend(
        evidence=(), needs=(), struggled=(), who=(), voices=(), matched=(), unmatched=(), unknown=()
    )
    tree = tree_of(answered(recommendations=(bare,), advised_against=(), gaps=(), notes=(), removed=0))
    assert len(list(tree.find(".//section[@class='kma-approach']").iter("summary"))) == 1
    assert "What I would not start with" not in tree.text_content()


def test_the_fit_is_told_in_words() -> None:
    text = " ".join(tree_of(answered()).text_content().split())
    assert "Strong fit" in text
    assert "Money: No money. It can be done with no new money." in text
    assert "How soon you need it: I don't know. Tell me how soon you need it." in text


def test_the_badge_never_merges_its_marks() -> None:
    badge = tree_of(answered()).find(".//dl[@class='kma-badge']")
    told = [": ".join(part.text_content() for part in pair) for pair in badge]
    assert told == [
        "Certainty: Moderate (grade B)",
        "What was found: It helped; sources disagree",
        "How close to you: Studied in health or care, in other work",
        "Independent sources: 1 case, 2 research findings, 1 interview study",
    ]


def test_every_chip_opens_a_card_that_is_there() -> None:
    tree = tree_of(answered())
    wanted = {b.get("popovertarget") for b in tree.iter("button") if b.get("popovertarget")}
    assert wanted == set(tree.xpath("//*[@popover]/@id"))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("status", list(Status))
def test_each_status_has_its_own_calm_words(status: Status) -> None:
    tree = tree_of(ended(status))
    assert headings(tree, 3)[0] == words.STATUSES[status]
    assert "I can help with getting knowledge used." in tree.text_content()
    assert "Your library service can search for you." in tree.text_content()
    assert f"kma-is-{status.value}" in tree.get("class")


def test_what_was_blocked_is_not_shown_again() -> None:
    tree = tree_of(ended(Status.BLOCKED, question="NHS number 943 476 5919"))
    assert "943" not in parser.tostring(tree, encoding="unicode")
    assert HIDDEN_QUESTION in tree.text_content()


def test_sentences_left_out_are_owned_up_to() -> None:
    assert "1 sentence was left out" in tree_of(answered()).text_content()
    assert "left out" not in tree_of(answered(removed=0)).text_content()


def test_a_table_has_a_caption_and_headers() -> None:
    table = tree_of(answered()).find(".//table")
    assert table.find("caption").text == "The two side by side"
    assert [th.get("scope") for th in table.iter("th")] == ["col", "col", "col", "row"]


def test_an_older_turn_is_neither_announced_nor_copied() -> None:
    tree = tree_of(answered(), latest=False)
    assert tree.get("data-announce") is None
    assert not tree.xpath("//*[contains(@class, 'kma-copy') or contains(@class, 'kma-plain')]")


@pytest.mark.parametrize("status", list(Status))
def test_markup_in_any_text_is_shown_as_text(status: Status) -> None:
    """In the question, the corpus, the titles, the references and what a model may have written."""
    clean = answered(status=status, clarifying_question="Who?").model_dump()
    spoilt = Answer.model_validate(nasty(clean))
    tree = tree_of(spoilt)
    assert not tree.xpath("//script | //img | //@onerror | //@onclick")
    assert not [a for a in tree.xpath("//a/@href") if not re.match(r"https?://", a)]
    plain = tree_of(Answer.model_validate(clean))
    assert [e.tag for e in tree.iter()] == [e.tag for e in plain.iter()]
    assert "<script>" in tree.text_content()


def test_a_long_list_of_sources_is_listed_whole() -> None:
    many = tuple(source(n) for n in range(1, 41))
    listed = tree_of(answered(sources=many)).find(".//ol[@class='kma-sources']")
    assert len(listed) == len(many)
