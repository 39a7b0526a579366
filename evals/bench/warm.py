"""The recipe's store over the same passages, made once a run."""

from __future__ import annotations

from pathlib import Path

from evals.bench.plan import Plan
from evals.bench.processes import Worker


def warm_store(plan: Plan) -> tuple[Path, str]:
    """The folder of the recipe's store, and that of the model."""
    folder, noted = plan.work / "recipe", plan.work / "recipe.model"
    if not noted.is_file():
        with Worker("ours") as worker:
            noted.write_text(worker.call("recipe_store", folder=str(folder)), encoding="utf-8")
    return folder, noted.read_text(encoding="utf-8")
