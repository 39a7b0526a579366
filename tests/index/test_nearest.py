"""The quick pass over many vectors hands on the nearest; linear algebra keeps to one thread."""

from __future__ import annotations

import numpy as np
import pytest

from index.fusion import top
from index.nearest import DEPTH, Reduced, one_blas_thread
from index.vectors import Vectors, unit


@pytest.fixture(scope="module")
def many() -> Vectors:
    """Forty thousand vectors that vary as those of texts do: much along few directions, less along each further one."""
    chance = np.random.default_rng(11)
    spread = (1.0 / np.sqrt(np.arange(1, 385))).astype(np.float32)
    turned = np.linalg.qr(chance.normal(size=(384, 384)))[0].astype(np.float32)
    return unit((chance.normal(size=(40_000, 384)).astype(np.float32) * spread) @ turned)


def test_the_ten_nearest_are_handed_on(many: Vectors) -> None:
    reduced = Reduced(many)
    found: list[float] = []
    for question in unit(many[:40] + many[40:80]):
        nearest = set(np.argsort(-(many @ question))[:10].tolist())
        found.append(len(nearest & set(top(reduced.scores(question), DEPTH).tolist())) / 10)
    assert np.mean(found) >= 0.98


def test_all_directions_lose_nothing(many: Vectors) -> None:
    some = many[:500]
    scores = Reduced(some, width=384).scores(some[3])
    np.testing.assert_allclose(scores, some @ some[3], atol=1e-5)


def test_rows_keep_their_places(many: Vectors) -> None:
    reduced = Reduced(many)
    assert all(int(reduced.scores(many[i]).argmax()) == i for i in (0, 17, 20_001, 39_999))


def test_linear_algebra_keeps_to_one_thread() -> None:
    from threadpoolctl import threadpool_info

    one_blas_thread()
    assert {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"} == {1}
