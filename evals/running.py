"""A whole run: the advisor is opened once, every suite is run, and the versions are stamped."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence

from evals import showing
from evals.cases import Suite
from evals.errors import EvalsError
from evals.judge import Judge, product_judge
from evals.records import Asked, Run, SuiteResult
from evals.runner import Advises, run_suite, warm_up
from evals.versions import versions

log = logging.getLogger(__name__)


def run_suites(
    suites: Sequence[Suite],
    advisor: Advises | None = None,
    judge: Judge | None = None,
    baselines: Sequence[str] = (),
) -> tuple[Run, list[Asked]]:
    """Run suites with a progress bar.

    Args:
        suites: what to ask.
        advisor: what is asked; the product's own, from the settings in force, when None.
        judge: says whether a source carries a sentence; the product's verifier when None.
        baselines: names of baselines to run beside it, over the same index; one that can't be made is told
            of and left out.

    Returns:
        The run record, and every answer of the advisor in full.
    """
    from advisor.settings import load_settings

    settings = load_settings()
    if advisor is None:
        from advisor.pipeline import Advisor

        advisor = Advisor.open(settings)
    judge = judge or product_judge()
    others = dict(_made(baselines, getattr(advisor, "index", None)))
    total = sum(len(suite.cases) for suite in suites) * (1 + len(others))
    asked: list[Asked] = []
    with showing.bar("Asking", total) as tick:
        results = _through(advisor, suites, judge, tick, asked)
        beside = {name: _through(other, suites, judge, tick, []) for name, other in others.items()}
    return Run(suites=results, versions=versions(settings, judge.name), baselines=beside), asked


def _through(
    advisor: Advises, suites: Sequence[Suite], judge: Judge, tick: Callable[[int], None], asked: list[Asked]
) -> tuple[SuiteResult, ...]:
    """Every suite through one advisor; its answers are added to ``asked``."""
    warm_up(advisor)
    results: list[SuiteResult] = []
    for suite in suites:
        result, marked = run_suite(suite, advisor, judge, lambda: tick(1))
        results.append(result)
        asked.extend(Asked(suite=suite.suite, case=m.case.id, answer=m.answer) for m in marked)
    return tuple(results)


def _made(names: Sequence[str], index: object) -> Iterator[tuple[str, Advises]]:
    """Baselines by name, over the advisor's own index."""
    for name in dict.fromkeys(names):
        from evals.baselines import BASELINES
        from index.opening import OpenIndex

        if not isinstance(index, OpenIndex):
            raise EvalsError("baselines need the index of the advisor under test.", "Leave out --baseline.")
        try:
            yield name, BASELINES[name](index)
        except EvalsError as err:
            log.warning("%s", err)
