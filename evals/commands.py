"""What each command does, from its arguments to its exit code; every heavy import waits for its command."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from evals import showing
from evals.errors import EvalsError

if TYPE_CHECKING:
    from evals.records import Run, SuiteResult

BASELINES = ("bm25", "dense", "langchain", "stuffed")
SUMMARY = (
    ("ok", "ok"),
    ("n", "cases"),
    ("status_accuracy", "status"),
    ("abstention_f1", "abst. F1"),
    ("top3_hit", "top 3"),
    ("reference_recall", "ref. recall"),
    ("citation_recall", "cit. recall"),
    ("citation_precision", "cit. prec."),
    ("unsupported", "unsupp."),
)
WRITTEN = (("by_model", "by model"), ("removed", "removed"))
"""Shown when a chat model writes: answers that it wrote, and sentences taken out because nothing supported them."""


def run(args: Namespace) -> int:
    """Run suites; 0 whatever the cases did, for it is the gate that fails."""
    from evals.cases import read_suites
    from evals.judged import read_judged
    from evals.running import run_suites

    suites = [suite.of(args.split) for suite in read_suites(args.suites)]
    if not any(suite.cases for suite in suites):
        raise EvalsError(f"no case of these suites is in the split {args.split}.", "Leave out --split.")
    questions = [
        q for q in (read_judged(args.judged) if args.judged else ()) if args.split in (None, q.split)
    ]
    baselines = BASELINES if "all" in (args.baseline or ()) else args.baseline or ()
    made, asked = run_suites(suites, baselines=baselines, questions=questions, repeats=args.repeats)
    named = [(s.suite, s) for s in made.suites]
    named += [(f"{s.suite} ({name})", s) for name, found in made.baselines.items() for s in found]
    columns = SUMMARY + (WRITTEN if any(s.summary.get(key) for _, s in named for key, _ in WRITTEN) else ())
    rows = [_row(name, suite, columns) for name, suite in named if suite.cases]
    showing.table("", ["suite", *(words for _, words in columns), "p50 ms"], rows)
    _show_search(made.suites)
    _show_baselines(made)
    if args.json:
        showing.write_json(args.json, made.written())
    if args.answers:
        showing.write_text(args.answers, "".join(f"{one.model_dump_json()}\n" for one in asked))
    return 0


def _show_baselines(run: Run) -> None:
    """Ours against each baseline over all suites, case by case."""
    if not run.baselines:
        return
    from evals.report import AGAINST, beside, plotted

    columns = ("figure", "n", "baseline", "ours", "low", "high", "verdict")
    for other in beside(run, run.beside()):
        rows = [[AGAINST[d.metric], d.n, d.before, d.after, d.low, d.high, d.verdict] for d in plotted(other)]
        showing.table(f"Against {other.name}, with 95 % intervals of the difference", columns, rows)


def _show_search(suites: Sequence[SuiteResult]) -> None:
    """The figures of the search by method, and how far ours leads each other."""
    for suite in suites:
        methods = suite.summary.get("methods")
        if methods:
            names = list(next(iter(methods.values())))
            showing.table("", ["method", *names], [[m, *(methods[m][n] for n in names)] for m in methods])
            rows = [
                [f"hybrid over {name}", d["mean"], d["low"], d["high"], d["n"], d["verdict"]]
                for name, d in suite.summary["lead"].items()
            ]
            showing.table("nDCG@10, paired", ["lead", "mean", "low", "high", "n", "verdict"], rows)


def _row(name: str, suite: SuiteResult, columns: Sequence[tuple[str, str]]) -> list[object]:
    """One suite as a row of the table."""
    return [name, *(suite.summary[key] for key, _ in columns), suite.summary["ms"].get("p50")]


def retrieval(args: Namespace) -> int:
    """Measure retrieval on a collection, or on our own judged questions."""
    if (args.folder is None) == (args.own is None):
        raise EvalsError("retrieval measures a collection or our own questions.", "Name DIR, or give --own.")
    figures = _own_search(args) if args.own else _collection(args)
    if args.json:
        showing.write_json(args.json, figures)
    return 0


def _collection(args: Namespace) -> dict[str, dict[str, float]]:
    """The figures on a collection in BEIR's layout."""
    from evals.beir import read_collection

    collection = read_collection(args.folder)

    from evals.retrieval import measured, rankings
    from index.embedding import SentenceTransformerEmbedder
    from index.options import IndexOptions

    with showing.bar("Embedding", len(collection.documents) + len(collection.queries)) as tick:
        found = rankings(collection, SentenceTransformerEmbedder(), IndexOptions(), args.cache, tick)
    figures = measured(collection, found)
    names = list(figures["dense"])
    showing.table("", ["method", *names], [[m, *(figures[m][n] for n in names)] for m in figures])
    return figures


def _own_search(args: Namespace) -> dict[str, Any]:
    """The figures on our own judged questions, over the index in force, beside the plain recipe if it is asked for."""
    from advisor.settings import load_settings
    from evals.baselines import plain_langchain
    from evals.judged import read_judged
    from evals.searching import as_suite, measure, own_methods
    from index.opening import open_index

    settings = load_settings()
    index = open_index(settings.index, settings.corpus)
    questions = [q for q in read_judged(args.own, index.corpus.statements) if args.split in (None, q.split)]
    methods = own_methods(index)
    if args.recipe:
        methods["langchain"] = plain_langchain(index).ranked
    with showing.bar("Searching", len(questions) * len(methods)) as tick:
        suite = as_suite(measure(questions, methods, lambda: tick(1)))
    _show_search([suite])
    return {**suite.summary["methods"], "lead": suite.summary["lead"], "n": suite.summary["n"]}


def support(args: Namespace) -> int:
    """Measure the verifier on labelled pairs."""
    from evals.judge import product_verifier
    from evals.support import SupportError, run_support

    try:
        with showing.bar("Verifying", None) as tick:
            figures = run_support(args.pairs, product_verifier(), on_progress=tick).model_dump(mode="json")
    except SupportError as err:
        raise EvalsError(str(err)) from err
    showing.table("", list(figures), [list(figures.values())])
    if args.json:
        showing.write_json(args.json, figures)
    return 0


def compare(args: Namespace) -> int:
    """Set two runs side by side."""
    from evals import comparing

    return comparing.compare(args)


def gate(args: Namespace) -> int:
    """Judge the test split."""
    from evals import comparing

    return comparing.gate(args)


def report(args: Namespace) -> int:
    """Write the report of a run."""
    from evals import reporting

    return reporting.report(args)


def replay(args: Namespace) -> int:
    """Grade kept answers again."""
    from evals import people

    return people.replay(args)


def rate(args: Namespace) -> int:
    """Write rating sheets, or read them."""
    from evals.rating import commands

    return commands.rate(args)


def add(args: Namespace) -> int:
    """Make suite cases of receipts."""
    from evals import people

    return people.add(args)


def bench(args: Namespace) -> int:
    """Measure speed and memory against baselines."""
    from evals.bench import running

    return running.bench(args)
