"""Whether what is held supplies what is asked."""

from __future__ import annotations

import pytest

from advisor.lore import Lore
from advisor.sufficiency import judge_sufficiency, names_in, places_in
from tests.advisor.passages import DATED, PLAIN, passage

COSTED = "The falls chart programme cost £40,000 in its first year."


@pytest.fixture(scope="module")
def lore() -> Lore:
    return Lore([COSTED, DATED, PLAIN, "The Health Foundation and Ann Tester wrote of brokers."])


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("How much did the falls chart programme cost?", "cost"),
        ("When did the falls chart programme start?", "date"),
        ("What percentage of wards had a falls chart?", "number"),
    ],
)
def test_a_figure_that_no_statement_holds_is_not_held(lore: Lore, question: str, asked: str) -> None:
    judged = judge_sufficiency(question, [passage(PLAIN)], lore, True)
    assert (judged.verdict, judged.asked) == ("none", asked)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How much did the falls chart programme cost?", COSTED),
        ("When did the falls chart programme start?", DATED),
    ],
)
def test_a_figure_that_is_held_is_enough(lore: Lore, question: str, text: str) -> None:
    assert judge_sufficiency(question, [passage(PLAIN), passage(text, 2)], lore, True).verdict == "enough"


def test_with_no_passages_nothing_is_held(lore: Lore) -> None:
    assert judge_sufficiency("How much did the falls chart programme cost?", [], lore, True).verdict == "none"


def test_the_years_of_the_question_are_no_answer(lore: Lore) -> None:
    question = "When did the falls chart programme start, 2014 or 2016?"
    assert judge_sufficiency(question, [passage(DATED)], lore, True).verdict == "none"


def test_an_unknown_body_is_named_as_missing(lore: Lore) -> None:
    judged = judge_sufficiency(
        "What has the Globex Corporation found on falls charts?", [passage(PLAIN)], lore, True
    )
    assert judged.verdict == "none"
    assert "Globex Corporation" in judged.missing


def test_a_word_never_heard_makes_a_factual_question_partial(lore: Lore) -> None:
    judged = judge_sufficiency("What is known of falls charts and blockchain?", [passage(PLAIN)], lore, True)
    assert judged.verdict == "partial"
    assert judged.missing == ("blockchain",)


def test_a_question_of_fit_is_not_held_to_its_words(lore: Lore) -> None:
    judged = judge_sufficiency("How do we get nurses to like blockchain?", [passage(PLAIN)], lore, False)
    assert judged.verdict == "enough"


def test_names_that_are_held_and_first_words_are_not_unknown(lore: Lore) -> None:
    assert names_in("Has the Health Foundation tried it?", lore) == ()
    assert names_in("Blockchain is what we want", lore) == ()
    assert names_in("Ask the NHS on Monday in March", lore) == ()
    assert names_in("We ask if Acme Widgets do it", lore) == ("Acme Widgets",)


def test_a_count_must_stand_beside_what_is_counted(lore: Lore) -> None:
    question = "How many falls chart nurses did the programme have?"
    apart = passage("The falls chart programme had nurses and ran for 12 months.")
    beside = passage("The falls chart programme had 12 trained nurses.", 2)
    assert judge_sufficiency(question, [apart], lore, False).verdict == "none"
    assert judge_sufficiency(question, [beside], lore, False).verdict == "enough"


def test_a_place_that_nothing_near_names_makes_it_partial(lore: Lore) -> None:
    question = "What happened with the falls chart programme in Japan?"
    assert judge_sufficiency(question, [passage(DATED)], lore, True).verdict in ("partial", "none")
    there = passage("The falls chart programme started on twelve wards in Japan.")
    held = Lore([there.text], [there])
    assert (
        judge_sufficiency("What did the falls chart programme do in Japan?", [there], held, True).verdict
        == "enough"
    )


def test_places_are_countries_and_proper_names_in_a_sentence() -> None:
    assert places_in("has japan tried it with Acme Widgets") == ("japan", "Acme Widgets")
    assert places_in("Falls charts in England on Monday") == ()
