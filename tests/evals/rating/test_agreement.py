"""Agreement: Krippendorff's published example, perfect and opposite raters, and ranks against the metrics."""

from __future__ import annotations

import sys

import pytest

from evals.errors import EvalsError
from evals.rating.agreement import among, between
from evals.rating.marks import Rated
from evals.rating.sheets import MARKS

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C: four observers, twelve units,
# ordinal alpha 0.815.
PUBLISHED = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)


def rated(*rows: tuple[int | None, ...]) -> list[Rated]:
    return [
        Rated(f"r{at}", {f"i{n}": {"helpful": v} for n, v in enumerate(row) if v is not None})
        for at, row in enumerate(rows)
    ]


def test_alpha_is_that_of_the_published_example() -> None:
    helpful, true, act = among(rated(*PUBLISHED))
    assert helpful.alpha == pytest.approx(0.815, abs=0.0005)
    assert (helpful.raters, helpful.items) == (4, 11)
    assert helpful.low is not None
    assert helpful.high is not None
    assert helpful.low < 0.815 < helpful.high
    assert (true.alpha, act.alpha, true.mean) == (None, None, None)
    assert [one.mark for one in (helpful, true, act)] == list(MARKS)


def test_perfect_agreement_is_one_and_opposites_are_below_zero() -> None:
    assert among(rated((1, 3, 5), (1, 3, 5)))[0].alpha == 1.0
    opposed = among(rated((1, 3, 5), (5, 3, 1)))[0].alpha
    assert opposed is not None
    assert opposed < 0


@pytest.mark.parametrize("rows", [((1, 2, 3),), ((4, 4), (4, 4)), ((1, None), (None, 2))])
def test_alpha_is_none_where_it_has_no_meaning(rows: tuple[tuple[int | None, ...], ...]) -> None:
    assert among(rated(*rows))[0].alpha is None


def test_metrics_are_ranked_against_the_mean_mark() -> None:
    figures = {f"i{n}": {"same": float(n), "back": -float(n), "flat": 1.0} for n in range(4)}
    figures["i3"].pop("back")
    found = {one.metric: one for one in between(rated((1, 2, 4, 5), (1, 3, 4, 5)), figures)}
    assert (found["same"].spearman, found["same"].kendall, found["same"].items) == (1.0, 1.0, 4)
    assert (found["back"].spearman, found["back"].items) == (-1.0, 3)
    assert (found["flat"].spearman, found["flat"].kendall) == (None, None)


def test_too_few_items_are_not_ranked() -> None:
    assert between(rated((1, 2)), {"i0": {"x": 0.0}, "i1": {"x": 1.0}}) == []


def test_without_the_library_the_command_that_brings_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "krippendorff", None)
    with pytest.raises(EvalsError, match=r"pip install .*\[ratings\]"):
        among(rated(*PUBLISHED))


def test_again_gives_the_same() -> None:
    assert among(rated(*PUBLISHED)) == among(rated(*PUBLISHED))
