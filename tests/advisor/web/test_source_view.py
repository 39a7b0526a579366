"""Chips, cards and the list of sources."""

from __future__ import annotations

from lxml import html as parser

from advisor.web.source_view import Citer, card, card_pattern, reference
from tests.advisor.web.samples import say, source

CITER = Citer(3, [source(1), source(2)])


def test_a_chip_opens_the_card_of_its_source() -> None:
    chip = parser.fromstring(CITER.chip(2))
    assert chip.get("popovertarget") == "t3-source-2"
    assert (
        chip.get("aria-label")
        == "Source 2: interview study, Sample record 2: how ward teams met their figures"
    )
    assert chip.text == "2"
    cards = parser.fromstring(f"<div>{CITER.cards()}</div>")
    assert [c.get("id") for c in cards] == ["t3-source-1", "t3-source-2"]


def test_a_number_without_a_source_gets_no_chip() -> None:
    assert CITER.chip(9) == ""
    assert CITER.chips([9]) == ""


def test_a_sentence_keeps_its_chips_with_its_last_word() -> None:
    shown = parser.fromstring(f"<p>{CITER.sentence(say('Two words.', 1, 2, 1))}</p>")
    assert shown.text_content() == "Two words.12"
    assert shown.find("span").text == "words."
    assert parser.fromstring(f"<p>{CITER.sentence(say('One', 1))}</p>").text_content().strip() == "One1"


def test_a_card_holds_statement_and_record_and_its_entry_the_reference() -> None:
    card_of_one = parser.fromstring(card(source(1), "c"))
    assert card_of_one.get("popover") is not None
    held = [card_of_one.get(f"data-{part}") for part in ("text", "title", "kind", "section", "seen")]
    seen = "We read the abstract of this work."
    assert held == [source(1).text, source(1).title, "Case", "Lessons for the NHS", seen]
    (entry,) = parser.fromstring(Citer(1, [source(1)]).listed()).find_class("kma-cited")
    assert source(1).reference in entry.text_content()
    assert entry.find("a").get("href") == source(1).link


def test_a_card_has_a_place_for_each_of_its_words() -> None:
    wanted = set(parser.fromstring(card_pattern()).xpath("//@data-is"))
    assert wanted == {
        k.removeprefix("data-") for k in parser.fromstring(card(source(1), "c")).attrib if "data" in k
    }


def test_the_reference_of_a_work_without_a_link_is_its_text() -> None:
    assert "<a" not in reference(source(1, link=None))
    assert "<a" not in reference(source(1, link="javascript:alert(1)"))


def test_the_list_keeps_the_numbers_of_the_answer() -> None:
    listed = parser.fromstring(Citer(1, [source(2), source(5)]).listed())
    assert [li.get("value") for li in listed] == ["2", "5"]
    assert [b.get("popovertarget") for b in listed.iter("button")] == ["t1-source-2", "t1-source-5"]
