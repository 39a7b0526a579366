"""Kept answers graded again: the product's own verifier, the recorded verdicts, and no advisor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from advisor.answer import Answer
from advisor.database import StoreOptions
from advisor.receipts.receipt import Receipt
from advisor.receipts.store import Receipts
from advisor.tracing import Judged
from evals.__main__ import main
from evals.judge import product_judge
from evals.replaying import gathered, regrade
from tests.advisor.receipts.samples import receipt
from tests.evals.stand_ins import TEXTS, make_answer, make_sentence

FALSE = "In Ontario the knowledge broker doubled evidence-informed decisions."
KEPT = tuple(Judged(text=TEXTS[n], sources=(n,), kept=True, score=1.0) for n in (1, 2))


def of(answer: Answer, *judged: Judged) -> Receipt:
    return receipt(answer.question).model_copy(update={"answer": answer, "judged": judged})


def test_a_sound_answer_keeps_its_grades() -> None:
    graded = regrade(of(make_answer("How?"), *KEPT), product_judge())
    assert graded.figures == {
        "citation_recall": 1.0,
        "citation_precision": 1.0,
        "coverage": 3 / 12,
        "dissent_recall": 1.0,
        "kept": 1.0,
    }
    assert (graded.unsupported, graded.compared, graded.changed, graded.ms) == (0, 2, (), 12.5)


def test_a_sentence_that_was_kept_and_is_not_carried_is_told() -> None:
    answer = make_answer("How?", short_answer=(make_sentence(2, FALSE),))
    graded = regrade(of(answer, Judged(text=FALSE, sources=(2,), kept=True)), product_judge())
    assert graded.unsupported == 1
    assert graded.figures["citation_recall"] == pytest.approx(3 / 4)
    assert [(c.text, c.then, c.now) for c in graded.changed] == [(FALSE, "kept", "unsupported")]


def test_a_sentence_that_was_removed_and_is_carried_is_told_unless_it_fell_for_another_reason() -> None:
    gone = Judged(text=TEXTS[1], sources=(1,), kept=False, reasons=("coverage",))
    ordering = gone.model_copy(update={"reasons": ("gives-orders",)})
    graded = regrade(of(make_answer("How?"), gone, ordering), product_judge())
    assert [(c.then, c.now, c.reasons) for c in graded.changed] == [("removed", "supported", ("coverage",))]
    assert graded.compared == 1


def test_a_source_that_is_not_in_the_answer_carries_nothing() -> None:
    graded = regrade(of(make_answer("How?"), Judged(text=TEXTS[1], sources=(9,), kept=True)), product_judge())
    assert [c.now for c in graded.changed] == ["unsupported"]


def test_advice_without_a_sentence_scores_nothing_and_abstention_has_no_score() -> None:
    judge = product_judge()
    silent = make_answer("How?", short_answer=(), recommendations=())
    assert regrade(of(silent), judge).figures == {"citation_recall": 0.0, "citation_precision": 0.0}
    abstained = make_answer("How?", status="cannot_answer", short_answer=(), recommendations=())
    found = gathered([regrade(of(abstained), judge)])
    assert (found["n"], found["citation_recall"], found["unsupported"]) == (1, None, 0)


def test_the_command_grades_a_file_and_says_what_differs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advisor.pipeline.Advisor.open", lambda *a: pytest.fail("the advisor was opened"))
    store = Receipts(StoreOptions(folder=tmp_path))
    store.keep(of(make_answer("Sound?"), *KEPT))
    odd = store.keep(of(make_answer("Odd?"), KEPT[0].model_copy(update={"text": FALSE})))
    out = tmp_path / "graded.json"
    assert main(["replay", str(tmp_path), "--json", str(out)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Of 3 recorded verdicts 1 differ today: 1 kept sentences would be removed" in said
    written = json.loads(out.read_text())
    assert written["summary"]["n"] == 2
    assert [r["changed"][0]["text"] for r in written["receipts"] if r["changed"]] == [FALSE]
    assert written["versions"]["judge"] == "advisor.verify"
    assert main(["replay", str(tmp_path), "--id", odd.id]) == 0
    assert "All 1" in capsys.readouterr().out
    assert main(["replay", str(tmp_path), "--id", "none"]) == 2
    assert main(["replay", str(tmp_path / "nowhere")]) == 2


def test_again_gives_the_same(tmp_path: Path) -> None:
    one = of(make_answer("How?"), *KEPT)
    assert regrade(one, product_judge()) == regrade(one, product_judge())
