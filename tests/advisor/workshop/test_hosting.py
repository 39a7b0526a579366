"""A workshop from its opening to its end: who may do what, and who sees what."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.workshop.cards import shipped_cards
from advisor.workshop.errors import WorkshopError
from advisor.workshop.hosting import Workshops
from advisor.workshop.models import Seat, Shown
from tests.advisor.workshop.conftest import open_sample

FALLS = shipped_cards()[1]
OTHER = shipped_cards()[3]


@pytest.fixture
def lead(workshops: Workshops) -> Seat:
    return workshops.open("Month 16", [FALLS, OTHER])


def predict(workshops: Workshops, seat: Seat, approach: str = "networks", why: str = "It spreads.") -> None:
    workshops.predict(seat, FALLS.id, [approach, "", ""], why)


def test_tables_see_their_own_prediction_alone_until_the_evidence(workshops: Workshops, lead: Seat) -> None:
    one, two = (workshops.join(lead.code, name) for name in ("Table 1", "Table 2"))
    predict(workshops, one, "networks", "only ours")
    predict(workshops, two, "facilitation", "only theirs")
    assert [p.why for p in workshops.scene(one).round.predictions] == ["only ours"]
    assert [p.why for p in workshops.scene(two).round.predictions] == ["only theirs"]
    for seat in (lead, workshops.watch(lead.code)):
        scene = workshops.scene(seat)
        assert scene.round.predictions == ()
        assert len(scene.committed) == 2
    workshops.reveal(lead, FALLS.id)
    for seat in (one, two, lead, workshops.watch(lead.code)):
        assert [p.why for p in workshops.scene(seat).round.predictions] == ["only ours", "only theirs"]


def test_a_prediction_may_change_until_the_evidence_and_not_after(workshops: Workshops, lead: Seat) -> None:
    table = workshops.join(lead.code, "Table 1")
    predict(workshops, table)
    predict(workshops, table, "facilitation")
    workshops.reveal(lead, FALLS.id)
    with pytest.raises(WorkshopError, match="shown already"):
        predict(workshops, table)
    (kept,) = workshops.scene(table).round.predictions
    assert kept.approaches == ("facilitation",)


def test_revealing_again_keeps_the_first_answer(workshops: Workshops, lead: Seat) -> None:
    workshops.reveal(lead, FALLS.id)
    first = workshops.scene(lead).round.revealed
    workshops.reveal(lead, FALLS.id)
    assert workshops.scene(lead).round.revealed == first


def test_everything_is_there_after_a_restart(workshops: Workshops, lead: Seat, tmp_path: Path) -> None:
    table = workshops.join(lead.code, "Table 1")
    predict(workshops, table)
    workshops.reveal(lead, FALLS.id)
    workshops.react(table, FALLS.id, "networks", "try", "Next month")
    workshops.set_timer(lead, "5")
    before = workshops.scene(table)
    assert open_sample(tmp_path).scene(table) == before
    assert before.round.reactions[0].note == "Next month"


@pytest.mark.parametrize("key", ["", "WRONG-KEY", None])
def test_a_wrong_key_opens_nothing(workshops: Workshops, lead: Seat, key: str | None) -> None:
    with pytest.raises(WorkshopError, match="facilitator key"):
        workshops.enter(lead.code, key)
    for role in ("facilitator", "table", "projector"):
        with pytest.raises(WorkshopError, match="no workshop with that code"):
            workshops.scene(Seat(code=lead.code, role=role, key=key or ""))  # type: ignore[arg-type]


def test_the_facilitator_comes_back_with_code_and_key(workshops: Workshops, lead: Seat) -> None:
    seat = workshops.enter(lead.code.lower(), f" {lead.key.lower()} ")
    assert workshops.scene(seat).session.title == "Month 16"


def test_a_table_can_do_nothing_of_the_facilitator(workshops: Workshops, lead: Seat) -> None:
    table = workshops.join(lead.code, "Table 1")
    forged = Seat(code=lead.code, role="facilitator", key=table.key)
    for seat in (table, forged, workshops.watch(lead.code)):
        for act in (
            lambda s: workshops.reveal(s, FALLS.id),
            lambda s: workshops.turn_to(s, OTHER.id),
            lambda s: workshops.set_timer(s, "5"),
            lambda s: workshops.add_cards(s, [OTHER]),
            lambda s: workshops.remove_card(s, OTHER.id),
            lambda s: workshops.show(s, Shown(screen="unmentioned")),
            lambda s: workshops.end(s),
            lambda s: workshops.delete(s, lead.code),
        ):
            with pytest.raises(WorkshopError):
                act(seat)
    scene = workshops.scene(lead)
    assert scene.round.revealed is None
    assert scene.session.ended is None


def test_two_tables_have_two_names(workshops: Workshops, lead: Seat) -> None:
    workshops.join(lead.code, "Table 1")
    with pytest.raises(WorkshopError, match="called table 1 already"):
        workshops.join(lead.code, "table 1")
    with pytest.raises(WorkshopError, match="no name"):
        workshops.join(lead.code, " \u200b ")


def test_personal_data_is_refused_and_not_kept(workshops: Workshops, lead: Seat, tmp_path: Path) -> None:
    table = workshops.join(lead.code, "Table 1")
    told = "Patient 943 476 5919 fell"
    with pytest.raises(WorkshopError, match="Your reason seems to hold an NHS number. Nothing was kept."):
        predict(workshops, table, "networks", told)
    workshops.reveal(lead, FALLS.id)
    with pytest.raises(WorkshopError, match="Your note seems to hold"):
        workshops.react(table, FALLS.id, "networks", "agree", told)
    with pytest.raises(WorkshopError, match="name of the table seems to hold"):
        workshops.join(lead.code, "a.b@nhs.example")
    with pytest.raises(WorkshopError, match="name of the workshop"):
        workshops.open("For a.b@nhs.example", [FALLS])
    for path in tmp_path.iterdir():
        assert b"943 476 5919" not in path.read_bytes()
        assert b"nhs.example" not in path.read_bytes()


@pytest.mark.parametrize(
    ("approaches", "why", "told"),
    [
        (["", "", ""], "Because", "No approach is chosen"),
        (["nonsense"], "Because", "No approach is chosen"),
        (["networks", "networks"], "Because", "chosen twice"),
        (["networks"], "   ", "gives no reason"),
        (["networks"], "x" * 801, "has 801 characters"),
    ],
)
def test_half_a_prediction_is_refused(
    workshops: Workshops, lead: Seat, approaches: list[object], why: str, told: str
) -> None:
    table = workshops.join(lead.code, "Table 1")
    with pytest.raises(WorkshopError, match=told):
        workshops.predict(table, FALLS.id, approaches, why)


def test_words_go_to_the_scenario_on_the_table_only(workshops: Workshops, lead: Seat) -> None:
    table = workshops.join(lead.code, "Table 1")
    workshops.turn_to(lead, OTHER.id)
    with pytest.raises(WorkshopError, match="gone on to another scenario"):
        predict(workshops, table)
    with pytest.raises(WorkshopError, match="no such scenario"):
        workshops.turn_to(lead, "nowhere")
    with pytest.raises(WorkshopError, match="not been shown yet"):
        workshops.react(table, OTHER.id, "networks", "agree", "")


def test_cards_come_and_go_but_none_that_was_worked_on(workshops: Workshops, lead: Seat) -> None:
    workshops.add_cards(lead, [FALLS])
    assert [c.id for c in workshops.scene(lead).session.cards] == [FALLS.id, OTHER.id, f"{FALLS.id}-2"]
    workshops.remove_card(lead, OTHER.id)
    with pytest.raises(WorkshopError, match="on the table"):
        workshops.remove_card(lead, FALLS.id)
    workshops.reveal(lead, FALLS.id)
    workshops.turn_to(lead, f"{FALLS.id}-2")
    with pytest.raises(WorkshopError, match="worked on"):
        workshops.remove_card(lead, FALLS.id)
    with pytest.raises(WorkshopError, match="at most 40"):
        workshops.add_cards(lead, [OTHER] * 40)
    with pytest.raises(WorkshopError, match="No scenario"):
        workshops.open("Empty", [])


def test_an_ended_workshop_can_be_read_and_not_written(workshops: Workshops, lead: Seat) -> None:
    table = workshops.join(lead.code, "Table 1")
    workshops.end(lead)
    assert workshops.scene(table).session.ended
    with pytest.raises(WorkshopError, match="has ended"):
        predict(workshops, table)
    with pytest.raises(WorkshopError, match="has ended"):
        workshops.join(lead.code, "Table 2")
    with pytest.raises(WorkshopError, match="has ended"):
        workshops.reveal(lead, FALLS.id)


def test_a_deleted_workshop_leaves_no_word_in_the_file(
    workshops: Workshops, lead: Seat, tmp_path: Path
) -> None:
    table = workshops.join(lead.code, "Table 1")
    predict(workshops, table, why="a very particular reason")
    workshops.reveal(lead, FALLS.id)
    with pytest.raises(WorkshopError, match="not the code"):
        workshops.delete(lead, "WRONG")
    workshops.delete(lead, lead.code)
    with pytest.raises(WorkshopError, match="no workshop"):
        workshops.scene(table)
    assert not [p for p in tmp_path.iterdir() if b"very particular reason" in p.read_bytes()]


@pytest.mark.parametrize("minutes", ["-1", "121", "5.5", "x", "٣", "9999"])
def test_the_timer_takes_whole_minutes(workshops: Workshops, lead: Seat, minutes: str) -> None:
    with pytest.raises(WorkshopError, match="1 to 120 minutes"):
        workshops.set_timer(lead, minutes)


def test_the_timer_runs_and_stops(workshops: Workshops, lead: Seat) -> None:
    workshops.clock = lambda: 1000.0
    workshops.set_timer(lead, "5")
    assert workshops.scene(lead).session.timer_ends == 1300.0
    workshops.set_timer(lead, "0")
    assert workshops.scene(lead).session.timer_ends is None


def test_guessing_codes_is_stopped(workshops: Workshops, lead: Seat) -> None:
    for _ in range(30):
        with pytest.raises(WorkshopError, match="no workshop with that code"):
            workshops.join("ZZZZZZ", "Table 9")
    with pytest.raises(WorkshopError, match="too many wrong codes"):
        workshops.join(lead.code, "Table 9")


@pytest.mark.parametrize("role", ["facilitator", "table", "projector"])
def test_without_a_key_nobody_learns_which_codes_are_in_use(
    workshops: Workshops, lead: Seat, role: str
) -> None:
    told = set()
    for code in (lead.code, "ZZZZZZ"):
        for act in (workshops.version, workshops.scene):
            with pytest.raises(WorkshopError) as caught:
                act(Seat(code=code, role=role, key="BCDF"))  # type: ignore[arg-type, operator]
            told.add(str(caught.value))
    assert len(told) == 1


def test_the_version_grows_with_each_change_and_the_events_tell_them(
    workshops: Workshops, lead: Seat
) -> None:
    before = workshops.store.version(lead.code)
    table = workshops.join(lead.code, "Table 1")
    predict(workshops, table)
    workshops.reveal(lead, FALLS.id)
    assert workshops.store.version(lead.code) == before + 3
    assert [e.what for e in workshops.store.events(lead.code)] == [
        "opened",
        "joined",
        "predicted",
        "revealed",
    ]
