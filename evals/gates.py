"""Gates: the least or most that each figure may be, on the test split; CI fails when one is red."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self

import yaml
from pydantic import Field, ValidationError, model_validator

from corpus.records import Frozen
from evals.errors import EvalsError
from evals.records import Run

DEFAULT = Path(__file__).parent / "gates.yaml"


class Bound(Frozen):
    """The least and the most that a figure may be; a figure that is missing is red unless ``optional``."""

    least: float | None = None
    most: float | None = None
    optional: bool = False

    @model_validator(mode="after")
    def _bounds_something(self) -> Self:
        if self.least is None and self.most is None:
            raise ValueError("name least or most")
        return self


class Gates(Frozen):
    """Suites to run, and bounds by suite name and figure (``ms.p50`` reaches into a figure).

    Bounds under ``every`` hold for each suite with cases; a suite's own bound on a figure goes before them.
    The suite ``search`` has none: its figures are those of `evals.searching` on the file ``judged``.
    """

    suites: tuple[str, ...] = Field(min_length=1)
    judged: str | None = None
    every: dict[str, Bound] = {}
    per_suite: dict[str, dict[str, Bound]] = {}


class GateResult(Frozen):
    """One bound, and whether it held."""

    suite: str
    figure: str
    value: float | None
    wanted: str
    green: bool


def read_gates(path: Path = DEFAULT) -> Gates:
    """Read the gates; EvalsError names what is wrong."""
    try:
        return Gates.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except OSError as err:
        raise EvalsError(f"{path} can't be read: {err.strerror or err}.", "Name a file of gates.") from err
    except yaml.YAMLError as err:
        raise EvalsError(f"{path} is not YAML.", "Mend it.") from err
    except ValidationError as err:
        fault = err.errors()[0]
        where = ".".join(map(str, fault["loc"])) or "the file"
        raise EvalsError(f"{path}: {where}: {fault['msg']}.", "Mend that entry.") from err


def judge_run(gates: Gates, run: Run) -> list[GateResult]:
    """Every bound against a run; a suite that is gated and was not run is red."""
    found: list[GateResult] = []
    names = {suite.suite for suite in run.suites}
    for suite in run.suites:
        bounds = {**(gates.every if suite.cases else {}), **gates.per_suite.get(suite.suite, {})}
        found.extend(_held(suite.suite, figure, bound, suite.summary) for figure, bound in bounds.items())
    for name in gates.per_suite.keys() - names:
        found.append(
            GateResult(suite=name, figure="n", value=None, wanted="the suite was not run", green=False)
        )
    return sorted(found, key=lambda result: (result.suite, result.figure))


def _held(suite: str, figure: str, bound: Bound, summary: dict[str, Any]) -> GateResult:
    """One bound against one suite's figures."""
    value: Any = summary
    for part in figure.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    low = bound.least if bound.least is not None else float("-inf")
    high = bound.most if bound.most is not None else float("inf")
    number = float(value) if isinstance(value, int | float) else None
    green = bound.optional if number is None else low <= number <= high
    wanted = " and ".join(
        words
        for limit, words in ((bound.least, f"at least {bound.least}"), (bound.most, f"at most {bound.most}"))
        if limit is not None
    )
    return GateResult(suite=suite, figure=figure, value=number, wanted=wanted, green=green)
