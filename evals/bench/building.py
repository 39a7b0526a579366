"""``index``: a build of 5,000 statements from nothing against the recipe's, and 1 % changed against our own."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np

from evals.bench.figures import Figures, paired
from evals.bench.plan import Plan, bound_of
from evals.bench.processes import Worker

CHANGED = 0.01
"""The share of the statements that the second build finds changed."""


def measure(plan: Plan) -> Figures:
    """Each side in a process of its own with its model loaded; speed in statements a second.

    Ours is built before and after the recipe's, which takes minutes, so that a machine that slows down is seen.
    """
    statements = plan.size(5000, 200)
    full: list[float] = []
    again: list[float] = []

    def build(folder: Path, changes: float = 0.0) -> float:
        asked = {"statements": statements, "folder": str(folder), "changes": changes}
        return statements / float(us.call("build", **asked))

    with Worker("ours") as us, Worker("recipe") as them:
        us.call("warm")
        them.call("warm")
        plan.say(f"index: {statements:,} statements")
        full.append(build(plan.work / "build-1"))
        other = plan.work / "recipe-build"
        recipe = statements / them.call("build", statements=statements, folder=str(other))
        full.append(build(plan.work / "build-2"))
        likeness = _cosine(us, them, str(plan.work / "build-2"))
        for turn in range(plan.size(4, 1)):
            plan.say(f"index.changed: {turn + 1}")
            again.append(build(plan.work / "build-2", 0.0 if turn % 2 else CHANGED))
    for folder in (other, plan.work / "build-1", plan.work / "build-2"):
        shutil.rmtree(folder, ignore_errors=True)
    unit, also = "statements/s", {"statements": float(statements), "cosine to fp32": likeness}
    alone = [sum(full) / len(full)] * len(again)
    own = "our own build from nothing"
    made = "recipe: Chroma.from_documents"
    return {
        "index": paired(full, [recipe] * len(full), unit, made, bound_of("index"), also),
        "index.changed": paired(again, alone, unit, own, bound_of("index.changed")),
    }


def _cosine(us: Worker, them: Worker, folder: str) -> float:
    """The mean cosine between our vectors and the recipe's, which are float32, over two hundred texts or so."""
    ours = us.call("vectors", folder=folder, every=25)
    theirs = np.asarray(them.call("vectors", texts=list(ours)))
    own = np.asarray(list(ours.values()))
    lengths = np.linalg.norm(own, axis=1) * np.linalg.norm(theirs, axis=1)
    return float(np.mean(np.einsum("ij,ij->i", own, theirs) / lengths))
