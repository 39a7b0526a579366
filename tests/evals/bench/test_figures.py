"""Ratios, their spread, and what they should reach."""

from __future__ import annotations

import pytest

from evals.bench.catalogue import BOUNDS, NAMES, PARTS, parts_of, unknown
from evals.bench.figures import Bound, paired
from evals.bench.plan import bound_of


def test_a_ratio_is_that_of_the_medians_and_its_spread_that_of_the_pairs() -> None:
    made = paired([1.0, 2.0, 9.0], [10.0, 10.0, 10.0], "ms", "theirs", Bound(sign="<=", limit=0.25))
    assert (made.ours, made.baseline, made.ratio, made.repeats) == (2.0, 10.0, 0.2, 3)
    assert made.quartiles == pytest.approx((0.15, 0.55))
    assert made.reached is True
    assert made.bound == "<= 0.25"
    assert paired([3.0], [10.0], "ms", "theirs").reached is None


def test_repeats_that_are_not_in_pairs_are_refused() -> None:
    with pytest.raises(ValueError, match="argument 2"):
        paired([1.0, 2.0], [1.0], "ms", "theirs")


@pytest.mark.parametrize(
    ("sign", "ratio", "reached"),
    [("<=", 0.3, True), ("<=", 0.31, False), (">=", 3.2, True), (">=", 3.1, False)],
)
def test_a_bound_holds_its_own_limit(sign: str, ratio: float, reached: bool) -> None:
    limit = 0.3 if sign == "<=" else 3.2
    assert Bound.model_validate({"sign": sign, "limit": limit}).reached(ratio) is reached


def test_every_name_of_the_issue_is_a_benchmark() -> None:
    assert set(NAMES) == {"index", "search", "answer", "startup", "scale", "serve", "memory", "writer"}
    assert parts_of([]) == list(PARTS)
    assert parts_of(["search"]) == ["search", "search.filtered", "search.ndcg"]
    assert parts_of(["search.ndcg", "answer"]) == ["search.ndcg", "answer"]
    assert unknown(["startup", "startup.page", "speed"]) == ["speed"]


def test_every_bound_is_of_a_part() -> None:
    assert {row.partition(".")[0] for row in BOUNDS} == set(NAMES)
    assert str(bound_of("index")) == ">= 3.2"
    assert bound_of("memory.alone") is None
