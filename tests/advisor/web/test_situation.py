"""The situation panel's data."""

from __future__ import annotations

import pytest

from advisor.context import FIELDS, ManagerContext
from advisor.web import situation
from tests.advisor.web.samples import CONTEXT


def test_what_the_dropdowns_show_is_what_they_give_back() -> None:
    full = CONTEXT.updated(skills=["search", "data"], barriers=["no-time"])
    assert situation.context_from(situation.values_of(full)) == full


def test_nothing_chosen_is_an_unknown_situation() -> None:
    assert situation.context_from([None] * len(FIELDS)) == ManagerContext()
    assert situation.context_from(situation.values_of(ManagerContext())) == ManagerContext()


def test_a_value_of_no_vocabulary_is_refused() -> None:
    with pytest.raises(ValueError, match="organisation"):
        situation.context_from(["circus", *[None] * (len(FIELDS) - 1)])


def test_the_summary_tells_known_and_unknown() -> None:
    shown = situation.summary(CONTEXT)
    assert "Community trust" in shown
    assert "Not known: your role" in shown
    assert situation.NOTHING_KNOWN in situation.summary(ManagerContext())


def test_the_line_for_narrow_screens_leads_to_the_panel() -> None:
    assert 'href="#kma-situation"' in situation.read_as(CONTEXT)
