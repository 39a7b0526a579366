"""The Evaluate tab in a real browser: start a run, see it end, open its report and a case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from advisor.serving_options import ServingOptions
from advisor.web.loading import Loading
from app import build_app
from evals.tab.job import Job
from evals.tab.kept_runs import KeptRuns
from evals.tab.tab import tab
from tests.advisor.web.samples import OPENED
from tests.browser.conftest import Open
from tests.evals.stand_ins import SUITE
from tests.evals.tab.conftest import Held
from tests.served import served


@pytest.fixture(scope="module")
def evaluate_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page over sample answers, with the tab over a stand-in advisor."""
    folder: Path = tmp_path_factory.mktemp("evaluations")
    (folder / "small.yaml").write_text(SUITE, encoding="utf-8")
    job = Job(lambda: Held(0.4), KeptRuns(folder / "runs"), folder)
    with served(build_app(Loading.of(OPENED), extra_tabs=(tab(job, ServingOptions()),))) as home:
        yield home


@pytest.mark.slow
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)])
def test_a_run_its_report_and_a_case(visit: Open, evaluate_home: str, width: int, dark: bool) -> None:
    seen = visit(evaluate_home, width=width, dark=dark)
    page = seen.page

    def sound(where: str) -> None:
        assert seen.faults() == [], where
        assert page.evaluate("document.documentElement.scrollWidth") <= width, where

    page.get_by_role("tab", name="Evaluate").click()
    page.get_by_role("button", name="Start the run").click()
    expect(page.locator("[data-part=said]")).to_contain_text("no suite is chosen")
    page.get_by_label("small").check()
    page.get_by_label("Cases", exact=True).select_option("The half for testing")
    page.get_by_role("button", name="Start the run").click()
    page.get_by_role("progressbar", name="Cases asked").wait_for()
    sound("a run under way")
    expect(page.locator("[data-part=said]")).to_contain_text("has ended and was kept", timeout=60_000)
    page.locator("[data-act=run]").first.click()
    expect(page.get_by_role("heading", name="The run of")).to_be_focused(timeout=20_000)
    sound("a run")
    page.get_by_label("One case").select_option("small/no-money")
    page.get_by_role("button", name="Show this case").click()
    expect(page.get_by_role("heading", name="small: no-money")).to_be_focused(timeout=20_000)
    sound("a case")
    page.locator("[data-part=shown] .kma-chip").first.click()
    page.get_by_role("dialog").filter(visible=True).wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Open the report").click()
    report = page.frame_locator("iframe.kma-report")
    expect(report.get_by_role("heading").first).to_be_visible(timeout=60_000)
    sound("a report")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the report").click()
    assert saved.value.suggested_filename.startswith("report-")
    assert not seen.outside()
    assert not seen.troubles


def test_the_tab_is_not_there_unless_it_is_asked_for(visit: Open, sample_home: str) -> None:
    assert visit(sample_home).page.get_by_role("tab", name="Evaluate").count() == 0
