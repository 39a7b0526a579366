from corpus.errors import CorpusError, KmaError, RecordError


def test_one_sentence_and_its_mend() -> None:
    assert str(KmaError("It broke.", "Mend it.")) == "It broke. Mend it."
    assert str(KmaError("It broke.")) == "It broke."


def test_a_record_error_opens_with_path_and_line() -> None:
    err = RecordError("a.md", 7, "It broke.", "Mend it.")
    assert str(err) == "a.md:7: It broke. Mend it."
    assert isinstance(err, CorpusError)
