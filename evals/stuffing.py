"""The usual chain: the best passages stuffed into a chat model's prompt, its reply read sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from advisor.answer import Answer, Sentence
from advisor.citations import parse
from advisor.context import ManagerContext
from evals.metrics.citing import UNCITED
from index.opening import OpenIndex
from index.passages import Passage

SHOWN = 5
DECLINES = re.compile(r"\b(?:do(?:es)? not|don[’']t|can(?:no|[’'])t) (?:know|contain|answer)\b", re.I)
PROMPT = """Use the following numbered context to answer the question at the end. Cite the context as [1], [2].
If you don't know the answer, just say that you don't know; don't try to make up an answer.

{context}

Question: {question}
Helpful answer:"""
_BREAK = re.compile(r"(?<=[.!?])\s+(?=[A-Z\[“\"])|\n+")


class Recipe(Protocol):
    """Where the passages come from."""

    @property
    def index(self) -> OpenIndex:
        """Where records and references are."""
        ...

    def passages(self, question: str, most: int) -> list[Passage]:
        """The best passages."""
        ...

    def ranked(self, question: str) -> list[str]:
        """Statement ids, best first."""
        ...


@dataclass(frozen=True)
class Stuffs:
    """Answers with what a chat model makes of the best passages; it sees the earlier questions, no context.

    Args:
        name: of the baseline.
        recipe: finds the passages.
        model: a LangChain chat model (anything with ``invoke``).
    """

    name: str
    recipe: Recipe
    model: Any

    def advise(
        self, question: str, context: ManagerContext | None = None, history: Sequence[Answer | str] = ()
    ) -> Answer:
        """The model's reply; a sentence that cites nothing counts as one that nothing carries."""
        from evals.baselines import answer_of

        asked = " ".join([*(h if isinstance(h, str) else h.question for h in history), question])
        found = self.recipe.passages(asked, SHOWN)
        shown = "\n".join(f"[{n}] {p.text}" for n, p in enumerate(found, 1))
        reply = self.model.invoke(PROMPT.format(context=shown, question=asked)).content if found else ""
        said = sentences_of(str(reply), [p.text for p in found])
        return answer_of(self.name, question, context, said, found, self.recipe.index)

    def ranked(self, question: str) -> list[str]:
        """The ranking of the recipe beneath."""
        return self.recipe.ranked(question)


def sentences_of(reply: str, texts: Sequence[str]) -> tuple[Sentence, ...]:
    """A reply's sentences with the numbers that they cite; none when the model says that it doesn't know.

    >>> sentences_of("It helps [1]. It is cheap.", ["It helps."])[0].sources
    (1,)
    """
    if DECLINES.search(reply):
        return ()
    found: list[Sentence] = []
    for part in filter(str.strip, _BREAK.split(reply)):
        markers = parse(part)
        numbers = tuple(dict.fromkeys(n for marker in markers for n in marker.numbers)) or (UNCITED,)
        words = part
        for marker in reversed(markers):
            words = words[: marker.start] + words[marker.end :]
        words = re.sub(r"\s+([.,;])", r"\1", " ".join(words.split())).strip(" -*")
        if words.strip(" .,;"):
            support = tuple(texts[n - 1] if 1 <= n <= len(texts) else "" for n in numbers)
            found.append(Sentence(text=words, sources=numbers, support=support))
    return tuple(found)
