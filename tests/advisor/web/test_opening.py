"""What the page is told of the index behind it."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from advisor.web.opening import build_in_use, store_trouble
from index.errors import NoBuild


@pytest.fixture
def nobody() -> str:
    """An address on loopback where nobody answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


def test_without_a_server_there_is_no_trouble_with_one() -> None:
    assert store_trouble() == ""


def test_a_server_that_is_away_is_trouble(nobody: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KMA_INDEX__SERVER__URL", nobody)
    assert store_trouble() == "The store that holds the evidence is not answering."


def test_it_is_none_where_a_copy_in_memory_answers(nobody: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KMA_INDEX__SERVER__URL", nobody)
    monkeypatch.setenv("KMA_INDEX__ENGINE", "exact")
    assert store_trouble() == ""


def test_the_build_in_use_is_the_one_that_the_pointer_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KMA_INDEX__FOLDER", str(tmp_path))
    with pytest.raises(NoBuild):
        build_in_use()
    (tmp_path / "build").mkdir()
    (tmp_path / "CURRENT").write_text("build")
    assert build_in_use() == "build"
