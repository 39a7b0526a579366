"""``memory``: the most resident memory while serving, from the start to the last answer."""

from __future__ import annotations

from itertools import count

from evals.bench.figures import Figures, paired
from evals.bench.plan import Plan, bound_of
from evals.bench.processes import Memory, Worker, free_port, served
from evals.bench.questions import fresh_questions
from evals.bench.warm import warm_store
from evals.load.crowd import crowd

USERS = 4


def measure(plan: Plan) -> Figures:
    """Each page is started afresh and asked by a few users; the recipe without a page is beside them."""
    store, model = warm_store(plan)
    peaks: dict[str, list[float]] = {"ours": [], "page": [], "alone": []}
    for turn in range(plan.size(2, 1)):
        plan.say(f"memory: {turn + 1}")
        port, other = free_port(), free_port()
        peaks["ours"].append(_peak(["app.py", "--port", str(port)], port, plan))
        plain = ["-m", "evals.bench.chat_page", str(store), model, str(other)]
        peaks["page"].append(_peak(plain, other, plan))
        peaks["alone"].append(_alone(str(store), model))
    bound = bound_of("memory")
    against = "plain Gradio ChatInterface over the recipe"
    return {
        "memory": paired(peaks["ours"], peaks["page"], "MB peak", against, bound),
        "memory.alone": paired(peaks["ours"], peaks["alone"], "MB peak", "the recipe without a page", bound),
    }


def _peak(arguments: list[str], port: int, plan: Plan) -> float:
    """The peak of a server while it starts and while some users ask."""
    asked = count()
    with served(arguments, port) as (process, _), Memory(process.pid) as memory:
        crowd(
            f"http://127.0.0.1:{port}", USERS, plan.size(5, 2), lambda _: fresh_questions(1, next(asked))[0]
        )
        return memory.peak


def _alone(store: str, model: str) -> float:
    """The peak of the recipe in a process of its own, as it loads and answers."""
    with Worker("recipe") as them, Memory(them.process.pid) as memory:
        them.call("open", folder=store, model=model)
        them.call("search", texts=fresh_questions(50))
        return memory.peak
