from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.answer import Answer
from advisor.context import ManagerContext
from advisor.workshop.cards import shipped_cards
from advisor.workshop.comparing import ask_again, beside, reruns, unused, used, what_if
from advisor.workshop.errors import WorkshopError
from advisor.workshop.hosting import Workshops
from advisor.workshop.models import Round, Seat
from tests.advisor.web.samples import source
from tests.advisor.workshop.conftest import SAMPLE, sample_ask

FALLS, SPREAD = shipped_cards()[1], shipped_cards()[3]


@pytest.fixture
def lead(workshops: Workshops) -> Seat:
    seat = workshops.open("Month 16", [FALLS, SPREAD])
    table = workshops.join(seat.code, "Table 1")
    workshops.predict(table, FALLS.id, ["facilitation"], "Somebody must help, see [2] and [99].")
    workshops.reveal(seat, FALLS.id)
    workshops.react(table, FALLS.id, "audit-feedback", "disagree", "Charts come late.")
    return seat


def held(workshops: Workshops, lead: Seat) -> Round:
    return workshops.scene(lead).round


def test_one_changed_field_shows_what_enters_leaves_and_moves(workshops: Workshops, lead: Seat) -> None:
    found = what_if(workshops, held(workshops, lead), "timescale", "days")
    assert found.difference.fields == ("timescale",)
    assert {m.approach: m.change for m in found.difference.moves} == {
        "evidence-briefs": "entered",
        "audit-feedback": "moved",
        "facilitation": "left",
    }
    assert [s.number for s in found.difference.entered] == [7]


def test_a_field_of_several_values_takes_them_with_commas(workshops: Workshops, lead: Seat) -> None:
    found = what_if(workshops, held(workshops, lead), "barriers", "no-time,silos")
    assert found.after.context.barriers == ("no-time", "silos")
    emptied = what_if(workshops, held(workshops, lead), "barriers", "")
    assert emptied.after.context.barriers == ()


@pytest.mark.parametrize(("field", "value"), [("money", "plenty"), ("colour", "blue"), ("barriers", "x,y")])
def test_what_is_no_value_is_refused(workshops: Workshops, lead: Seat, field: str, value: str) -> None:
    with pytest.raises(WorkshopError):
        what_if(workshops, held(workshops, lead), field, value)


def test_nothing_is_compared_before_the_evidence(workshops: Workshops, lead: Seat) -> None:
    workshops.turn_to(lead, SPREAD.id)
    for act in (
        lambda r: what_if(workshops, r, "timescale", "days"),
        lambda r: unused(workshops, r),
        lambda r: beside(r, r),
    ):
        with pytest.raises(WorkshopError, match="has not been shown yet"):
            act(held(workshops, lead))


def test_two_scenarios_stand_side_by_side(workshops: Workshops, lead: Seat) -> None:
    left = held(workshops, lead)
    workshops.turn_to(lead, SPREAD.id)
    workshops.reveal(lead, SPREAD.id)
    found = beside(left, held(workshops, lead))
    assert (found.left.card.id, found.right.card.id) == (FALLS.id, SPREAD.id)
    assert {"organisation", "goal"} <= set(found.difference.fields)


def test_what_the_tables_used_is_read_from_predictions_notes_and_numbers(
    workshops: Workshops, lead: Seat
) -> None:
    said = used(held(workshops, lead))
    assert said.approaches == {"facilitation"}, (
        "an approach that a table disagrees with is not one it would use"
    )
    assert said.statements == {source(2).statement}
    assert said.texts == ("Somebody must help, see [2] and [99].", "Charts come late.")


def test_what_nobody_mentioned_comes_with_its_sources(workshops: Workshops, lead: Seat) -> None:
    found = unused(workshops, held(workshops, lead))
    assert [u.approach for u in found.statements] == ["networks"]
    assert [s.statement for s in found.sources] == [found.statements[0].statement]


def later(text: str, context: ManagerContext) -> Answer:
    """The answer of another day: another corpus, one source fewer and one more."""
    made = sample_ask(text, context)
    kept = (*made.sources[1:], source(8))
    return made.model_copy(update={"sources": kept, "versions": {**made.versions, "corpus": "def"}})


def test_a_past_scenario_is_asked_again_and_the_change_is_explained(workshops: Workshops, lead: Seat) -> None:
    gone, new = source(1).statement, source(8).statement
    workshops.store.keep_holding("def", {"a/b/1": "reworded", new: "n"})
    workshops.counsel = replace(SAMPLE, ask=later, holding=lambda: {"a/b/1": "reworded", new: "n"})
    workshops.end(lead)
    ask_again(workshops, lead)
    (found,) = reruns(workshops, lead)
    assert found.difference.versions == {"corpus": ("abc", "def")}
    assert found.since is not None
    assert (found.since.added, found.since.removed, found.since.reworded) == (1, 0, 1)
    assert found.reasons == {new: "new", gone: "gone"}
    assert held(workshops, lead).revealed == found.then, "what the tables saw stays"


def test_only_the_facilitator_asks_again_and_only_what_was_shown(workshops: Workshops, lead: Seat) -> None:
    table = workshops.join(lead.code, "Table 2")
    with pytest.raises(WorkshopError, match="Only the facilitator"):
        ask_again(workshops, table)
    fresh = workshops.open("New", [FALLS])
    with pytest.raises(WorkshopError, match="No evidence was shown"):
        ask_again(workshops, fresh)
