"""Breaks the product on purpose, in ten ways, and shows that the gate goes red for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from advisor.answer import Answer, Completeness, Recommendation, Sentence, Status
from advisor.context import ManagerContext
from evals.cases import Case
from evals.comparing import with_search
from evals.gates import Gates, judge_run, read_gates
from evals.judge import Verbatim
from evals.reading import parse_suite
from evals.records import Run
from evals.runner import Advises, run_suite
from index.opening import open_index
from tests.conftest import Built
from tests.evals.stand_ins import SUITE, StandIn

Change = Callable[[Answer], Answer]
PARTS = ("why", "evidence", "needs", "struggled", "who", "voices")


class Broken:
    """An advisor whose every answer is changed on the way out, or whose input is withheld."""

    def __init__(self, inner: Advises, change: Change, drop: str = "") -> None:
        self.inner, self.change, self.drop = inner, change, drop

    def advise(
        self, question: str, context: ManagerContext | None = None, history: Sequence[Answer | str] = ()
    ) -> Answer:
        """The inner answer, changed."""
        known = None if self.drop == "context" else context
        earlier = () if self.drop == "history" else history
        return self.change(self.inner.advise(question, known, earlier))


def each_sentence(change: Callable[[Sentence], Sentence]) -> Change:
    """Change every sentence of an answer."""

    def changed(rec: Recommendation) -> Recommendation:
        return rec.model_copy(update={part: tuple(map(change, getattr(rec, part))) for part in PARTS})

    def whole(answer: Answer) -> Answer:
        update: dict[str, Any] = {
            "short_answer": tuple(map(change, answer.short_answer)),
            "gaps": tuple(map(change, answer.gaps)),
            "recommendations": tuple(map(changed, answer.recommendations)),
            "advised_against": tuple(map(changed, answer.advised_against)),
        }
        return answer.model_copy(update=update)

    return whole


def same(answer: Answer) -> Answer:
    return answer


def swap_two_citations(answer: Answer) -> Answer:
    other = {1: 3, 3: 1}
    return each_sentence(
        lambda s: s.model_copy(update={"sources": tuple(other.get(n, n) for n in s.sources)})
    )(answer)


def shuffle_sources(answer: Answer) -> Answer:
    texts = [source.text for source in answer.sources]
    moved = zip(answer.sources, texts[1:] + texts[:1], strict=True)
    return answer.model_copy(update={"sources": tuple(s.model_copy(update={"text": t}) for s, t in moved)})


def truncate_statements(answer: Answer) -> Answer:
    cut = tuple(s.model_copy(update={"text": s.text[:20]}) for s in answer.sources)
    return answer.model_copy(update={"sources": cut})


def never_abstain(answer: Answer) -> Answer:
    return answer.model_copy(update={"status": Status.ANSWERED, "completeness": Completeness.COMPLETE})


def always_abstain(answer: Answer) -> Answer:
    empty: dict[str, Any] = dict.fromkeys(("short_answer", "recommendations", "gaps", "sources"), ())
    return answer.model_copy(update={**empty, "status": Status.CANNOT_ANSWER})


def delete_the_dissent(answer: Answer) -> Answer:
    bare = tuple(rec.model_copy(update={"struggled": ()}) for rec in answer.recommendations)
    return answer.model_copy(update={"recommendations": bare})


invent_a_number = each_sentence(lambda s: s.model_copy(update={"text": f"{s.text.rstrip('.')} by 37 %."}))
MUTANTS: dict[str, tuple[Change, str, str]] = {
    "swap two citations": (swap_two_citations, "", "unsupported"),
    "shuffle sources": (shuffle_sources, "", "unsupported"),
    "truncate statements": (truncate_statements, "", "unsupported"),
    "invent a number": (invent_a_number, "", "unsupported"),
    "never abstain": (never_abstain, "", "abstention_f1"),
    "always abstain": (always_abstain, "", "status_accuracy"),
    "delete the dissent pass": (delete_the_dissent, "", "dissent_recall"),
    "ignore context": (same, "context", "forbidden_out"),
    "ignore history": (same, "history", "forbidden_out"),
}


def gates() -> Gates:
    """The bounds that ship, with those of the advice suite set on the small one."""
    shipped = read_gates()
    return Gates(suites=shipped.suites, every={**shipped.every, **shipped.per_suite["advice"]})


def red(advisor: Advises) -> set[str]:
    """The figures whose gate is red."""
    result, _ = run_suite(parse_suite(SUITE, "suite.yaml"), advisor, Verbatim())
    return {r.figure for r in judge_run(gates(), Run(suites=(result,), versions={})) if not r.green}


def test_the_sound_product_is_green() -> None:
    assert red(StandIn()) == set()


@pytest.mark.parametrize("name", MUTANTS)
def test_the_gate_goes_red(name: str) -> None:
    change, drop, figure = MUTANTS[name]
    assert figure in red(Broken(StandIn(), change, drop))


def test_the_gate_goes_red_when_bm25_is_dropped(built: Built) -> None:
    index = open_index(built.options, built.corpus)
    expect = {"status": "answered", "cites_any": ["test-broker"]}
    case = Case.model_validate({"id": "c", "question": "knowledge broker in councils", "expect": expect})
    bounds = {"search": {"bm25": {"least": 0.5}, "hybrid": {"least": 0.5}}}
    bounded = Gates.model_validate({"suites": ["*.yaml"], "per_suite": bounds})
    empty = Run(suites=(), versions={})
    assert all(r.green for r in judge_run(bounded, with_search(empty, index, [case])))
    index.searcher.lexical.scores = lambda query: 0 * index.searcher.vectors[:, 0]  # type: ignore[method-assign, index]
    assert not all(r.green for r in judge_run(bounded, with_search(empty, index, [case])))
