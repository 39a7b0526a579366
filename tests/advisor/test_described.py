"""An approach that is described and not named."""

from __future__ import annotations

import pytest

from advisor.context import ManagerContext
from advisor.described import described, with_goal_of
from advisor.read_context import Reading


@pytest.mark.parametrize(
    ("likeness", "slug"),
    [
        ({}, ""),
        ({"networks": 0.1}, ""),
        ({"networks": 0.5}, "networks"),
        ({"networks": 0.5, "facilitation": 0.45}, ""),
    ],
)
def test_only_a_plain_likeness_with_a_lead_counts(likeness: dict[str, float], slug: str) -> None:
    assert described(likeness) == slug


def test_a_goal_that_the_approach_does_not_serve_gives_way() -> None:
    read = Reading(ManagerContext(goal="change-clinical-practice"), {"change-clinical-practice": 0.7})
    mended = with_goal_of("priority-setting", read)
    assert mended.context.goal != "change-clinical-practice"
    assert max(mended.goals, key=lambda g: mended.goals[g]) == mended.context.goal


def test_a_goal_that_it_serves_stands() -> None:
    read = Reading(ManagerContext(goal="change-clinical-practice"), {"change-clinical-practice": 0.7})
    assert with_goal_of("audit-feedback", read) is read
