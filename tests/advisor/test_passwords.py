"""Passwords are hashed, and users are read with plain refusals."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from advisor.__main__ import main
from advisor.errors import BadSettings
from advisor.passwords import hashed, matches, read_users

KEPT = hashed("correct horse battery")


def test_a_hash_matches_its_password_alone() -> None:
    assert "correct" not in KEPT
    assert matches("correct horse battery", KEPT)
    assert not matches("correct horse battery ", KEPT)
    assert not matches("correct horse battery", "$argon2id$broken")
    assert hashed("correct horse battery") != KEPT


def test_a_short_password_is_refused() -> None:
    with pytest.raises(BadSettings, match="at least 12"):
        hashed("short")


def test_the_command_prints_a_hash(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("correct horse battery\n"))
    assert main(["password"]) == 0
    assert matches("correct horse battery", capsys.readouterr().out.strip())


def test_the_command_refuses_a_short_one_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    assert main(["password"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_users_come_from_settings_and_a_file(tmp_path: Path) -> None:
    file = tmp_path / "users"
    file.write_text(f"# who may sign in\n\nann:{KEPT}\n", encoding="utf-8")
    assert read_users({"bob": KEPT}, file) == {"ann": KEPT, "bob": KEPT}


@pytest.mark.parametrize(
    ("users", "text", "said"),
    [
        ({"ann": "plain words"}, "", "not a hash"),
        ({"a b": KEPT}, "", "can't be a user's name"),
        ({}, "no colon here", "line 1 of users"),
        ({}, "ann:plain", "not a hash"),
    ],
)
def test_what_is_wrong_with_users_is_named(
    tmp_path: Path, users: dict[str, str], text: str, said: str
) -> None:
    file = tmp_path / "users"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings, match=said):
        read_users(users, file)


def test_a_missing_file_of_users_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="can't be read"):
        read_users({}, tmp_path / "nowhere")
