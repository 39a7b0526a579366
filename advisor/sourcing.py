"""Numbers sources once, in the order of their first use, and makes Sentences of verbatim statements."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.answer import Sentence, Source
from index.opening import OpenIndex
from index.passages import Passage


class Sourcing:
    """The numbered sources of one answer.

    Args:
        index: where statements, references and printed references are.
    """

    def __init__(self, index: OpenIndex) -> None:
        self._index = index
        self._numbers: dict[str, int] = {}

    def number(self, statement: str) -> int:
        """The number of a statement, given at its first use; KeyError when it is in no record."""
        if statement not in self._numbers:
            self._index.corpus.statements[statement]
            self._numbers[statement] = len(self._numbers) + 1
        return self._numbers[statement]

    def sentence(self, passage: Passage) -> Sentence:
        """A statement said as it stands: its own support."""
        return Sentence(text=passage.text, sources=(self.number(passage.id),), support=(passage.text,))

    def sentences(self, passages: Iterable[Passage]) -> tuple[Sentence, ...]:
        """Sentences of several passages, in order."""
        return tuple(self.sentence(p) for p in passages)

    def sources(self) -> tuple[Source, ...]:
        """Every source used so far, in the order of its number."""
        return tuple(self._source(statement, number) for statement, number in self._numbers.items())

    def _source(self, statement: str, number: int) -> Source:
        """One statement with its record and references."""
        record, found = self._index.corpus.statements[statement]
        ids = tuple(dict.fromkeys(c.reference for c in found.citations))
        references = [self._index.corpus.references[i] for i in ids]
        locators = [f"{c.locator}" for c in found.citations if c.locator]
        return Source(
            number=number,
            record=record.id,
            statement=statement,
            kind=record.kind,
            title=record.title,
            text=found.text,
            reference_ids=ids,
            reference=" ".join(self._index.printed[i] for i in ids),
            link=next(filter(None, (r.link for r in references)), None),
            seen=", ".join(dict.fromkeys(locators)),
        )
