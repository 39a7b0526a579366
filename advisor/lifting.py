"""What lifts or lowers a passage besides its words: kind, certainty, likeness to the asker, length."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from advisor.context import ManagerContext
from advisor.fit import MANAGERS
from corpus.records import AnyRecord, SynthesisFinding
from index.passages import Passage

GRADES = "ABCDU"
OWN_KIND, BRITISH, DIRECT, TIRING = 0.3, 0.08, 0.2, 0.05
"""For the asker's own kind of organisation, a British record, a finding on managers, and many words."""
AUDIENCE, GOAL = 0.12, 0.06
RANK = 0.12
"""What each place that an approach stands below the head of its record's list costs."""
Points = npt.NDArray[np.float64]
Rows = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Held:
    """One passage on a shelf: where it stands, and how near the approach is to the head of its record's list.

    ``row`` is its place among all that is held, ``position`` the passage's place in the index; ``references`` are the
    ids that its statement cites; ``long`` says that it has more than fifty words.
    """

    row: int
    position: int
    passage: Passage
    rank: int
    references: frozenset[str] = frozenset()
    long: bool = False


class Lifts:
    """The lift of everything held, for any situation; what no situation changes is worked out once.

    Args:
        held: everything on the shelves, in the order of its rows.
        records: the records of the passages, by id.
    """

    def __init__(self, held: Sequence[Held], records: Mapping[str, AnyRecord]) -> None:
        of = [records[h.passage.record] for h in held]
        self._plain = np.array([-RANK * h.rank + _of_kind(h.passage) for h in held])
        self._british = np.array([BRITISH * h.passage.country.startswith("GB") for h in held])
        self._direct = np.array(
            [DIRECT * (isinstance(r, SynthesisFinding) and r.closeness == "direct") for r in of]
        )
        self._tiring = np.array([TIRING * h.long for h in held])
        self._setting = _rows(h.passage.setting for h in held)
        self._audience = _rows(r.audience for r in of)
        self._goal = _rows(r.goals for r in of)
        self._worked_out = lru_cache(maxsize=8)(self._work_out)

    def of(self, context: ManagerContext) -> Points:
        """What lifts each row, shape (n,)."""
        return self._worked_out(context.organisation, context.audience, context.goal)

    def _work_out(self, organisation: str | None, audience: str | None, goal: str | None) -> Points:
        lifts = self._plain.copy()
        lifts[_at(self._setting, organisation)] += OWN_KIND
        lifts += self._british
        lifts[_at(self._audience, audience)] += AUDIENCE
        lifts[_at(self._goal, goal)] += GOAL
        if audience in MANAGERS:
            lifts += self._direct
        lifts -= self._tiring
        return lifts


def _of_kind(passage: Passage) -> float:
    """A finding sums up several studies, and the surer it is the better."""
    return 0.12 + 0.05 * (4 - GRADES.index(passage.grade)) if passage.kind == "finding" else 0.0


def _rows(values: Iterable[Iterable[Hashable]]) -> dict[Hashable, Rows]:
    """Value -> the rows that have it."""
    found: dict[Hashable, list[int]] = {}
    for row, held in enumerate(values):
        for value in dict.fromkeys(held):
            found.setdefault(value, []).append(row)
    return {value: np.array(rows, dtype=np.intp) for value, rows in found.items()}


def _at(rows: Mapping[Hashable, Rows], value: str | None) -> Rows:
    """The rows that have a value; none when it is not known."""
    return rows.get(value, np.zeros(0, dtype=np.intp)) if value else np.zeros(0, dtype=np.intp)
