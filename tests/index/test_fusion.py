"""Fusing two rankings."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index.fusion import convex, min_max, top

SIZE = 12
cosines = arrays(np.float32, SIZE, elements=st.floats(-1, 1, width=16), unique=True)
bm25 = arrays(np.float32, SIZE, elements=st.floats(0.125, 30, width=16), unique=True)
alphas = st.floats(0, 1)
Array = npt.NDArray[np.float32]


def ranking(scores: Array) -> list[int]:
    return np.argsort(-scores, kind="stable").tolist()


@given(cosines, bm25)
def test_alpha_0_is_the_dense_ranking(dense: Array, lexical: Array) -> None:
    fused = convex(dense, lexical, 0.0, SIZE)
    assert (np.diff(fused[ranking(dense)]) <= 0).all()
    assert fused[dense.argmax()] == 1


@given(cosines, bm25)
def test_alpha_1_is_the_ranking_of_bm25(dense: Array, lexical: Array) -> None:
    fused = convex(dense, lexical, 1.0, SIZE)
    assert (np.diff(fused[ranking(lexical)]) <= 0).all()
    assert fused[lexical.argmax()] == 1


@given(cosines, bm25, alphas, st.integers(1, SIZE))
def test_scores_lie_between_0_and_1(dense: Array, lexical: Array, alpha: float, depth: int) -> None:
    fused = convex(dense, lexical, alpha, depth)
    assert fused.dtype == np.float32
    assert fused.min() >= 0
    assert fused.max() <= 1 + 1e-6


@given(cosines, bm25, alphas)
def test_better_in_both_is_better_fused(dense: Array, lexical: Array, alpha: float) -> None:
    fused = convex(dense, lexical, alpha, SIZE)
    for i in range(SIZE):
        worse = (dense < dense[i]) & (lexical < lexical[i])
        assert (fused[worse] <= fused[i] + 1e-6).all()


@given(cosines, alphas)
def test_with_no_shared_word_the_dense_ranking_stays(dense: Array, alpha: float) -> None:
    fused = convex(dense, np.zeros(SIZE, dtype=np.float32), alpha, SIZE)
    assert fused[dense.argmax()] == 1


@given(arrays(np.float32, SIZE, elements=st.integers(0, 4)), st.integers(0, 2 * SIZE))
def test_top_is_a_stable_sort(scores: Array, k: int) -> None:
    assert top(scores, k).tolist() == ranking(scores)[:k]


@given(arrays(np.float32, SIZE, elements=st.floats(-5, 5, width=16)))
def test_min_max_spans_0_to_1_or_is_flat(scores: Array) -> None:
    scaled = min_max(scores, np.arange(SIZE))
    if scores.min() < scores.max():
        assert (scaled.min(), scaled.max()) == (0, 1)
    else:
        assert not scaled.any()


def test_min_max_of_no_candidates_is_all_noughts() -> None:
    assert min_max(np.ones(3, dtype=np.float32), np.zeros(0, dtype=np.intp)).tolist() == [0, 0, 0]


@pytest.mark.parametrize("kind", ["spread", "sparse", "level", "late"])
def test_the_greatest_of_very_many_are_those_of_a_plain_sort(kind: str) -> None:
    chance = np.random.default_rng(3)
    scores = chance.normal(size=120_001).astype(np.float32)
    if kind == "sparse":
        scores[chance.random(scores.size) > 0.001] = 0
    if kind == "level":
        scores[:] = 1
    if kind == "late":
        scores[-40:] += 100
    for k in (1, 30, 5000, scores.size):
        assert top(scores, k).tolist() == np.argsort(-scores, kind="stable")[:k].tolist()
