"""A chat model that replies from a queue, and an answer for it to rewrite."""

from __future__ import annotations

import json
import re
import time
from collections import deque
from collections.abc import Iterator
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from advisor.answer import Answer, Completeness, Sentence, Source, Status
from advisor.context import ManagerContext
from advisor.guard import Guard
from advisor.writer import Writer
from advisor.writing.options import WriterOptions
from advisor.writing.prompt import shown
from tests.advisor.test_answer import recommendation

TRIAL = "In a Canadian trial a knowledge broker made no difference overall to 108 health departments."
CHARTS = "The ward audit of falls sent each ward a monthly chart of its own falls."
LATE = "Nurses in the ward audit of falls said that charts came two months late."
TIME = "Knowledge brokers may need protected time and the trust of senior managers."
STATEMENTS = {"case-trial/1": TRIAL, "case-audit/1": CHARTS, "case-audit/2": LATE, "finding-time/1": TIME}


class QueuedModel(BaseChatModel):
    """Replies in turn with what is in the queue: words, something to be put as JSON, or an error to raise.

    ``pause`` is the time before each piece of a reply, in seconds; ``heard`` keeps what was asked.
    """

    queue: deque[Any] = deque()
    heard: list[list[BaseMessage]] = []
    pause: float = 0.0
    piece: int = 12

    @property
    def _llm_type(self) -> str:
        return "queued"

    def _stream(self, messages: list[BaseMessage], *_: Any, **__: Any) -> Iterator[ChatGenerationChunk]:
        self.heard.append(messages)
        reply = self.queue.popleft()
        words = reply if isinstance(reply, str) else "" if isinstance(reply, Exception) else json.dumps(reply)
        for start in range(0, max(1, len(words)), self.piece):
            time.sleep(self.pause)
            yield ChatGenerationChunk(message=AIMessageChunk(content=words[start : start + self.piece]))
        if isinstance(reply, Exception):
            raise reply

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        words = "".join(chunk.message.text for chunk in self._stream(messages))
        return ChatResult(generations=[ChatGeneration(message=AIMessageChunk(content=words))])


def queued(*replies: Any, **fields: Any) -> QueuedModel:
    """A model with these replies."""
    return QueuedModel(queue=deque(replies), heard=[], **fields)


def writer(model: QueuedModel, **options: Any) -> Writer:
    """A writer over a model that replies from a queue."""
    return Writer(model, WriterOptions(model="openai:queued", **options), Guard())


def composed(texts: dict[str, str] | None = None, **fields: Any) -> Answer:
    """A composed answer whose short answer is the first statement; the others stand in a recommendation."""
    sources = tuple(
        Source(
            number=number,
            record=statement.partition("/")[0],
            statement=statement,
            kind="case",
            title="A title",
            text=text,
            reference_ids=("test",),
            reference="Tester A. 2020.",
        )
        for number, (statement, text) in enumerate((texts or STATEMENTS).items(), start=1)
    )
    said = [Sentence(text=s.text, sources=(s.number,), support=(s.text,)) for s in sources]
    made: dict[str, Any] = {
        "question": "Do knowledge brokers work?",
        "status": Status.ANSWERED,
        "completeness": Completeness.COMPLETE,
        "context": ManagerContext(money="none"),
        "lead": "What is held says this.",
        "short_answer": tuple(said[:1]),
        "recommendations": (recommendation(evidence=tuple(said[1:2]), needs=tuple(said[2:])),),
        "sources": sources,
    }
    return Answer(**{**made, **fields})


def key_of(text: str, answer: Answer | None = None) -> str:
    """The key under which a statement is shown."""
    return next(s.key for s in shown(answer or composed(), 40) if s.text == text)


def reply(*sentences: tuple[str, str], answer: Answer | None = None) -> dict[str, Any]:
    """A reply of sentences, each with the statement that it cites."""
    listed = [{"sources": [key_of(cited, answer)], "text": text} for text, cited in sentences]
    return {"sentences": listed}


class CopyingModel(QueuedModel):
    """Says the first statements that it is shown word for word, then makes something up."""

    copies: int = 2
    made_up: str = "Knowledge brokers doubled the use of research in all 340 trusts of the Netherlands."

    def _stream(self, messages: list[BaseMessage], *given: Any, **more: Any) -> Iterator[ChatGenerationChunk]:
        listed = re.findall(r"^\[(s-\w+)\] \([^)]*\) (.+)$", messages[-1].text, re.M)
        said = [{"sources": [key], "text": text} for key, text in listed[: self.copies]]
        self.queue.append({"sentences": [*said, {"sources": [listed[0][0]], "text": self.made_up}]})
        yield from super()._stream(messages, *given, **more)


class GenericReply(QueuedModel):
    """Notes whether LangChain would trace the call."""

    traced: list[bool] = []

    def _stream(self, messages: list[BaseMessage], *_: Any, **__: Any) -> Iterator[ChatGenerationChunk]:
        from langsmith.utils import tracing_is_enabled

        self.traced.append(bool(tracing_is_enabled()))
        yield ChatGenerationChunk(message=AIMessageChunk(content="{}"))
