"""BM25."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.errors import Damaged
from index.lexical import Lexical

TEXTS = [
    "Audit and feedback for nurses on the wards",
    "Knowledge brokers link researchers and managers",
    "Feedback, feedback and more feedback",
]


@pytest.fixture
def lexical() -> Lexical:
    return Lexical.build(TEXTS)


def test_stems_meet(lexical: Lexical) -> None:
    assert lexical.scores("brokering by a broker").argmax() == 1
    assert lexical.scores("nursing ward").argmax() == 0


def test_what_shares_no_word_scores_nought(lexical: Lexical) -> None:
    scores = lexical.scores("brokers")
    assert scores.shape == (3,)
    assert (scores > 0).tolist() == [False, True, False]


@pytest.mark.parametrize("query", ["", "   ", "the and of", "zzz qqq", "😀", "\x00", "<script>"])
def test_no_known_word_is_all_noughts(lexical: Lexical, query: str) -> None:
    scores = lexical.scores(query)
    assert scores.shape == (3,)
    assert not scores.any()


def test_a_word_said_twice_counts_more_than_once(lexical: Lexical) -> None:
    scores = lexical.scores("feedback")
    assert scores[2] > scores[0] > 0


def test_read_back_it_scores_the_same(lexical: Lexical, tmp_path: Path) -> None:
    lexical.save(tmp_path / "bm25")
    again = Lexical.open(tmp_path / "bm25", 3)
    np.testing.assert_allclose(again.scores("nurse feedback"), lexical.scores("nurse feedback"))


def test_a_missing_folder_is_damage(tmp_path: Path) -> None:
    with pytest.raises(Damaged, match="can't be read"):
        Lexical.open(tmp_path / "nothing", 3)


def test_another_size_is_damage(lexical: Lexical, tmp_path: Path) -> None:
    lexical.save(tmp_path / "bm25")
    with pytest.raises(Damaged, match="of another size"):
        Lexical.open(tmp_path / "bm25", 4)


def test_a_truncated_file_is_damage(lexical: Lexical, tmp_path: Path) -> None:
    lexical.save(tmp_path / "bm25")
    scores = tmp_path / "bm25" / "data.csc.index.npy"
    scores.write_bytes(scores.read_bytes()[:20])
    with pytest.raises(Damaged):
        Lexical.open(tmp_path / "bm25", 3)
