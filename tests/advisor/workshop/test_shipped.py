"""The shipped scenarios, asked of the real advisor over the real collection."""

from __future__ import annotations

import pytest

from advisor.answer import Status
from advisor.pipeline import Advisor
from advisor.workshop.cards import Card, shipped_cards
from advisor.workshop.counsel import Counsel, counsel_of
from advisor.workshop.differing import differ
from advisor.workshop.unmentioned import MOST, Said


@pytest.fixture(scope="module")
def counsel() -> Counsel:
    return counsel_of(Advisor.open())


@pytest.mark.slow
@pytest.mark.parametrize("card", shipped_cards(), ids=lambda c: c.id)
def test_each_scenario_gets_an_answer_worth_talking_about(counsel: Counsel, card: Card) -> None:
    answer = counsel.ask(card.asked, card.context)
    assert answer.status is Status.ANSWERED
    assert len(answer.recommendations) >= 2
    named = frozenset(r.approach for r in answer.recommendations)
    unused = counsel.unmentioned(card.asked, Said(approaches=named))
    assert len(unused) == MOST
    assert not {u.approach for u in unused} & named


@pytest.mark.slow
def test_a_changed_field_changes_the_advice_on_a_scenario(counsel: Counsel) -> None:
    card = shipped_cards()[0]
    before, after = (
        counsel.ask(card.asked, card.context.updated(timescale=t)) for t in ("weeks", "3-plus-years")
    )
    found = differ(before, after)
    assert found.fields == ("timescale",)
    assert found.of("left")
    assert found.entered
    assert any(v.field in ("timescale", "rule") for m in found.of("left") for v in m.verdicts)
