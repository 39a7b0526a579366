"""Does the cited text support the sentence? One verifier for the writer, the export and the evaluation."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from advisor.verifying.alignment import Alignment, align
from advisor.verifying.features import measure
from advisor.verifying.semantics import Cosines, CrossEncoderEntailment, Entailment
from advisor.verifying.weights import WITH_MEANING, WORDING_ONLY
from advisor.verifying.words import sentences, tidy
from corpus.records import Frozen
from index.embedding import Embedder

Reason = Literal["number", "negation", "direction", "entity", "approach", "strength", "coverage", "semantics"]
# The point from which a check has failed, by feature; chosen on the development pairs so that fewer than
# one true paraphrase in fifty trips it.
FAILED_AT: dict[Reason, dict[str, float]] = {
    "number": {"number": 0.5},
    "negation": {"negation": 0.5},
    "direction": {"direction": 0.45, "opposites": 1.0},
    "entity": {"entity": 0.5, "place": 0.5},
    "approach": {"approach": 0.9},
    "strength": {"strength": 0.5},
}
THIN_WORDING = 0.5
THIN_MEANING = 0.6


class VerifyOptions(Frozen):
    """How strict the verifier is.

    A sentence is supported when no check failed and its score is at least ``threshold``.
    """

    threshold: float = Field(0.5, ge=0, le=1, description="The least score of a supported sentence, 0 to 1.")
    nli_model: Path | None = Field(
        None, description="A folder with a cross-encoder NLI model; none by default."
    )


class Verdict(Frozen):
    """What the verifier found. ``reasons`` is empty exactly when the sentence is supported."""

    supported: bool
    score: float = Field(ge=0, le=1)
    reasons: tuple[Reason, ...] = ()


VERBATIM = Verdict(supported=True, score=1.0)
NOTHING_CITED = Verdict(supported=False, score=0.0, reasons=("coverage",))


class Verifier:
    """Checks sentences against the texts they cite.

    Args:
        embedder: for the semantic part; None leaves it out, and the rest judges alone.
        options: how strict to be.
        entailment: an NLI model already at hand; otherwise ``options.nli_model`` is opened when named.

    Raises:
        ValueError: when ``options.nli_model`` names a folder that holds no NLI model.
    """

    def __init__(
        self,
        embedder: Embedder | None = None,
        options: VerifyOptions | None = None,
        entailment: Entailment | None = None,
    ) -> None:
        self.options = options or VerifyOptions()
        self._similarity = Cosines(embedder) if embedder is not None else None
        if entailment is None and self.options.nli_model is not None:
            entailment = CrossEncoderEntailment(self.options.nli_model)
        self._entailment = entailment

    def verify(self, sentence: str, evidence: Sequence[str]) -> Verdict:
        """Whether the evidence supports the sentence, how surely, and which checks failed.

        Args:
            sentence: what is claimed, one sentence or a few.
            evidence: the texts it cites, in any order.
        """
        held = [text for text in evidence if text.strip()]
        if not held or not any(c.isalnum() for c in sentence):
            return NOTHING_CITED
        if is_verbatim(sentence, held):
            return VERBATIM
        pair = align(sentence, held)
        found = measure(pair, self._similarity)
        score = self._score(pair, found)
        failed = failed_checks(found)
        # On a page of evidence a check may misfire, and only weighs; beside a statement or two it decides.
        decides = failed and found["page"] < 1
        if score >= self.options.threshold and not decides:
            return Verdict(supported=True, score=score)
        below = min(score, math.nextafter(self.options.threshold, 0)) if self.options.threshold > 0 else 0.0
        return Verdict(supported=False, score=below, reasons=failed + self._thin(found, failed))

    def _score(self, pair: Alignment, found: Mapping[str, float]) -> float:
        """The NLI model's probability when there is one, otherwise the small model's."""
        if self._entailment is not None:
            premise = pair.whole.text if found["page"] == 0 else pair.best.text
            return min(1.0, max(0.0, self._entailment.entails(premise, pair.claim.text)))
        return small_model(found)

    def _thin(self, found: Mapping[str, float], failed: Sequence[Reason]) -> tuple[Reason, ...]:
        """Too few of the words, or too little of the meaning; one of them when nothing else failed."""
        thin: tuple[Reason, ...] = ("coverage",) if found["covered_few"] < THIN_WORDING else ()
        distant = found.get("cosine", 1.0) < THIN_MEANING
        if distant or not (thin or failed):
            thin += ("semantics",) if self._similarity or self._entailment else ("coverage",)
        return tuple(dict.fromkeys(thin))


def is_verbatim(sentence: str, evidence: Sequence[str]) -> bool:
    """Whether each sentence of the text is, whole, a sentence of the evidence, spaces and quotes apart.

    A piece cut from the middle of a sentence does not pass: 'it works' may stand in 'nobody says it works'.
    """
    if sentence in evidence:
        return True
    whole = frozenset[str]().union(*map(_wholes, evidence))
    said = tidy(sentence)
    return _bare(said) in whole or all(_bare(s) in whole for s in sentences(said))


@lru_cache(maxsize=4096)
def _wholes(text: str) -> frozenset[str]:
    """A text of evidence and each of its sentences, bare; the same text is read once."""
    return frozenset({_bare(text), *map(_bare, sentences(tidy(text)))})


def failed_checks(found: Mapping[str, float]) -> tuple[Reason, ...]:
    """The checks of fact that failed, in the order of the table."""
    return tuple(
        reason
        for reason, limits in FAILED_AT.items()
        if any(found[name] >= limit for name, limit in limits.items())
    )


def small_model(found: Mapping[str, float]) -> float:
    """The probability by logistic regression (weights: `python -m advisor.verifying.fitting`)."""
    weights = WITH_MEANING if "cosine" in found else WORDING_ONLY
    total = weights["intercept"] + sum(weights.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _bare(text: str) -> str:
    """A tidy text without the full stop or the quotation marks around it."""
    return tidy(text).strip(" .\"'")
