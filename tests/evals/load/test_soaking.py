"""A short soak of the real app over the small corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.load.__main__ import main
from tests.conftest import Built


@pytest.mark.slow
@pytest.mark.model
def test_eight_users_get_answers_and_nobody_elses_words(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KMA_INDEX__FOLDER", str(built.options.folder))
    monkeypatch.setenv("KMA_CORPUS", str(built.corpus))
    out = tmp_path / "soak.json"
    code = main(["--users", "8", "--minutes", "0.25", "--json", str(out)])
    figures = json.loads(out.read_text(encoding="utf-8"))
    assert code == 0, capsys.readouterr()
    assert (figures["errors"], figures["leaks"]) == (0, 0)
    assert figures["answers"] >= 8
    assert figures["memory_after"] > 50
    assert figures["slope_error"] >= 0
    assert figures["p50"] <= figures["p95"]
