"""Questions that nobody asked before in the same process, so that no cache answers for the search."""

from __future__ import annotations

from functools import cache
from itertools import cycle, islice
from pathlib import Path
from random import Random

SUITES = Path(__file__).parents[1] / "suites"
ANSWERED = {"answered", "partial"}


@cache
def suite_questions() -> tuple[str, ...]:
    """Every question of the suites that ships and should be answered, each once, in a fixed random order."""
    from evals.cases import read_suites

    found: dict[str, None] = {}
    for suite in read_suites(sorted(SUITES.glob("*.yaml"))):
        for case in suite.cases:
            wanted = {status.value for status in case.expect.status or ()}
            if wanted & ANSWERED and not case.history:
                found[case.question] = None
    questions = list(found)
    Random(7).shuffle(questions)
    return tuple(questions)


def fresh_questions(count: int, start: int = 0) -> list[str]:
    """Some questions, none twice: when the suites have been used up they come again with a ward's number.

    Args:
        count: how many.
        start: how many were taken before.
    """
    own = suite_questions()
    wanted = islice(cycle(own), start, start + count)
    return [q if at < len(own) else f"{q} (ward {at})" for at, q in enumerate(wanted, start)]
