"""Serves the page, lets locust's users ask for a time, and watches the server's memory meanwhile."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.records import Frozen
from evals.bench.processes import Memory, free_port, served, start
from evals.errors import EvalsError
from evals.load.crowd import crowd

LOCUSTFILE = Path(__file__).parent / "locustfile.py"
SETTLED = 0.25
"""The share of the time that is left out of the slope: the server is still warming up."""
EVERY = 1.0
"""Seconds between two readings of memory."""


class Soak(Frozen):
    """What came of it. Times in ms, memory in MB of 10^6 bytes, the slope's error is one standard error."""

    users: int
    minutes: float
    answers: int
    errors: int
    leaks: int
    p50: float
    p95: float
    memory_before: float
    memory_after: float
    slope_mb_per_hour: float
    slope_error: float
    faults: tuple[str, ...] = ()


def soak(users: int, minutes: float) -> Soak:
    """Start the app, load it, and stop it again.

    Args:
        users: how many ask at one time.
        minutes: for how long.

    Raises:
        EvalsError: when the app does not start, or locust does not run.
    """
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with served(["app.py", "--port", str(port)], port) as (process, _):
        crowd(address, 2, 2, lambda at: f"At first: how do we share evidence with {at} wards?")
        with Memory(process.pid, EVERY) as memory:
            stats, faults = _locust(address, users, minutes)
        samples = memory.samples
    slope, error = slope_of(samples)
    answer, words = _entry(stats, "whole answer"), _entry(stats, "only one's own words")
    return Soak(
        users=users,
        minutes=minutes,
        answers=answer["num_requests"] - answer["num_failures"],
        errors=sum(e["num_failures"] for e in stats) - words["num_failures"],
        leaks=words["num_failures"],
        p50=percentile(answer["response_times"], 0.5),
        p95=percentile(answer["response_times"], 0.95),
        memory_before=samples[0][1],
        memory_after=samples[-1][1],
        slope_mb_per_hour=slope,
        slope_error=error,
        faults=faults,
    )


def slope_of(samples: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """MB an hour and its standard error, by least squares over what was read once the server had settled.

    Args:
        samples: (seconds, MB), in order.
    """
    from scipy.stats import linregress

    kept = [s for s in samples if s[0] >= samples[0][0] + SETTLED * (samples[-1][0] - samples[0][0])]
    if len(kept) < 3:
        raise EvalsError("the run was too short for a slope of memory.", "Let it run for longer.")
    fit = linregress([at / 3600 for at, _ in kept], [size for _, size in kept])
    return float(fit.slope), float(fit.stderr)


def percentile(times: dict[str, int], share: float) -> float:
    """The time under which a share of the answers came, from locust's counts by rounded time.

    >>> percentile({"10": 90, "50": 10}, 0.95)
    50.0
    """
    left = share * sum(times.values())
    for took in sorted(times, key=float):
        left -= times[took]
        if left <= 0:
            return float(took)
    raise EvalsError("nobody got an answer.")


def _locust(address: str, users: int, minutes: float) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """Locust's figures for each kind of request, and the faults that it tells of."""
    seconds = max(1, round(minutes * 60))
    arguments = ["-m", "locust", "-f", str(LOCUSTFILE), "--headless", "--json", "--host", address]
    arguments += [
        "-u",
        str(users),
        "-r",
        str(max(1, users // 5)),
        "-t",
        f"{seconds}s",
        "--stop-timeout",
        "30",
    ]
    run = start(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        told, log = run.communicate(timeout=seconds + 180)
    except subprocess.TimeoutExpired:
        run.kill()
        raise EvalsError("locust did not end in time.") from None
    try:
        stats: list[dict[str, Any]] = json.loads(told[told.index("[") :])
    except ValueError:
        raise EvalsError(f"locust did not run: {log.strip().splitlines()[-1:]}.") from None
    faults = tuple(line for line in log.splitlines() if "Error" in line or "Refused" in line)
    return stats, faults[:20]


def _entry(stats: list[dict[str, Any]], name: str) -> dict[str, Any]:
    """The figures of one kind of request."""
    for entry in stats:
        if entry["name"] == name:
            return entry
    raise EvalsError(f"no user got as far as “{name}”.")
