"""What happened on the way to one answer: what was searched for and considered, how each sentence was judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from advisor.answer import Sentence
from corpus.records import Frozen

if TYPE_CHECKING:
    from advisor.verify import Verdict
    from index.search import Hit


class Considered(Frozen):
    """A statement that the search found, with the scores that ranked it; the best comes first."""

    statement: str
    score: float
    dense: float
    lexical: float


class Judged(Frozen):
    """One sentence and what the guard made of it; ``reasons`` says why it was removed."""

    text: str
    sources: tuple[int, ...]
    kept: bool
    score: float = 0.0
    reasons: tuple[str, ...] = ()


@dataclass
class Trace:
    """Filled while one question is answered; one for each answer, never shared."""

    asked: str = ""
    considered: tuple[Considered, ...] = ()
    judged: list[Judged] = field(default_factory=list)

    def note_search(self, asked: str, hits: Iterable[Hit]) -> None:
        """The question as it was searched for, and what was found."""
        self.asked = asked
        self.considered = tuple(
            Considered(statement=h.passage.id, score=h.score, dense=h.dense, lexical=h.lexical) for h in hits
        )

    def note_verdict(self, sentence: Sentence, verdict: Verdict | None, fault: str = "") -> None:
        """How the guard judged a sentence; without a verdict, the fault that came before one."""
        self.judged.append(
            Judged(
                text=sentence.text,
                sources=sentence.sources,
                kept=verdict is not None and verdict.supported,
                score=verdict.score if verdict else 0.0,
                reasons=verdict.reasons if verdict else (fault,),
            )
        )
