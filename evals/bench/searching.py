"""``search``: hybrid search for the thirty best, against the recipe's similarity_search for as many."""

from __future__ import annotations

from statistics import median

from evals.bench.figures import Figures, paired
from evals.bench.plan import Plan, bound_of
from evals.bench.processes import Worker
from evals.bench.questions import fresh_questions
from evals.bench.warm import warm_store

BLOCK = 20
"""Questions that one side is asked before it is the other's turn."""


def measure(plan: Plan) -> Figures:
    """Each side in a process of its own, a block of questions in turn; no question comes twice."""
    store, model = warm_store(plan)
    ours: list[float] = []
    recipe: list[float] = []
    with Worker("ours") as us, Worker("recipe") as them:
        held = us.call("open")
        them.call("open", folder=str(store), model=model)
        for turn in range(plan.size(12, 2) + 1):
            block = fresh_questions(BLOCK, turn * BLOCK)
            ours.append(median(us.call("search", texts=block)))
            recipe.append(median(them.call("search", texts=block)))
    also = {"passages": held}
    against = "recipe: similarity_search, k=30"
    return {"search": paired(ours[1:], recipe[1:], "ms p50", against, bound_of("search"), also)}
