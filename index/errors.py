"""What can be wrong with an index; a broken index is never reported as "no evidence"."""

from __future__ import annotations

from corpus.errors import KmaError

REBUILD = "Run: python -m index build"


class IndexProblem(KmaError):
    """The index can't be used as it is."""


class NoBuild(IndexProblem):
    """There is no build to open."""


class Mismatch(IndexProblem):
    """The build was made from another corpus, model or format than the one at hand."""


class Damaged(IndexProblem):
    """The build is half-written, or a file of it is not what was written."""


class ModelProblem(IndexProblem):
    """The embedding model is missing, or is not the one it should be."""


class BuildBusy(IndexProblem):
    """Another process is building into the same folder."""


class StoreAway(IndexProblem):
    """The Chroma server that holds the vectors does not answer: it passes when the server is back.

    Its words are for visitors of the page, who know of no server.

    Args:
        url: the server's address.
    """

    passing = True

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(
            "The store that holds the evidence is not answering.",
            "Ask again in a minute: the advisor goes on by itself when the store is back.",
        )

    @property
    def told(self) -> str:
        """The same for those who run the service."""
        return f"the Chroma server {self.url} does not answer. Start it, then try again."
