"""Numbering sources, and sentences that are their own support."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.sourcing import Sourcing
from corpus.collection import load_corpus
from index.lexical import Lexical
from index.manifest import FORMAT, Manifest
from index.opening import OpenIndex
from index.passages import to_passages
from index.search import Searcher
from tests.index.hashing import WIDTH, HashingEmbedder


def small_index(folder: Path) -> OpenIndex:
    """An index over a small corpus, in memory, with an embedder that is fast and knows no meaning."""
    corpus = load_corpus(folder)
    passages = to_passages(corpus.records.values())
    texts = [p.embedded for p in passages]
    embedder = HashingEmbedder()
    manifest = Manifest(
        format=FORMAT,
        created="2026-11-01",
        corpus=corpus.digest,
        newest_check="2026-11-01",
        records=len(corpus.records),
        passages=len(passages),
        references=len(corpus.references),
        model=embedder.identity,
        dimension=WIDTH,
        libraries={},
        files={},
    )
    searcher = Searcher(passages, embedder, Lexical.build(texts), embedder.encode(texts))
    return OpenIndex(
        Path("small"), manifest, corpus, {r: f"{r}, printed." for r in corpus.references}, searcher
    )


@pytest.fixture(scope="module")
def index(mini_corpus: Path) -> OpenIndex:
    return small_index(mini_corpus)


def test_numbers_are_given_once_in_the_order_of_use(index: OpenIndex) -> None:
    first, second, third = (p.id for p in index.searcher.passages[:3])
    sourcing = Sourcing(index)
    assert [sourcing.number(s) for s in (second, first, second, third)] == [1, 2, 1, 3]
    assert [(s.number, s.statement) for s in sourcing.sources()] == [(1, second), (2, first), (3, third)]


def test_a_statement_of_no_record_gets_no_number(index: OpenIndex) -> None:
    sourcing = Sourcing(index)
    with pytest.raises(KeyError):
        sourcing.number("case-invented/evidence/1")
    assert sourcing.sources() == ()
    assert sourcing.number(index.searcher.passages[0].id) == 1


def test_a_sentence_is_its_statement(index: OpenIndex) -> None:
    passage = index.searcher.passages[4]
    sourcing = Sourcing(index)
    sentence = sourcing.sentence(passage)
    assert (sentence.text, sentence.sources, sentence.support) == (passage.text, (1,), (passage.text,))
    assert sourcing.sentences([passage, index.searcher.passages[0]])[1].sources == (2,)


def test_a_source_tells_where_it_comes_from(index: OpenIndex) -> None:
    for passage in index.searcher.passages:
        sourcing = Sourcing(index)
        sourcing.number(passage.id)
        (source,) = sourcing.sources()
        record, statement = index.corpus.statements[passage.id]
        assert (source.record, source.kind, source.title) == (record.id, record.kind, record.title)
        assert source.text == passage.text == statement.text
        assert source.reference_ids == tuple(dict.fromkeys(c.reference for c in statement.citations))
        assert source.reference == f"{source.reference_ids[0]}, printed."
        assert source.link == f"https://doi.org/10.0000/{source.reference_ids[0]}"
        assert source.seen == "abstract"
