"""``serve``: 32 users at once, against a plain Gradio ChatInterface over the recipe."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import numpy as np

from evals.bench.figures import Figures, paired
from evals.bench.plan import Plan, bound_of
from evals.bench.processes import free_port, served
from evals.bench.questions import fresh_questions
from evals.bench.warm import warm_store
from evals.errors import EvalsError
from evals.load.crowd import Heard, crowd

AGAINST = "plain Gradio ChatInterface over the recipe"


@contextmanager
def both_pages(plan: Plan) -> Iterator[tuple[tuple[str, int], tuple[str, int]]]:
    """Our page and the baseline's, up and asked once: (address, process id) of each."""
    store, model = warm_store(plan)
    port, other = free_port(), free_port()
    plain = ["-m", "evals.bench.chat_page", str(store), model, str(other)]
    with served(["app.py", "--port", str(port)], port) as (us, _), served(plain, other) as (them, _):
        pages = ((f"http://127.0.0.1:{port}", us.pid), (f"http://127.0.0.1:{other}", them.pid))
        for address, _pid in pages:
            crowd(address, 1, 0.1, lambda at: fresh_questions(1, at)[0])
        yield pages


def measure(plan: Plan) -> Figures:
    """Both pages stay up and are asked in turn; every user asks again as soon as they are answered.

    Once as programs ask them, and once as a browser does; a plain ChatInterface has one way for both.
    """
    users, seconds = plan.size(32, 4), plan.size(8, 2)
    asked = count(100)
    figures: Figures = {}
    with both_pages(plan) as pages:
        for name, at_the_page in (("serve", False), ("serve.page", True)):
            rates: tuple[list[float], list[float]] = ([], [])
            slowest: tuple[list[float], list[float]] = ([], [])
            for turn in range(plan.size(3, 1) + 1):
                for side, (address, _pid) in enumerate(pages):
                    plan.say(f"{name}: {users} users, {turn + 1}")
                    heard = crowd(
                        address, users, seconds, lambda _: fresh_questions(1, next(asked))[0], at_the_page
                    )
                    _whole(heard)
                    if turn:
                        rates[side].append(heard.rate)
                        slowest[side].append(float(np.percentile(heard.took, 95)))
            also = {"users": float(users)}
            figures[name] = paired(*rates, "answers/s", AGAINST, bound_of(name), also)
            figures[f"{name}.p95"] = paired(*slowest, "s p95", AGAINST, bound_of(f"{name}.p95"), also)
    return figures


def _whole(heard: Heard) -> None:
    """A page that answers errors is not fast."""
    if heard.faults or not heard.took:
        raise EvalsError(
            f"{len(heard.faults)} of the questions got no answer: {(heard.faults or ['none'])[0]}"
        )
