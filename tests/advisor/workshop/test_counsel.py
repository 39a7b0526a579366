"""The advisor's side of a workshop, over a real index of the small corpus."""

from __future__ import annotations

import pytest

from advisor.pipeline import Advisor
from advisor.settings import Settings
from advisor.workshop.cards import Card
from advisor.workshop.counsel import Counsel, counsel_of, fingerprints
from advisor.workshop.unmentioned import Said
from tests.conftest import Built

CARD = Card(
    id="falls", title="Falls", story="Falls on our wards have not moved in two years.",
    question="How do we get ward teams to use what is known about falls?",
)  # fmt: skip


@pytest.fixture(scope="module")
def counsel(built: Built) -> Counsel:
    return counsel_of(Advisor.open(Settings(corpus=built.corpus, index=built.options)))


def test_an_answer_is_given_once_for_a_text_and_a_situation(counsel: Counsel) -> None:
    first = counsel.ask(CARD.asked, CARD.context)
    assert counsel.ask(CARD.asked, CARD.context) is first
    assert counsel.ask(CARD.asked, CARD.context.updated(money="none")) is not first


def test_what_nobody_mentioned_shrinks_as_tables_speak(counsel: Counsel) -> None:
    alone = {u.approach for u in counsel.unmentioned(CARD.asked, Said())}
    assert "audit-feedback" in alone
    left = {
        u.approach for u in counsel.unmentioned(CARD.asked, Said(approaches=frozenset({"audit-feedback"})))
    }
    assert left == alone - {"audit-feedback"}
    found = counsel.unmentioned(CARD.asked, Said())[0]
    again = counsel.unmentioned(CARD.asked, Said(texts=(found.text,)))
    assert found.statement not in [u.statement for u in again]


def test_statements_come_with_their_references(counsel: Counsel) -> None:
    found = counsel.unmentioned(CARD.asked, Said())
    sources = counsel.sources(u.statement for u in found)
    assert [s.statement for s in sources] == [u.statement for u in found]
    assert all(s.reference for s in sources)


def test_the_holding_tells_words_apart_and_holds_none(counsel: Counsel) -> None:
    held = counsel.holding()
    assert held == fingerprints(counsel.corpus)
    assert set(held) == set(counsel.corpus.statements)
    assert len(set(held.values())) == len(held)
    assert all(len(f) == 12 for f in held.values())
