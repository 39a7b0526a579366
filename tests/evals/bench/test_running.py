"""The command: its table, its JSON, and a real run over the small corpus."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest

from evals.__main__ import main
from evals.bench.catalogue import PARTS
from evals.bench.figures import Figures, paired
from evals.bench.plan import Plan, bound_of
from evals.errors import EvalsError
from tests.conftest import Built


def pretended(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let every part give one figure at once; the parts that were asked for."""
    asked: list[str] = []
    for part, module in PARTS.items():

        def measure(plan: Plan, part: str = part) -> Figures:
            asked.append(part)
            return {part: paired([1.0], [4.0], "s", "theirs", bound_of(part), {"users": 2.0})}

        monkeypatch.setattr(importlib.import_module(f"evals.bench.{module}"), "measure", measure)
    return asked


def test_each_figure_is_written_as_the_contract_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = pretended(monkeypatch)
    out = tmp_path / "bench.json"
    assert main(["bench", "startup", "memory", "--json", str(out)]) == 0
    figures = json.loads(out.read_text(encoding="utf-8"))
    assert list(figures) == asked == ["startup", "startup.page", "memory"]
    for row in figures.values():
        assert {"ours", "baseline", "ratio", "unit"} <= set(row)
        assert row["ratio"] == row["ours"] / row["baseline"]
    assert figures["startup"]["reached"] is True
    shown = capsys.readouterr().out
    assert "startup.page" in shown
    assert "<= 0.3" in shown
    assert "users 2" in shown


def test_all_are_run_when_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = pretended(monkeypatch)
    assert main(["bench"]) == 0
    assert asked == list(PARTS)


def test_a_part_that_fails_takes_no_other_with_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pretended(monkeypatch)
    refusing = importlib.import_module("evals.bench.starting")

    def refuse(plan: Plan) -> Figures:
        raise EvalsError("the page did not answer.", "Look why.")

    monkeypatch.setattr(refusing, "measure", refuse)
    out = tmp_path / "bench.json"
    assert main(["bench", "startup", "--json", str(out)]) == 1
    assert list(json.loads(out.read_text(encoding="utf-8"))) == ["startup.page"]
    assert capsys.readouterr().err.endswith("the page did not answer. Look why.\n")
    assert main(["bench", "memory"]) == 0
    monkeypatch.setattr(importlib.import_module("evals.bench.remembering"), "measure", refuse)
    assert main(["bench", "memory"]) == 2


def test_a_name_that_is_none_is_refused_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "speed"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("there is no benchmark speed. Name any of: ")
    assert told.count("\n") == 1


def test_a_scale_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "scale", "--largest", "10"]) == 2
    assert capsys.readouterr().err == "scale needs more than 10 passages. Name 1,000 or more.\n"


def test_a_machine_without_the_baselines_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from evals.bench import running

    monkeypatch.setattr(running, "_installed", lambda module: module != "langchain_chroma")
    assert main(["bench", "search"]) == 2
    assert "langchain_chroma" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.model
def test_a_quick_search_against_the_real_recipe(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KMA_INDEX__FOLDER", str(built.options.folder))
    monkeypatch.setenv("KMA_CORPUS", str(built.corpus))
    out, kept = tmp_path / "bench.json", tmp_path / "kept"
    assert main(["bench", "search", "--quick", "--keep", str(kept), "--json", str(out)]) == 0
    figures = json.loads(out.read_text(encoding="utf-8"))
    assert set(figures) == {"search", "search.filtered_1", "search.filtered_10", "search.filtered_50"}
    assert figures["search"]["also"]["passages"] > 10
    assert all(row["ours"] > 0 and row["baseline"] > 0 for row in figures.values())
    assert all(figures[f"search.filtered_{n}"]["also"]["recall@10"] == 1 for n in (1, 10, 50))
    assert (kept / "recipe").is_dir()
