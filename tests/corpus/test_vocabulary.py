from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.vocabulary import vocabulary


def test_what_ships() -> None:
    words = vocabulary()
    assert len(words.slugs()) == len(words.approaches) == 39
    assert words.approach("audit-feedback").name
    assert words.label("organisation", "icb").startswith("Integrated care board")
    assert words.label("organisation", "none-such") == "none-such"
    assert (words.country("CA"), words.country("XX")) == ("Canada", "XX")
    assert {a.slug for a in words.approaches for _ in a.sources}


def test_the_words_of_approaches_are_words_of_the_facets() -> None:
    words = vocabulary()
    for approach in words.approaches:
        assert set(approach.fit.goals) <= set(words.facets["goal"]), approach.slug
        assert {*approach.fit.audience, *approach.fit.poor_audience} <= set(words.facets["audience"]), (
            approach.slug
        )


def test_the_approaches_that_rules_name_are_there() -> None:
    words = vocabulary()
    for rule in words.rules:
        assert {*rule.favours, *rule.against} <= words.slugs(), rule.id


def test_faults(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no approach 'magic'"):
        vocabulary().approach("magic")
    with pytest.raises(CorpusError, match="missing"):
        vocabulary(tmp_path / "none.yaml")
    for number, data in enumerate((b"a: [", b"a: 1", b"\x93")):
        path = tmp_path / f"{number}.yaml"
        path.write_bytes(data)
        with pytest.raises(CorpusError, match="can't be read") as caught:
            vocabulary(path)
        assert "\n" not in str(caught.value)
