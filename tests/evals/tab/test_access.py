"""The tab is everybody's where nobody signs in, and the named evaluators' where people do."""

from __future__ import annotations

import pytest

from advisor.serving_options import ServingOptions
from advisor.web.operating.visit import Visit
from evals.tab.access import may_evaluate

ANN = Visit("1", "10.0.0.1", user="ann")
SIGNED = {"user_header": "X-Remote-User"}


@pytest.mark.parametrize(
    ("options", "visit", "may"),
    [
        ({}, None, True),
        ({}, Visit("1", "10.0.0.1"), True),
        (SIGNED, ANN, False),
        ({**SIGNED, "evaluators": ["bob"]}, ANN, False),
        ({**SIGNED, "evaluators": ["ann"]}, ANN, True),
        ({"users": {"ann": "x"}, "evaluators": ["ann"]}, ANN, True),
        ({"users_file": "users", "evaluators": ["ann"]}, None, False),
        ({**SIGNED, "evaluators": [""]}, Visit("1"), False),
    ],
)
def test_who_may(options: dict[str, object], visit: Visit | None, may: bool) -> None:
    assert may_evaluate(visit, ServingOptions.model_validate(options)) is may
