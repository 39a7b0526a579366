"""``writer``: the first word of a follow-up on the same sources, against the same model's own cold first word."""

from __future__ import annotations

from evals.bench.figures import Figures
from evals.bench.plan import Plan


def measure(plan: Plan) -> Figures:
    """No row when the settings name no chat model."""
    from advisor.settings import load_settings

    if not load_settings().writer.model:
        plan.say("writer: left out, no chat model is set")
        return {}
    raise NotImplementedError
