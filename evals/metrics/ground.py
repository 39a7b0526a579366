"""What the corpus itself says, to hold an answer to: the statements' words and references, and what tells against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor.answer import Answer
from evals.metrics.dissent import Contrary, contrary

if TYPE_CHECKING:
    from index.opening import OpenIndex


@dataclass(frozen=True)
class Ground:
    """The corpus, as far as answers are held to it.

    Args:
        words: statement id -> its text.
        references: statement id -> the references that it cites.
        against: what tells against each approach on which the evidence disagrees.
    """

    words: Mapping[str, str]
    references: Mapping[str, frozenset[str]]
    against: Contrary


def ground_of(index: OpenIndex) -> Ground:
    """The ground of an open index; later changes of the index do not reach it."""
    statements = index.corpus.statements
    return Ground(
        words={name: statement.text for name, (_, statement) in statements.items()},
        references={
            name: frozenset(c.reference for c in statement.citations)
            for name, (_, statement) in statements.items()
        },
        against=contrary(index.searcher.passages),
    )


def source_figures(answer: Answer, ground: Ground) -> dict[str, float]:
    """``true_sources``: the share of an answer's sources that say, and cite, just what the corpus does."""
    true = [
        source.text == ground.words.get(source.statement)
        and set(source.reference_ids) == ground.references[source.statement]
        for source in answer.sources
    ]
    return {"true_sources": sum(true) / len(true)} if true else {}
