"""Questions with graded judgements of the statements of our own corpus: one JSON object a line."""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from corpus.records import Frozen
from evals.errors import SuiteError

OWN = Path(__file__).parent / "suites" / "retrieval.jsonl"
Judgement = Annotated[int, Field(ge=0, le=3, strict=True)]


class JudgedQuestion(Frozen):
    """One question, and every statement that was read for it.

    ``judged`` maps a statement's id to its grade: 3 answers the question, 2 answers a part of it or comes near,
    1 is on the subject, 0 is not. A statement that is not in it was not read.
    """

    id: Annotated[str, Field(min_length=1, max_length=60)]
    question: Annotated[str, Field(min_length=1)]
    split: Literal["dev", "test"]
    judged: dict[str, Judgement]

    @property
    def answerable(self) -> bool:
        """Whether any statement has a grade above 0, without which nothing can be measured."""
        return any(self.judged.values())


def read_judged(path: Path = OWN, known: Container[str] | None = None) -> list[JudgedQuestion]:
    """Every question of a file.

    Args:
        path: JSON lines.
        known: ids of the corpus's statements; None to pass over whether a judged one still exists.

    Raises:
        SuiteError: with every fault of the file as ``path:line: what is wrong``.
    """
    found: list[JudgedQuestion] = []
    problems: list[str] = []
    seen: set[str] = set()
    for number, line in _lines(path):
        try:
            question = JudgedQuestion.model_validate_json(line)
        except ValidationError as err:
            problems.append(f"{path}:{number}: {_words(err)}.")
            continue
        if question.id in seen:
            problems.append(f"{path}:{number}: the id {question.id} stands twice; give each its own.")
        if not question.answerable:
            problems.append(f"{path}:{number}: no statement has a grade above 0; judge again or remove it.")
        gone = sorted(s for s in question.judged if known is not None and s not in known)
        if gone:
            problems.append(
                f"{path}:{number}: the corpus has no statement {gone[0]}; remove it or judge again."
            )
        seen.add(question.id)
        found.append(question)
    if not found and not problems:
        problems.append(f"{path}:1: the file holds no question.")
    if problems:
        raise SuiteError(problems)
    return found


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with their numbers."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as err:
        raise SuiteError([f"{path}:1: the file can't be read ({type(err).__name__})."]) from err
    return ((n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip())


def _words(err: ValidationError) -> str:
    """The first fault of a line in plain words."""
    fault = err.errors()[0]
    where = ".".join(map(str, fault["loc"]))
    return f"{where + ': ' if where else ''}{fault['msg'][0].lower()}{fault['msg'][1:]}"
