"""Answers made by hand for the tests of the page. The schemes, figures and references in it are invented."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date

from advisor.answer import (
    Answer,
    Badge,
    Cell,
    Completeness,
    FieldFit,
    Recommendation,
    Sentence,
    Source,
    Status,
    Table,
)
from advisor.context import ManagerContext
from advisor.conversation import Turn
from advisor.web.asking import Opened
from advisor.web.holdings import Holdings
from corpus.collection import Corpus
from corpus.references import Provenance, Reference

CONTEXT = ManagerContext(
    organisation="trust-community",
    goal="change-clinical-practice",
    audience="clinicians-nurses-ahp",
    money="none",
)
BADGE = Badge(
    grade="B",
    grade_rule="One systematic review of trials, or several consistent trials",
    direction="helps",
    closeness="near",
    independent_sources={"case": 1, "finding": 2, "interview": 1},
    disagree=True,
    weakest="one case, told by those who ran it",
)
HOLDINGS = Holdings(cases=40, findings=120, interviews=30, references=300, updated=date(2026, 11, 23))
KINDS = ("finding", "case", "interview")


def source(number: int, **changes: object) -> Source:
    """A numbered source."""
    kind = KINDS[number % 3]
    record = f"{kind}-sample-{number}"
    made = Source(
        number=number,
        record=record,
        statement=f"{record}/lessons-for-the-nhs/1",
        kind=kind,  # type: ignore[arg-type]
        title=f"Sample record {number}: how ward teams met their figures",
        text=f"Statement {number}: teams that saw their figures each month changed a little.",
        reference_ids=(f"sample-{number}",),
        reference=f"Sample A, Example B. A study of feedback, {number}. J Samples. 2020;{number}(1):1-9.",
        link=f"https://doi.org/10.0000/sample.{number}",
        seen="abstract",
    )
    return made.model_copy(update=changes)


def say(text: str, *numbers: int) -> Sentence:
    """A sentence that rests on some of the sources."""
    return Sentence(text=text, sources=numbers, support=tuple(source(n).text for n in numbers))


def recommend(name: str = "Audit and feedback", fit: str = "strong", **changes: object) -> Recommendation:
    """An approach with something in every part."""
    made = Recommendation(
        approach="audit-feedback",
        name=name,
        definition="Showing teams how their care measures up, with help to act on it.",
        fit=fit,  # type: ignore[arg-type]
        score=0.8,
        matched=(
            FieldFit(
                field="money", value="none", verdict="matched", words="It can be done with no new money."
            ),
        ),
        unmatched=(
            FieldFit(
                field="audience",
                value="clinicians-nurses-ahp",
                verdict="unmatched",
                words="Most trials were of doctors.",
            ),
        ),
        unknown=(
            FieldFit(field="timescale", value="", verdict="unknown", words="Tell me how soon you need it."),
        ),
        fit_words="It suits you because it needs no new money.",
        why=(say("Teams that see their own figures change what they do a little.", 1, 2),),
        evidence=(
            say("In a review of trials the middle gain was small.", 1),
            say("A quarter of schemes changed nothing.", 3),
        ),
        needs=(say("Somebody has to draw the figures each month.", 4),),
        struggled=(say("It failed where the figures were a year old.", 5),),
        who=(say("One community trust ran it for two years with its falls team.", 4),),
        voices=(say("Ward managers said that they looked first at whether the figures were theirs.", 6),),
        badge=BADGE,
    )
    return made.model_copy(update=changes)


def answered(
    question: str = "How do we get ward teams to use research on falls?", **changes: object
) -> Answer:
    """A full answer."""
    made = Answer(
        question=question,
        status=Status.ANSWERED,
        completeness=Completeness.COMPLETE,
        context=CONTEXT,
        short_answer=(
            say("Start by showing ward teams their own falls figures each month.", 1, 2),
            say("Sending the research round by itself is unlikely to change much.", 3),
        ),
        recommendations=(recommend(), recommend("Facilitation", "possible"), recommend("Networks", "poor")),
        advised_against=(recommend("Sending out material", "poor", voices=(), needs=(), who=()),),
        tables=(
            Table(
                title="The two side by side",
                columns=("Approach", "Cost", "Time"),
                rows=(
                    (
                        Cell(text="Audit and feedback"),
                        Cell(text="Low", sources=(1,)),
                        Cell(text="Months", sources=(4,)),
                    ),
                ),
            ),
        ),
        gaps=(say("No study here followed ward teams for more than two years.", 6),),
        notes=("Nothing is held on ambulance trusts.",),
        sources=tuple(source(n) for n in range(1, 7)),
        follow_ups=("What would it take to start next month?", "Where did feedback fail?"),
        removed=1,
    )
    return made.model_copy(update=changes)


def ended(status: Status, **changes: object) -> Answer:
    """A result without advice."""
    made = Answer(
        question="What dose of insulin should I give?",
        status=status,
        completeness=Completeness.NO_INFORMATION,
        context=ManagerContext(),
        lead="I can help with getting knowledge used.",
        notes=("Your library service can search for you.",),
        follow_ups=("How do I ask my library service?",),
        clarifying_question="Who should use it?" if status is Status.CLARIFY else None,
    )
    return made.model_copy(update=changes)


def stub(question: str, context: ManagerContext | None, earlier: Sequence[Turn]) -> Answer:
    """Answers by a word in the question, so that a test can choose how it ends, or that it takes long."""
    if "#slow" in question:
        time.sleep(3)
    for status in Status:
        if f"#{status.value}" in question:
            return ended(status, question=question)
    return answered(question, context=context or CONTEXT)


OPENED = Opened(ask=stub, holdings=HOLDINGS)


def work_cited() -> Corpus:
    """A collection that holds the works that the sample answers cite, and nothing else."""
    seen = Provenance(
        seen_at=None, seen_on="2026-11-01", seen="abstract", kind="rct", jurisdiction="UK", sector="health"
    )
    works = {f"sample-{n}": _work(n, seen) for n in range(1, 7)}
    return Corpus({}, works, "0" * 64)


def _work(number: int, seen: Provenance) -> Reference:
    return Reference.model_validate(
        {
            "id": f"sample-{number}",
            "type": "article-journal",
            "title": f"A study of feedback, {number}",
            "author": [{"family": "Sample", "given": "Ann"}],
            "container-title": "Journal of Samples",
            "issued": {"date-parts": [[2020]]},
            "volume": str(number),
            "page": "1-9",
            "DOI": f"10.0000/sample.{number}",
            "custom": seen.model_dump(mode="json"),
        }
    )
