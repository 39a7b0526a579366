"""Fit the small model: `python -m advisor.verifying.fitting PAIRS.jsonl [PAGES.jsonl]` rewrites weights.py.

A logistic regression in which no feature may speak against its meaning: agreement weighs at least 0, every
failed check at most 0. Lines with a ``split`` other than ``dev`` are never read. PAIRS hold statements, PAGES
long evidence (WiCE's development file); the balance point of each is set on cross-validated scores.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from advisor.verifying.alignment import align
from advisor.verifying.features import Similarity, measure
from advisor.verifying.semantics import Cosines

Floats = npt.NDArray[np.float64]
AGREES = (
    "covered",
    "covered_best",
    "covered_few",
    "clause_covered",
    "pairs",
    "cosine",
    "cosine_few",
    "cosine_clause",
)
FREE = ("page",)
RIDGE = 0.005
# The share of unsupported pairs to be refused; with no embedder, what is left to tell them by is less.
REFUSED, REFUSED_ON_WORDING = 0.92, 0.90
FOLDS = 5
TARGET = Path(__file__).with_name("weights.py")


def read_pairs(path: Path) -> list[dict[str, Any]]:
    """The development lines of a file of pairs."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [line for line in lines if line.get("split", "dev") == "dev"]


def fit(x: Floats, y: Floats, names: Sequence[str], emphasis: Floats) -> Floats:
    """Weights of standardised features, the intercept last, each kept to the sign of its meaning.

    Args:
        x: one row a pair.
        y: 1 supported, 0 not.
        names: of the columns.
        emphasis: how much each row counts.
    """
    from scipy.optimize import minimize

    ones = np.hstack([x, np.ones((len(x), 1))])
    signed = np.where(y > 0, 1.0, -1.0)

    def loss(w: Floats) -> tuple[float, Floats]:
        margin = signed * (ones @ w)
        slope = -emphasis * signed / (1 + np.exp(margin))
        ridge = RIDGE * np.append(w[:-1], 0.0)
        return float(emphasis @ np.logaddexp(0, -margin) + ridge @ w / 2), ones.T @ slope + ridge

    result = minimize(loss, np.zeros(ones.shape[1]), jac=True, bounds=[*map(_bounds, names), (None, None)])
    return np.asarray(result.x)


def _bounds(name: str) -> tuple[float | None, float | None]:
    """The sign a feature's weight may have."""
    if name in FREE:
        return None, None
    return (0.0, None) if name.removeprefix("page_") in AGREES else (None, 0.0)


def train(files: Sequence[list[dict[str, Any]]], similarity: Similarity | None) -> dict[str, float]:
    """Weights in the features' own units, with a balance point for statements and one for pages.

    Raises:
        ValueError: when a file holds one label only.
    """
    rows = [row for file in files for row in file]
    measured = [measure(align(r["claim"], r["evidence"]), similarity) for r in rows]
    names = sorted(measured[0])
    raw = np.array([[m[n] for n in names] for m in measured])
    y = np.array([float(r["label"]) for r in rows])
    file_of = np.repeat(np.arange(len(files)), [len(f) for f in files])
    emphasis = np.array(
        [1 / np.sum((file_of == f) & (y == label)) for f, label in zip(file_of, y, strict=True)]
    )
    centre, spread = raw.mean(0), raw.std(0) + 1e-9
    x = (raw - centre) / spread
    scores = _held_out(x, y, names, emphasis, [r["claim"] for r in rows])
    w = fit(x, y, names, emphasis)
    plain = w[:-1] / spread
    found = {n: round(float(v), 4) for n, v in zip(names, plain, strict=True) if abs(v) > 1e-4}
    intercept = float(w[-1] - plain @ centre)
    refused = REFUSED if similarity is not None else REFUSED_ON_WORDING
    cuts = [_cut(scores[file_of == f], y[file_of == f], None if f else refused) for f in range(len(files))]
    return found | {
        "intercept": round(intercept - cuts[0], 4),
        "page": round(found.get("page", 0.0) + cuts[0] - cuts[-1], 4),
    }


def _held_out(x: Floats, y: Floats, names: Sequence[str], emphasis: Floats, claims: Sequence[str]) -> Floats:
    """The score of each pair from a model that has not seen its claim."""
    order = {claim: n % FOLDS for n, claim in enumerate(sorted(set(claims), key=lambda c: c[::-1]))}
    fold = np.array([order[c] for c in claims])
    scores = np.zeros(len(y))
    for f in range(FOLDS):
        w = fit(x[fold != f], y[fold != f], names, emphasis[fold != f])
        scores[fold == f] = x[fold == f] @ w[:-1] + w[-1]
    return scores


def _cut(scores: Floats, y: Floats, refused: float | None) -> float:
    """The score to ask for: where balanced accuracy is best, or higher if too few unsupported pairs fail there."""
    from sklearn.metrics import balanced_accuracy_score

    points = np.quantile(scores, np.linspace(0.02, 0.98, 97))
    balanced = [balanced_accuracy_score(y, scores >= t) for t in points]
    best = float(points[int(np.argmax(balanced))])
    cut = best if refused is None else max(best, float(np.quantile(scores[y == 0], refused)))
    right = balanced_accuracy_score(y, scores >= cut)
    print(f"held out: balanced accuracy {right:.3f}, unsupported refused {np.mean(scores[y == 0] < cut):.3f}")  # noqa: T201
    return cut


def main(paths: Sequence[str]) -> None:
    """Fit with and without the embedder and rewrite weights.py."""
    from index.embedding import SentenceTransformerEmbedder

    files = [read_pairs(Path(p)) for p in paths]
    tables = {
        "WITH_MEANING": train(files, Cosines(SentenceTransformerEmbedder())),
        "WORDING_ONLY": train(files, None),
    }
    parts = [
        '"""Weights of the small model; written by `python -m advisor.verifying.fitting`, not by hand."""\n'
    ]
    for title, table in tables.items():
        body = "".join(f'    "{name}": {value},\n' for name, value in sorted(table.items()))
        parts.append(f"\n{title} = {{\n{body}}}\n")
    TARGET.write_text("".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
