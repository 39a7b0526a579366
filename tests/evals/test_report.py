"""The report: what it gathers, that it stands alone, and that it escapes."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals import charts, report, showing
from evals.__main__ import main
from evals.judge import Verbatim
from evals.reading import parse_suite
from evals.records import Run, SuiteResult
from evals.running import run_suites
from tests.evals.stand_ins import SUITE, StandIn, make_answer


class Scripted(StandIn):
    """Says something that a browser must not run."""

    def advise(self, question, context=None, history=()):  # type: ignore[no-untyped-def]
        return make_answer(question, context, lead="<script>alert(1)</script>")


def test_a_report_stands_alone_and_escapes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run, asked = run_suites([parse_suite(SUITE, "s.yaml")], Scripted(), Verbatim())
    showing.write_json(tmp_path / "run.json", run.model_dump(mode="json"))
    showing.write_text(tmp_path / "answers.jsonl", "".join(f"{one.model_dump_json()}\n" for one in asked))
    command = ["report", str(tmp_path / "run.json"), "--answers", str(tmp_path / "answers.jsonl")]
    assert main([*command, "--against", str(tmp_path / "run.json"), "--into", str(tmp_path / "out")]) == 0
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "src=" not in page
    assert "<link" not in page
    assert "url(http" not in page
    assert "small/clinical" in page
    assert "Citation recall" in page
    assert page.count("<svg") >= 3
    text = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert "| Cases passed | 4 |" in text
    assert "small/clinical" in text
    (tmp_path / "answers.jsonl").write_text("{}\n", encoding="utf-8")
    assert main(command) == 2
    assert "answers.jsonl:1:" in capsys.readouterr().err


def searched(value: float) -> SuiteResult:
    items = {f"q{n}": {"ndcg@10": value} for n in range(12)}
    summary = {
        "n": 12,
        "methods": {"hybrid": {"ndcg@10": value}, "dense": {"ndcg@10": 0.1}},
        "lead": {"dense": {"mean": value - 0.1, "low": 0.01, "high": 0.2, "n": 12, "verdict": "better"}},
        "items": items,
    }
    return SuiteResult(suite="search", cases=(), summary=summary)


def whole_run() -> Run:
    """The stand-in's run, with a search, and beside it a baseline whose search is worse."""
    run, _ = run_suites([parse_suite(SUITE, "s.yaml")], StandIn(), Verbatim())
    return run.model_copy(
        update={
            "suites": (*run.suites, searched(0.5)),
            "baselines": {"plain": (*run.suites, searched(0.3))},
        }
    )


def test_what_is_gathered() -> None:
    run = whole_run()
    (name, cells, f1), whole = report.abstention(run)
    assert (name, cells, f1) == ("small", [1, 0, 0, 3], 1.0)
    assert whole == ("all of these", [1, 0, 0, 3], 1.0)
    fits = {fit.approach: (fit.n, fit.share) for fit in report.by_approach(run)}
    assert fits["communities-of-practice"] == (2, 1.0)
    (other,) = report.beside(run, run.beside())
    shown = {d.metric: d for d in report.plotted(other)}
    assert next(iter(shown)) == "ndcg@10"
    assert shown["ndcg@10"].verdict == "better"
    assert shown["citation_recall"].verdict == "too close to call"
    assert report.worst(run, {}) == []


def test_a_report_holds_the_search_the_baselines_and_abstention(tmp_path: Path) -> None:
    showing.write_json(tmp_path / "run.json", whole_run().written())
    assert main(["report", str(tmp_path / "run.json"), "--into", str(tmp_path)]) == 0
    for name in ("report.html", "report.md"):
        text = (tmp_path / name).read_text(encoding="utf-8")
        for words in (
            "Against plain",
            "nDCG@10 of the search",
            "on 12 judged questions",
            "Abstention, on its own",
        ):
            assert words in text, (name, words)
    assert (tmp_path / "report.html").read_text(encoding="utf-8").count("<svg") >= 4


def test_a_plot_is_the_same_each_time() -> None:
    assert charts.grid(["a"], ["b"], [[1]]) == charts.grid(["a"], ["b"], [[1]])
    assert charts.differences(["a"], [0.1], [(0.0, 0.2)]) == charts.differences(["a"], [0.1], [(0.0, 0.2)])
