"""How well the project's verifier tells supported claims from unsupported ones, on labelled pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from pydantic import Field, StrictStr, ValidationError, field_validator

from corpus.records import Frozen


class SupportError(ValueError):
    """A file of pairs that cannot be read; the message is one sentence with path and line."""


class Judgement(Protocol):
    """What a verifier returns, as far as it is measured."""

    @property
    def supported(self) -> bool:
        """Whether the claim is supported."""
        ...


class Judge(Protocol):
    """Anything that verifies a sentence against evidence; `advisor.verify.Verifier` is the product's."""

    def verify(self, sentence: str, evidence: Sequence[str]) -> Judgement:
        """The verdict."""
        ...


class Pair(Frozen, extra="ignore"):
    """One line of a file of pairs; label 1 means fully supported. Further keys are allowed."""

    claim: StrictStr = Field(min_length=1)
    evidence: tuple[StrictStr, ...]
    label: int
    kind: str = ""
    split: str = ""

    @field_validator("label", mode="before")
    @classmethod
    def _zero_or_one(cls, value: object) -> object:
        """Only the numbers 0 and 1, no truth values and no text."""
        if isinstance(value, bool) or value not in (0, 1):
            raise ValueError("the label must be 0 or 1")
        return value


class SupportReport(Frozen):
    """The figures; supported is the positive class, ``recall_unsupported`` the recall of the other."""

    balanced_accuracy: float
    precision: float
    recall: float
    f1: float
    recall_unsupported: float
    n: int


def read_pairs(path: Path) -> list[Pair]:
    """Every pair of a JSON-lines file.

    Raises:
        SupportError: at the first bad line, as ``path:line: what is wrong``.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as err:
        raise SupportError(f"{path}: the file can't be read ({type(err).__name__}).") from err
    pairs = [_pair(line, f"{path}:{number}") for number, line in _filled(lines)]
    if len({p.label for p in pairs}) < 2:
        raise SupportError(f"{path}: pairs of both labels are needed, 0 and 1, to measure anything.")
    return pairs


def run_support(
    path: Path,
    verifier: Judge,
    *,
    split: str | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> SupportReport:
    """Verify each pair and compare with its label.

    Args:
        path: JSON lines ``{"claim", "evidence": [..], "label": 0|1}``.
        verifier: the one that is measured.
        split: only the lines whose ``split`` is this; all of them by default.
        on_progress: is called with 1 after each pair.

    Raises:
        SupportError: when the file, or a line of it, is no good.
    """
    pairs = [p for p in read_pairs(path) if split is None or p.split == split]
    if len({p.label for p in pairs}) < 2:
        raise SupportError(f"{path}: the split {split!r} does not hold pairs of both labels.")
    verdicts: list[int] = []
    for pair in pairs:
        verdicts.append(int(verifier.verify(pair.claim, pair.evidence).supported))
        if on_progress:
            on_progress(1)
    return score([p.label for p in pairs], verdicts)


def score(labels: Sequence[int], verdicts: Sequence[int]) -> SupportReport:
    """The report for labels and verdicts, 1 = supported, by scikit-learn's metrics."""
    from sklearn.metrics import (
        balanced_accuracy_score,
        precision_recall_fscore_support,
        recall_score,
    )

    precision, recall, f1, _ = precision_recall_fscore_support(
        labels, verdicts, average="binary", zero_division=0
    )
    return SupportReport(
        balanced_accuracy=round(float(balanced_accuracy_score(labels, verdicts)), 4),
        precision=round(float(precision), 4),
        recall=round(float(recall), 4),
        f1=round(float(f1), 4),
        recall_unsupported=round(float(recall_score(labels, verdicts, pos_label=0, zero_division=0)), 4),
        n=len(labels),
    )


def _filled(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with their numbers."""
    return ((number, line) for number, line in enumerate(lines, start=1) if line.strip())


def _pair(line: str, place: str) -> Pair:
    """One pair; SupportError names the first fault."""
    try:
        return Pair.model_validate_json(line)
    except ValidationError as err:
        first = err.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        what = first["msg"].removeprefix("Value error, ")
        raise SupportError(f"{place}: {f'{where}: ' if where else ''}{what}.") from err
