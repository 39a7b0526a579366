"""The suites that ship: how many cases, over what, and that every name in them exists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.collection import load_corpus
from corpus.vocabulary import DATA, vocabulary
from evals.cases import Case, Suite, read_suites
from evals.metrics.statuses import ABSTAINS

LEAST = {
    "advice": 150,
    "abstention": 80,
    "follow-ups": 40,
    "counting": 25,
    "safety": 80,
    "sensitivity": 60,
    "paraphrases": 100,
    "typos": 90,
}
"""Cases; a pair of the sensitivity suite is two."""


@pytest.fixture(scope="module")
def shipped() -> dict[str, Suite]:
    return {suite.suite: suite for suite in read_suites(sorted(Path("evals/suites").glob("*.yaml")))}


def cases(shipped: dict[str, Suite]) -> Iterator[Case]:
    return (case for suite in shipped.values() for case in suite.cases)


@pytest.mark.parametrize("name", LEAST)
def test_each_suite_is_large_enough_and_split(shipped: dict[str, Suite], name: str) -> None:
    suite = shipped[name]
    assert len(suite.cases) >= LEAST[name]
    shares = Counter(case.split for case in suite.cases)
    assert min(shares["dev"], shares["test"]) >= 0.4 * len(suite.cases)


def test_advice_is_asked_over_every_approach_sector_organisation_and_goal(shipped: dict[str, Suite]) -> None:
    advice = shipped["advice"].cases
    words, held = vocabulary(), load_corpus(DATA)
    assert {a for c in advice for a in c.expect.top3_any or ()} == set(words.slugs())
    situations = [c.context for c in advice if c.context]
    assert {s.organisation for s in situations} >= set(words.facets["organisation"])
    assert {s.goal for s in situations} >= set(words.facets["goal"])
    sectors = {held.references[r].custom.sector for c in advice for r in c.expect.cites_any or ()}
    assert sectors >= {record.sector for record in held.records.values()}


def test_half_of_what_should_be_declined_is_a_near_miss(shipped: dict[str, Suite]) -> None:
    due = [c for c in shipped["abstention"].cases if ABSTAINS & set(c.expect.status or ())]
    near = [c for c in due if c.id.startswith("nm-")]
    assert len(due) >= 80
    assert 0.4 <= len(near) / len(due) <= 0.75


def test_pairs_differ_in_one_field_and_groups_hold_several(shipped: dict[str, Suite]) -> None:
    for name in ("paraphrases", "typos"):
        groups = Counter(c.group for c in shipped[name].cases)
        assert None not in groups
        assert min(groups.values()) >= 3
    pairs: dict[str | None, list[Case]] = {}
    for case in shipped["sensitivity"].cases:
        pairs.setdefault(case.pair, []).append(case)
    assert len(pairs) >= 30
    for name, (first, other, *more) in pairs.items():
        assert not more, name
        one, two = (c.context.model_dump() if c.context else {} for c in (first, other))
        assert first.question == other.question, name
        assert sum(one.get(key) != two.get(key) for key in {*one, *two}) == 1, name


def test_every_reference_that_a_case_names_exists(shipped: dict[str, Suite]) -> None:
    known = load_corpus(DATA).references
    assert [(c.id, r) for c in cases(shipped) for r in c.expect.cites_any or () if r not in known] == []


def test_no_question_of_the_test_split_is_asked_in_the_other(shipped: dict[str, Suite]) -> None:
    asked: dict[str, set[str]] = {"dev": set(), "test": set()}
    for case in cases(shipped):
        if not case.history and not case.pair:
            asked[case.split].add(case.question.casefold())
    assert asked["dev"] & asked["test"] == set()
