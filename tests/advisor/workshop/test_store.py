from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.context import ManagerContext
from advisor.workshop.cards import shipped_cards
from advisor.workshop.errors import WorkshopError
from advisor.workshop.hosting import Workshops
from advisor.workshop.models import Seat
from tests.advisor.workshop.conftest import open_sample, sample_ask

FALLS = shipped_cards()[1]


@pytest.fixture
def lead(workshops: Workshops) -> Seat:
    return workshops.open("Month 16", [FALLS])


def at_once(acts: list[Callable[[], object]]) -> None:
    """Run all at the same time; what one raises is left to it."""
    gate = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        gate.wait()
        try:
            act()
        except WorkshopError:
            return

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_tables_that_join_at_once_all_get_a_seat_and_one_name_one_seat(
    workshops: Workshops, lead: Seat
) -> None:
    at_once([lambda n=n: workshops.join(lead.code, f"Table {n % 6}") for n in range(12)])  # type: ignore[misc]
    assert sorted(t.name for t in workshops.scene(lead).session.tables) == [f"Table {n}" for n in range(6)]


def test_no_prediction_gets_in_after_the_reveal_that_it_races(workshops: Workshops, lead: Seat) -> None:
    seats = [workshops.join(lead.code, f"Table {n}") for n in range(6)]
    acts: list[Callable[[], object]] = [
        lambda s=s: workshops.predict(s, FALLS.id, ["networks"], "Quick.")  # type: ignore[misc]
        for s in seats
    ]
    at_once([*acts[:3], lambda: workshops.reveal(lead, FALLS.id), *acts[3:]])
    told = [e.what for e in workshops.store.events(lead.code)]
    assert "revealed" in told
    assert "predicted" not in told[told.index("revealed") :]
    assert told.count("predicted") == len(workshops.scene(lead).round.predictions)


def test_reveals_at_once_keep_one_answer(workshops: Workshops, lead: Seat) -> None:
    at_once([lambda: workshops.reveal(lead, FALLS.id)] * 4)
    assert [e.what for e in workshops.store.events(lead.code)].count("revealed") == 1


def test_the_latest_answer_to_a_card_asked_again_counts(workshops: Workshops, lead: Seat) -> None:
    answer = sample_ask(FALLS.asked, ManagerContext())
    for question in ("first", "second"):
        workshops.store.keep_answer(
            lead.code, FALLS.id, "again", answer.model_copy(update={"question": question})
        )
    assert [k.answer.question for k in workshops.store.again(lead.code)] == ["second"]


def test_what_a_corpus_held_is_kept_once_and_found_after_a_restart(
    workshops: Workshops, tmp_path: Path
) -> None:
    workshops.store.keep_holding("abc", {"a/b/1": "x"})
    workshops.store.keep_holding("abc", {"a/b/1": "other"})
    again = open_sample(tmp_path)
    assert again.store.holding("abc") == {"a/b/1": "x"}
    assert again.store.holding("def") is None


def test_one_workshop_does_not_see_another(workshops: Workshops, lead: Seat) -> None:
    other = workshops.open("Another", [FALLS])
    workshops.join(other.code, "Table 1")
    workshops.reveal(other, FALLS.id)
    scene = workshops.scene(lead)
    assert scene.session.tables == ()
    assert scene.round.revealed is None
    with pytest.raises(WorkshopError):
        workshops.scene(lead.model_copy(update={"code": other.code}))
    workshops.delete(other, other.code)
    assert workshops.scene(lead).session.title == "Month 16"
