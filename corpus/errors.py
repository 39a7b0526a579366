"""The root of the error tree: every error a user meets is one plain sentence and its mend."""

from __future__ import annotations


class KmaError(Exception):
    """Any fault that the product explains to its user.

    Args:
        problem: one plain sentence that names the value and the rule.
        mend: what to do about it; "" when there is nothing to add.

    ``passing`` says whether the fault may end without anybody mending it, so that trying again makes sense.
    """

    passing = False

    def __init__(self, problem: str, mend: str = "") -> None:
        self.problem = problem
        self.mend = mend
        super().__init__(f"{problem} {mend}".strip())


class CorpusError(KmaError):
    """A record, a reference or the vocabulary breaks a rule."""


class RecordError(CorpusError):
    """One fault in one file, with the line where it stands.

    Prints as ``path:line: what is wrong, and the mend``.
    """

    def __init__(self, path: str, line: int, problem: str, mend: str = "") -> None:
        super().__init__(problem, mend)
        self.path = path
        self.line = line

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.problem} {self.mend}".strip()
