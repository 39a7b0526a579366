"""What of an Answer goes into a briefing of two pages: fewer sentences, and only the sources that they cite."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from advisor.answer import PARTS, Answer, Recommendation, Table


@dataclass(frozen=True)
class Room:
    """The most of each thing that a briefing takes; parts that are not named are left out."""

    parts: dict[str, int]
    short: int = 4
    gaps: int = 2
    rows: int = 12
    against: int = 1


ROOMS = (
    Room({"why": 1, "evidence": 3, "needs": 1, "struggled": 2}, short=6, gaps=3, rows=20, against=2),
    Room({"why": 1, "evidence": 2, "needs": 1, "struggled": 2}, rows=16),
    Room({"why": 1, "evidence": 2, "needs": 1, "struggled": 1}),
    Room({"why": 1, "evidence": 1, "needs": 1, "struggled": 1}, rows=9),
    Room({"evidence": 1, "needs": 1, "struggled": 1}, gaps=1, rows=7),
    Room({"evidence": 1, "needs": 1, "struggled": 1}, short=2, gaps=1, rows=5, against=0),
    Room({"evidence": 1, "struggled": 1}, short=2, gaps=0, rows=3, against=0),
)
"""From the most room to the least; what speaks against an approach is cut last."""


def shortened(answer: Answer, fits: Callable[[Answer], bool]) -> Answer:
    """The most of an answer that fits; sources keep their numbers, and only those cited stay.

    Args:
        answer: the whole of it.
        fits: whether so much is short enough; the last room is taken when nothing is.
    """
    for cut in (_cut(answer, room) for room in ROOMS[:-1]):
        if fits(cut):
            return cut
    return _cut(answer, ROOMS[-1])


def left_out(answer: Answer, cut: Answer) -> tuple[str, ...]:
    """A note that says how much of the answer the briefing leaves out; none when it has all."""
    sentences = len(answer.sentences()) - len(cut.sentences())
    rows = _rows(answer) - _rows(cut)
    fewer = [
        _counted(sentences, "sentence", "sentences"),
        _counted(rows, "row of a table", "rows of a table"),
    ]
    if not any(fewer):
        return ()
    return (f"For length, this briefing leaves out {' and '.join(filter(None, fewer))} of the full answer.",)


def _cut(answer: Answer, room: Room) -> Answer:
    """The answer with no more than there is room for."""
    cut = answer.model_copy(
        update={
            "short_answer": answer.short_answer[: room.short],
            "recommendations": tuple(_shorter(r, room) for r in answer.recommendations),
            "advised_against": tuple(_shorter(r, room) for r in answer.advised_against[: room.against]),
            "tables": tuple(_fewer_rows(t, room.rows) for t in answer.tables),
            "gaps": answer.gaps[: room.gaps],
        }
    )
    used = set(_numbers(cut))
    return cut.model_copy(update={"sources": tuple(s for s in answer.sources if s.number in used)})


def _shorter(rec: Recommendation, room: Room) -> Recommendation:
    return rec.model_copy(update={part: getattr(rec, part)[: room.parts.get(part, 0)] for part in PARTS})


def _fewer_rows(table: Table, most: int) -> Table:
    return table.model_copy(update={"rows": table.rows[:most]})


def _rows(answer: Answer) -> int:
    return sum(len(t.rows) for t in answer.tables)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""


def _numbers(answer: Answer) -> Iterator[int]:
    """Every number that a sentence or a table of the answer cites."""
    cells: Iterable[int] = (n for t in answer.tables for row in t.rows for cell in row for n in cell.sources)
    yield from cells
    yield from (n for sentence in answer.sentences() for n in sentence.sources)
