"""Cases made of receipts: what was asked as it was asked, an expectation to write, and nothing personal."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.answer import Status
from advisor.context import ManagerContext
from advisor.conversation import Turn
from advisor.database import StoreOptions
from advisor.receipts.feedback import Feedback, judged
from advisor.receipts.store import Receipts
from evals.__main__ import main
from evals.adding import append, draft, unfit
from evals.errors import EvalsError, SuiteError
from evals.reading import parse_suite, read_suite
from tests.advisor.receipts.samples import NHS_NUMBER, receipt

EXPECT = {"status": ["cannot_answer"], "top3_any": ["audit-feedback"]}


def test_a_case_asks_what_was_asked(tmp_path: Path) -> None:
    one = receipt(
        'And: *what* of "falls"? # no\n- x',
        given=ManagerContext(money="none", skills=()),
        history=(Turn(question="How?"),),
    )
    path = tmp_path / "suite.yaml"
    assert append(path, [draft(one, judged("down", "wrong", "It was\nin Canada. # x: y"), EXPECT)]) == [
        f"feedback-{one.id}"
    ]
    (case,) = read_suite(path).cases
    assert (case.question, case.history) == (one.question, ("How?",))
    assert case.context == ManagerContext(money="none")
    assert case.expect.status == (Status.CANNOT_ANSWER,)
    assert case.split == "dev"
    assert "  # Thumb down: wrong. It was in Canada. # x: y\n" in path.read_text()


def test_a_todo_is_told_with_its_line_when_the_suite_is_read(tmp_path: Path) -> None:
    path = tmp_path / "suite.yaml"
    append(path, [draft(receipt(), judged("down"))])
    line = next(
        n for n, text in enumerate(path.read_text().splitlines(), 1) if "expect: TODO  # what must" in text
    )
    with pytest.raises(
        SuiteError, match=rf"^{path}:{line}: cases.expect: what this answer must do is still to be written"
    ):
        read_suite(path)
    other = receipt("Another")
    assert append(path, [draft(other, None)]) == [f"feedback-{other.id}"], "a TODO does not keep others out"


def test_what_stands_in_the_file_stays_and_nothing_is_added_twice(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    before = (
        "# Ours\nsuite: mine\ncases:\n- id: a   # first\n  question: How?\n  expect: {status: answered}\n"
    )
    path.write_text(before)
    one = draft(receipt(), None, EXPECT)
    assert append(path, [one]) == [one.content["id"]]
    assert append(path, [one]) == []
    assert path.read_text().startswith(before)
    assert [case.id for case in read_suite(path).cases] == ["a", one.content["id"]]


@pytest.mark.parametrize(
    "content",
    [
        "suite: x\ncases: [{id: a, question: b, expect: {status: answered}}]\n",
        "cases:\n  - id: a\nsuite: x\n",
        "- a\n",
        "suite: [\n",
        "",
        "suite: x\ncases:\n",
        "suite: x\ncases:\n  - id: a\n...\n",
    ],
)
def test_a_file_that_can_not_be_added_to_is_left_as_it_is(tmp_path: Path, content: str) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text(content)
    with pytest.raises(EvalsError):
        append(path, [draft(receipt(), None, EXPECT)])
    assert path.read_text() == content


def test_nothing_personal_becomes_a_case() -> None:
    assert unfit(receipt()) == ""
    assert "NHS number" in unfit(receipt(f"Patient {NHS_NUMBER} fell"))
    assert "an e-mail address" in unfit(receipt(history=(Turn(question="Ask ann.tester@example.org"),)))
    assert "were not kept" in unfit(receipt("", answer=receipt().answer))
    assert "were not kept" in unfit(receipt(history=(Turn(question=""),)))
    noted = draft(receipt(), Feedback(thumb="down", words=f"It was {NHS_NUMBER}")).notes
    assert NHS_NUMBER not in "".join(noted)


@pytest.mark.parametrize("expect", [{"status": ["splendid"]}, {"top3_any": ["audits"]}])
def test_an_expectation_out_of_the_format_is_refused(expect: dict[str, list[str]]) -> None:
    with pytest.raises(EvalsError, match=r"expect\."):
        draft(receipt(), None, expect)


def test_an_expectation_that_says_todo_is_no_expectation() -> None:
    with pytest.raises(SuiteError, match="still to be written"):
        parse_suite("suite: x\ncases:\n  - {id: a, question: b, expect: todo later}\n", "x.yaml")


def test_the_command_takes_the_thumbs_down(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Receipts(StoreOptions(folder=tmp_path))
    down, up, blocked = (store.keep(receipt(q)) for q in ("Bad?", "Good?", f"Patient {NHS_NUMBER} fell"))
    for kept, thumb in ((down, "down"), (up, "up"), (blocked, "down")):
        store.judge(kept.id, judged(thumb))  # type: ignore[arg-type]
    suite = tmp_path / "suite.yaml"
    told = ["add", "--from-receipts", str(tmp_path), "--into", str(suite)]
    assert main(told) == 0
    said = capsys.readouterr().out
    assert "Added 1 cases" in said
    assert f"Left out {blocked.id}: the words of its question" in said
    assert NHS_NUMBER not in said + suite.read_text()
    assert "Good?" not in suite.read_text()
    assert main([*told, "--id", up.id, "--status", "answered", "partial", "--top3", "audit-feedback"]) == 0
    assert main([*told, "--status", "answered"]) == 2
    assert "--id" in capsys.readouterr().err
    assert main(told) == 0
    assert "Added 0 cases" in capsys.readouterr().out
