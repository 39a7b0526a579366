"""The tab's HTML: every name is escaped, and a case shows its checks, its answer and its sources."""

from __future__ import annotations

from evals.records import CaseResult, Run, SuiteResult
from evals.tab import views
from evals.tab.job import Progress
from tests.evals.stand_ins import TEXTS, make_answer

NASTY = "<img src=x onerror=hack()>"
RESULT = CaseResult(
    id=NASTY, ok=False, checks={"status": True, "top3_any": False}, status="answered", top3=("audit-feedback",),
    cites=("ref-1",), sentences=3, unsupported=1, ms=12.3,
)  # fmt: skip


def test_everything_from_outside_is_escaped() -> None:
    suite = SuiteResult(suite=NASTY, cases=(RESULT,), summary={"n": 1, "ok": 0, "top3_hit": 0.5})
    drawn = [
        views.shell([NASTY], Progress(True, 1, 4, NASTY), []),
        views.shell([], Progress(words=NASTY), []),
        views.one_run("20261123-051200", Run(suites=(suite,), versions={})),
        views.case(NASTY, RESULT, make_answer(NASTY)),
        views.report("20261123-051200", NASTY),
        views.notice(NASTY),
    ]
    assert not any("<img" in one for one in drawn)
    assert all("&lt;img" in one for one in drawn)


def test_a_case_shows_what_was_checked_and_what_it_rests_on() -> None:
    shown = views.case("small", RESULT, make_answer("How?"))
    assert "<caption>Failed</caption>" in shown
    assert '<th scope="row">top3 any</th><td>not met</td>' in shown
    assert "3, 1 unsupported" in shown
    assert TEXTS[1] in shown
    assert "Reference 1." in shown
    assert "was not kept" in views.case("small", RESULT, None)


def test_progress_is_shown_only_while_a_run_is_under_way() -> None:
    assert "Asked 1 of 4 cases" in views.going(Progress(True, 1, 4, "small"))
    assert views.going(Progress(words="The run has ended and was kept.")) == ""
    assert "has ended" in views.said(Progress(words="The run has ended and was kept."))
    assert views.moment("20261123-051200-2") == "2026-11-23 at 05:12:00 UTC-2"


def test_a_report_runs_no_script() -> None:
    assert 'sandbox=""' in views.report("20261123-051200", "<script>hack()</script>")
