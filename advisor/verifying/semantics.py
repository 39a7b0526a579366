"""Cosines by the embedder, each text embedded once; and the seam for a cross-encoder NLI model."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from index.embedding import Embedder, Vectors

KEPT = 20_000


class Entailment(Protocol):
    """Anything that says how surely a premise entails a hypothesis."""

    def entails(self, premise: str, hypothesis: str) -> float:
        """A probability in 0..1."""
        ...


class Cosines:
    """Cosines of one text with others; vectors are kept, the oldest are dropped first.

    Args:
        embedder: gives unit vectors.
    """

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder
        self._kept: OrderedDict[str, Vectors] = OrderedDict()

    def __call__(self, text: str, others: Sequence[str]) -> list[float]:
        """The cosine of ``text`` with each of ``others``."""
        vectors = self._vectors([text, *others])
        return [float(value) for value in vectors[1:] @ vectors[0]]

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        """One row a text; only texts not seen before are embedded."""
        found = {t: self._kept[t] for t in texts if t in self._kept}
        fresh = [t for t in dict.fromkeys(texts) if t not in found]
        if fresh:
            found |= dict(zip(fresh, self.embedder.encode(fresh), strict=True))
        self._kept.update(found)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return np.stack([found[t] for t in texts])


class CrossEncoderEntailment:
    """A cross-encoder NLI model in a folder on this disk, loaded at its first use; nothing is downloaded.

    Args:
        folder: holds config.json, whose ``id2label`` names one label 'entailment'.
        model: an object with ``predict``; given by tests.

    Raises:
        ValueError: when the folder holds no model, or its labels have no 'entailment'.
    """

    def __init__(self, folder: Path, model: Any | None = None) -> None:
        if model is None and not (folder / "config.json").is_file():
            raise ValueError(
                f"there is no cross-encoder in {folder}; name a folder with config.json in `nli_model`."
            )
        self.folder = folder
        self._given = model

    @cached_property
    def model(self) -> Any:
        """The loaded model; no hub is asked."""
        if self._given is not None:
            return self._given
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from sentence_transformers import CrossEncoder

        return CrossEncoder(str(self.folder), device="cpu", local_files_only=True)

    @cached_property
    def column(self) -> int:
        """Which output is entailment."""
        labels = getattr(getattr(self.model, "config", None), "id2label", None) or {}
        for number, label in labels.items():
            if str(label).lower().startswith("entail"):
                return int(number)
        raise ValueError(f"the model in {self.folder} has no label 'entailment'; it is no NLI model.")

    def entails(self, premise: str, hypothesis: str) -> float:
        """The probability of entailment by soft-max over the labels."""
        logits = np.asarray(self.model.predict([(premise, hypothesis)])[0], dtype=np.float64)
        odds = np.exp(logits - logits.max())
        return float(odds[self.column] / odds.sum())
