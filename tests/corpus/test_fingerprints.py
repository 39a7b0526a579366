import json

from hypothesis import given
from hypothesis import strategies as st

from corpus.fingerprints import all_fingerprints, fingerprints, spans

WORDS = "We read the falls paper together on a Friday – it's “changed” café things on the ward since then."
text = st.text(alphabet=st.sampled_from("abc xyz,.'\"é–\n1"), min_size=1, max_size=120)


def test_a_run_for_each_eight_words() -> None:
    assert len(fingerprints("one two three four five six seven eight nine")) == 2
    assert len(fingerprints("one two")) == 1
    assert fingerprints("–") == set()


def test_found_in_json_however_it_escapes() -> None:
    wanted = fingerprints(WORDS)
    for ascii_only in (True, False):
        data = json.dumps({"a": ["before", WORDS, "after"]}, ensure_ascii=ascii_only).encode()
        ((start, end),) = spans(data, wanted)
        assert data[start:].startswith(b"We read")
        assert data[:end].endswith(b"since then")


def test_case_and_punctuation_do_not_hide_words() -> None:
    assert spans(WORDS.upper().replace(",", " -- ").encode(), fingerprints(WORDS))


def test_other_words_are_not_found() -> None:
    assert spans(b"a falls paper was read on some other ward by other people", fingerprints(WORDS)) == []


def test_statements_side_by_side_are_two_spans() -> None:
    one, two = (
        "one two three four five six seven eight",
        "nine ten eleven twelve thirteen fourteen fifteen sixteen",
    )
    assert len(spans(f'["{one}", "{two}"]'.encode(), all_fingerprints([one, two]))) == 2


@given(text)
def test_whatever_has_a_word_is_found_in_its_own_json(words: str) -> None:
    wanted = fingerprints(words)
    data = json.dumps(["left –", words]).encode()
    assert bool(spans(json.dumps(words).encode(), wanted)) == bool(wanted)
    if len(words.split()) >= 8:
        assert bool(spans(data, wanted)) == bool(wanted)
