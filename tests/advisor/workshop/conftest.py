"""Workshops over sample answers, in a database of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.answer import Answer, Source
from advisor.context import ManagerContext
from advisor.database import Database
from advisor.workshop.counsel import Counsel
from advisor.workshop.hosting import Workshops
from advisor.workshop.schema import WORKSHOPS
from advisor.workshop.store import WorkshopStore
from advisor.workshop.unmentioned import Said, Unmentioned
from corpus.collection import Corpus
from tests.advisor.web.samples import answered, recommend, source

ON_FALLS = "Audit and feedback"


def sample_ask(text: str, context: ManagerContext) -> Answer:
    """Suggests a brief instead of facilitation when the need is days away, so that a what-if has something to show."""
    brief = recommend("Evidence or policy briefs", "strong", approach="evidence-briefs")
    second = (
        brief
        if context.timescale == "days"
        else recommend("Facilitation", "possible", approach="facilitation")
    )
    first = recommend(ON_FALLS)
    made = answered(
        text,
        context=context,
        recommendations=(second, first) if context.timescale == "days" else (first, second),
        advised_against=(),
        versions={"corpus": "abc", "settings": "s1", "build": "b1", "model": "m"},
    )
    if context.timescale == "days":
        return made.model_copy(update={"sources": (*made.sources[:5], source(7))})
    return made


def sample_unmentioned(text: str, said: Said) -> tuple[Unmentioned, ...]:
    """One statement, until somebody names its approach."""
    if "networks" in said.approaches:
        return ()
    made = Unmentioned(
        statement="case-sample-1/evidence/1",
        record="case-sample-1",
        approach="networks",
        text="A network of twelve trusts met each month.",
        kind="case",
        direction="mixed",
        score=0.9,
    )
    return (made,)


def sample_sources(statements: object) -> tuple[Source, ...]:
    return tuple(source(n, statement=s) for n, s in enumerate(list(statements), start=1))  # type: ignore[call-overload]


SAMPLE = Counsel(
    ask=sample_ask,
    unmentioned=sample_unmentioned,
    sources=sample_sources,
    holding=lambda: {"a/b/1": "hash"},
    corpus=Corpus({}, {}, "abc"),
)


def open_sample(folder: Path, counsel: Counsel = SAMPLE) -> Workshops:
    return Workshops(WorkshopStore(Database(folder, WORKSHOPS)), counsel)


@pytest.fixture
def workshops(tmp_path: Path) -> Workshops:
    return open_sample(tmp_path)
