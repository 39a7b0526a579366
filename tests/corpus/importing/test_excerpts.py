from hypothesis import given
from hypothesis import strategies as st

from corpus.importing.excerpts import MOST_WORDS, Excerpt, excerpts_of
from corpus.importing.transcripts import Line, Turn

words = st.lists(st.sampled_from("ward chart nurse. fell? then! why".split()), min_size=1, max_size=150)


def turn(*lines: str) -> Turn:
    return Turn("P01", tuple(Line(n, "P01", said) for n, said in enumerate(lines, start=7)))


def test_lines_and_place() -> None:
    found = list(excerpts_of(turn("We met at noon.", "It was “good”."), "transcript 2, ", None))
    assert found == [Excerpt("We met at noon. It was 'good'.", "transcript 2, lines 7-8")]
    assert next(excerpts_of(turn("We met."), "", None)).locator == "line 7"


@given(words)
def test_every_word_is_there_once_and_in_order(said: list[str]) -> None:
    found = list(excerpts_of(turn(" ".join(said)), "", None))
    assert " ".join(e.words for e in found).replace("… …", "").replace("…", "").split() == said
    assert all(len(e.words.split()) <= MOST_WORDS + 1 for e in found)
