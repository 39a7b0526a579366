"""Running and marking, against a stand-in whose answers are known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from advisor.answer import Cell, Sentence, Status, Table
from evals.cases import Case
from evals.judge import Verbatim
from evals.marking import cites, unsupported
from evals.reading import read_suite
from evals.runner import ask, mark, run_suite
from tests.evals.stand_ins import TEXTS, StandIn, make_answer, make_recommendation, make_sentence, make_source

JUDGE = Verbatim()


def test_a_sound_run_passes_and_has_the_keys_of_the_contract(stand_in: StandIn, suite_file: Path) -> None:
    result, marked = run_suite(read_suite(suite_file), stand_in, JUDGE)
    assert all(case.ok for case in result.cases)
    assert len(marked) == 4
    first = result.model_dump(mode="json")["cases"][0]
    assert list(first) == [
        *("id", "ok", "checks", "status", "top3", "cites", "sentences", "unsupported", "ms"),
        *("writer", "removed"),
    ]
    assert first["checks"] == {"status": True, "top3_any": True, "cites_any": True, "says_none": True}
    assert first["top3"] == ["audit-feedback", "communities-of-practice"]
    assert first["unsupported"] == 0
    assert first["sentences"] == 4
    assert result.summary["status_accuracy"] == 1.0
    assert result.summary["abstention_f1"] == 1.0
    assert result.summary["citation_recall"] == result.summary["citation_precision"] == 1.0
    assert result.summary["dissent_recall"] == 1.0


def test_earlier_turns_are_asked_first(stand_in: StandIn, suite_file: Path) -> None:
    ask(stand_in, read_suite(suite_file).cases[2])
    assert stand_in.asked == [("How do we get wards to act on audit?", 0), ("And without new money?", 1)]


def case(**expect: Any) -> Case:
    return Case.model_validate({"id": "c", "question": "q", "expect": expect or {"status": ["answered"]}})


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        (make_sentence(1), 0),
        (Sentence(text=TEXTS[1], sources=(9,), support=(TEXTS[1],)), 1),
        (Sentence(text=TEXTS[1], sources=(2,), support=(TEXTS[1],)), 1),
        (Sentence(text="Gains are 42 %.", sources=(1,), support=(TEXTS[1],)), 1),
        (Sentence(text=TEXTS[1], sources=(1,), support=("",)), 1),
        (Sentence(text=" ", sources=(1,), support=(TEXTS[1],)), 1),
        (Sentence(text=TEXTS[1], sources=(1, 2), support=(TEXTS[1],)), 0),
        (Sentence(text="leads to  small but\nworthwhile gains", sources=(1,), support=(TEXTS[1],)), 0),
    ],
)
def test_a_sentence_that_nothing_carries_is_counted(sentence: Sentence, count: int) -> None:
    assert unsupported(make_answer("q", short_answer=(sentence,), recommendations=()), JUDGE) == count


def test_table_cells_count_and_cite() -> None:
    row = (Cell(text="two", sources=(3,)), Cell(text="ghost", sources=(8,)))
    table = Table(title="t", columns=("a", "b"), rows=(row,))
    answer = make_answer("q", short_answer=(), recommendations=(), tables=(table,))
    assert unsupported(answer, JUDGE) == 1
    assert cites(answer) == ("ref-3",)


def test_advice_without_a_sentence_is_never_ok() -> None:
    answer = make_answer("q", short_answer=(), recommendations=())
    assert not mark(case(), answer, 1.0, JUDGE).ok


def test_only_sources_that_are_used_count_as_cited() -> None:
    answer = make_answer("q", recommendations=(), sources=tuple(make_source(n) for n in (1, 2, 3)))
    assert cites(answer) == ("ref-1",)


def test_only_the_first_three_count() -> None:
    slugs = ("audit-feedback", "reminders-decision-support", "evidence-briefs", "knowledge-brokers")
    answer = make_answer("q", recommendations=tuple(make_recommendation(s, 1) for s in slugs))
    result = mark(case(top3_any=["knowledge-brokers"], top3_none=["knowledge-brokers"]), answer, 1.0, JUDGE)
    assert result.checks == {"top3_any": False, "top3_none": True}


def test_what_is_said_excludes_the_question_and_what_sources_say() -> None:
    sources = (make_source(1), make_source(2, "This is guaranteed."))
    answer = make_answer("is it guaranteed?", recommendations=(), sources=sources)
    expect = case(says_none=["Guaranteed"])
    assert mark(expect, answer, 1.0, JUDGE).ok
    assert not mark(expect, answer.model_copy(update={"lead": "It is  GUARANTEED"}), 1.0, JUDGE).ok


class Breaks:
    """Falls over at every question."""

    def advise(self, *_: Any) -> Any:
        raise RuntimeError("no index")


def test_a_broken_advisor_is_an_error_and_not_an_end(suite_file: Path) -> None:
    result, marked = run_suite(read_suite(suite_file), Breaks(), JUDGE)
    assert result.summary["ok"] == 0
    assert result.summary["errors"] == 4
    assert {m.answer.status for m in marked} == {Status.ERROR}
    assert result.summary["abstention_f1"] == 0.0
