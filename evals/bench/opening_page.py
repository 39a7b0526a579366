"""``startup.page``: process start to the page answering HTTP 200, against importing gradio alone."""

from __future__ import annotations

from evals.bench.figures import Figures, paired
from evals.bench.plan import Plan, bound_of
from evals.bench.processes import free_port, seconds_to_end, served


def measure(plan: Plan) -> Figures:
    """Both are started afresh each time, in turn; the first time of each only fills the disk's cache."""
    ours: list[float] = []
    alone: list[float] = []
    for _ in range(plan.size(6, 1) + 1):
        port = free_port()
        with served(["app.py", "--port", str(port)], port) as (_process, seconds):
            ours.append(seconds)
        alone.append(seconds_to_end(["-c", "import gradio"]))
    bound = bound_of("startup.page")
    return {"startup.page": paired(ours[1:], alone[1:], "s", "import gradio", bound)}
