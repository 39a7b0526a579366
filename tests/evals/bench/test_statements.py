"""Corpora and clouds of any size that look like the real ones."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.collection import Corpus, load_corpus
from evals.bench.cloud import SHARES, _passages, mixed_vectors
from evals.bench.questions import fresh_questions, suite_questions
from evals.bench.statements import changed, enlarged
from index.passages import to_passages


@pytest.fixture(scope="module")
def small(mini_corpus: Path) -> Corpus:
    return load_corpus(mini_corpus)


def test_a_corpus_of_just_so_many_statements(small: Corpus) -> None:
    made = enlarged(small, 100)
    passages = to_passages(made.records.values())
    assert len(passages) == len({p.id for p in passages}) == 100
    assert made.digest == enlarged(small, 100).digest
    assert len({p.text for p in passages}) == 100


def test_statements_keep_their_length_and_their_references(small: Corpus) -> None:
    own = np.median([len(s.text) for _, s in small.statements.values()])
    made = enlarged(small, 200)
    assert np.median([len(s.text) for _, s in made.statements.values()]) == pytest.approx(own, rel=0.25)
    assert {c.reference for _, s in made.statements.values() for c in s.citations} <= set(small.references)


def test_a_share_of_the_statements_is_changed_and_no_more(small: Corpus) -> None:
    before = enlarged(small, 200)
    after = changed(before, 0.01)
    differ = [i for i, (_, s) in before.statements.items() if s.text != after.statements[i][1].text]
    assert len(differ) == 2
    assert before.digest != after.digest


def test_vectors_lie_between_the_real_ones() -> None:
    chance = np.random.default_rng(1)
    centres = chance.normal(size=(6, 64))
    real = np.repeat(centres, 20, axis=0) + 0.3 * chance.normal(size=(120, 64))
    real = (real / np.linalg.norm(real, axis=1, keepdims=True)).astype(np.float32)
    made, pairs = mixed_vectors(real, 500, chance)
    assert made.shape == (500, 64)
    assert np.linalg.norm(made, axis=1) == pytest.approx(1.0, abs=1e-5)
    drawn = chance.normal(size=(500, 64)).astype(np.float32)
    drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
    assert np.median((made @ real.T).max(axis=1)) > 0.7
    assert np.median((drawn @ real.T).max(axis=1)) < 0.5
    assert pairs.shape == (500, 2)


def test_passages_of_a_cloud_are_of_countries_in_known_shares(small: Corpus) -> None:
    real = to_passages(small.records.values())
    pairs = np.random.default_rng(2).integers(len(real), size=(2000, 2))
    made = _passages(real, pairs, 7)
    assert len({p.id for p in made}) == 2000
    for country, share in SHARES.items():
        assert np.mean([p.country == country for p in made]) == pytest.approx(share, abs=0.04)


def test_no_question_comes_twice() -> None:
    many = fresh_questions(2 * len(suite_questions()) + 10)
    assert len(set(many)) == len(many)
    assert fresh_questions(5, 3) == many[3:8]
