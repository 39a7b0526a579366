from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from advisor.verifying import semantics
from advisor.verifying.semantics import Cosines, CrossEncoderEntailment
from index.embedding import Vectors


class Counting:
    """An embedder that keeps what it was given; a text that starts with 'a' is at right angles to others."""

    identity = "counting"

    def __init__(self) -> None:
        self.given: list[str] = []

    def encode(self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None) -> Vectors:
        self.given.extend(texts)
        return np.array([[1.0, 0.0] if t.startswith("a") else [0.0, 1.0] for t in texts], dtype=np.float32)


def test_each_text_is_embedded_once() -> None:
    embedder = Counting()
    cosines = Cosines(embedder)
    assert cosines("a", ["ab", "b", "b"]) == [1.0, 0.0, 0.0]
    assert cosines("b", ["a", "ab"]) == [0.0, 0.0]
    assert embedder.given == ["a", "ab", "b"]


def test_the_oldest_vectors_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(semantics, "KEPT", 2)
    embedder = Counting()
    cosines = Cosines(embedder)
    cosines("a", ["b", "c"])
    cosines("a", ["c"])
    assert embedder.given == ["a", "b", "c", "a"]


def stub(labels: dict[int, str]) -> SimpleNamespace:
    return SimpleNamespace(
        config=SimpleNamespace(id2label=labels),
        predict=lambda pairs: np.array([[0.0, 2.0, 0.0] for _ in pairs]),
    )


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ({0: "contradiction", 1: "entailment", 2: "neutral"}, 0.787),
        ({0: "ENTAILMENT", 1: "NEUTRAL", 2: "CONTRADICTION"}, 0.107),
    ],
)
def test_entailment_is_read_by_its_label(labels: dict[int, str], expected: float) -> None:
    model = CrossEncoderEntailment(Path("nowhere"), model=stub(labels))
    assert model.entails("premise", "hypothesis") == pytest.approx(expected, abs=1e-3)


def test_a_model_without_entailment_is_refused() -> None:
    with pytest.raises(ValueError, match="no label 'entailment'"):
        CrossEncoderEntailment(Path("nowhere"), model=stub({0: "LABEL_0"})).entails("a", "b")
