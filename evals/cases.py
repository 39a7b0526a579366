"""The suite format: what a case asks, in which situation, and what its answer must do (frozen models)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from advisor.answer import Status
from advisor.context import ManagerContext
from corpus.records import Frozen
from corpus.vocabulary import vocabulary

TODO = "TODO"
"""Stands for an expectation that nobody has written yet: `add` leaves it, and no suite is read with it."""


def _listed(value: Any) -> Any:
    """One value alone stands for a list of one."""
    return [value] if isinstance(value, str) else value


def _known_approach(value: Any) -> Any:
    """The slug itself when the vocabulary has it: a misspelt slug could never be met, or always."""
    if isinstance(value, str) and value not in vocabulary().slugs():
        raise ValueError(
            f"{value!r} is no approach of the vocabulary; use a slug such as communities-of-practice"
        )
    return value


def _turn(value: Any) -> Any:
    """An earlier turn is the question asked; ``{question: ...}`` and ``{content: ...}`` will do."""
    if isinstance(value, dict):
        return value.get("question", value.get("content", value))
    return value


def _expectation(value: Any) -> Any:
    """What is expected, unless it is still to be written."""
    if isinstance(value, str) and value.strip().upper().startswith(TODO):
        raise ValueError(
            "what this answer must do is still to be written; put it in place of TODO, such as {status: cannot_answer}"
        )
    return value


def _split(value: Any) -> Any:
    """The development split may be written in full."""
    return "dev" if value == "development" else value


Words = Annotated[str, Field(min_length=1)]
Approach = Annotated[str, BeforeValidator(_known_approach)]
Statuses = Annotated[tuple[Status, ...], BeforeValidator(_listed), Field(min_length=1)]
Approaches = Annotated[tuple[Approach, ...], BeforeValidator(_listed), Field(min_length=1)]
Strings = Annotated[tuple[Words, ...], BeforeValidator(_listed), Field(min_length=1)]


class Expect(Frozen):
    """What the answer must do; a key that is left out is not checked.

    Args:
        status: the status is one of these.
        top3_any: at least one of these approaches is among the first three.
        top3_none: none of these approaches is among the first three.
        cites_any: at least one of these references is cited.
        says_none: none of these strings appears in what is said, whatever its case.
    """

    status: Statuses | None = None
    top3_any: Approaches | None = None
    top3_none: Approaches | None = None
    cites_any: Strings | None = None
    says_none: Strings | None = None

    def asked_for(self) -> tuple[str, ...]:
        """The keys that the case sets, in the order of the format."""
        return tuple(name for name in type(self).model_fields if getattr(self, name) is not None)


class Case(Frozen):
    """One question with its situation, its earlier turns and what is expected.

    ``split`` is dev or test (only the gate reads test); ``pair`` and ``group`` tie cases that belong
    together (one field changed, or one question in other words); ``change`` says whether the evidence has
    the first three move within the pair.
    """

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]*$", max_length=120)]
    question: str
    context: ManagerContext | None = None
    history: tuple[Annotated[str, BeforeValidator(_turn)], ...] = ()
    expect: Annotated[Expect, BeforeValidator(_expectation)]
    split: Annotated[Literal["dev", "test"], BeforeValidator(_split)] = "dev"
    pair: str | None = None
    change: bool | None = None
    group: str | None = None

    @model_validator(mode="after")
    def _can_fail(self) -> Self:
        if not self.expect.asked_for() and not (self.pair or self.group):
            raise ValueError("this case expects nothing, so it could never fail; add a key under expect")
        return self


class Suite(Frozen):
    """A named list of cases, in the order of the file."""

    suite: Annotated[str, Field(min_length=1, max_length=120)]
    description: str = ""
    cases: tuple[Case, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ids_once(self) -> Self:
        twice = [i for i, n in Counter(case.id for case in self.cases).items() if n > 1]
        if twice:
            raise ValueError(f"these case ids stand more than once: {', '.join(twice)}")
        return self

    def of(self, split: str | None) -> Self:
        """The suite with the cases of one split only; as it is when None."""
        return self if split is None else self.model_copy(update={"cases": self._kept(split)})

    def _kept(self, split: str) -> tuple[Case, ...]:
        return tuple(case for case in self.cases if case.split == split)


def read_suites(paths: list[Path]) -> list[Suite]:
    """Every suite of some files; SuiteError gathers the problems of all of them."""
    from evals.errors import SuiteError
    from evals.reading import read_suite

    suites: list[Suite] = []
    problems: list[str] = []
    for path in paths:
        try:
            suites.append(read_suite(path))
        except SuiteError as err:
            problems.extend(err.problems)
    if problems:
        raise SuiteError(problems)
    return suites
