"""Hybrid search."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.collection import load_corpus
from index.embedding import SentenceTransformerEmbedder
from index.lexical import Lexical
from index.opening import open_index
from index.passages import Passage, to_passages
from index.search import EXACT_BELOW, Filters, Searcher
from index.vectors import unit
from tests.conftest import Built
from tests.index.hashing import HashingEmbedder


@pytest.fixture(scope="module")
def searcher(built: Built, embedder: SentenceTransformerEmbedder) -> Searcher:
    """Over the real model."""
    return open_index(built.options, built.corpus, embedder).searcher


@pytest.fixture(scope="module")
def passages(mini_corpus: Path) -> list[Passage]:
    return to_passages(load_corpus(mini_corpus).records.values())


@pytest.fixture(scope="module")
def quick(passages: list[Passage]) -> Searcher:
    """Over the hashing embedder: for what does not hang on meaning."""
    texts = [p.embedded for p in passages]
    embedder = HashingEmbedder()
    return Searcher(passages, embedder, Lexical.build(texts), embedder.encode(texts))


@pytest.mark.parametrize(
    ("query", "record"),
    [
        ("why do practice groups die out?", "finding-communities-of-practice-struggles"),
        ("how much difference does audit make to clinicians?", "finding-audit-feedback-size"),
        ("did the brokers in councils work?", "case-broker-network"),
        ("do people in charge of wards feel helped or watched?", "interview-ward-managers"),
    ],
)
def test_meaning_is_found(query: str, record: str, searcher: Searcher) -> None:
    assert searcher.search(query, 3)[0].passage.record == record


def test_the_best_come_first(searcher: Searcher) -> None:
    scores = [hit.score for hit in searcher.search("falls on wards", 10)]
    assert scores == sorted(scores, reverse=True)


def test_no_more_than_asked_and_no_more_of_a_record_than_the_cap(quick: Searcher) -> None:
    hits = quick.search("ward audit of falls", 10)
    records = [hit.passage.record for hit in hits]
    assert len(hits) <= 10
    assert max(map(records.count, records)) == quick.per_record
    alone = quick.search("ward audit of falls", 10, per_record=1)
    assert len({hit.passage.record for hit in alone}) == len(alone)


@pytest.mark.parametrize(
    ("filters", "test"),
    [
        (Filters(approaches=frozenset({"knowledge-brokers"})), lambda p: "knowledge-brokers" in p.approaches),
        (Filters(kinds=frozenset({"interview"})), lambda p: p.kind == "interview"),
        (Filters(aspects=frozenset({"struggles"})), lambda p: p.aspect == "struggles"),
        (Filters(directions=frozenset({"no-effect"})), lambda p: p.direction == "no-effect"),
        (Filters(sectors=frozenset({"public-health"})), lambda p: p.sector == "public-health"),
        (Filters(countries=frozenset({"CA"})), lambda p: p.country == "CA"),
        (Filters(settings=frozenset({"trust-acute"})), lambda p: "trust-acute" in p.setting),
    ],
)
def test_a_filter_keeps_all_and_only_what_it_names(
    filters: Filters, test: object, quick: Searcher, passages: list[Passage]
) -> None:
    assert callable(test)
    found = {hit.passage.id for hit in quick.search("charts", 50, filters, per_record=50)}
    assert found == {p.id for p in passages if test(p)} != set()


def test_filters_are_all_to_be_met(quick: Searcher) -> None:
    both = Filters(kinds=frozenset({"case"}), approaches=frozenset({"communities-of-practice"}))
    assert quick.search("groups", 10, both) == []


def test_a_filter_does_not_change_the_scores(quick: Searcher) -> None:
    free = {h.passage.id: h.score for h in quick.search("charts", 50, per_record=50)}
    kept = quick.search("charts", 50, Filters(kinds=frozenset({"case"})), per_record=50)
    assert all(free[hit.passage.id] == hit.score for hit in kept)


@pytest.mark.parametrize("query", ["", " \n\t ", "\u00a0"])
def test_an_empty_query_finds_nothing(query: str, quick: Searcher) -> None:
    assert quick.search(query) == []


def test_an_empty_index_finds_nothing() -> None:
    embedder = HashingEmbedder()
    assert Searcher([], embedder, Lexical.build(["word"]), embedder.encode([])).search("anything") == []


@given(st.text(max_size=200))
def test_any_text_is_taken(quick: Searcher, text: str) -> None:
    hits = quick.search(text, 5)
    assert len(hits) <= 5
    assert all(np.isfinite(hit.score) for hit in hits)


def test_the_same_query_gives_the_same_twice(searcher: Searcher) -> None:
    assert searcher.search("late charts", 5) == searcher.search("late charts", 5)


def test_relevance_is_the_score_of_each_passage(quick: Searcher) -> None:
    relevance = quick.relevance("late charts")
    for hit in quick.search("late charts", 50, per_record=50):
        assert relevance[quick.position(hit.passage.id)] == pytest.approx(hit.score)


def test_a_statement_that_is_not_there_has_no_position(quick: Searcher) -> None:
    with pytest.raises(KeyError):
        quick.position("case-nowhere/evidence/1")


def test_with_neither_vectors_nor_store_there_is_no_search(passages: list[Passage]) -> None:
    lexical = Lexical.build([p.embedded for p in passages])
    with pytest.raises(ValueError, match="vectors or a store"):
        Searcher(passages, HashingEmbedder(), lexical, None).search("charts")


class Mixed:
    """Thirty thousand passages and more, made of the small corpus's by adding small moves to their vectors."""

    def __init__(self, passages: list[Passage], embedder: SentenceTransformerEmbedder) -> None:
        chance = np.random.default_rng(5)
        drawn = chance.integers(len(passages), size=EXACT_BELOW + 500)
        real = embedder.encode([p.embedded for p in passages])
        moved = real[drawn] + 0.6 * (real[chance.permutation(drawn)] - real[chance.permutation(drawn)])
        moved += chance.normal(scale=0.02, size=moved.shape)
        self.vectors = unit(moved.astype(np.float32))
        self.passages = [
            passages[of].model_copy(
                update={"id": f"m/{at}", "record": f"m{at // 3}", "country": f"C{at % 100}"}
            )
            for at, of in enumerate(drawn)
        ]
        self.lexical = Lexical.build([p.text for p in self.passages])
        self.embedder = embedder

    def searcher(self, exact: bool) -> Searcher:
        return Searcher(self.passages, self.embedder, self.lexical, self.vectors, exact=exact)


