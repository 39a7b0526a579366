"""Fit of the first three, coverage, and what a pair or a group of cases shows together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from evals.cases import Case
from evals.records import CaseResult


def fit_figures(case: Case, checks: Mapping[str, bool], cited: Iterable[str] = ()) -> dict[str, float]:
    """Top-three hit, whether the forbidden stay out, and coverage, where the case expects it.

    ``coverage`` is 1 when a reference that the case names is cited; ``reference_recall`` is the share of those
    that are.
    """
    names = {"top3_any": "top3_hit", "top3_none": "forbidden_out", "cites_any": "coverage"}
    figures = {name: float(checks[key]) for key, name in names.items() if key in checks}
    wanted = set(case.expect.cites_any or ())
    return {**figures, **({"reference_recall": len(wanted & set(cited)) / len(wanted)} if wanted else {})}


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
    """Of the groups (one question in other words, or misspelt), how alike the first three are.

    Returns:
        ``paraphrase_overlap``, the mean Jaccard overlap, and ``rank_agreement``, the mean of Kendall's tau-b over
        the approaches that either recommends (one that is left out ranks last); nothing when there are no groups.
    """
    tied = list(_tied([c.group for c in cases], results))
    if not tied:
        return {}
    overlaps = [_overlap(first, other) for _, first, other in tied]
    agreements = [rank_agreement(first.top3, other.top3) for _, first, other in tied]
    known = [value for value in agreements if value is not None]
    return {
        "paraphrase_overlap": sum(overlaps) / len(overlaps),
        **({"rank_agreement": sum(known) / len(known)} if known else {}),
    }


def rank_agreement(first: Sequence[str], other: Sequence[str]) -> float | None:
    """Kendall's tau-b (scipy) between two rankings; 1 for equal ones, None when either is empty.

    >>> rank_agreement(["a", "b"], ["b", "a"])
    -1.0
    """
    from scipy.stats import kendalltau

    if not first or not other:
        return None
    if list(first) == list(other):
        return 1.0
    names = sorted({*first, *other})
    ranks = [[row.index(n) if n in row else len(row) for n in names] for row in (list(first), list(other))]
    tau = float(kendalltau(*ranks).statistic)
    return None if tau != tau else tau


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
