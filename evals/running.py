"""A whole run: the advisor is opened once, every suite is run, and the versions are stamped."""

from __future__ import annotations

from collections.abc import Sequence

from evals import showing
from evals.cases import Suite
from evals.judge import Judge, product_judge
from evals.records import Asked, Run, SuiteResult
from evals.runner import Advises, run_suite, warm_up
from evals.versions import versions


def run_suites(
    suites: Sequence[Suite], advisor: Advises | None = None, judge: Judge | None = None
) -> tuple[Run, list[Asked]]:
    """Run suites with a progress bar.

    Args:
        suites: what to ask.
        advisor: what is asked; the product's own, from the settings in force, when None.
        judge: says whether a source carries a sentence; the product's verifier when None.

    Returns:
        The run record, and every answer in full.
    """
    from advisor.settings import load_settings

    settings = load_settings()
    if advisor is None:
        from advisor.pipeline import Advisor

        advisor = Advisor.open(settings)
    judge = judge or product_judge()
    results: list[SuiteResult] = []
    asked: list[Asked] = []
    with showing.bar("Asking", sum(len(suite.cases) for suite in suites)) as tick:
        warm_up(advisor)
        for suite in suites:
            result, marked = run_suite(suite, advisor, judge, lambda: tick(1))
            results.append(result)
            asked.extend(Asked(suite=suite.suite, case=m.case.id, answer=m.answer) for m in marked)
    return Run(suites=tuple(results), versions=versions(settings, judge.name)), asked
