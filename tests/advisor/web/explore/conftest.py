"""The small corpus of the suite, as the Explore tab reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.web.explore.library import Library
from corpus.collection import load_corpus
from tests.conftest import case, write_mini_corpus

NASTY = "<img src=x onerror=hack()>"


@pytest.fixture(scope="session")
def library(mini_corpus: Path) -> Library:
    return Library(load_corpus(mini_corpus), {"test-audit": "Tester A. A printed reference. 2020."})


@pytest.fixture
def nasty(tmp_path: Path) -> Library:
    """A collection with markup in a title, in a statement and in a printed reference."""
    folder = write_mini_corpus(tmp_path)
    text = case(
        "case-nasty",
        f"'Scheme {NASTY}'",
        "networks",
        {"Evidence": f"In the nasty scheme {NASTY} nothing was found."},
        "test-audit, abstract",
        years=f"'{NASTY}'",
    )
    (folder / "cases" / "case-nasty.md").write_text(text, encoding="utf-8")
    return Library(load_corpus(folder), {"test-audit": f"Tester A. {NASTY}. 2020."})
