"""Fit of the first three, dissent, and what a pair or a group of cases shows together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

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
    """Of the pairs of cases (one field changed), the share whose first three move when they should, and only then.

    A pair that says nothing of ``change`` should move.
    """
    due = {case.pair: case.change is not False for case in cases if case.pair}
    right = [
        float((first.top3 != other.top3 or first.status != other.status) == due[name])
        for name, first, other in _tied([c.pair for c in cases], results)
    ]
    return {"pairs_right": sum(right) / len(right)} if right else {}


def robustness(cases: Sequence[Case], results: Sequence[CaseResult]) -> dict[str, float]:
    """Of the groups (one question in other words), the mean Jaccard overlap of the first three."""
    overlaps = [_overlap(first, other) for _, first, other in _tied([c.group for c in cases], results)]
    return {"paraphrase_overlap": sum(overlaps) / len(overlaps)} if overlaps else {}


def _tied(
    names: Sequence[str | None], results: Sequence[CaseResult]
) -> Iterator[tuple[str, CaseResult, CaseResult]]:
    """The first case of each name with each of the others of that name."""
    firsts: dict[str, CaseResult] = {}
    for name, result in zip(names, results, strict=True):
        if name in firsts:
            yield name, firsts[name], result
        elif name:
            firsts[name] = result


def _overlap(a: CaseResult, b: CaseResult) -> float:
    """Jaccard overlap of the first three; of the status when neither recommends anything."""
    if not a.top3 and not b.top3:
        return float(a.status == b.status)
    return len(set(a.top3) & set(b.top3)) / len(set(a.top3) | set(b.top3))
