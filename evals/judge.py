"""Who says whether a source carries a sentence: the product's own verifier, or word for word without it."""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Protocol

from evals.errors import EvalsError


class Judge(Protocol):
    """Anything that says whether some evidence carries a claim."""

    name: str

    def supports(self, claim: str, evidence: Sequence[str]) -> bool:
        """Whether the evidence, read together, carries the claim."""
        ...


def flat(text: str) -> str:
    """Text with its white space made single, for comparing words with words."""
    return re.sub(r"\s+", " ", text).strip()


class Verbatim:
    """Carried means: stands in the evidence word for word."""

    name = "verbatim"

    def supports(self, claim: str, evidence: Sequence[str]) -> bool:
        """Whether the claim stands in one of the texts."""
        bare = flat(claim).rstrip(".").casefold()
        return bool(bare) and any(bare in flat(text).casefold() for text in evidence)


class ProductJudge:
    """Word for word first, then ``advisor.verify``; each verdict is remembered for the run.

    Args:
        verifier: the product's verifier.
    """

    name = "advisor.verify"

    def __init__(self, verifier: Any) -> None:
        self._verifier = verifier
        self._verbatim = Verbatim()
        self._ask = lru_cache(maxsize=50_000)(self._asked)

    def supports(self, claim: str, evidence: Sequence[str]) -> bool:
        """Whether the evidence carries the claim."""
        if not claim.strip() or not evidence:
            return False
        return self._verbatim.supports(claim, evidence) or self._ask(claim, tuple(evidence))

    def _asked(self, claim: str, evidence: tuple[str, ...]) -> bool:
        return supported(self._verifier.verify(claim, list(evidence)))


def supported(verdict: Any) -> bool:
    """A verdict as yes or no, whether it is a bool or has a field ``supported``."""
    return bool(getattr(verdict, "supported", verdict))


def product_judge() -> Judge:
    """The product's verifier when it is there; word for word when it isn't."""
    if importlib.util.find_spec("advisor.verify") is None:
        return Verbatim()
    return ProductJudge(product_verifier())


def product_verifier() -> Any:
    """``advisor.verify.Verifier`` as the product makes it."""
    if importlib.util.find_spec("advisor.verify") is None:
        raise EvalsError("the verifier advisor.verify is not installed.", "Install the whole project again.")
    return importlib.import_module("advisor.verify").Verifier()
