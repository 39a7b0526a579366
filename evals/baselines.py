"""What a user would build instead: BM25 only, dense only, the plain LangChain recipe; their best passages shown."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from advisor.answer import Answer, Badge, Completeness, Recommendation, Sentence, Source, Status
from advisor.context import ManagerContext
from corpus.vocabulary import vocabulary
from evals.errors import EvalsError
from index.fusion import top
from index.opening import OpenIndex
from index.passages import Passage

SHOWN = 5
"""How many passages a plain recipe shows; a usual value of `k`."""
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
        find: a question -> positions of passages, best first.
    """

    name: str
    index: OpenIndex
    find: Callable[[str], Sequence[int]]

    def advise(
        self, question: str, context: ManagerContext | None = None, history: Sequence[Answer | str] = ()
    ) -> Answer:
        """The best passages, each a sentence that cites itself, with their approaches in order of appearance."""
        found = [self.index.searcher.passages[i] for i in self.find(question)] if question.strip() else []
        approaches = list(dict.fromkeys(a for p in found for a in p.approaches))
        return Answer(
            question=question,
            status=Status.ANSWERED if found else Status.CANNOT_ANSWER,
            completeness=Completeness.COMPLETE if found else Completeness.NO_INFORMATION,
            context=context or ManagerContext(),
            short_answer=tuple(
                Sentence(text=p.text, sources=(n,), support=(p.text,)) for n, p in enumerate(found, 1)
            ),
            recommendations=tuple(_recommendation(slug) for slug in approaches[:3]),
            sources=tuple(self._source(n, p) for n, p in enumerate(found, 1)),
            writer=self.name,
        )

    def _source(self, number: int, passage: Passage) -> Source:
        """A passage as a numbered source."""
        record, statement = self.index.corpus.statements[passage.id]
        references = tuple(dict.fromkeys(c.reference for c in statement.citations))
        return Source(
            number=number,
            record=record.id,
            statement=passage.id,
            kind=passage.kind,
            title=record.title,
            text=passage.text,
            reference_ids=references,
            reference="; ".join(self.index.printed.get(r, r) for r in references),
        )


def bm25_only(index: OpenIndex) -> ShowsPassages:
    """The best passages by BM25."""

    def find(question: str) -> list[int]:
        scores = index.searcher.lexical.scores(question)
        return [int(i) for i in top(scores, SHOWN) if scores[i] > 0]

    return ShowsPassages("bm25", index, find)


def dense_only(index: OpenIndex) -> ShowsPassages:
    """The best passages by the same model and exact cosine."""
    vectors = index.searcher.vectors
    if vectors is None:
        raise EvalsError("the baseline dense needs exact search.", "Set KMA_INDEX__ENGINE=exact.")
    return ShowsPassages(
        "dense",
        index,
        lambda question: [int(i) for i in top(vectors @ index.searcher.embed(question), SHOWN)],
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
            f"the baseline langchain needs {' and '.join(missing)}.", f"Run: pip install {wanted}"
        )
    from langchain_core.documents import Document

    chroma: Any = importlib.import_module("langchain_chroma").Chroma
    embeddings: Any = importlib.import_module("langchain_huggingface").HuggingFaceEmbeddings
    folder = getattr(index.searcher.embedder, "folder", None)
    documents = [
        Document(page_content=p.text, metadata={"at": i}) for i, p in enumerate(index.searcher.passages)
    ]
    store = chroma.from_documents(documents, embeddings(model_name=str(folder)))
    return ShowsPassages(
        "langchain", index, lambda q: [int(d.metadata["at"]) for d in store.similarity_search(q, k=SHOWN)]
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


BASELINES: dict[str, Callable[[OpenIndex], ShowsPassages]] = {
    "bm25": bm25_only,
    "dense": dense_only,
    "langchain": plain_langchain,
}
