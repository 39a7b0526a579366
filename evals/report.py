"""What a report shows, gathered from a run, its answers and the runs set beside it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from advisor.answer import Answer
from corpus.records import Frozen
from evals.compare import Difference, compare
from evals.intervals import interval
from evals.records import CaseResult, Run, SuiteResult

SHOWN = {
    "ok": "Cases passed",
    "top3_hit": "Fits: right approach in the first three",
    "forbidden_out": "Fits: wrong approach kept out",
    "coverage": "Cites what it should",
    "reference_recall": "Share of the named references that is cited",
    "citation_recall": "Citation recall",
    "citation_precision": "Citation precision",
    "dissent_recall": "Says so when evidence disagrees",
    "true_sources": "Sources that say what the corpus says",
    "kept": "Sentences that its own last check let through",
}
AGAINST = {
    "ndcg@10": "nDCG@10 of the search",
    "top3_hit": SHOWN["top3_hit"],
    "forbidden_out": SHOWN["forbidden_out"],
    "reference_recall": SHOWN["reference_recall"],
    "citation_recall": SHOWN["citation_recall"],
    "citation_precision": SHOWN["citation_precision"],
    "dissent_recall": SHOWN["dissent_recall"],
    "abstention_f1": "Abstention F1",
}
"""The figures on which a run is plotted against another, in the order of the plot."""
CELLS = ("abstained_rightly", "advised_wrongly", "abstained_wrongly", "advised_rightly")
WORST = 10


class Score(Frozen):
    """One figure of one suite, with the 95 % interval of its mean."""

    words: str
    n: int
    value: float
    low: float
    high: float


class Shown(Frozen):
    """One case with its answer in full."""

    name: str
    result: CaseResult
    figures: dict[str, float]
    answer: Answer | None


class Beside(Frozen):
    """A run set beside this one, and how they differ over all suites."""

    name: str
    differences: tuple[Difference, ...]


def scores(suite: SuiteResult) -> list[Score]:
    """The figures of a suite that can be averaged over cases, each with its interval."""
    items: Mapping[str, dict[str, float]] = suite.summary.get("items", {})
    found: list[Score] = []
    for metric, words in SHOWN.items():
        values = [float(c.ok) if metric == "ok" else items.get(c.id, {}).get(metric) for c in suite.cases]
        had = [value for value in values if value is not None]
        if had:
            low, high = interval(had)
            found.append(Score(words=words, n=len(had), value=sum(had) / len(had), low=low, high=high))
    return found


def confusion(run: Run) -> tuple[list[str], list[list[int]]]:
    """The confusion matrix of the status over all suites (rows expected, columns given)."""
    counts: Counter[tuple[str, str]] = Counter()
    for suite in run.suites:
        figures: dict[str, Any] = suite.summary.get("status", {})
        labels, matrix = figures.get("labels", []), figures.get("matrix", [])
        for y, row in enumerate(matrix):
            counts.update({(labels[y], labels[x]): n for x, n in enumerate(row)})
    names = sorted({name for pair in counts for name in pair})
    return names, [[counts[y, x] for x in names] for y in names]


def abstention(run: Run) -> list[tuple[str, list[int], float | None]]:
    """The two by two of each suite that has cases which should be declined, and of all: its cells and F1."""
    found: list[tuple[str, list[int], float | None]] = []
    for suite in run.suites:
        figures: dict[str, Any] = suite.summary.get("abstention", {})
        if figures.get("f1") is not None:
            found.append((suite.suite, [int(figures[c]) for c in CELLS], float(figures["f1"])))
    if found:
        sums = [sum(cells[n] for _, cells, _ in found) for n in range(len(CELLS))]
        right, missed, needless, _ = sums
        found.append(("all of these", sums, 2 * right / max(2 * right + missed + needless, 1)))
    return found


class Fit(Frozen):
    """One approach: how often it was in a first three, and how often that three held a right one."""

    approach: str
    n: int
    share: float
    low: float
    high: float


def by_approach(run: Run) -> list[Fit]:
    """The fit of each approach that was recommended, with its 95 % interval."""
    seen: defaultdict[str, list[float]] = defaultdict(list)
    for suite in run.suites:
        for case in suite.cases:
            if "top3_any" in case.checks:
                for slug in case.top3:
                    seen[slug].append(float(case.checks["top3_any"]))
    found: list[Fit] = []
    for slug, hits in sorted(seen.items()):
        low, high = interval(hits)
        found.append(Fit(approach=slug, n=len(hits), share=sum(hits) / len(hits), low=low, high=high))
    return found


def plotted(other: Beside) -> list[Difference]:
    """The differences that are plotted, in the order of the plot."""
    by_metric = {d.metric: d for d in other.differences}
    return [by_metric[metric] for metric in AGAINST if metric in by_metric]


def coverage(
    answers: Sequence[Answer], sectors: Mapping[str, str]
) -> tuple[list[str], list[str], list[list[int]]]:
    """How many cited statements each approach has from each sector.

    Args:
        answers: of the run.
        sectors: the sector of each record.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for answer in answers:
        records = {source.number: source.record for source in answer.sources}
        for rec in answer.recommendations:
            parts = (rec.why, rec.evidence, rec.needs, rec.struggled, rec.who, rec.voices)
            used = {n for part in parts for sentence in part for n in sentence.sources}
            counts.update((rec.approach, sectors[r]) for n in used if (r := records.get(n, "")) in sectors)
    rows, columns = sorted({a for a, _ in counts}), sorted({s for _, s in counts})
    return rows, columns, [[counts[a, s] for s in columns] for a in rows]


def worst(run: Run, answers: Mapping[str, Answer], most: int = WORST) -> list[Shown]:
    """The worst cases first: failed checks, then unsupported sentences, then the mean of the figures."""

    figures = dict(run.items())

    def badness(item: tuple[str, CaseResult]) -> tuple[bool, int, float, str]:
        name, case = item
        return case.ok, -case.unsupported, sum(figures[name].values()) / len(figures[name]), name

    bad = [
        (name, case)
        for name, case in sorted(run.cases(), key=badness)
        if not case.ok or case.unsupported or min(figures[name].values()) < 1
    ]
    return [Shown(name=n, result=c, figures=figures[n], answer=answers.get(n)) for n, c in bad[:most]]


def beside(run: Run, others: Mapping[str, Run]) -> list[Beside]:
    """Ours against each other run, over all suites."""
    found: list[Beside] = []
    for name, other in others.items():
        differences = [d for d in compare(other, run).differences if d.suite == "all"]
        found.append(Beside(name=name, differences=tuple(differences)))
    return found
