"""What ``report`` does: one self-contained HTML file, and the same as Markdown."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from advisor.answer import PARTS, Answer
from evals import charts, showing
from evals import report as gathered
from evals.errors import EvalsError
from evals.records import Run, read_answers, read_run

TEMPLATES = Path(__file__).parent / "templates"


def report(args: Namespace) -> int:
    """Write ``report.html`` and ``report.md`` into a folder."""
    run = read_run(args.run)
    answers = read_answers(args.answers) if args.answers else {}
    others = {**run.beside(), **{path.stem: read_run(path) for path in args.against or ()}}
    content = content_of(run, answers, others)
    try:
        args.into.mkdir(parents=True, exist_ok=True)
    except OSError as err:
        raise EvalsError(
            f"{args.into} can't be written: {err.strerror or err}.", "Name another folder."
        ) from err
    for name in ("report.html", "report.md"):
        showing.write_text(args.into / name, rendered(name, content))
        showing.line(f"Wrote {args.into / name}")
    return 0


def content_of(run: Run, answers: Mapping[str, Answer], others: Mapping[str, Run]) -> dict[str, Any]:
    """Everything that a report shows, its plots as SVG markup.

    Args:
        run: the run.
        answers: its answers by ``suite/id``; those kept.
        others: runs to set beside it, by name.
    """
    suites = [(suite, gathered.scores(suite)) for suite in run.suites if suite.cases]
    plots = {
        suite.suite: charts.intervals(
            [s.words for s in scores], [s.value for s in scores], [(s.low, s.high) for s in scores]
        )
        for suite, scores in suites
    }
    names, matrix = gathered.confusion(run)
    fits = gathered.by_approach(run)
    beside = gathered.beside(run, others)
    rows, columns, counts = gathered.coverage(list(answers.values()), _sectors() if answers else {})
    return {
        "run": run,
        "suites": suites,
        "plots": plots,
        "status": (names, matrix, charts.grid(names, names, matrix) if names else ""),
        "fits": fits,
        "fit_plot": charts.intervals(
            [f"{f.approach} ({f.n})" for f in fits], [f.share for f in fits], [(f.low, f.high) for f in fits]
        )
        if fits
        else "",
        "abstention": gathered.abstention(run),
        "searches": [suite.summary for suite in run.suites if suite.summary.get("methods")],
        "coverage": (rows, columns, counts, charts.grid(rows, columns, counts) if rows else ""),
        "worst": gathered.worst(run, answers),
        "parts": PARTS,
        "beside": [(other, _plot(other), gathered.AGAINST) for other in beside],
    }


def _plot(other: gathered.Beside) -> str:
    """How far this run is ahead of another, as SVG; "" when they share no figure that is plotted."""
    shown = gathered.plotted(other)
    if not shown:
        return ""
    return charts.differences(
        [gathered.AGAINST[d.metric] for d in shown],
        [d.after - d.before for d in shown],
        [(d.low, d.high) for d in shown],
    )


def rendered(name: str, content: Mapping[str, Any]) -> str:
    """One report as text; everything from outside is escaped in HTML, and kept on one line in Markdown."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=name.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["cell"] = showing.cell
    environment.filters["oneline"] = lambda text: (
        " ".join(str(text).split()).replace("|", "\\|").replace("<", "&lt;")
    )
    return environment.get_template(f"{name}.j2").render(**content)


def _sectors() -> dict[str, str]:
    """The sector of each record of the corpus in force."""
    from advisor.settings import load_settings
    from corpus.collection import load_corpus

    return {record.id: record.sector for record in load_corpus(load_settings().corpus).records.values()}
