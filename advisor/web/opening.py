"""Opens the real advisor for the page: the one place where the page meets the pipeline."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.answer import Answer
from advisor.context import ManagerContext
from advisor.conversation import Turn
from advisor.pipeline import Advisor
from advisor.programs import Programs
from advisor.receipts.recorder import Recorder, open_receipts
from advisor.settings import load_settings
from advisor.web.asking import Opened
from advisor.web.explore.library import Library, Search
from advisor.web.holdings import holdings_of
from advisor.workshop.opening import open_workshops
from index.builds import current_build
from index.embedding import Embedder
from index.errors import StoreAway
from index.search import Searcher
from index.server import server_of

FOUND = 400
"""The most records that a search of the Explore tab finds."""
NEAR = 0.35
"""The similarity in meaning from which a record without any of the words is still found."""


_embedders: list[Embedder] = []
"""The model that is loaded: a switch to another build takes it over."""


def open_advisor() -> Opened:
    """The advisor as the settings describe it; the model of the one opened before is used again.

    Raises:
        KmaError: when the index or the model is missing or broken; it says how to mend that.
    """
    settings = load_settings()
    advisor = Advisor.open(settings, *_embedders)
    _embedders[:] = [advisor.index.searcher.embedder]
    receipts = open_receipts(settings)
    recorder = Recorder(advisor, receipts, "web")

    def ask(question: str, context: ManagerContext | None, earlier: Sequence[Turn]) -> Answer:
        return recorder.advise(question, context, earlier)

    corpus = advisor.index.corpus
    library = Library(corpus, advisor.index.printed, searching(advisor.index.searcher))
    workshops = open_workshops(settings.store.folder, advisor)
    return Opened(
        ask=ask,
        holdings=holdings_of(corpus),
        library=library,
        corpus=corpus,
        receipts=receipts,
        programs=Programs(advisor, receipts),
        workshops=workshops,
    )


def build_in_use() -> str:
    """The name of the build that the index's pointer names; NoBuild or Damaged when there is none."""
    return current_build(load_settings().index.folder).name


def store_trouble() -> str:
    """Why the evidence can't be searched now, in one sentence: its server is away. "" when all is well."""
    options = load_settings().index
    needed = options.server.url and options.engine != "exact"  # a copy in memory answers without its server
    return StoreAway(options.server.url).problem if needed and not server_of(options.server).pulse() else ""


def searching(searcher: Searcher) -> Search:
    """The index's search for the Explore tab: records by their best statement, without those far from the words."""

    def search(words: str) -> list[str]:
        hits = searcher.search(words, k=FOUND, per_record=1)
        return [hit.passage.record for hit in hits if hit.lexical > 0 or hit.dense >= NEAR]

    return search
