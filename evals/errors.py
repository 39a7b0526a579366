"""What can be wrong with what the evaluations are given."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.errors import KmaError


class EvalsError(KmaError):
    """An input of the evaluations can't be used as it is."""


class SuiteError(EvalsError):
    """A suite breaks its format; each problem reads ``path:line: what is wrong, and the mend``."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class CollectionError(EvalsError):
    """A test collection for retrieval is missing a file, or a line of it can't be read."""


class RunFileError(EvalsError):
    """A file that an earlier run wrote is missing or is not such a file."""
