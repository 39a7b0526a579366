"""The Evaluate tab in Gradio: one part of the page, drawn when the tab is first opened, by one callback."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import gradio as gr

from advisor.serving_options import ServingOptions
from advisor.web.asking import Opened
from advisor.web.loading import Loading
from advisor.web.operating.visit import KEY, Visit
from corpus.errors import KmaError
from evals.errors import EvalsError
from evals.runner import Advises
from evals.tab import views
from evals.tab.access import may_evaluate
from evals.tab.job import Job
from evals.tab.kept_runs import KeptRuns

log = logging.getLogger(__name__)

TITLE = "Evaluate"
HEADING = """<div class="kma-opening"><h1>Evaluate the advisor</h1><p class="kma-lede">Run the suites, and see how each
answer was marked.</p></div><div class="kma-evaluate"><p>Opening…</p></div>"""
STYLE = Path(__file__).with_name("evaluate.css")
SCRIPT = Path(__file__).with_name("evaluate.js")
REFUSED = (
    "This tab is for the team that runs evaluations. Ask the person who runs this service to add you to it."
)
WENT_WRONG = "That did not work; the log says why."

Reply = dict[str, Any]


def evaluate_tab(
    advisor: Loading[Opened], options: ServingOptions, folder: Path
) -> tuple[str, Callable[[], None]]:
    """The tab for `advisor.web.page.build_page`: its title, and what lays it out.

    Args:
        advisor: the advisor, perhaps still loading.
        options: who may use the tab.
        folder: where runs are kept.
    """
    return tab(Job(lambda: advisor_of(advisor), KeptRuns(folder)), options)


def tab(job: Job, options: ServingOptions) -> tuple[str, Callable[[], None]]:
    """The tab over a job."""

    def lay_out() -> None:
        gr.HTML(
            f"<style>{STYLE.read_text(encoding='utf-8')}</style>{HEADING}",
            apply_default_css=False,
            elem_id="kma-evaluate",
            js_on_load=SCRIPT.read_text(encoding="utf-8"),
            server_functions=[answering(job, options)],
        )

    return TITLE, lay_out


def advisor_of(advisor: Loading[Opened]) -> Advises:
    """The advisor itself, behind what keeps receipts; EvalsError when it is not open."""
    programs = advisor.value().programs
    if programs is None:
        raise EvalsError("the advisor is not open, so nothing can be run.")
    return programs.advisor


def answering(job: Job, options: ServingOptions) -> Callable[..., Reply]:
    """The callback: takes a request of the page's script and replies, whatever happens."""

    def evaluate(sent: object, request: gr.Request) -> Reply:
        """Do what was asked, if this visitor may."""
        found = request.scope.get(KEY)  # here Gradio hands over the request itself
        if not may_evaluate(found if isinstance(found, Visit) else None, options):
            return {"all": str(views.notice(REFUSED))}
        try:
            return reply(job, sent if isinstance(sent, dict) else {})
        except KmaError as err:
            return {"fault": str(err), "running": job.progress.running}
        except Exception:
            log.exception("a request of the Evaluate tab failed")
            return {"fault": WENT_WRONG, "running": job.progress.running}

    return evaluate


def reply(job: Job, sent: Mapping[str, object]) -> Reply:
    """What a request gets: ``parts`` by name as HTML, whether a run is under way, and which part to go to.

    Raises:
        KmaError: why it can't be done.
    """
    act, run = str(sent.get("act")), str(sent.get("run"))
    if act == "run":
        return _parts(job, focus="detail", detail=views.one_run(run, job.kept.run(run)))
    if act == "report":
        return _parts(job, focus="shown", shown=views.report(run, _report(job.kept, run)))
    if act == "case":
        return _parts(job, focus="shown", shown=_case(job.kept, run, str(sent.get("case"))))
    if act == "start":
        chosen = sent.get("suites")
        job.start([str(n) for n in chosen] if isinstance(chosen, list) else [], str(sent.get("split")))
    elif act == "stop":
        job.stop()
    elif act == "open":
        shell = views.shell(job.choices(), job.progress, job.kept.names())
        return {"all": str(shell), "running": job.progress.running}
    now = job.progress
    return _parts(job, said=views.said(now), progress=views.going(now), runs=views.listed(job.kept.names()))


def _parts(job: Job, focus: str = "", **parts: str) -> Reply:
    return {
        "parts": {name: str(inner) for name, inner in parts.items()},
        "running": job.progress.running,
        "focus": focus,
    }


def _report(kept: KeptRuns, name: str) -> str:
    """The report of a run, as one page."""
    from evals.reporting import content_of, rendered

    return rendered("report.html", content_of(kept.run(name), kept.answers(name), {}))


def _case(kept: KeptRuns, name: str, wanted: str) -> str:
    """One case of a run."""
    found = dict(kept.run(name).cases()).get(wanted)
    if found is None:
        raise EvalsError("this run has no such case.", "Choose one of the list.")
    return views.case(wanted.removesuffix(f"/{found.id}"), found, kept.answers(name).get(wanted))
