"""What a run writes and what later commands read: results, and the versions they were made with (frozen)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from advisor.answer import Answer
from corpus.records import Frozen
from evals.errors import RunFileError


class CaseResult(Frozen):
    """What came of one case.

    ``ms`` is the time of the answer alone, in milliseconds; ``writer`` says who wrote its short answer, and
    ``removed`` how many sentences were taken out of it because nothing supported them.
    """

    id: str
    ok: bool
    checks: dict[str, bool]
    status: str
    top3: tuple[str, ...]
    cites: tuple[str, ...]
    sentences: int
    unsupported: int
    ms: float
    writer: str = "composer"
    removed: int = 0


class SuiteResult(Frozen):
    """The cases of one suite, and its figures."""

    suite: str
    cases: tuple[CaseResult, ...]
    summary: dict[str, Any]


class Run(Frozen):
    """One run: every suite, what it was made with, and the same suites through each baseline asked for.

    ``noise`` is how far each figure of each suite moved between ``repeats`` of the run.
    """

    suites: tuple[SuiteResult, ...]
    versions: dict[str, Any]
    baselines: dict[str, tuple[SuiteResult, ...]] = {}
    repeats: int = 1
    noise: dict[str, dict[str, float]] = {}

    def written(self) -> dict[str, Any]:
        """The run as JSON has it, without what was not asked for."""
        left_out = {name for name in ("baselines", "noise") if not getattr(self, name)}
        return self.model_dump(mode="json", exclude=left_out | ({"repeats"} if self.repeats == 1 else set()))

    def beside(self) -> dict[str, Run]:
        """Each baseline as a run of its own."""
        return {name: Run(suites=suites, versions=self.versions) for name, suites in self.baselines.items()}

    def cases(self) -> Iterator[tuple[str, CaseResult]]:
        """Each case as ``suite/id``, and its result."""
        for suite in self.suites:
            yield from ((f"{suite.suite}/{case.id}", case) for case in suite.cases)

    def items(self) -> Iterator[tuple[str, dict[str, float]]]:
        """Each item that was measured as ``suite/id``, and its own figures; a case has ``ok`` among them."""
        for suite in self.suites:
            passed = {case.id: {"ok": float(case.ok)} for case in suite.cases}
            figures = suite.summary.get("items", {})
            for name in passed or figures:
                yield f"{suite.suite}/{name}", {**passed.get(name, {}), **figures.get(name, {})}


class Asked(Frozen):
    """One case's answer in full, for the report and for grading it again."""

    suite: str
    case: str
    answer: Answer


def read_run(path: Path) -> Run:
    """A run that ``evals run --json`` wrote; RunFileError when it is none."""
    try:
        return Run.model_validate_json(path.read_bytes())
    except OSError as err:
        raise RunFileError(
            f"{path} can't be read: {err.strerror or err}.", "Run: python -m evals run"
        ) from err
    except ValidationError as err:
        where = ".".join(map(str, err.errors()[0]["loc"])) or "the file"
        raise RunFileError(
            f"{path} is no run record: {where} is wrong.", "Write one by: evals run --json"
        ) from err


def read_answers(path: Path) -> dict[str, Answer]:
    """Answers by ``suite/id`` that ``evals run --answers`` wrote; RunFileError names the faulty line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as err:
        raise RunFileError(f"{path} can't be read.", "Write it by: evals run --answers FILE") from err
    found: dict[str, Answer] = {}
    for number, line in enumerate(lines, 1):
        try:
            asked = Asked.model_validate_json(line)
        except ValidationError as err:
            raise RunFileError(f"{path}:{number}: this line is no answer.", "Write the file again.") from err
        found[f"{asked.suite}/{asked.case}"] = asked.answer
    return found
