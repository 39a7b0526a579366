"""``index``: a build of 5,000 statements from nothing against the recipe's, and 1 % changed against our own."""

from __future__ import annotations

import shutil

import numpy as np

from evals.bench.figures import Figures, paired
from evals.bench.plan import Plan, bound_of
from evals.bench.processes import Worker

CHANGED = 0.01
"""The share of the statements that the second build finds changed."""


def measure(plan: Plan) -> Figures:
    """Each side in a process of its own with its model loaded, in turn; speed in statements a second."""
    statements = plan.size(5000, 200)
    speeds: dict[str, list[float]] = {"full": [], "changed": [], "recipe": []}
    with Worker("ours") as us, Worker("recipe") as them:
        us.call("warm")
        them.call("warm")
        for turn in range(plan.size(2, 1)):
            own, other = plan.work / f"build-{turn}", plan.work / f"recipe-{turn}"
            plan.say(f"index: building {statements:,} statements, {turn + 1}")
            speeds["full"].append(statements / us.call("build", statements=statements, folder=str(own)))
            speeds["recipe"].append(statements / them.call("build", statements=statements, folder=str(other)))
            for _ in range(3):
                again = us.call("build", statements=statements, folder=str(own), changes=CHANGED)
                speeds["changed"].append(statements / again)
                us.call("build", statements=statements, folder=str(own))
            likeness = _cosine(us, them, str(own))
            shutil.rmtree(other, ignore_errors=True)
            shutil.rmtree(own, ignore_errors=True)
    also = {"statements": statements, "cosine to fp32": likeness}
    unit = "statements/s"
    full = [speed for speed in speeds["full"] for _ in range(3)]
    return {
        "index": paired(
            speeds["full"], speeds["recipe"], unit, "recipe: Chroma.from_documents", bound_of("index"), also
        ),
        "index.changed": paired(
            speeds["changed"], full, unit, "our own build from nothing", bound_of("index.changed")
        ),
    }


def _cosine(us: Worker, them: Worker, folder: str) -> float:
    """The mean cosine between our vectors and the recipe's, which are float32, over two hundred texts or so."""
    ours = us.call("vectors", folder=folder, every=25)
    theirs = np.asarray(them.call("vectors", texts=list(ours)))
    own = np.asarray(list(ours.values()))
    lengths = np.linalg.norm(own, axis=1) * np.linalg.norm(theirs, axis=1)
    return float(np.mean(np.einsum("ij,ij->i", own, theirs) / lengths))
