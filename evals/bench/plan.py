"""How a run of the benchmarks is made: sizes, repeats, and where its files lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evals.bench.catalogue import BOUNDS
from evals.bench.figures import Bound


@dataclass(frozen=True)
class Plan:
    """What every benchmark is given.

    Args:
        work: a folder for the run's own files.
        quick: small sizes and few repeats, to see that it runs; the ratios are then not those of the table.
        largest: the greatest number of passages of ``scale``.
        collections: folders in BEIR's layout for ``search.ndcg``.
        say: called with what is being measured now.
    """

    work: Path
    quick: bool = False
    largest: int = 100_000
    collections: tuple[Path, ...] = ()
    say: Callable[[str], None] = lambda words: None

    def size(self, full: int, quick: int) -> int:
        """A number of things or repeats, as the run is quick or not."""
        return quick if self.quick else full


def bound_of(row: str) -> Bound | None:
    """The bound of a row, if it has one."""
    if row not in BOUNDS:
        return None
    sign, limit = BOUNDS[row]
    return Bound.model_validate({"sign": sign, "limit": limit})
