"""``answer``: a whole answer without a model, against one query of the recipe."""

from __future__ import annotations

import numpy as np

from evals.bench.figures import Figures, figure, paired
from evals.bench.plan import Plan, bound_of
from evals.bench.processes import Worker
from evals.bench.questions import fresh_questions
from evals.bench.searching import BLOCK
from evals.bench.warm import warm_store


def measure(plan: Plan) -> Figures:
    """Each side in a process of its own, a block of questions in turn; no question comes twice."""
    store, model = warm_store(plan)
    ours: list[list[float]] = []
    recipe: list[list[float]] = []
    with Worker("ours") as us, Worker("recipe") as them:
        us.call("open")
        them.call("open", folder=str(store), model=model)
        for turn in range(plan.size(12, 2) + 1):
            block = fresh_questions(BLOCK, turn * BLOCK)
            ours.append(us.call("answer", texts=block))
            recipe.append(them.call("search", texts=block))
    halves = np.median(ours[1:], axis=1).tolist()
    queries = np.median(recipe[1:], axis=1).tolist()
    against = "recipe: one query, p50"
    p95, query = float(np.percentile(ours[1:], 95)), float(np.median(queries))
    slow = np.percentile(ours[1:], 95, axis=1) / np.asarray(queries)
    return {
        "answer": paired(halves, queries, "ms p50", against, bound_of("answer")),
        "answer.p95": figure(p95, query, slow.tolist(), "ms p95", against, bound_of("answer.p95")),
    }
