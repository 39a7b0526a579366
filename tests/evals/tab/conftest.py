"""A job over a stand-in advisor and one suite of four cases."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from advisor.answer import Answer
from advisor.context import ManagerContext
from evals.tab.job import Job
from evals.tab.kept_runs import KeptRuns
from tests.evals.stand_ins import SUITE, StandIn


class Held(StandIn):
    """Answers like the stand-in, each time after a pause."""

    def __init__(self, pause: float = 0.0) -> None:
        super().__init__()
        self.pause = pause

    def advise(
        self, question: str, context: ManagerContext | None = None, history: Sequence[Answer | str] = ()
    ) -> Answer:
        """One answer, in its own time."""
        time.sleep(self.pause)
        return super().advise(question, context, history)


def ended(job: Job, within: float = 20) -> None:
    """Wait until the run has ended."""
    until = time.monotonic() + within
    while job.progress.running:
        assert time.monotonic() < until, "the run did not end"
        time.sleep(0.01)


Making = Callable[..., Job]


@pytest.fixture
def making(tmp_path: Path) -> Making:
    """Makes a job: ``making(pause=0.1)``."""

    def make(pause: float = 0.0) -> Job:
        suites = tmp_path / "suites"
        suites.mkdir(exist_ok=True)
        (suites / "small.yaml").write_text(SUITE, encoding="utf-8")
        return Job(lambda: Held(pause), KeptRuns(tmp_path / "runs"), suites)

    return make
