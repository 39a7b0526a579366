"""The callback of the tab: from a start to a report and a case, and nothing for those who may not."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from advisor.serving_options import ServingOptions
from advisor.web.loading import Loading
from advisor.web.operating.visit import KEY, Visit
from evals.errors import EvalsError
from evals.tab.tab import advisor_of, answering
from tests.advisor.web.samples import OPENED
from tests.evals.tab.conftest import Making, ended


def by(user: str = "") -> Any:
    """A request by a user, as Gradio hands it to a server function."""
    return SimpleNamespace(scope={KEY: Visit("1", "127.0.0.1", user=user)})


def test_from_a_start_to_a_report_and_a_case(making: Making) -> None:
    job = making()
    evaluate = answering(job, ServingOptions())
    assert 'value="small"' in evaluate({"act": "open"}, by())["all"]
    assert evaluate({"act": "start", "suites": ["small"], "split": "test"}, by())["parts"]["said"]
    ended(job)
    told = evaluate({"act": "pulse"}, by())
    run = job.progress.run
    assert (told["running"], "has ended" in told["parts"]["said"]) == (False, True)
    assert run in told["parts"]["runs"]
    detail = evaluate({"act": "run", "run": run}, by())["parts"]["detail"]
    assert 'value="small/plain"' in detail
    shown = evaluate({"act": "case", "run": run, "case": "small/plain"}, by())["parts"]["shown"]
    assert "How do we get wards to act on audit?" in shown
    report = evaluate({"act": "report", "run": run}, by())["parts"]["shown"]
    assert "&lt;html" in report
    assert "small" in report


@pytest.mark.parametrize(
    "sent",
    [
        None,
        [],
        {"act": "run", "run": "../x"},
        {"act": "case", "run": "20260101-000000"},
        {"act": "start"},
        {"act": "report"},
    ],
)
def test_what_makes_no_sense_is_a_sentence(making: Making, sent: object) -> None:
    told = answering(making(), ServingOptions())(sent, by())
    assert told.get("fault") or told["parts"]
    assert not told["running"]


def test_those_who_may_not_see_and_start_nothing(making: Making) -> None:
    job = making()
    evaluate = answering(job, ServingOptions(user_header="X-Remote-User", evaluators=("ann",)))
    for sent in ({"act": "open"}, {"act": "start", "suites": ["small"], "split": ""}):
        assert list(evaluate(sent, by("bob"))) == ["all"]
        assert "for the team" in evaluate(sent, by("bob"))["all"]
    assert not job.progress.running
    assert job.kept.names() == []
    assert "small" in evaluate({"act": "open"}, by("ann"))["all"]


def test_an_advisor_that_is_not_open_is_told_of() -> None:
    with pytest.raises(EvalsError, match="not open"):
        advisor_of(Loading.of(replace(OPENED, programs=None)))
