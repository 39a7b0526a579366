"""The noise floor: from repeats of a run, and in a comparison."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from advisor.answer import Answer
from advisor.context import ManagerContext
from evals.compare import compare
from evals.judge import Verbatim
from evals.noise import floors
from evals.reading import parse_suite
from evals.running import run_suites
from tests.evals.stand_ins import SUITE, StandIn
from tests.evals.test_compare import run_of


def test_the_noise_floor_comes_from_repeats() -> None:
    runs = [run_of([True] * n + [False] * (20 - n)) for n in (10, 12, 11)]
    noise = floors(runs)
    assert noise["s"]["ok"] == noise["all"]["ok"] == pytest.approx(0.1)
    assert floors(runs[:1]) == {}
    before, after = run_of([False] * 20), run_of([True] * 20)
    loud = after.model_copy(update={"repeats": 3, "noise": {"all": {"ok": 1.0}, "s": {"ok": 1.0}}})
    assert compare(before, after).verdict == "better"
    assert compare(before, loud).verdict == "too close to call"
    assert {d.noise for d in compare(before, loud).differences} == {1.0}
    assert "noise" not in before.written()
    assert loud.written()["repeats"] == 3


class Wavers(StandIn):
    """Leaves its recommendations out when it is asked a thing again, as a sampled writer might."""

    def advise(
        self, question: str, context: ManagerContext | None = None, history: Sequence[Answer | str] = ()
    ) -> Answer:
        answer = super().advise(question, context, history)
        again = sum(asked == question for asked, _ in self.asked) > 1
        return answer.model_copy(update={"recommendations": ()}) if again else answer


def test_repeats_of_what_is_sampled_leave_a_floor() -> None:
    suites = [parse_suite(SUITE, "s.yaml")]
    steady, asked = run_suites(suites, StandIn(), Verbatim(), repeats=2)
    assert steady.repeats == 2
    assert len(asked) == 4, "the answers are those of the first run"
    assert set(steady.noise["all"].values()) == {0.0}
    wavering, _ = run_suites(suites, Wavers(), Verbatim(), repeats=2)
    assert wavering.noise["small"]["top3_hit"] > 0
    assert run_suites(suites, StandIn(), Verbatim())[0].noise == {}
