"""Breaks the real product on purpose, in ten ways, and shows that the gate that ships goes red for each."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from advisor import pipeline
from advisor.answer import PARTS, Answer, Sentence
from advisor.evidence import AGAINST, Shelves
from advisor.pipeline import Advisor
from advisor.sourcing import Sourcing
from evals.cases import Case, Suite, read_suites
from evals.compare import compare
from evals.gates import judge_run, read_gates
from evals.judge import Judge, product_judge
from evals.judged import read_judged
from evals.metrics.ground import Ground, ground_of
from evals.records import Run
from evals.runner import run_suite
from evals.searching import NAME, as_suite, measure, own_methods

SUITES = Path("evals/suites")
TAKEN = {"advice": 12, "abstention": 24, "follow_ups": 12, "sensitivity": 24}
"""How many cases of the test split each mutant is asked, by file: enough for each gate to have something to see."""
KEPT = 0.75
Break = Callable[[pytest.MonkeyPatch, Advisor], None]


@dataclass(frozen=True)
class Bench:
    """The real advisor over the real corpus, and the cases that it passes when nothing is broken."""

    advisor: Advisor
    suites: tuple[Suite, ...]
    ground: Ground
    judge: Judge


def taken(path: Path, most: int) -> Suite:
    """Some cases of the test split; pairs and abstentions of either kind stay together."""
    suite = read_suites([path])[0].of("test")
    if path.stem == "abstention":
        due = [c for c in suite.cases if "answered" not in {s.value for s in c.expect.status or ()}]
        free = [c for c in suite.cases if c not in due]
        return suite.model_copy(update={"cases": (*due[: most - most // 3], *free[: most // 3])})
    if path.stem == "follow_ups":
        by_use = sorted(suite.cases, key=lambda c: not (c.expect.top3_any and len(c.question) < 40))
        return suite.model_copy(update={"cases": tuple(by_use[:most])})
    return suite.model_copy(update={"cases": suite.cases[:most]})


def run(bench: Bench, suites: Sequence[Suite]) -> Run:
    made = [run_suite(s, bench.advisor, bench.judge, ground=bench.ground)[0] for s in suites]
    return Run(suites=tuple(made), versions={})


def red(made: Run) -> set[str]:
    """The bounds that ship and are red, as ``suite/figure``; of the suites that were run."""
    names = {suite.suite for suite in made.suites}
    return {
        f"{r.suite}/{r.figure}" for r in judge_run(read_gates(), made) if not r.green and r.suite in names
    }


@pytest.fixture(scope="module")
def bench() -> Bench:
    subprocess.run([sys.executable, "-m", "index", "build", "--if-needed"], check=True, capture_output=True)
    advisor = Advisor.open()
    whole = Bench(
        advisor,
        tuple(taken(SUITES / f"{stem}.yaml", most) for stem, most in TAKEN.items()),
        ground_of(advisor.index),
        product_judge(),
    )
    sound: list[Suite] = []
    for suite, result in zip(whole.suites, run(whole, whole.suites).suites, strict=True):
        passed = {case.id for case in result.cases if case.ok}
        assert len(passed) >= KEPT * len(suite.cases), (suite.suite, set(c.id for c in suite.cases) - passed)
        sound.append(suite.model_copy(update={"cases": _whole_pairs(suite.cases, passed)}))
    return replace(whole, suites=tuple(sound))


def _whole_pairs(cases: Sequence[Case], passed: set[str]) -> tuple[Case, ...]:
    """The cases that pass, without a pair of which one does not."""
    broken = {case.pair for case in cases if case.pair and case.id not in passed}
    return tuple(c for c in cases if c.id in passed and c.pair not in broken)


def each_sentence(change: Callable[[Sentence], Sentence]) -> Callable[[Answer], Answer]:
    """Change every sentence of an answer."""

    def changed(answer: Answer) -> Answer:
        recs = {
            name: tuple(
                rec.model_copy(update={part: tuple(map(change, getattr(rec, part))) for part in PARTS})
                for rec in getattr(answer, name)
            )
            for name in ("recommendations", "advised_against")
        }
        said = {name: tuple(map(change, getattr(answer, name))) for name in ("short_answer", "gaps")}
        return answer.model_copy(update={**recs, **said})

    return changed


def after_the_guard(patch: pytest.MonkeyPatch, change: Callable[[Answer], Answer]) -> None:
    """Change what leaves the advisor, behind its last check."""
    stamped = Advisor._stamped
    patch.setattr(Advisor, "_stamped", lambda self, answer, *a, **k: stamped(self, change(answer), *a, **k))


def swap_two_citations(patch: pytest.MonkeyPatch, advisor: Advisor) -> None:
    other = {1: 2, 2: 1}
    swap = each_sentence(
        lambda s: s.model_copy(update={"sources": tuple(other.get(n, n) for n in s.sources)})
    )
    after_the_guard(patch, swap)


def shuffle_sources(patch: pytest.MonkeyPatch, advisor: Advisor) -> None:
    sound = Sourcing.sources

    def shuffled(self: Sourcing) -> tuple[Any, ...]:
        found = sound(self)
        texts = [s.text for s in found]
        return tuple(
            s.model_copy(update={"text": t}) for s, t in zip(found, texts[1:] + texts[:1], strict=True)
        )

    patch.setattr(Sourcing, "sources", shuffled)


def truncate_statements(patch: pytest.MonkeyPatch, advisor: Advisor) -> None:
    sentence, sources = Sourcing.sentence, Sourcing.sources

    def cut(said: Any) -> Any:
        short = {"text": said.text[:40]}
        return said.model_copy(
            update={**short, "support": (said.text[:40],)} if hasattr(said, "support") else short
        )

    patch.setattr(Sourcing, "sentence", lambda self, passage: cut(sentence(self, passage)))
    patch.setattr(Sourcing, "sources", lambda self: tuple(map(cut, sources(self))))


def invent_a_number(patch: pytest.MonkeyPatch, advisor: Advisor) -> None:
    sound = Sourcing.sentence

    def invented(self: Sourcing, passage: Any) -> Sentence:
        said = sound(self, passage)
        return said.model_copy(update={"text": f"{said.text.rstrip('.')}, a gain of 37% in 912 wards."})

    patch.setattr(Sourcing, "sentence", invented)


def ignore_context(patch: pytest.MonkeyPatch, advisor: Advisor) -> None:
    sound = pipeline.Advisor._reading
    patch.setattr(Advisor, "_reading", lambda self, standing, context, *a: sound(self, standing, None, *a))


def never_abstain(patch: pytest.MonkeyPatch, advisor: Advisor) -> None:
    judged = pipeline.judge_sufficiency
    read = pipeline.read_intent
    patch.setattr(
        pipeline, "judge_sufficiency", lambda *a, **k: replace(judged(*a, **k), verdict="enough", missing=())
    )
    patch.setattr(pipeline, "read_intent", lambda *a, **k: replace(read(*a, **k), scope="in"))
    patch.setattr(Advisor, "_within", lambda self, text, focus, sufficiency: sufficiency)


def always_abstain(patch: pytest.MonkeyPatch, advisor: Advisor) -> None:
    judged = pipeline.judge_sufficiency
    patch.setattr(pipeline, "judge_sufficiency", lambda *a, **k: replace(judged(*a, **k), verdict="none"))


def delete_the_dissent_pass(patch: pytest.MonkeyPatch, advisor: Advisor) -> None:
    sound = Shelves.choose

    def agreeable(self: Shelves, *args: Any, **named: Any) -> list[Any]:
        found = sound(self, *args, **named)
        return [p for p in found if p.aspect != "struggles" and p.direction not in AGAINST]

    patch.setattr(Shelves, "choose", agreeable)


def ignore_history(patch: pytest.MonkeyPatch, advisor: Advisor) -> None:
    patch.setattr(Advisor, "_turns", lambda self, history, *a: [])


MUTANTS: dict[Break, tuple[str, str]] = {
    swap_two_citations: ("advice", "advice/unsupported"),
    shuffle_sources: ("advice", "advice/true_sources"),
    truncate_statements: ("advice", "advice/true_sources"),
    invent_a_number: ("advice", "advice/citation_recall"),
    ignore_context: ("sensitivity", "sensitivity/pairs_right"),
    never_abstain: ("abstention", "abstention/abstention_f1"),
    always_abstain: ("advice", "advice/status_accuracy"),
    delete_the_dissent_pass: ("advice", "advice/dissent_recall"),
    ignore_history: ("follow-ups", "follow-ups/top3_hit"),
}


def test_the_sound_product_is_green(bench: Bench) -> None:
    assert red(run(bench, bench.suites)) == set()


def test_a_rerun_gives_identical_numbers(bench: Bench) -> None:
    once, again = (run(bench, bench.suites) for _ in range(2))

    def timeless(made: Run) -> list[object]:
        cases = [case.model_dump(exclude={"ms"}) for suite in made.suites for case in suite.cases]
        return [*cases, *({k: v for k, v in s.summary.items() if k != "ms"} for s in made.suites)]

    assert timeless(once) == timeless(again)
    assert {d.verdict for d in compare(once, again).differences} == {"too close to call"}


@pytest.mark.parametrize("broken", MUTANTS, ids=lambda f: f.__name__)
def test_the_gate_goes_red(bench: Bench, broken: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    name, figure = MUTANTS[broken]
    suites = [suite for suite in bench.suites if suite.suite == name]
    assert suites
    broken(monkeypatch, bench.advisor)
    assert figure in red(run(bench, suites))


def test_the_gate_goes_red_when_bm25_is_dropped(bench: Bench) -> None:
    index = bench.advisor.index
    questions = [q for q in read_judged(known=index.corpus.statements) if q.split == "test"]

    def reds(alpha: float) -> set[str]:
        changed = replace(index, searcher=replace(index.searcher, alpha=alpha))
        return red(Run(suites=(as_suite(measure(questions, own_methods(changed))),), versions={}))

    assert reds(index.searcher.alpha) == set()
    assert f"{NAME}/lead.dense.low" in reds(alpha=0.0)
