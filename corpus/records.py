"""What is known: statements and the three kinds of record that hold them (frozen pydantic models)."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=120)]
Sector = Literal["health", "public-health", "social-care", "education", "cross-sector"]
Grade = Literal["A", "B", "C", "D", "U"]
Direction = Literal["helps", "mixed", "no-effect", "harm", "unknown"]
Closeness = Literal["direct", "near", "far"]
Aspect = Literal["effect", "needs", "struggles", "mechanism", "cost", "use", "gap"]
Kind = Literal["case", "finding", "interview"]
Design = Literal[
    "systematic-review",
    "rct",
    "evaluation",
    "qualitative",
    "survey",
    "case-study",
    "framework",
    "report",
    "grey",
]


class Frozen(BaseModel):
    """Base of every model that crosses a package border: immutable, and unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Citation(Frozen):
    """One reference that a statement rests on, and which part of it was seen."""

    reference: Slug
    locator: str = ""


class Statement(Frozen):
    """One claim, readable alone, with the citations it rests on.

    ``id`` is ``<record id>/<section>/<n>``, for instance ``case-girft/evidence/2``.
    """

    id: str
    text: str
    section: str
    citations: tuple[Citation, ...]
    line: int = 0


class Resources(Frozen):
    """What a scheme took, as far as it was seen."""

    money: Literal["none", "low", "medium", "high", "unknown"] = "unknown"
    people: Literal["none", "part-time", "dedicated", "team", "unknown"] = "unknown"
    time: Literal["days", "weeks", "months", "years", "unknown"] = "unknown"


class Speaker(Frozen):
    """Who spoke, by role and kind of organisation: never a name."""

    role: str
    organisation: str


class Consent(Frozen):
    """A participant's consent: its date, scope and, when it comes, its withdrawal."""

    date: datetime.date
    scope: Literal["quote", "paraphrase"]
    expires: datetime.date | None = None
    withdrawn: datetime.date | None = None


class Record(Frozen):
    """The fields that all three kinds of record share."""

    id: Slug
    title: str = Field(min_length=3, max_length=200)
    sector: Sector
    country: str = Field(min_length=2, max_length=6)
    approaches: tuple[Slug, ...] = Field(min_length=1)
    audience: tuple[str, ...] = ()
    setting: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    checked: datetime.date
    statements: tuple[Statement, ...] = Field(min_length=1)
    path: str = ""


class CaseProfile(Record):
    """One real scheme, programme or body."""

    kind: Literal["case"] = "case"
    years: str
    scale: str = "unknown"
    resources: Resources = Resources()
    direction: Direction
    grade: Grade
    status: Literal["running", "ended", "stopped", "unknown"] = "unknown"


class SynthesisFinding(Record):
    """One thing that research says about an approach."""

    kind: Literal["finding"] = "finding"
    aspect: Aspect
    direction: Direction
    grade: Grade
    design: Design
    closeness: Closeness
    outcomes: tuple[str, ...] = ()
    applies_when: tuple[str, ...] = ()
    struggles_when: tuple[str, ...] = ()


class InterviewExcerpt(Record):
    """What one kind of person said in one study.

    ``participant`` is a code such as P01 (never a name): what a withdrawal goes by. Published studies have none.
    """

    kind: Literal["interview"] = "interview"
    years: str = ""
    wording: Literal["verbatim", "paraphrase"]
    speaker: Speaker
    consent: Literal["published"] | Consent
    participant: Annotated[str, Field(pattern=r"^[A-Za-z]{1,12}-?[0-9]{1,6}$")] | None = None


AnyRecord = CaseProfile | SynthesisFinding | InterviewExcerpt
