"""What a user would build instead: BM25 only, dense only, the plain LangChain recipe, and its passages in a prompt."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from advisor.answer import Answer, Badge, Completeness, Recommendation, Sentence, Source, Status
from advisor.context import ManagerContext
from corpus.vocabulary import vocabulary
from evals import showing
from evals.errors import EvalsError
from evals.stuffing import Stuffs
from index.fusion import top
from index.opening import OpenIndex
from index.passages import Passage

SHOWN = 5
"""How many passages a plain recipe shows; a usual value of `k`."""
DEPTH = 100
"""How many it ranks when the search is measured."""
NO_BADGE = Badge(
    grade="U",
    grade_rule="a baseline grades nothing",
    direction="unknown",
    closeness="far",
    independent_sources={},
    disagree=False,
    weakest="",
)


@dataclass(frozen=True)
class ShowsPassages:
    """Answers with the best passages as they stand, in their order; it never abstains and reads no context.

    Args:
        name: of the baseline.
        index: where records and references are.
        find: a question and how many -> positions of passages, best first.
    """

    name: str
    index: OpenIndex
    find: Callable[[str, int], Sequence[int]]

    def advise(
        self, question: str, context: ManagerContext | None = None, history: Sequence[Answer | str] = ()
    ) -> Answer:
        """The best passages, each a sentence that cites itself, with their approaches in order of appearance."""
        found = self.passages(question, SHOWN)
        return answer_of(
            self.name,
            question,
            context,
            tuple(Sentence(text=p.text, sources=(n,), support=(p.text,)) for n, p in enumerate(found, 1)),
            found,
            self.index,
        )

    def passages(self, question: str, most: int) -> list[Passage]:
        """The best passages; none for an empty question."""
        held = self.index.searcher.passages
        return [held[i] for i in self.find(question, most)] if question.strip() else []

    def ranked(self, question: str) -> list[str]:
        """Statement ids, best first, for measuring the search."""
        return [p.id for p in self.passages(question, DEPTH)]


def answer_of(
    name: str,
    question: str,
    context: ManagerContext | None,
    sentences: tuple[Sentence, ...],
    found: Sequence[Passage],
    index: OpenIndex,
) -> Answer:
    """An answer that says some sentences from some passages; none means that it can't be answered."""
    approaches = list(dict.fromkeys(a for p in found for a in p.approaches)) if sentences else []
    return Answer(
        question=question,
        status=Status.ANSWERED if sentences else Status.CANNOT_ANSWER,
        completeness=Completeness.COMPLETE if sentences else Completeness.NO_INFORMATION,
        context=context or ManagerContext(),
        short_answer=sentences,
        recommendations=tuple(_recommendation(slug) for slug in approaches[:3]),
        sources=tuple(_source(n, p, index) for n, p in enumerate(found, 1)) if sentences else (),
        writer=name,
    )


def bm25_only(index: OpenIndex) -> ShowsPassages:
    """The best passages by BM25."""

    def find(question: str, most: int) -> list[int]:
        scores = index.searcher.lexical.scores(question)
        return [int(i) for i in top(scores, most) if scores[i] > 0]

    return ShowsPassages("bm25", index, find)


def dense_only(index: OpenIndex) -> ShowsPassages:
    """The best passages by the same model and exact cosine."""
    vectors = index.searcher.vectors
    if vectors is None:
        raise EvalsError("the baseline dense needs exact search.", "Set KMA_INDEX__ENGINE=exact.")
    return ShowsPassages(
        "dense",
        index,
        lambda question, most: [int(i) for i in top(vectors @ index.searcher.embed(question), most)],
    )


def plain_langchain(index: OpenIndex) -> ShowsPassages:
    """``Chroma.from_documents``, ``HuggingFaceEmbeddings`` and ``similarity_search``, as tutorials have it.

    Raises:
        EvalsError: when langchain-chroma or langchain-huggingface is not installed.
    """
    missing = [
        n for n in ("langchain_chroma", "langchain_huggingface") if importlib.util.find_spec(n) is None
    ]
    if missing:
        wanted = " ".join(name.replace("_", "-") for name in missing)
        raise EvalsError(
            f"the baseline langchain needs {' and '.join(missing)}.",
            f"Run: pip install -c constraints.txt {wanted}",
        )
    from langchain_core.documents import Document

    chroma: Any = importlib.import_module("langchain_chroma").Chroma
    embeddings: Any = importlib.import_module("langchain_huggingface").HuggingFaceEmbeddings
    folder = getattr(index.searcher.embedder, "folder", None)
    documents = [
        Document(page_content=p.text, metadata={"at": i}) for i, p in enumerate(index.searcher.passages)
    ]
    with showing.bar("Embedding for the plain recipe", None):
        store = chroma.from_documents(
            documents, embeddings(model_name=str(folder)), collection_name=f"recipe-{uuid4().hex}"
        )

    def find(question: str, most: int) -> list[int]:
        return [int(d.metadata["at"]) for d in store.similarity_search(question, k=most)]

    return ShowsPassages("langchain", index, find)


def stuffed(index: OpenIndex) -> Stuffs:
    """The plain recipe's passages put into the prompt of the chat model that the settings name.

    Raises:
        EvalsError: when no chat model is set, or the plain recipe can't be made.
    """
    from advisor.settings import load_settings
    from advisor.writing.models import chat_model

    model = chat_model(load_settings().writer)
    if model is None:
        raise EvalsError("the baseline stuffed needs a chat model.", "Set KMA_WRITER__MODEL.")
    return Stuffs("stuffed", plain_langchain(index), model)


def _source(number: int, passage: Passage, index: OpenIndex) -> Source:
    """A passage as a numbered source."""
    record, statement = index.corpus.statements[passage.id]
    references = tuple(dict.fromkeys(c.reference for c in statement.citations))
    return Source(
        number=number,
        record=record.id,
        statement=passage.id,
        kind=passage.kind,
        title=record.title,
        text=passage.text,
        reference_ids=references,
        reference="; ".join(index.printed.get(r, r) for r in references),
    )


def _recommendation(slug: str) -> Recommendation:
    """A bare approach, so that the fit of a baseline can be marked as ours is."""
    approach = vocabulary().approach(slug)
    return Recommendation(
        approach=slug,
        name=approach.name,
        definition=approach.definition,
        fit="possible",
        score=0.0,
        badge=NO_BADGE,
    )


Baseline = ShowsPassages | Stuffs

BASELINES: dict[str, Callable[[OpenIndex], Baseline]] = {
    "bm25": bm25_only,
    "dense": dense_only,
    "langchain": plain_langchain,
    "stuffed": stuffed,
}
