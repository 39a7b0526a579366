"""Number the sources of an answer anew, once, in the order of their first use; unused ones are left out."""

from __future__ import annotations

from advisor.answer import PARTS, Answer, Recommendation, Sentence, Table


class Renumbering:
    """New numbers for old, given as they are met.

    Args:
        answer: whose sources they are.
    """

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._new: dict[int, int] = {}

    def of(self, sentence: Sentence) -> Sentence:
        """A sentence with its new numbers."""
        return sentence.model_copy(update={"sources": self._all(sentence.sources)})

    def applied(self, short_answer: tuple[Sentence, ...]) -> Answer:
        """The answer with another short answer, whose numbers are already new; the rest follows in reading order."""
        tables = tuple(map(self._table, self._answer.tables))
        made: dict[str, object] = {
            "short_answer": short_answer,
            "tables": tables,
            "recommendations": tuple(map(self._recommendation, self._answer.recommendations)),
            "advised_against": tuple(map(self._recommendation, self._answer.advised_against)),
            "gaps": tuple(map(self.of, self._answer.gaps)),
        }
        old = {s.number: s for s in self._answer.sources}
        sources = tuple(old[was].model_copy(update={"number": now}) for was, now in self._new.items())
        return self._answer.model_copy(update={**made, "sources": sources})

    def _all(self, numbers: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(self._new.setdefault(n, len(self._new) + 1) for n in numbers)

    def _recommendation(self, rec: Recommendation) -> Recommendation:
        parts = {part: tuple(map(self.of, getattr(rec, part))) for part in PARTS}
        return rec.model_copy(update=parts)

    def _table(self, table: Table) -> Table:
        rows = tuple(
            tuple(cell.model_copy(update={"sources": self._all(cell.sources)}) for cell in row)
            for row in table.rows
        )
        return table.model_copy(update={"rows": rows})
