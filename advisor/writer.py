"""Writes the short answer with a chat model; every sentence is verified, and what fails is removed and counted."""

from __future__ import annotations

import logging
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor.answer import Answer, Sentence, Status
from advisor.guard import Guard
from advisor.tracing import Judged, Trace
from advisor.verifying.polarity import negations
from advisor.verifying.words import Text
from advisor.writing.asking import NOT_AN_ANSWER, NothingWritten, replies
from advisor.writing.defence import gives_orders, leads_away
from advisor.writing.models import chat_model
from advisor.writing.numbering import Renumbering
from advisor.writing.options import WriterOptions
from advisor.writing.prompt import Shown, ask, messages, shown
from advisor.writing.reply import MOST_CITED, Drafted, drafted, says_something, schema

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

log = logging.getLogger(__name__)
WRITTEN = frozenset({Status.ANSWERED, Status.PARTIAL})
NOTE = "The chat model {name} {problem}, so this answer was composed without it."
NONE_LEFT = "wrote nothing that its sources support"


@dataclass
class Draft:
    """What has come of one reply so far."""

    kept: list[Sentence]
    removed: int = 0


class Writer:
    """Rewrites the short answer of a composed answer. Safe to share between threads.

    Args:
        model: a LangChain chat model.
        options: its name and the limits it works within.
        guard: judges each sentence.
    """

    def __init__(self, model: BaseChatModel, options: WriterOptions, guard: Guard) -> None:
        self._model = model
        self._options = options
        self._guard = guard

    @classmethod
    def open(cls, options: WriterOptions, guard: Guard) -> Writer | None:
        """The writer that the settings name, or None.

        Raises:
            ModelUnavailable: when its extra, key or file is missing.
        """
        model = chat_model(options)
        return cls(model, options, guard) if model is not None else None

    def write(
        self, composed: Answer, asked: str, trace: Trace | None = None
    ) -> Generator[Sentence, None, Answer]:
        """Yield each sentence as soon as it is verified, then return the whole answer.

        Fit, badges, tables, gaps and sources stay as they were composed. When nothing usable comes, the
        composed answer is returned with a note that says why; the sentences yielded until then count no more.

        Args:
            composed: the answer as composed; one that has nothing to write from never reaches the model.
            asked: the question in words that stand alone.
            trace: where the verdicts are noted.
        """
        statements = shown(composed, self._options.statements) if writable(composed) else ()
        if not statements:
            return composed
        draft = Draft([])
        numbers = Renumbering(composed)
        try:
            yield from self._drafting(composed, asked, statements, draft, numbers, trace or Trace())
        except NothingWritten as fault:
            log.warning("the chat model %s %s", self._options.name, fault.problem)
            return self._without(composed, draft, fault.problem)
        if not draft.kept:
            return self._without(composed, draft, NONE_LEFT)
        made = numbers.applied(tuple(draft.kept))
        return made.model_copy(
            update={"writer": self._options.name, "removed": composed.removed + draft.removed}
        )

    def _drafting(
        self,
        composed: Answer,
        asked: str,
        statements: Sequence[Shown],
        draft: Draft,
        numbers: Renumbering,
        trace: Trace,
    ) -> Generator[Sentence, None, None]:
        """Yield verified sentences while the reply grows; NothingWritten when there is no reply."""
        by_key = {s.key: s.number for s in statements}
        texts = {s.number: s.text for s in composed.sources}
        seen = 0
        last: object = None

        def fresh(reply: object, finished: bool) -> Generator[Sentence, None, None]:
            nonlocal seen
            found = (drafted(reply, finished) or [])[: self._options.sentences]
            for each in found[seen:]:
                if (sentence := self._verified(each, by_key, texts, trace)) is None:
                    draft.removed += 1
                elif all(sentence.text != k.text for k in draft.kept):
                    draft.kept.append(numbers.of(sentence))
                    yield draft.kept[-1]
            seen = max(seen, len(found))

        for last in self._replies(statements, ask(asked, composed)):
            yield from fresh(last, finished=False)
        if drafted(last, finished=True) is None:
            raise NothingWritten(NOT_AN_ANSWER)
        yield from fresh(last, finished=True)

    def _replies(self, statements: Sequence[Shown], question: str) -> Generator[object, None, None]:
        """The growing reply to one question over some statements."""
        options = self._options
        form = schema([s.key for s in statements], options.sentences, bounded=options.provider == "gguf")
        conversation = messages(statements, question, options.sentences)
        how = {"seconds": options.timeout, "method": options.method, "strict": options.holds_to_schema}
        yield from replies(self._model, conversation, form, **how)

    def _verified(
        self, each: Drafted, by_key: dict[str, int], texts: dict[int, str], trace: Trace
    ) -> Sentence | None:
        """The sentence with the sources that carry it; None when none does."""
        given = [by_key[key] for key in each.keys if key in by_key][:MOST_CITED]
        alone = [n for n in given if self._guard.holds(_sentence(each.text, [n], texts), texts, Trace())]
        numbers = alone or given
        if found := _faults(each.text, [texts[n] for n in numbers]):
            trace.judged.append(Judged(text=each.text, sources=tuple(numbers), kept=False, reasons=found))
            return None
        sentence = _sentence(each.text, numbers, texts)
        return sentence if self._guard.holds(sentence, texts, trace) else None

    def _without(self, composed: Answer, draft: Draft, problem: str) -> Answer:
        """The composed answer, with what came of the model."""
        note = NOTE.format(name=self._options.name, problem=problem)
        return composed.model_copy(
            update={"notes": (*composed.notes, note), "removed": composed.removed + draft.removed}
        )


def writable(answer: Answer) -> bool:
    """Whether an answer has a short answer to be rewritten; an empty retrieval or a counted list has none."""
    return answer.status in WRITTEN and bool(answer.short_answer)


def _faults(text: str, cited: Sequence[str]) -> tuple[str, ...]:
    """What a model's sentence may not do, whatever the verifier makes of it.

    It must say something, give no orders and no address of its own, and deny something just when its
    sources do: a finding is not told without its 'no', nor a 'no' added to one.
    """
    evidence = "\n".join(cited)
    faults = {
        "no-such-source": not cited,
        "no-claim": not says_something(text),
        "order": gives_orders(text),
        "address": leads_away(text, evidence),
        "negation": bool(cited) and bool(negations(Text(text))) != bool(negations(Text(evidence))),
    }
    return tuple(name for name, there in faults.items() if there)


def _sentence(text: str, numbers: Sequence[int], texts: dict[int, str]) -> Sentence:
    """A sentence whose support is the whole of each statement that it cites."""
    return Sentence(text=text, sources=tuple(numbers), support=tuple(texts[n] for n in numbers))
