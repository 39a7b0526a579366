"""What of an Answer goes into a briefing of two pages: fewer sentences, and only the sources that they cite."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.answer import Answer, Recommendation

MOST = {"why": 1, "evidence": 3, "needs": 1, "struggled": 2, "who": 0, "voices": 0}
"""The most sentences of each part of an approach; what speaks against it is cut last."""


def shortened(answer: Answer) -> Answer:
    """The answer with the sentences that a briefing has room for; sources keep their numbers."""
    cut = answer.model_copy(
        update={
            "recommendations": tuple(map(_cut, answer.recommendations)),
            "advised_against": tuple(map(_cut, answer.advised_against)),
        }
    )
    used = _numbers(cut)
    return cut.model_copy(update={"sources": tuple(s for s in answer.sources if s.number in used)})


def left_out(answer: Answer, cut: Answer) -> tuple[str, ...]:
    """A note that says how many sentences of the answer the briefing leaves out; none when it has all."""
    fewer = len(answer.sentences()) - len(cut.sentences())
    if not fewer:
        return ()
    noun = "sentence" if fewer == 1 else "sentences"
    return (f"For length, this briefing leaves out {fewer} {noun} of the full answer.",)


def _cut(rec: Recommendation) -> Recommendation:
    """One approach with at most so many sentences in each part."""
    return rec.model_copy(update={part: getattr(rec, part)[:most] for part, most in MOST.items()})


def _numbers(answer: Answer) -> set[int]:
    """Every number that a sentence or a table of the answer cites."""
    in_tables: Iterable[int] = (
        n for table in answer.tables for row in table.rows for cell in row for n in cell.sources
    )
    return {*in_tables, *(n for sentence in answer.sentences() for n in sentence.sources)}
