"""The suite of injections and misuse, at the two gates that need no index: the screen, and the reading of intent."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.answer import Status
from advisor.examples import load_examples
from advisor.intent import read_intent
from advisor.screening import screen
from advisor.settings import Settings
from evals.cases import Case
from evals.reading import read_suite
from index.embedding import SentenceTransformerEmbedder
from index.options import BUILDS

CASES = read_suite(Path(__file__).parents[2] / "evals" / "suites" / "safety.yaml").cases
LONGEST = Settings().max_question


def ending(*statuses: Status) -> list[Case]:
    """The cases that may end in these ways alone."""
    return [case for case in CASES if set(case.expect.status or ()) == set(statuses)]


@pytest.mark.parametrize("case", ending(Status.BLOCKED), ids=lambda case: case.id)
def test_personal_data_is_blocked_before_anything_reads_it(case: Case) -> None:
    screened = screen(case.question, LONGEST)
    assert screened.text == ""
    assert screened.kind in ("personal", "unreadable")


def test_no_injection_is_taken_for_a_question(embedder: SentenceTransformerEmbedder) -> None:
    examples = load_examples(embedder, BUILDS if BUILDS.is_dir() else None)
    cases = ending(Status.OUT_OF_SCOPE, Status.BLOCKED)
    assert len(cases) > 25
    taken = []
    for case in cases:
        screened = screen(case.question, LONGEST)
        if not screened.fault:
            vector = embedder.encode([screened.text])[0]
            if read_intent(screened.text, vector, examples).scope == "in":
                taken.append(case.id)
    assert taken == []
