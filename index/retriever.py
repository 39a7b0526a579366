"""The same search as a LangChain retriever."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import InstanceOf

from index.search import Filters, Searcher


class HybridRetriever(BaseRetriever):
    """Hybrid search for LangChain chains; a document's metadata names the statement and its scores."""

    searcher: InstanceOf[Searcher]
    k: int = 10
    filters: Filters | None = None

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, **_: Any
    ) -> list[Document]:
        """The k best passages as documents, best first."""
        return [
            Document(
                id=hit.passage.id,
                page_content=hit.passage.text,
                metadata={**hit.passage.model_dump(exclude={"text"}), "score": hit.score, "dense": hit.dense},
            )
            for hit in self.searcher.search(query, self.k, self.filters)
        ]
