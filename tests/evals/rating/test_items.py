"""What a rater reads: the whole answer with its sources, and nothing of its writer, its status or its grades."""

from __future__ import annotations

from pathlib import Path

from advisor.answer import Status
from advisor.context import ManagerContext
from advisor.conversation import Turn
from advisor.database import StoreOptions
from advisor.receipts.store import Receipts
from evals.judge import product_judge
from evals.rating.items import Item, item, of_receipts, of_run
from tests.advisor.receipts.samples import ended, receipt
from tests.evals.rating.conftest import QUESTIONS, a_run
from tests.evals.stand_ins import TEXTS, make_answer


def test_an_item_has_the_answer_and_only_the_sources_that_it_cites() -> None:
    one = item("x", make_answer("How?", ManagerContext(money="none"), recommendations=()), {})
    assert one.question == "How?\n(Situation: Money: none)"
    assert one.answer == f"{TEXTS[1]} [1]"
    assert one.sources == f"[1] {TEXTS[1]} (Reference 1.)"


def test_nothing_tells_the_writer_the_status_or_the_grades(items: list[Item]) -> None:
    assert [i.ref for i in items] == ["small/c0", "small/c1", "small/c2", "small/c3"]
    shown = "".join(f"{i.question}{i.answer}{i.sources}" for i in items)
    assert "acme" not in shown
    assert "composer" not in shown
    assert "answered" not in shown
    assert "A note." in items[2].answer
    assert items[3].figures == {"ok": 1.0, "citation_recall": 1.0, "supported": 1.0}
    assert items[0].figures["supported"] == 0.25


def test_what_holds_personal_data_or_has_no_words_is_left_out() -> None:
    run, answers = a_run()
    answers["small/c0"] = make_answer("Our patient 943 476 5919 fell")
    answers["small/c1"] = make_answer("Why?", status=Status.BLOCKED)
    answers["small/c3"] = make_answer("Why?", status=Status.ERROR)
    assert [i.ref for i in of_run(run, answers)] == ["small/c2"]


def test_receipts_are_graded_and_give_their_earlier_questions(tmp_path: Path) -> None:
    store = Receipts(StoreOptions(folder=tmp_path))
    kept = store.keep(receipt(QUESTIONS[0], history=(Turn(question="And before?"), Turn(question=""))))
    store.keep(ended(Status.BLOCKED, "x"))
    (one,) = of_receipts(tmp_path, product_judge())
    assert one.ref == kept.id
    assert one.question.startswith(f"Asked before: And before?\n{QUESTIONS[0]}\n(Situation: ")
    assert 0 <= one.figures["citation_recall"] <= 1
