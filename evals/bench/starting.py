"""``startup``: process start to the first answer over a warm build, against the recipe over a warm store."""

from __future__ import annotations

from evals.bench.figures import Figures, paired
from evals.bench.plan import Plan, bound_of
from evals.bench.processes import seconds_to_output
from evals.bench.questions import fresh_questions
from evals.bench.warm import warm_store


def measure(plan: Plan) -> Figures:
    """Both are started afresh each time, in turn; the first time of each only fills the disk's cache."""
    store, model = warm_store(plan)
    repeats = plan.size(5, 1)
    ours: list[float] = []
    recipe: list[float] = []
    for question in fresh_questions(repeats + 1):
        ours.append(seconds_to_output(["-m", "advisor", "ask", question, "--json"]))
        recipe.append(seconds_to_output(["-m", "evals.bench.recipe", str(store), model, question]))
    against = "recipe: imports, load, first query"
    return {"startup": paired(ours[1:], recipe[1:], "s", against, bound_of("startup"))}
