"""What a workshop asks of the advisor: answers, statements that nobody used, and what the corpus holds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from advisor.answer import Answer, Source
from advisor.context import ManagerContext
from advisor.sourcing import Sourcing
from advisor.workshop.unmentioned import Said, Unmentioned, unmentioned
from corpus.collection import Corpus
from corpus.vocabulary import vocabulary

if TYPE_CHECKING:
    from advisor.pipeline import Advisor

ANSWERS_KEPT = 256


@dataclass(frozen=True)
class Counsel:
    """The advisor as a workshop sees it.

    Args:
        ask: answers a text in a situation.
        unmentioned: the statements for a text that bear on it and that nobody used.
        sources: numbered sources for the ids of statements, from 1.
        holding: the fingerprint of each statement that is held, by its id.
        corpus: every record and reference.
    """

    ask: Callable[[str, ManagerContext], Answer]
    unmentioned: Callable[[str, Said], tuple[Unmentioned, ...]]
    sources: Callable[[Iterable[str]], tuple[Source, ...]]
    holding: Callable[[], Mapping[str, str]]
    corpus: Corpus


def counsel_of(advisor: Advisor) -> Counsel:
    """The counsel of an advisor that is open; answers to the same text and situation are given once."""
    index = advisor.index
    searcher = index.searcher

    @lru_cache(maxsize=ANSWERS_KEPT)
    def ask(text: str, context: ManagerContext) -> Answer:
        return advisor.advise(text, context=context)

    @lru_cache(maxsize=ANSWERS_KEPT)
    def unused(text: str, said: Said) -> tuple[Unmentioned, ...]:
        relevance = searcher.relevance(text)
        return unmentioned(searcher.passages, relevance, said, searcher.embedder.encode, vocabulary().slugs())

    def sources(statements: Iterable[str]) -> tuple[Source, ...]:
        sourcing = Sourcing(index)
        for statement in statements:
            sourcing.number(statement)
        return sourcing.sources()

    @lru_cache(maxsize=1)
    def holding() -> dict[str, str]:
        return fingerprints(index.corpus)

    return Counsel(ask=ask, unmentioned=unused, sources=sources, holding=holding, corpus=index.corpus)


def fingerprints(corpus: Corpus) -> dict[str, str]:
    """A short hash of each statement's words by its id: enough to see a change, too little to read one."""
    return {
        s.id: hashlib.sha256(s.text.encode()).hexdigest()[:12]
        for record in corpus.records.values()
        for s in record.statements
    }
