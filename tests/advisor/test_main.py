"""The door of the advisor: bad input ends with 2 and one line, before any index is opened."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from advisor import pipeline
from advisor.__main__ import MAX_FILE, main, read_context_file, read_history_file
from advisor.answer import Answer, Completeness, Status
from advisor.context import ManagerContext
from advisor.errors import BadContext
from advisor.settings import load_settings

QUESTION = "How do we get ward teams to use research on falls?"


class Opened:
    """Stands in for the advisor: keeps what it was asked."""

    asked: list[tuple[object, ...]] = []
    settings = load_settings()

    @classmethod
    def open(cls, settings: object) -> type[Opened]:
        return cls

    @classmethod
    def advise(cls, *arguments: object) -> Answer:
        cls.asked.append(arguments[:3])
        return Answer(
            question=str(arguments[0]),
            status=Status.ANSWERED,
            completeness=Completeness.COMPLETE,
            context=ManagerContext(),
            lead="Here it is.",
        )


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> type[Opened]:
    """The advisor is never really opened here."""
    Opened.asked = []
    monkeypatch.setattr(pipeline, "Advisor", Opened)
    return Opened


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line of a refusal; nothing was asked and nothing printed."""
    assert main(["ask", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith("\n")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    assert Opened.asked == []
    return err


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("?!", "no words"),
        ("word " * 4000, "20,000 characters"),
        ("How\x00 do we?", "NUL"),
        ("Patient 9434765919 fell, what helps?", "NHS number"),
        ("Sut allwn ni gael timau wardiau i ddefnyddio ymchwil am gwympiadau?", "reads English only"),
    ],
)
def test_a_question_that_may_not_be_read(
    capsys: pytest.CaptureFixture[str], question: str, words: str
) -> None:
    said = refused(capsys, question)
    assert words in said
    assert "9434765919" not in said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"budget": "none"}', "budget"),
        ('{"money": "a lot"}', "must be one of: none"),
        ('["none"]', "context.json"),
        ("money: none", "not JSON"),
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_bad_context_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, words: str
) -> None:
    path = tmp_path / "context.json"
    path.write_text(text, encoding="utf-8")
    assert words in refused(capsys, QUESTION, "--context", str(path))


@pytest.mark.parametrize("option", ["--context", "--history"])
def test_a_file_that_can_not_be_read(capsys: pytest.CaptureFixture[str], tmp_path: Path, option: str) -> None:
    assert "No such file" in refused(capsys, QUESTION, option, str(tmp_path / "missing.json"))
    assert "directory" in refused(capsys, QUESTION, option, str(tmp_path))
    latin = tmp_path / "latin.json"
    latin.write_bytes(b'["caf\xe9"]')
    assert "not JSON in UTF-8" in refused(capsys, QUESTION, option, str(latin))
    large = tmp_path / "large.json"
    large.write_text(" " * (MAX_FILE + 1), encoding="utf-8")
    assert "over 1,000,000 bytes" in refused(capsys, QUESTION, option, str(large))


@pytest.mark.parametrize("value", [{"question": "first"}, "first", ["first", 2], [None], 7])
def test_a_bad_history_file(capsys: pytest.CaptureFixture[str], tmp_path: Path, value: object) -> None:
    path = tmp_path / "history.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    assert "not a list of questions" in refused(capsys, QUESTION, "--history", str(path))


def test_a_bad_setting(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KMA_RECOMMENDATIONS", "99")
    assert "the setting recommendations is wrong" in refused(capsys, QUESTION)


def test_files_are_handed_on(
    opened: type[Opened], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    context, history = tmp_path / "c.json", tmp_path / "h.json"
    context.write_text('{"money": "none", "barriers": ["cost"]}', encoding="utf-8")
    history.write_text('["first", "second"]', encoding="utf-8")
    assert main(["ask", QUESTION, "--context", str(context), "--history", str(history)]) == 0
    assert opened.asked == [(QUESTION, ManagerContext(money="none", barriers=("cost",)), ["first", "second"])]
    assert "Here it is." in capsys.readouterr().out


def test_json_is_the_whole_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", QUESTION, "--json"]) == 0
    assert Answer.model_validate_json(capsys.readouterr().out).question == QUESTION


@pytest.mark.parametrize("arguments", [[], ["ask"], ["answer", "x"], ["ask", "x", "--fast"]])
def test_a_wrong_command_line_ends_with_2(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_files_that_are_right_are_read(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("{}", encoding="utf-8")
    assert read_context_file(path) == ManagerContext()
    with pytest.raises(BadContext, match="not a list"):
        read_history_file(path)
    path.write_text("[]", encoding="utf-8")
    assert read_history_file(path) == []
