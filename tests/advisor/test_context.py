"""ManagerContext: slugs of the vocabulary, or unknown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from advisor.context import FIELDS, MANY, SINGLE, ManagerContext
from corpus.vocabulary import vocabulary

FACETS = {name: "barrier" if name == "barriers" else name for name in FIELDS}


def test_every_field_is_a_facet_of_the_vocabulary() -> None:
    assert set(FACETS.values()) == set(vocabulary().facets)
    assert set(FIELDS) == set(ManagerContext.model_fields)


@pytest.mark.parametrize("name", FIELDS)
def test_every_value_of_a_facet_is_taken(name: str) -> None:
    for value in vocabulary().facets[FACETS[name]]:
        expected = value if name in SINGLE else (value,)
        assert getattr(ManagerContext(**{name: value}), name) == expected


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("nothing", [None, "", "unknown"])
def test_nothing_and_unknown_are_the_same(name: str, nothing: str | None) -> None:
    assert ManagerContext(**{name: nothing}) == ManagerContext()


@pytest.mark.parametrize("name", FIELDS)
def test_a_wrong_value_is_named_with_what_is_right(name: str) -> None:
    right = next(iter(vocabulary().facets[FACETS[name]]))
    with pytest.raises(ValidationError, match=rf"{name} is 'a-spaceship'; it must be one of: {right}\b"):
        ManagerContext(**{name: "a-spaceship"})


@pytest.mark.parametrize("wrong", [7, 1.5, True, {"a": 1}, ["none", "under-10k"]])
def test_a_value_of_another_type_is_refused(wrong: object) -> None:
    with pytest.raises(ValidationError, match="money"):
        ManagerContext(money=wrong)  # type: ignore[arg-type]


def test_a_list_of_one_will_do_for_a_single_field() -> None:
    assert ManagerContext(money=["none"]).money == "none"  # type: ignore[arg-type]


def test_an_unknown_facet_is_refused() -> None:
    with pytest.raises(ValidationError, match="budget"):
        ManagerContext(budget="none")  # type: ignore[call-arg]


def test_repeats_and_unknowns_are_dropped_from_a_list() -> None:
    made = ManagerContext(barriers=("no-time", "unknown", "cost", "no-time"))
    assert made.barriers == ("no-time", "cost")


def test_known_leaves_out_what_is_not_and_keeps_the_order_of_the_fields() -> None:
    made = ManagerContext(barriers=("cost",), money="none", organisation="icb")
    assert list(made.known().items()) == [("organisation", "icb"), ("money", "none"), ("barriers", ("cost",))]
    assert ManagerContext().known() == {}


def test_updated_is_a_checked_copy() -> None:
    first = ManagerContext(money="none", role="analyst")
    second = first.updated(money="over-100k")
    assert (first.money, second.money, second.role) == ("none", "over-100k", "analyst")
    with pytest.raises(ValidationError, match="money"):
        first.updated(money="a lot")


@settings(deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional={name: st.sampled_from(sorted(vocabulary().facets[FACETS[name]])) for name in SINGLE}
        | {name: st.lists(st.sampled_from(sorted(vocabulary().facets[FACETS[name]]))) for name in MANY},
    )
)
def test_what_is_known_makes_the_same_context_again(fields: dict[str, object]) -> None:
    made = ManagerContext.model_validate(fields)
    assert ManagerContext.model_validate(made.known()) == made
    assert ManagerContext.model_validate_json(made.model_dump_json()) == made
