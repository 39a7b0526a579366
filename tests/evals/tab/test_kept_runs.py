"""Runs in the data folder: written as `evals run` writes them, listed newest first, and no other file opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.errors import EvalsError
from evals.records import Asked, Run, read_answers, read_run
from evals.tab.kept_runs import KeptRuns
from tests.evals.stand_ins import make_answer


def test_a_run_is_kept_as_the_command_keeps_it(tmp_path: Path) -> None:
    kept = KeptRuns(tmp_path / "runs")
    asked = [Asked(suite="small", case="a", answer=make_answer("How?"))]
    first = kept.keep(Run(suites=(), versions={"made": "now"}), asked)
    second = kept.keep(Run(suites=(), versions={}), [])
    assert kept.names() == [second, first]
    assert kept.run(first) == read_run(tmp_path / "runs" / f"{first}.json")
    assert kept.answers(first) == read_answers(tmp_path / "runs" / f"{first}.answers.jsonl")
    assert (tmp_path / "runs").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["../secret", "", "20260101-000000", "20260101-000000/../x"])
def test_what_is_no_run_is_not_opened(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.json").write_text("{}")
    with pytest.raises(EvalsError):
        KeptRuns(tmp_path / "runs").run(name)


def test_no_folder_is_no_run(tmp_path: Path) -> None:
    assert KeptRuns(tmp_path / "runs").names() == []
