"""One run of chosen suites at a time, in a thread of its own; it can be watched and stopped."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import KmaError
from evals.cases import Suite, read_suites
from evals.errors import EvalsError
from evals.judge import Judge, product_judge
from evals.records import Asked, Run
from evals.runner import Advises, run_suite, warm_up
from evals.tab.kept_runs import KeptRuns

log = logging.getLogger(__name__)

SUITES = Path(__file__).parents[1] / "suites"
SPLITS = {"dev": "The half for development", "test": "The half for testing", "": "Both halves"}


@dataclass(frozen=True)
class Progress:
    """How far the run is; ``words`` says how the last one ended, ``run`` is its name when it was kept."""

    running: bool = False
    done: int = 0
    total: int = 0
    suite: str = ""
    words: str = ""
    run: str = ""


class Stopped(Exception):
    """Somebody stopped the run."""


class Job:
    """Runs suites through the advisor. Safe to use from several threads.

    Args:
        opened: gives the advisor that is asked; it leaves no receipts.
        kept: where a finished run is kept.
        suites: the folder of the suites.
        judge: says whether a source carries a sentence; the product's verifier when None.
    """

    def __init__(
        self, opened: Callable[[], Advises], kept: KeptRuns, suites: Path = SUITES, judge: Judge | None = None
    ) -> None:
        self.kept = kept
        self._opened = opened
        self._suites = suites
        self._judge = judge
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._progress = Progress()

    @property
    def progress(self) -> Progress:
        """How far it is now."""
        return self._progress

    def choices(self) -> list[str]:
        """The suites that can be run."""
        return sorted(path.stem for path in self._suites.glob("*.yaml"))

    def start(self, names: Sequence[str], split: str) -> None:
        """Begin a run.

        Args:
            names: of `choices`.
            split: of `SPLITS`; "" for every case.

        Raises:
            EvalsError: when one is running, nothing is chosen, or a suite can't be read.
        """
        known = self.choices()
        chosen = [name for name in known if name in names]
        if not chosen or split not in SPLITS:
            raise EvalsError("no suite is chosen.", "Choose one or more.")
        suites = [
            s.of(split or None) for s in read_suites([self._suites / f"{name}.yaml" for name in chosen])
        ]
        suites = [suite for suite in suites if suite.cases]
        if not suites:
            raise EvalsError("none of these suites has such cases.", "Choose both halves.")
        with self._lock:
            if self._progress.running:
                raise EvalsError("a run is under way.", "Wait until it has ended, or stop it.")
            self._stop.clear()
            self._progress = Progress(True, total=sum(len(s.cases) for s in suites), suite=suites[0].suite)
        threading.Thread(target=self._work, args=(suites,), name="evaluating", daemon=True).start()

    def stop(self) -> None:
        """End the run after the case that is being asked; nothing of it is kept."""
        self._stop.set()

    def _work(self, suites: Sequence[Suite]) -> None:
        try:
            name = self.kept.keep(*self._ran(suites))
            end = Progress(words="The run has ended and was kept.", run=name)
        except Stopped:
            end = Progress(words="The run was stopped; nothing of it was kept.")
        except KmaError as err:
            end = Progress(words=str(err))
        except Exception:
            log.exception("a run of the Evaluate tab failed")
            end = Progress(words="The run failed; the log says why.")
        with self._lock:
            self._progress = end

    def _ran(self, suites: Sequence[Suite]) -> tuple[Run, list[Asked]]:
        """Every suite through the advisor, as ``evals run`` does it."""
        from advisor.settings import load_settings
        from evals.metrics.ground import ground_of
        from evals.versions import versions

        advisor, judge = self._opened(), self._judge or product_judge()
        index: Any = getattr(advisor, "index", None)
        ground = None if index is None else ground_of(index)
        warm_up(advisor)
        results, asked = [], []
        for suite in suites:
            self._note(suite=suite.suite)
            result, marked = run_suite(suite, advisor, judge, self._tick, ground)
            results.append(result)
            asked += [Asked(suite=suite.suite, case=m.case.id, answer=m.answer) for m in marked]
        made = versions(load_settings(), judge.name, index)
        return Run(suites=tuple(results), versions=made), asked

    def _tick(self) -> None:
        if self._stop.is_set():
            raise Stopped
        self._note(done=self._progress.done + 1)

    def _note(self, suite: str | None = None, done: int | None = None) -> None:
        now = self._progress
        with self._lock:
            self._progress = Progress(
                True, now.done if done is None else done, now.total, now.suite if suite is None else suite
            )
