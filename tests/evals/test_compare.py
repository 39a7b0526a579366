"""Compare, gate and report, on runs whose figures are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.__main__ import main
from evals.compare import compare
from evals.errors import RunFileError
from evals.gates import DEFAULT, Gates, judge_run, read_gates
from evals.records import CaseResult, Run, SuiteResult


def run_of(verdicts: list[bool], suite: str = "s") -> Run:
    cases = tuple(
        CaseResult(
            id=f"c{n}",
            ok=ok,
            checks={},
            status="answered",
            top3=(),
            cites=(),
            sentences=1,
            unsupported=0,
            ms=1.0,
        )
        for n, ok in enumerate(verdicts)
    )
    figures = {"n": len(cases), "pass_rate": sum(verdicts) / len(verdicts), "items": {}}
    return Run(suites=(SuiteResult(suite=suite, cases=cases, summary=figures),), versions={})


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ([False] * 20, [True] * 20, "better"),
        ([True] * 20, [False] * 15 + [True] * 5, "worse"),
        ([True] * 20, [True] * 20, "too close to call"),
        ([True, False] * 10, [False, True] * 10, "too close to call"),
        ([False] * 5, [True] * 5, "too close to call"),
    ],
)
def test_a_comparison_says_which(before: list[bool], after: list[bool], verdict: str) -> None:
    found = compare(run_of(before), run_of(after))
    assert found.verdict == verdict
    assert found == compare(run_of(before), run_of(after)), "a rerun gives identical numbers"


def test_flips_are_named_and_noise_counts() -> None:
    found = compare(run_of([True, False, True]), run_of([False, True, True, True]))
    assert found.now_wrong == ("s/c0",)
    assert found.now_right == ("s/c1",)
    assert found.only_after == ("s/c3",)
    with pytest.raises(RunFileError):
        compare(run_of([True]), run_of([True], "other"))


def abstaining(cells: list[tuple[int, int]], noise: dict[str, dict[str, float]] | None = None) -> Run:
    run = run_of([should == did for should, did in cells])
    named = {f"c{n}": cell for n, cell in enumerate(cells)}
    summary = {**run.suites[0].summary, "abstention": {"cases": named}}
    return Run(
        suites=(run.suites[0].model_copy(update={"summary": summary}),), versions={}, noise=noise or {}
    )


def test_abstention_is_compared_by_its_f1() -> None:
    never, always = [(1, 0)] * 10 + [(0, 0)] * 10, [(1, 1)] * 10 + [(0, 0)] * 10
    found = {
        d.metric: d for d in compare(abstaining(never), abstaining(always)).differences if d.suite == "s"
    }
    assert (found["abstention_f1"].before, found["abstention_f1"].after) == (0.0, 1.0)
    assert found["abstention_f1"].verdict == "better"


def test_items_without_a_verdict_are_compared_too() -> None:
    def searched(value: float) -> Run:
        items = {f"q{n}": {"ndcg@10": value} for n in range(12)}
        suite = SuiteResult(suite="search", cases=(), summary={"items": items})
        return Run(suites=(suite,), versions={})

    found = compare(searched(0.4), searched(0.5))
    assert found.verdict == "better"
    assert len(found.items) == 12
    assert found.now_right == ()


def test_a_gate_is_red_when_a_figure_is_out_of_bounds_or_missing() -> None:
    bounds = {"pass_rate": {"least": 0.9}, "dissent": {"least": 1}, "fit": {"least": 1, "optional": True}}
    gates = Gates.model_validate({"suites": ["*.yaml"], "every": bounds, "per_suite": {"absent": {}}})
    held = {(r.suite, r.figure): r.green for r in judge_run(gates, run_of([True] * 9 + [False]))}
    assert held == {
        ("s", "pass_rate"): True,
        ("s", "dissent"): False,
        ("s", "fit"): True,
        ("absent", "n"): False,
    }
    assert read_gates(DEFAULT).suites


def test_files_that_are_no_runs_end_in_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "r.json"
    path.write_text('{"suites": 1}', encoding="utf-8")
    for command in (["compare", str(path), str(path)], ["gate", "--run", str(path)], ["report", str(path)]):
        assert main(command) == 2
        assert "is no run record" in capsys.readouterr().err
    gates = tmp_path / "g.yaml"
    gates.write_text("suites: []\n", encoding="utf-8")
    assert main(["gate", "--gates", str(gates)]) == 2
    assert main(["report", str(tmp_path / "none.json")]) == 2
    capsys.readouterr()
    assert main(["compare", str(path), str(path), "--json", str(tmp_path / "none" / "out.json")]) == 2
    assert "can't be written" in capsys.readouterr().err
