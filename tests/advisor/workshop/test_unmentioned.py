from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest

from advisor.workshop.unmentioned import MOST, PER_APPROACH, Said, unmentioned
from index.passages import Passage

ALLOWED = frozenset({"audit-feedback", "networks", "facilitation", "evidence-briefs"})


def passage(number: int, approach: str, text: str = "") -> Passage:
    record = f"case-{number}"
    words = text or f"statement {number}"
    return Passage(
        id=f"{record}/evidence/1", record=record, kind="case", text=words, context="", section="Evidence",
        sector="health", country="GB", approaches=(approach,),
    )  # fmt: skip


def encode(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """Texts that share a last word are the same; all others have nothing in common."""
    names = sorted({"board", "falls", "other"})
    made = np.zeros((len(texts), len(names)), dtype=np.float32)
    for row, text in enumerate(texts):
        last = text.split()[-1]
        made[row, names.index(last if last in names else "other")] = 1
    return made


def found(passages: list[Passage], scores: list[float], said: Said) -> list[str]:
    relevance = np.array(scores, dtype=np.float32)
    return [u.record for u in unmentioned(passages, relevance, said, encode, ALLOWED)]


THREE = [passage(1, "audit-feedback"), passage(2, "networks"), passage(3, "facilitation")]


def test_the_most_relevant_comes_first_and_what_is_not_relevant_does_not_come() -> None:
    assert found(THREE, [0.2, 0.9, 0.0], Said()) == ["case-2", "case-1"]


def test_predicted_approaches_and_cited_statements_are_left_out() -> None:
    said = Said(approaches=frozenset({"networks"}), statements=frozenset({"case-1/evidence/1"}))
    assert found(THREE, [0.9, 0.8, 0.1], said) == ["case-3"]


def test_what_somebody_said_in_words_of_their_own_is_left_out() -> None:
    passages = [passage(1, "audit-feedback", "read by the board"), passage(2, "networks", "about falls")]
    assert found(passages, [0.9, 0.5], Said(texts=("it goes to the board",))) == ["case-2"]


@pytest.mark.parametrize("approach", ["not-in-the-vocabulary"])
def test_approaches_outside_the_vocabulary_are_left_out(approach: str) -> None:
    assert found([passage(1, approach)], [0.9], Said()) == []


def test_no_approach_takes_all_the_room() -> None:
    passages = [passage(n, "networks") for n in range(5)] + [passage(9, "facilitation")]
    kept = found(passages, [0.9, 0.8, 0.7, 0.6, 0.5, 0.1], Said())
    assert kept == ["case-0", "case-1", "case-9"]
    assert len(kept) == PER_APPROACH + 1
    many = [passage(n, sorted(ALLOWED)[n % 4]) for n in range(40)]
    assert len(found(many, [1.0] * 40, Said())) == MOST
