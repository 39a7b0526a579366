"""Fit of the first three, dissent, and what a pair or a group of cases shows together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from advisor.answer import Answer
from evals.cases import Case
from evals.records import CaseResult


def fit_figures(case: Case, checks: Mapping[str, bool]) -> dict[str, float]:
    """Top-three hit, and whether the forbidden stay out, where the case expects it."""
    names = {"top3_any": "top3_hit", "top3_none": "forbidden_out", "cites_any": "coverage"}
    return {name: float(checks[key]) for key, name in names.items() if key in checks}


def dissent_figures(answer: Answer) -> dict[str, float]:
    """Of the recommendations whose evidence disagrees, the share that says where it struggled."""
    disputed = [rec for rec in (*answer.recommendations, *answer.advised_against) if rec.badge.disagree]
    if not disputed:
        return {}
    return {"dissent_recall": sum(bool(rec.struggled) for rec in disputed) / len(disputed)}


def sensitivity(cases: Sequence[Case], results: Sequence[CaseResult]) -> dict[str, float]:
    """Of the pairs of cases (one field changed), the share whose first three, or status, differ."""
    return _tied([c.pair for c in cases], results, "pairs_that_differ", differ=True)


def robustness(cases: Sequence[Case], results: Sequence[CaseResult]) -> dict[str, float]:
    """Of the groups (one question in other words), the mean overlap (Jaccard) of the first three with the first's."""
    return _tied([c.group for c in cases], results, "paraphrase_overlap", differ=False)


def _tied(
    names: Sequence[str | None], results: Sequence[CaseResult], called: str, differ: bool
) -> dict[str, float]:
    """One figure over cases that share a name, each compared with the first of the name."""
    groups: dict[str, list[CaseResult]] = defaultdict(list)
    for name, result in zip(names, results, strict=True):
        if name:
            groups[name].append(result)
    scores: list[float] = []
    for first, *others in groups.values():
        for other in others:
            same = _overlap(first, other)
            scores.append(float(same < 1.0 or first.top3 != other.top3) if differ else same)
    return {called: sum(scores) / len(scores)} if scores else {}


def _overlap(a: CaseResult, b: CaseResult) -> float:
    """Jaccard overlap of the first three; of the status when neither recommends anything."""
    if not a.top3 and not b.top3:
        return float(a.status == b.status)
    return len(set(a.top3) & set(b.top3)) / len(set(a.top3) | set(b.top3))
