import sys

from corpus.collection import load_corpus
from corpus.reading_age import OLDEST, reading_age, too_hard

HARD = (
    "Interorganisational implementation infrastructures notwithstanding, multidisciplinary operationalisation "
    "necessitates institutionalisation, interdependencies, conceptualisations, transdisciplinary "
    "contextualisations, recommendations, and proportionately disproportionate administrative responsibilities."
)


def test_short_words_are_younger_than_long_ones() -> None:
    assert reading_age("The nurse read the chart. It was short.") < 12 < reading_age(HARD)


def test_only_what_is_over_the_limit_is_named() -> None:
    assert too_hard("The nurse read the chart. It was short.") is None
    assert (too_hard(HARD) or 0) > OLDEST


def test_the_shipped_corpus_is_within_the_limit() -> None:
    assert [s.id for _, s in load_corpus().statements.values() if too_hard(s.text)] == []


def test_nltk_is_not_left_behind_as_a_placeholder() -> None:
    reading_age("Words.")
    assert getattr(sys.modules.get("nltk"), "__file__", "real") is not None
