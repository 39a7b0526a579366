"""The Answer: what the advisor says, and everything that it rests on (frozen pydantic models)."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from advisor.context import ManagerContext
from corpus.records import Closeness, Direction, Frozen, Grade, Kind


class Status(StrEnum):
    """How a question ended; each is a result in its own right."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    CLARIFY = "clarify"
    CANNOT_ANSWER = "cannot_answer"
    OUT_OF_SCOPE = "out_of_scope"
    BLOCKED = "blocked"
    ERROR = "error"


class Completeness(StrEnum):
    """How much of what was asked the evidence held supplies."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    NO_INFORMATION = "no_information"


class Sentence(Frozen):
    """One claim of the advice.

    ``sources`` are numbers into ``Answer.sources``; ``support`` is the verbatim statement text that carries
    it, one entry for each source, checked by `advisor.verify`.
    """

    text: str
    sources: tuple[int, ...] = Field(min_length=1)
    support: tuple[str, ...] = Field(min_length=1)


class Source(Frozen):
    """One numbered statement and where it comes from."""

    number: int = Field(ge=1)
    record: str
    statement: str
    kind: Kind
    title: str
    text: str
    reference_ids: tuple[str, ...]
    reference: str
    link: str | None = None
    seen: str = ""


class FieldFit(Frozen):
    """How one field of the situation meets one approach, and the rule or statement it rests on.

    ``basis`` is the plain-words rule; ``references`` are the reference ids behind the rule.
    """

    field: str
    value: str
    verdict: Literal["matched", "unmatched", "unknown"]
    words: str
    basis: str = ""
    references: tuple[str, ...] = ()
    statement: str | None = None


class Badge(Frozen):
    """Three marks that are never merged, and what stands behind them."""

    grade: Grade
    grade_rule: str
    direction: Direction
    closeness: Closeness
    independent_sources: dict[str, int]
    disagree: bool
    weakest: str


PARTS = ("why", "evidence", "needs", "struggled", "who", "voices")
"""The parts of a recommendation that hold sentences, in reading order."""


class Recommendation(Frozen):
    """One approach, why it fits, and what is known for and against it."""

    approach: str
    name: str
    definition: str
    fit: Literal["strong", "possible", "poor"]
    score: float
    matched: tuple[FieldFit, ...] = ()
    unmatched: tuple[FieldFit, ...] = ()
    unknown: tuple[FieldFit, ...] = ()
    fit_words: str = ""
    why: tuple[Sentence, ...] = ()
    evidence: tuple[Sentence, ...] = ()
    needs: tuple[Sentence, ...] = ()
    struggled: tuple[Sentence, ...] = ()
    who: tuple[Sentence, ...] = ()
    voices: tuple[Sentence, ...] = ()
    notes: tuple[str, ...] = ()
    badge: Badge


class Cell(Frozen):
    """One cell of a comparison or a list: its text, and the sources when it states a fact."""

    text: str
    sources: tuple[int, ...] = ()


class Table(Frozen):
    """A comparison or a counted list; every row is cited."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Answer(Frozen):
    """Everything that the advisor says to one question.

    ``lead`` and ``notes`` are wording that states no fact about the world (a link phrase, a pointer, what
    this collection does not hold), so they carry no source; every factual claim is a `Sentence`.
    ``receipt`` is the id of the receipt that was kept, if one was; no part of the answer, so it is not dumped.
    """

    question: str
    status: Status
    completeness: Completeness
    kind: str = "fit"
    context: ManagerContext
    lead: str = ""
    short_answer: tuple[Sentence, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    advised_against: tuple[Recommendation, ...] = ()
    tables: tuple[Table, ...] = ()
    gaps: tuple[Sentence, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    follow_ups: tuple[str, ...] = ()
    clarifying_question: str | None = None
    writer: str = "composer"
    removed: int = 0
    versions: dict[str, str] = {}
    receipt: str = Field(default="", exclude=True)

    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences of the answer, in reading order."""
        found = list(self.short_answer)
        for rec in (*self.recommendations, *self.advised_against):
            for part in PARTS:
                found.extend(getattr(rec, part))
        return (*found, *self.gaps)
