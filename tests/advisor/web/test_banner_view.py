"""The top of the page."""

from __future__ import annotations

from advisor.web.banner_view import knows, opening, progress
from advisor.web.holdings import holdings_of
from corpus.collection import load_corpus
from tests.advisor.web.samples import HOLDINGS


def test_the_banner_says_what_to_know_before_asking() -> None:
    shown = opening(HOLDINGS)
    for part in ("It can be wrong", "Do not enter details of patients", "last updated on 23 November 2026"):
        assert part in shown
    assert "What it knows" not in opening(None)


def test_what_it_knows_is_counted_from_the_corpus() -> None:
    held = holdings_of(load_corpus())
    assert f"{held.cases} cases, {held.findings} research findings" in knows(held)
    assert held.interviews
    assert held.references


def test_no_progress_is_nothing() -> None:
    assert progress() == ""
    assert "Looking" in progress("Looking")
