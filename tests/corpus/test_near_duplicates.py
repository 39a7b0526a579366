import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from corpus.near_duplicates import near_duplicates

words = st.lists(st.sampled_from("audit feedback may help a ward the nurses".split()), min_size=1, max_size=9)


def test_order_and_case_do_not_matter() -> None:
    assert near_duplicates(["Audit helps a little", "a little audit helps", "brokers link worlds"]) == [
        (0, 1)
    ]


@pytest.mark.parametrize("texts", [[], ["one"], ["one", "quite another thing"]])
def test_none(texts: list[str]) -> None:
    assert near_duplicates(texts) == []


@given(st.lists(words.map(" ".join), max_size=12), st.sampled_from([60.0, 80.0, 90.0, 100.0]))
def test_the_same_pairs_as_comparing_each_with_each(texts: list[str], threshold: float) -> None:
    keys = [" ".join(sorted(t.split())) for t in texts]
    pairs = [(i, j) for i in range(len(keys)) for j in range(i + 1, len(keys))]
    assert near_duplicates(texts, threshold) == [
        p for p in pairs if fuzz.ratio(keys[p[0]], keys[p[1]]) >= threshold
    ]
