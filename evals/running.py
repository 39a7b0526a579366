"""A whole run: the advisor is opened once, every suite is run, and the versions are stamped."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from evals import showing
from evals.cases import Suite
from evals.errors import EvalsError
from evals.judge import Judge, product_judge
from evals.metrics.ground import Ground, ground_of
from evals.noise import floors
from evals.records import Asked, Run, SuiteResult
from evals.runner import Advises, run_suite, warm_up
from evals.versions import versions

if TYPE_CHECKING:
    from evals.baselines import Baseline
    from evals.judged import JudgedQuestion
    from index.opening import OpenIndex

log = logging.getLogger(__name__)


def run_suites(
    suites: Sequence[Suite],
    advisor: Advises | None = None,
    judge: Judge | None = None,
    baselines: Sequence[str] = (),
    questions: Sequence[JudgedQuestion] = (),
    repeats: int = 1,
) -> tuple[Run, list[Asked]]:
    """Run suites with a progress bar.

    Args:
        suites: what to ask.
        advisor: what is asked; the product's own, from the settings in force, when None.
        judge: says whether a source carries a sentence; the product's verifier when None.
        baselines: names of baselines to run beside it, over the same index; one that can't be made is told
            of and left out.
        questions: judged questions to measure the search on as well, which needs the advisor's index.
        repeats: how often to run the advisor; from 2 on the noise floor is measured.

    Returns:
        The run record, and every answer of the advisor (of its first run) in full.
    """
    from advisor.settings import load_settings

    settings = load_settings()
    if advisor is None:
        from advisor.pipeline import Advisor

        advisor = Advisor.open(settings)
    judge = judge or product_judge()
    index = _index(advisor)
    ground = None if index is None else ground_of(index)
    others = dict(_made(baselines, index))
    total = sum(len(suite.cases) for suite in suites) * (repeats + len(others))
    asked: list[Asked] = []
    made: list[Run] = []
    with showing.bar("Asking", total + len(questions) * (4 + len(others))) as tick:
        for _ in range(repeats):
            results = _through(advisor, suites, judge, tick, [] if made else asked, ground)
            made.append(Run(suites=results, versions={}))
        beside = {n: _through(o, suites, judge, tick, [], ground) for n, o in others.items()}
        ours, theirs = _searched(questions, index, others, tick)
    run = Run(
        suites=(*made[0].suites, *ours),
        versions=versions(settings, judge.name, index),
        baselines={name: (*found, *theirs.get(name, ())) for name, found in beside.items()},
        repeats=repeats,
        noise=floors(made),
    )
    return run, asked


def _index(advisor: Advises) -> OpenIndex | None:
    """The index of the advisor under test, when it has one."""
    from index.opening import OpenIndex

    index = getattr(advisor, "index", None)
    return index if isinstance(index, OpenIndex) else None


def _through(
    advisor: Advises,
    suites: Sequence[Suite],
    judge: Judge,
    tick: Callable[[int], None],
    asked: list[Asked],
    ground: Ground | None,
) -> tuple[SuiteResult, ...]:
    """Every suite through one advisor; its answers are added to ``asked``."""
    warm_up(advisor)
    results: list[SuiteResult] = []
    for suite in suites:
        result, marked = run_suite(suite, advisor, judge, lambda: tick(1), ground)
        results.append(result)
        asked.extend(Asked(suite=suite.suite, case=m.case.id, answer=m.answer) for m in marked)
    return tuple(results)


def _searched(
    questions: Sequence[JudgedQuestion],
    index: OpenIndex | None,
    others: dict[str, Baseline],
    tick: Callable[[int], None],
) -> tuple[tuple[SuiteResult, ...], dict[str, tuple[SuiteResult, ...]]]:
    """The search on judged questions, ours and each baseline's, as suites without cases."""
    from evals.searching import as_suite, measure, own_methods

    if not questions:
        return (), {}
    if index is None:
        raise EvalsError("judged questions need the index of the advisor under test.", "Leave out --judged.")
    methods = {**own_methods(index), **{name: other.ranked for name, other in others.items()}}
    found = measure(questions, methods, lambda: tick(1))
    return (as_suite(found),), {name: (as_suite({name: found[name]}, name),) for name in others}


def _made(names: Sequence[str], index: OpenIndex | None) -> Iterator[tuple[str, Baseline]]:
    """Baselines by name, over the advisor's own index."""
    for name in dict.fromkeys(names):
        from evals.baselines import BASELINES

        if index is None:
            raise EvalsError("baselines need the index of the advisor under test.", "Leave out --baseline.")
        try:
            yield name, BASELINES[name](index)
        except EvalsError as err:
            log.warning("%s", err)
