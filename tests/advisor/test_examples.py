"""Nearest labelled examples, and the cache of their vectors."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.context import ManagerContext
from advisor.examples import EXAMPLES, Labelled, load_examples
from advisor.intent import OUT
from corpus.vocabulary import vocabulary
from tests.index.hashing import WIDTH, HashingEmbedder

SETS = """
intents:
  in_scope: [how do we spread research, what works on wards, who has tried brokers]
  clinical: [what dose of aspirin]
approaches:
  audit-feedback: [we want charts]
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "examples.yaml"
    path.write_text(SETS, encoding="utf-8")
    return path


def axes(*labels: str) -> Labelled:
    """One example for each label, each at right angles to the others."""
    return Labelled(labels, np.eye(len(labels), dtype=np.float32))


def test_labels_stand_beside_their_vectors(small: Path) -> None:
    embedder = HashingEmbedder()
    sets = load_examples(embedder, paths=[small])
    assert sets["intents"].labels == ("in_scope", "in_scope", "in_scope", "clinical")
    assert sets["intents"].vectors.shape == (4, WIDTH)
    assert (sets["intents"].vectors[3] == HashingEmbedder().encode(["what dose of aspirin"])[0]).all()
    assert (sets["approaches"].vectors[0] == HashingEmbedder().encode(["we want charts"])[0]).all()
    assert len(embedder.embedded) == 5


def test_the_cache_spares_the_model(small: Path, tmp_path: Path) -> None:
    first = load_examples(HashingEmbedder(), tmp_path, [small])
    again = HashingEmbedder()
    second = load_examples(again, tmp_path, [small])
    assert again.embedded == []
    assert (first["intents"].vectors == second["intents"].vectors).all()


@pytest.mark.parametrize("change", ["examples", "model"])
def test_other_examples_or_another_model_are_embedded_afresh(
    small: Path, tmp_path: Path, change: str
) -> None:
    load_examples(HashingEmbedder(), tmp_path, [small])
    if change == "examples":
        small.write_text(SETS.replace("aspirin", "ibuprofen"), encoding="utf-8")
    again = HashingEmbedder("hashing@2" if change == "model" else "hashing@1")
    load_examples(again, tmp_path, [small])
    assert len(again.embedded) == 5


@pytest.mark.parametrize(
    "spoilt",
    [
        b"",
        b"rubbish",
        b"\x93NUMPY",
    ],
)
def test_a_broken_cache_is_passed_over_and_mended(small: Path, tmp_path: Path, spoilt: bytes) -> None:
    load_examples(HashingEmbedder(), tmp_path, [small])
    (kept,) = tmp_path.glob("examples-*.npy")
    good = kept.read_bytes()
    kept.write_bytes(spoilt)
    again = HashingEmbedder()
    load_examples(again, tmp_path, [small])
    assert len(again.embedded) == 5
    assert kept.read_bytes() == good


def test_a_flipped_bit_of_the_cache_is_found_out(small: Path, tmp_path: Path) -> None:
    load_examples(HashingEmbedder(), tmp_path, [small])
    (kept,) = tmp_path.glob("examples-*.npy")
    good = kept.read_bytes()
    for place in range(0, len(good), 37):
        kept.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
        again = HashingEmbedder()
        load_examples(again, tmp_path, [small])
        assert len(again.embedded) == 5
        assert kept.read_bytes() == good


def test_a_cache_that_can_not_be_written_is_no_fault(small: Path, tmp_path: Path) -> None:
    assert load_examples(HashingEmbedder(), tmp_path / "not there", [small])["intents"].labels


def test_shares_go_to_the_nearest() -> None:
    shares = axes("a", "b", "c").shares(np.array([0.8, 0.6, 0.0], dtype=np.float32))
    assert list(shares) == ["a", "b", "c"]
    assert shares["a"] == pytest.approx(0.8**8 / (0.8**8 + 0.6**8), rel=1e-3)


def test_only_the_neighbours_vote() -> None:
    assert set(axes("a", "b", "c").shares(np.array([0.8, 0.6, 0.1], dtype=np.float32), 2)) == {"a", "b"}


@settings(deadline=None)
@given(st.lists(st.floats(-1, 1, width=32), min_size=4, max_size=4))
def test_shares_sum_to_one(vector: list[float]) -> None:
    shares = axes("a", "b", "a", "c").shares(np.array(vector, dtype=np.float32))
    assert sum(shares.values()) == pytest.approx(1)
    assert list(shares.values()) == sorted(shares.values(), reverse=True)


def test_likeness_is_nothing_below_the_floor() -> None:
    likeness = axes("a", "b").likeness(np.array([0.9, 0.2], dtype=np.float32), floor=0.3)
    assert likeness["b"] == 0
    assert likeness["a"] == pytest.approx(0.6)


def test_one_lucky_example_counts_for_less_than_two() -> None:
    vector = np.array([1.0, 0.0], dtype=np.float32)
    lucky = Labelled(("a", "a"), np.array([[1, 0], [0, 1]], dtype=np.float32)).likeness(vector)
    twice = Labelled(("a", "a"), np.array([[1, 0], [1, 0]], dtype=np.float32)).likeness(vector)
    assert lucky["a"] < twice["a"]


def test_the_nearest_has_its_cosine() -> None:
    label, cosine = axes("a", "b").nearest(np.array([0.6, 0.8], dtype=np.float32))
    assert label == "b"
    assert cosine == pytest.approx(0.8)


def test_the_shipped_examples_bear_labels_that_are_known() -> None:
    sets = load_examples(HashingEmbedder(), paths=EXAMPLES)
    assert set(sets["approaches"].labels) == vocabulary().slugs()
    assert set(sets["intents"].labels) == {"in_scope", *OUT}
    for goal in set(sets["goals"].labels):
        assert ManagerContext(goal=goal).goal == goal


def test_no_shipped_example_is_said_twice_in_one_set() -> None:
    embedder = HashingEmbedder()
    sets = load_examples(embedder, paths=EXAMPLES)
    start = 0
    for name, labelled in sets.items():
        own = [
            re.sub(r"\W+", " ", t.lower()).strip()
            for t in embedder.embedded[start : start + len(labelled.labels)]
        ]
        pairs = list(zip(own, labelled.labels, strict=True))
        start += len(labelled.labels)
        clash = {t for t, label in pairs if any(t == u and label != other for u, other in pairs)}
        assert not clash, name
