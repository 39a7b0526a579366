"""The last check before an answer leaves: a sentence without good support is removed and counted."""

from __future__ import annotations

from functools import lru_cache

from advisor.answer import PARTS, Answer, Recommendation, Sentence
from advisor.tracing import Trace
from advisor.verify import Verifier
from advisor.writing.defence import gives_orders


@lru_cache(maxsize=8192)
def _source_orders(text: str) -> bool:
    """`gives_orders` of a statement, read once; nothing that anybody typed is held."""
    return gives_orders(text)


class Guard:
    """Holds every sentence of an answer to its sources.

    Args:
        verifier: judges whether the cited text supports a sentence.
    """

    def __init__(self, verifier: Verifier | None = None) -> None:
        self._verifier = verifier or Verifier()

    def checked(self, answer: Answer, trace: Trace | None = None) -> Answer:
        """The answer without the sentences that fail; ``removed`` counts them.

        Args:
            answer: as it was composed or written.
            trace: where each verdict is noted.
        """
        trace = trace or Trace()
        texts = {s.number: s.text for s in answer.sources}
        before = len(answer.sentences())

        def keep(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
            return tuple(s for s in sentences if self.holds(s, texts, trace))

        def kept(rec: Recommendation) -> Recommendation:
            return rec.model_copy(update={part: keep(getattr(rec, part)) for part in PARTS})

        made = answer.model_copy(
            update={
                "short_answer": keep(answer.short_answer),
                "gaps": keep(answer.gaps),
                "recommendations": tuple(map(kept, answer.recommendations)),
                "advised_against": tuple(map(kept, answer.advised_against)),
            }
        )
        return made.model_copy(update={"removed": answer.removed + before - len(made.sentences())})

    def holds(self, sentence: Sentence, texts: dict[int, str], trace: Trace) -> bool:
        """Whether its numbers exist, its support is verbatim and carries it, and it gives a machine no orders."""
        if any(number not in texts for number in sentence.sources):
            trace.note_verdict(sentence, None, "no-such-source")
            return False
        cited = [texts[number] for number in sentence.sources]
        if _source_orders(sentence.text) if sentence.text in cited else gives_orders(sentence.text):
            trace.note_verdict(sentence, None, "gives-orders")
            return False
        if any(support not in cited for support in sentence.support):
            trace.note_verdict(sentence, None, "not-verbatim")
            return False
        verdict = self._verifier.verify(sentence.text, cited)
        trace.note_verdict(sentence, verdict)
        return verdict.supported
