"""The LangChain retriever."""

from __future__ import annotations

import pytest

from index.embedding import SentenceTransformerEmbedder
from index.opening import open_index
from index.retriever import HybridRetriever
from index.search import Filters, Searcher
from tests.conftest import Built


@pytest.fixture(scope="module")
def searcher(built: Built, embedder: SentenceTransformerEmbedder) -> Searcher:
    return open_index(built.options, built.corpus, embedder).searcher


def test_documents_are_the_hits_in_their_order(searcher: Searcher) -> None:
    documents = HybridRetriever(searcher=searcher, k=4).invoke("charts that come late")
    hits = searcher.search("charts that come late", 4)
    assert [d.id for d in documents] == [h.passage.id for h in hits]
    assert documents[0].page_content == hits[0].passage.text
    assert documents[0].metadata["record"] == hits[0].passage.record
    assert documents[0].metadata["score"] == pytest.approx(hits[0].score)


def test_filters_reach_the_search(searcher: Searcher) -> None:
    only = HybridRetriever(searcher=searcher, filters=Filters(kinds=frozenset({"interview"})))
    assert {d.metadata["kind"] for d in only.invoke("charts")} == {"interview"}


def test_it_runs_in_a_chain(searcher: Searcher) -> None:
    chain = HybridRetriever(searcher=searcher, k=2) | (lambda documents: [d.id for d in documents])
    assert len(chain.invoke("brokers")) == 2


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_asked_for_many_at_once(searcher: Searcher) -> None:
    answers = HybridRetriever(searcher=searcher, k=1).batch(["brokers", "charts"])
    assert [len(documents) for documents in answers] == [1, 1]
