"""The Evaluate tab as HTML: what can be run, how far a run is, the last runs, one run, its report, one case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from advisor.answer import Answer
from advisor.web.answer_view import render_answer
from advisor.web.markup import EMPTY, html, join
from evals import showing
from evals.records import CaseResult, Run
from evals.tab.job import SPLITS, Progress

TURN = 9000
"""The number of the turn that a case is drawn as; no conversation is as long."""
FIGURES = (
    ("n", "Cases"),
    ("ok", "Passed"),
    ("status_accuracy", "Status right"),
    ("abstention_f1", "Abstention F1"),
    ("top3_hit", "Top three right"),
    ("citation_recall", "Citation recall"),
    ("citation_precision", "Citation precision"),
    ("unsupported", "Unsupported"),
)


def shell(choices: Sequence[str], progress: Progress, names: Sequence[str]) -> Markup:
    """The whole tab."""
    ticks = join(
        html(
            '<div class="kma-tick"><input type="checkbox" id="kma-suite-{0}" name="suite" value="{0}">'
            '<label for="kma-suite-{0}">{0}</label></div>',
            name,
        )
        for name in choices
    )
    options = join(html('<option value="{}">{}</option>', split, words) for split, words in SPLITS.items())
    shape = """<h2>Start a run</h2>
<form class="kma-form"><fieldset class="kma-fields"><legend>Suites</legend>{}</fieldset>
<div class="kma-field"><label for="kma-split">Cases</label><select id="kma-split" name="split">{}</select></div>
<div class="kma-views"><button type="submit" class="kma-go">Start the run</button>
<button type="button" class="kma-view" data-act="stop">Stop the run</button></div></form>
<div data-part="said" role="status">{}</div><div data-part="progress">{}</div>
<div data-part="runs">{}</div><div data-part="detail"></div>"""
    return html(shape, ticks, options, said(progress), going(progress), listed(names))


def said(progress: Progress) -> Markup:
    """That a run is under way, or how the last one ended; it is read aloud when it changes."""
    words = "A run is under way." if progress.running else progress.words
    return html('<p class="kma-progress">{}</p>', words) if words else EMPTY


def going(progress: Progress) -> Markup:
    """How far a run is; nothing when there is none."""
    if not progress.running:
        return EMPTY
    shape = """<p class="kma-progress">Asked {done} of {total} cases; now the suite {suite}.</p>
<progress class="kma-meter" aria-label="Cases asked" max="{total}" value="{done}">{done} of {total}</progress>"""
    return html(shape, done=progress.done, total=progress.total, suite=progress.suite)


def listed(names: Sequence[str]) -> Markup:
    """The last runs, each with a button that opens it."""
    if not names:
        return html("<h2>Last runs</h2><p>No run has been kept yet.</p>")
    buttons = (
        html(
            '<li><button type="button" class="kma-plain-link" data-act="run" data-run="{}">{}</button></li>',
            name,
            moment(name),
        )
        for name in names
    )
    return html('<h2>Last runs</h2><ul class="kma-list">{}</ul>', join(buttons))


def moment(name: str) -> str:
    """The name of a run as a date and a time."""
    day, time = name[:8], name[9:15]
    return f"{day[:4]}-{day[4:6]}-{day[6:]} at {time[:2]}:{time[2:4]}:{time[4:]} UTC{name[15:]}"


def one_run(name: str, run: Run) -> Markup:
    """The figures of a run by suite, its report, and its cases to choose from; those that failed come first."""
    head = join(html('<th scope="col">{}</th>', words) for _, words in FIGURES)
    body = join(
        html(
            '<tr><th scope="row">{}</th>{}</tr>',
            suite.suite,
            join(html("<td>{}</td>", showing.cell(suite.summary.get(key))) for key, _ in FIGURES),
        )
        for suite in run.suites
    )
    options = join(
        html('<optgroup label="{}">{}</optgroup>', suite.suite, _cases(suite.suite, suite.cases))
        for suite in run.suites
    )
    shape = """<h2 tabindex="-1">The run of {when}</h2>
<div class="kma-table" role="region" aria-label="Figures by suite" tabindex="0"><table><thead><tr>
<th scope="col">Suite</th>{head}</tr></thead><tbody>{body}</tbody></table></div>
<p><button type="button" class="kma-view" data-act="report" data-run="{name}">Open the report</button></p>
<form class="kma-form" data-run="{name}"><div class="kma-field"><label for="kma-case">One case</label>
<select id="kma-case" name="case">{options}</select></div>
<div><button type="submit" class="kma-view">Show this case</button></div></form>
<div data-part="shown"></div>"""
    return html(shape, when=moment(name), head=head, body=body, name=name, options=options)


def report(name: str, page: str) -> Markup:
    """A report in a frame that runs no script, and a button that keeps it as a file."""
    shape = """<h3 tabindex="-1">Report</h3>
<p><button type="button" class="kma-view" data-act="save" data-name="report-{}.html">Save the report</button></p>
<iframe class="kma-report" sandbox="" title="Report of the run of {}" srcdoc="{}"></iframe>"""
    return html(shape, name, moment(name), page)


def case(suite: str, result: CaseResult, answer: Answer | None) -> Markup:
    """One case: what was checked, and the answer with its sources."""
    verdicts: Mapping[str, bool] = result.checks
    rows = [(key.replace("_", " "), "met" if met else "not met") for key, met in verdicts.items()]
    rows += [
        ("ended", result.status.replace("_", " ")),
        ("first three", ", ".join(result.top3) or "none"),
        ("references cited", ", ".join(result.cites) or "none"),
        ("sentences", f"{result.sentences}, {result.unsupported} unsupported"),
        ("time", f"{result.ms:,.0f} ms"),
    ]
    table = join(html('<tr><th scope="row">{}</th><td>{}</td></tr>', *row) for row in rows)
    shown = (
        html("{}", render_answer(answer, TURN, latest=False))
        if answer
        else html("<p>Its answer was not kept.</p>")
    )
    shape = """<h3 tabindex="-1">{}: {}</h3><div class="kma-table" role="region" aria-label="Checks" tabindex="0">
<table><caption>{}</caption><tbody>{}</tbody></table></div>{}"""
    return html(shape, suite, result.id, "Passed" if result.ok else "Failed", table, shown)


def notice(words: str) -> Markup:
    """A sentence that says what is wrong."""
    return html('<p class="kma-progress" role="alert">{}</p>', words)


def _cases(suite: str, cases: Sequence[CaseResult]) -> Markup:
    ranked = sorted(cases, key=lambda one: one.ok)
    return join(
        html('<option value="{}/{}">{}{}</option>', suite, one.id, "" if one.ok else "failed: ", one.id)
        for one in ranked
    )
