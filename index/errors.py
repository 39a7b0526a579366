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
    """The Chroma server that holds the vectors does not answer: it passes when the server is back."""

    passing = True