@pytest.fixture(scope="module")
def mixed(passages: list[Passage], embedder: SentenceTransformerEmbedder) -> Mixed:
    return Mixed(passages, embedder)


QUESTIONS = ("did wards fall less with charts?", "who trusts a broker?", "practice groups", "feedback")


def test_from_many_passages_on_the_quick_pass_finds_the_same(mixed: Mixed) -> None:
    quick, exact = mixed.searcher(exact=False), mixed.searcher(exact=True)
    filters = (
        None,
        Filters(countries=frozenset({"C7"})),
        Filters(countries=frozenset({f"C{n}" for n in range(50)})),
    )
    for chosen in filters:
        for question in QUESTIONS:
            best = exact.search(question, 10, chosen)
            found = quick.search(question, 10, chosen)
            assert [h.score for h in found] == pytest.approx([h.score for h in best], abs=1e-5)
            assert chosen is None or all(chosen.keeps(h.passage) for h in found)
    assert quick.relevance(QUESTIONS[0]) == pytest.approx(exact.relevance(QUESTIONS[0]), abs=1e-6)


def test_threads_may_search_at_once(mixed: Mixed) -> None:
    searcher = mixed.searcher(exact=False)
    expected = {q: [h.passage.id for h in searcher.search(q, 5)] for q in QUESTIONS}
    with ThreadPoolExecutor(4) as pool:
        for question, hits in zip(
            QUESTIONS * 5, pool.map(lambda q: searcher.search(q, 5), QUESTIONS * 5), strict=True
        ):
            assert [h.passage.id for h in hits] == expected[question]
