from __future__ import annotations

import pytest

from advisor.verifying.alignment import align
from advisor.verifying.features import clause_texts, measure, page_share
from advisor.verifying.synonyms import canonical
from advisor.verifying.weights import WITH_MEANING, WORDING_ONLY
from advisor.verifying.words import read, sentences, tidy


def test_tidy_straightens_quotes_dashes_and_spaces() -> None:
    assert tidy("the  board’s “yes” – late\u00a0on") == 'the board\'s "yes" - late on'


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three?", 3),
        ("Dr. Smith came.", 1),
        ("It fell by 4.3 days.", 1),
        ("He met J. Smith. She left.", 2),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    ("one", "other"), [("doctors", "physician"), ("cost", "outlay"), ("managers", "leader")]
)
def test_synonyms_share_a_stem(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"), [("all", "most"), ("improve", "worsen"), ("trial", "study"), ("England", "Wales")]
)
def test_words_that_differ_do_not(one: str, other: str) -> None:
    assert canonical(one.lower()) != canonical(other.lower())


def test_content_words_and_clauses() -> None:
    text = read("The board's plan, although late, was funded.")
    assert [t.word for t in text.content] == ["board", "plan", "late", "funded"]
    assert [t.clause for t in text.content] == [0, 0, 1, 2]
    assert clause_texts("Wards kept good records, and nurses liked weekly rounds.") == [
        "Wards kept good records",
        "and nurses liked weekly rounds.",
    ]


def test_alignment_picks_the_sentences_that_carry_the_claim() -> None:
    pair = align(
        "Nurses liked weekly rounds.", ["The canteen closed. Nurses liked weekly rounds.", "Rain fell."]
    )
    assert pair.best.text == "Nurses liked weekly rounds."
    assert pair.shares == (0.0, 1.0, 0.0)


def test_a_page_of_evidence_is_known_by_its_size() -> None:
    assert page_share(align("It helped.", ["It helped the wards."])) == 0
    assert page_share(align("It helped.", [f"It helped ward {n} in town." for n in range(60)])) == 1


def test_every_weight_belongs_to_a_feature_and_speaks_the_right_way() -> None:
    found = measure(
        align("It helped 3 wards.", ["It helped 3 wards."]), lambda text, others: [1.0] * len(others)
    )
    for table in (WITH_MEANING, WORDING_ONLY):
        assert table.keys() <= {*found, "intercept"}
        for check in ("number", "negation", "direction", "entity", "place", "approach", "strength"):
            assert table.get(check, 0.0) <= 0
