"""All figures of one case, and of one suite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from advisor.answer import Answer
from evals.cases import Case
from evals.judge import Judge
from evals.marking import ADVICE, checks, cites
from evals.metrics.citing import citation_figures
from evals.metrics.dissent import dissent_figures
from evals.metrics.fitting import fit_figures, robustness, sensitivity
from evals.metrics.ground import Ground, source_figures
from evals.metrics.latency import latency_figures
from evals.metrics.statuses import abstention_figures, status_figures
from evals.records import CaseResult

MEANS = (
    "top3_hit",
    "forbidden_out",
    "coverage",
    "reference_recall",
    "citation_recall",
    "citation_precision",
    "dissent_recall",
    "true_sources",
    "kept",
)


def item_figures(case: Case, answer: Answer, judge: Judge, ground: Ground | None = None) -> dict[str, float]:
    """The figures of one case; advice without a sentence scores 0 on both of ALCE's, never nothing.

    ``kept`` is the share of the sentences that the product's own last check let through: what it had to
    remove was wrong before it got there.

    Args:
        case: what was asked.
        answer: what came of it.
        judge: says whether a source carries a sentence.
        ground: what the corpus itself says, when it is known.
    """
    figures = {
        **fit_figures(case, checks(case.expect, answer), cites(answer)),
        **dissent_figures(answer, ground.against if ground else None),
        **(source_figures(answer, ground) if ground else {}),
    }
    cited = citation_figures(answer, judge)
    if not cited and answer.status in ADVICE and not answer.tables:
        cited = {"citation_recall": 0.0, "citation_precision": 0.0}
    said = len(answer.sentences())
    kept = {"kept": said / (said + answer.removed)} if said + answer.removed else {}
    return {**figures, **cited, **kept}


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
    abstention = abstention_figures(expected, given, [r.id for _, r in graded])
    return {
        "n": len(results),
        "ok": sum(r.ok for r in results),
        "pass_rate": _mean([float(r.ok) for r in results]),
        "status_accuracy": status_figures(expected, given)["accuracy"],
        "abstention_f1": abstention["f1"],
        **{name: _mean([figures[name] for figures in items.values() if name in figures]) for name in MEANS},
        "sentences": sum(r.sentences for r in results),
        "unsupported": sum(r.unsupported for r in results),
        "removed": sum(r.removed for r in results),
        "by_model": sum(r.writer != "composer" for r in results),
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
