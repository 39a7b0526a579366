"""The named benchmarks, the parts they are made of, and the bound of every row. Light: the command line reads it."""

from __future__ import annotations

from collections.abc import Sequence

BOUNDS: dict[str, tuple[str, float]] = {
    "index": (">=", 3.2),
    "index.changed": (">=", 25),
    "search": ("<=", 0.45),
    "search.filtered_1": ("<=", 0.15),
    "search.filtered_10": ("<=", 0.15),
    "search.filtered_50": ("<=", 0.15),
    "search.ndcg": (">=", 1.06),
    "answer": ("<=", 8),
    "answer.p95": ("<=", 20),
    "startup": ("<=", 0.30),
    "startup.page": ("<=", 1.6),
    "scale": ("<=", 0.5),
    "serve": (">=", 5),
    "serve.p95": ("<=", 0.3),
    "memory": ("<=", 0.7),
    "writer": ("<=", 0.08),
}
"""Row -> what its ratio should reach. The first row of a benchmark carries the benchmark's name."""

PARTS: dict[str, str] = {
    "startup": "starting",
    "startup.page": "opening_page",
    "search": "searching",
    "search.filtered": "filtering",
    "search.ndcg": "finding",
    "answer": "answering",
    "memory": "remembering",
    "serve": "serving",
    "index": "building",
    "scale": "scaling",
    "writer": "writing",
}
"""Part -> the module of this package that measures it. A benchmark is every part of its name, in this order."""

NAMES = tuple(dict.fromkeys(part.partition(".")[0] for part in PARTS))


def parts_of(names: Sequence[str]) -> list[str]:
    """The parts that some names ask for: all of them for no name, one for a name with a dot.

    >>> parts_of(["startup"])
    ['startup', 'startup.page']
    >>> parts_of(["startup.page"])
    ['startup.page']
    """
    return [
        part for part in PARTS if not names or part in names or part.partition(".")[0] in names
    ]  # fmt: skip


def unknown(names: Sequence[str]) -> list[str]:
    """The names that are no benchmark."""
    return [name for name in names if name not in PARTS and name not in NAMES]
