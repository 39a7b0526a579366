"""One run at a time, watched, stopped, and kept when it ends."""

from __future__ import annotations

import pytest

from evals.errors import EvalsError, SuiteError
from tests.evals.tab.conftest import Making, ended


def test_a_run_is_marked_and_kept(making: Making) -> None:
    job = making()
    job.start(["small"], "test")
    ended(job)
    assert job.progress.words == "The run has ended and was kept."
    assert job.kept.names() == [job.progress.run]
    run = job.kept.run(job.progress.run)
    assert run.suites[0].summary["ok"] == run.suites[0].summary["n"] == 4
    assert run.versions["judge"] == "advisor.verify"
    assert set(job.kept.answers(job.progress.run)) == {name for name, _ in run.cases()}


def test_there_is_one_run_at_a_time_and_it_can_be_stopped(making: Making) -> None:
    job = making(0.2)
    job.start(["small"], "")
    with pytest.raises(EvalsError, match="a run is under way"):
        job.start(["small"], "")
    assert job.progress.total == 4
    job.stop()
    ended(job)
    assert job.progress.words == "The run was stopped; nothing of it was kept."
    assert job.kept.names() == []
    job.start(["small"], "")
    ended(job)
    assert len(job.kept.names()) == 1


@pytest.mark.parametrize(
    ("names", "split"), [([], ""), (["none"], ""), (["small"], "all"), (["small"], "dev")]
)
def test_what_can_not_be_run_is_refused(making: Making, names: list[str], split: str) -> None:
    with pytest.raises(EvalsError):
        making().start(names, split)


def test_a_suite_with_a_fault_is_told_of(making: Making) -> None:
    job = making()
    (job._suites / "odd.yaml").write_text("suite: odd\ncases:\n  - {id: a, question: b, expect: TODO}\n")
    assert job.choices() == ["odd", "small"]
    with pytest.raises(SuiteError, match=r"odd.yaml:3: .*still to be written"):
        job.start(["odd"], "")


def test_an_advisor_that_does_not_open_ends_the_run(making: Making) -> None:
    job = making()

    def broken() -> None:
        raise EvalsError("the advisor is not open, so nothing can be run.")

    job._opened = broken  # type: ignore[assignment]
    job.start(["small"], "")
    ended(job)
    assert job.progress.words.startswith("the advisor is not open")
