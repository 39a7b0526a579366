"""All figures of one case, and of one suite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from advisor.answer import Answer
from evals.cases import Case
from evals.judge import Judge
from evals.marking import ADVICE, checks
from evals.metrics.citing import citation_figures
from evals.metrics.fitting import dissent_figures, fit_figures, robustness, sensitivity
from evals.metrics.latency import latency_figures
from evals.metrics.statuses import abstention_figures, status_figures
from evals.records import CaseResult

MEANS = ("top3_hit", "forbidden_out", "coverage", "citation_recall", "citation_precision", "dissent_recall")


def item_figures(case: Case, answer: Answer, judge: Judge) -> dict[str, float]:
    """The figures of one case; advice without a sentence scores 0 on both of ALCE's, never nothing."""
    figures = {**fit_figures(case, checks(case.expect, answer)), **dissent_figures(answer)}
    cited = citation_figures(answer, judge)
    if not cited and answer.status in ADVICE and not answer.tables:
        cited = {"citation_recall": 0.0, "citation_precision": 0.0}
    return {**figures, **cited}


def summary(
    cases: Sequence[Case], results: Sequence[CaseResult], items: Mapping[str, dict[str, float]]
) -> dict[str, Any]:
    """The figures of a suite; each mean is over the cases that have the figure, and is None when none has.

    Args:
        cases: as they were asked.
        results: in the same order.
        items: the figures of each case, by its id.
    """
    graded = [(c, r) for c, r in zip(cases, results, strict=True) if c.expect.status]
    expected = [frozenset(s.value for s in c.expect.status or ()) for c, _ in graded]
    given = [r.status for _, r in graded]
    abstention = abstention_figures(expected, given)
    return {
        "n": len(results),
        "ok": sum(r.ok for r in results),
        "pass_rate": _mean([float(r.ok) for r in results]),
        "status_accuracy": status_figures(expected, given)["accuracy"],
        "abstention_f1": abstention["f1"],
        **{name: _mean([figures[name] for figures in items.values() if name in figures]) for name in MEANS},
        "sentences": sum(r.sentences for r in results),
        "unsupported": sum(r.unsupported for r in results),
        "errors": sum(r.status == "error" for r in results),
        **sensitivity(cases, results),
        **robustness(cases, results),
        "status": status_figures(expected, given),
        "abstention": abstention,
        "ms": latency_figures([r.ms for r in results]),
        "items": dict(items),
    }


def _mean(values: Sequence[float]) -> float | None:
    """The mean, or None of nothing."""
    return sum(values) / len(values) if values else None
