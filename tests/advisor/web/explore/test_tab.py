from __future__ import annotations

import time
from dataclasses import replace

import pytest

from advisor.web.explore.library import Library
from advisor.web.explore.tab import UNOPENED, answering
from advisor.web.loading import Loading
from corpus.collection import load_corpus
from tests.advisor.web.samples import OPENED


def refuse() -> None:
    raise RuntimeError("no index")


def test_it_answers_with_the_whole_tab_and_then_with_parts(library: Library) -> None:
    explore = answering(Loading.of(replace(OPENED, library=library)))
    assert "<form" in explore({})
    assert "<form" in explore(None)
    assert "<form" not in explore({"part": "picture", "view": "timeline"})
    assert explore({"part": "records"}).startswith("<h2")


def test_a_collection_that_is_not_there_is_told_plainly() -> None:
    assert UNOPENED in answering(Loading.of(OPENED))({})
    broken = Loading(refuse)
    broken.start()
    assert UNOPENED in answering(broken)({})  # type: ignore[arg-type]


@pytest.mark.slow
def test_each_part_of_the_real_collection_is_drawn_in_300_ms() -> None:
    explore = answering(Loading.of(replace(OPENED, library=Library(load_corpus()))))
    explore({"part": "records", "words": "warm"})
    asked = [{"part": "picture", "view": v} for v in ("map", "approaches", "timeline", "silence")]
    asked += [{"part": "picture", "axis": a} for a in ("goal", "outcome", "organisation")]
    asked += [{"part": "picture", "view": "approach", "approach": "audit-feedback"}]
    asked += [{"part": "records", "kind": "case"}, {"part": "records", "words": "ward falls"}]
    for sent in asked:
        begun = time.thread_time()
        explore(sent)
        assert time.thread_time() - begun < 0.3, sent
