"""A stand-in advisor whose answers are known, so that every mark can be foretold."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.answer import Answer, Badge, Completeness, Recommendation, Sentence, Source, Status
from advisor.context import ManagerContext

TEXTS = {
    1: "Audit and feedback leads to small but worthwhile gains in practice.",
    2: "In Ontario the knowledge broker showed no effect on evidence-informed decisions overall.",
    3: "A monthly meeting of ward leads kept the falls work going for two years.",
}


def make_source(number: int, text: str | None = None) -> Source:
    """Source ``number``, with its reference ``ref-<number>``."""
    return Source(
        number=number,
        record=f"finding-{number}",
        statement=f"finding-{number}/finding/1",
        kind="finding",
        title=f"Finding {number}",
        text=text or TEXTS[number],
        reference_ids=(f"ref-{number}",),
        reference=f"Reference {number}.",
    )


def make_sentence(number: int, text: str | None = None) -> Sentence:
    """A sentence that says just what source ``number`` says, unless told otherwise."""
    return Sentence(text=text or TEXTS[number], sources=(number,), support=(TEXTS[number],))


def make_recommendation(approach: str, number: int, disagree: bool = False) -> Recommendation:
    """A recommendation whose evidence is source ``number``."""
    badge = Badge(
        grade="B",
        grade_rule="one good study",
        direction="helps",
        closeness="near",
        independent_sources={"finding": 1},
        disagree=disagree,
        weakest="one country",
    )
    struggled = (make_sentence(2),) if disagree else ()
    evidence = (make_sentence(number),)
    return Recommendation(
        approach=approach,
        name=approach,
        definition="a way",
        fit="strong",
        score=1.0,
        evidence=evidence,
        struggled=struggled,
        badge=badge,
    )


def make_answer(question: str, context: ManagerContext | None = None, **changes: object) -> Answer:
    """A sound answer: three sources, two recommendations, every sentence carried."""
    fields: dict[str, object] = {
        "question": question,
        "status": Status.ANSWERED,
        "completeness": Completeness.COMPLETE,
        "context": context or ManagerContext(),
        "short_answer": (make_sentence(1),),
        "recommendations": (
            make_recommendation("audit-feedback", 1, disagree=True),
            make_recommendation("communities-of-practice", 3),
        ),
        "sources": tuple(make_source(n) for n in TEXTS),
    }
    return Answer.model_validate({**fields, **changes})


class StandIn:
    """Answers soundly, declines what names a dose, and reads the earlier turns and the context."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []

    def advise(
        self, question: str, context: ManagerContext | None = None, history: Sequence[Answer | str] = ()
    ) -> Answer:
        """One answer to one question."""
        self.asked.append((question, len(history)))
        if "dose" in question:
            words: dict[str, object] = {
                "status": Status.OUT_OF_SCOPE,
                "completeness": Completeness.NO_INFORMATION,
            }
            return make_answer(question, context, short_answer=(), recommendations=(), sources=(), **words)
        if history or (context is not None and context.money == "none"):
            recommendations = (make_recommendation("communities-of-practice", 3),)
            return make_answer(question, context, recommendations=recommendations)
        return make_answer(question, context)


SUITE = """\
suite: small
cases:
  - id: plain
    question: How do we get wards to act on audit?
    expect: {status: [answered, partial], top3_any: [audit-feedback], cites_any: [ref-1], says_none: [guaranteed]}
    split: test
  - id: no-money
    question: How do we get wards to act on falls research?
    context: {organisation: trust-community, money: none}
    expect: {status: answered, top3_any: [communities-of-practice], top3_none: [audit-feedback]}
    split: test
  - id: follow-up
    question: And without new money?
    history: ["How do we get wards to act on audit?"]
    expect: {status: answered, top3_none: [audit-feedback]}
    split: test
  - id: clinical
    question: What dose of this drug?
    expect: {status: out_of_scope}
    split: test
"""
