from pathlib import Path

import pytest

from corpus.collection import load_corpus
from corpus.errors import RecordError
from corpus.reading import parse_record
from corpus.todos import first_todo, todo_fields


def test_a_whole_record_has_none(sound: str) -> None:
    assert first_todo(parse_record(sound, "x.md")) is None


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("[audit-feedback]", "[todo]", "approaches"),
        ("country: INT", "country: todo", "country"),
        ("A new finding", "TODO", "title"),
    ],
)
def test_fields(sound: str, old: str, new: str, field: str) -> None:
    record = parse_record(sound.replace(old, new), "x.md")
    assert list(todo_fields(record)) == [field]
    assert first_todo(record) == 2


def test_statement_by_its_words_or_its_citation(sound: str) -> None:
    assert first_todo(parse_record(sound.replace("Feedback on", "TODO"), "x.md")) == 16
    assert first_todo(parse_record(sound.replace("@test-audit", "@todo"), "x.md")) == 16


def test_no_draft_is_ever_loaded(corpus: Path, sound: str) -> None:
    path = corpus / "findings/finding-audit-feedback-new.md"
    path.write_text(sound.replace("Feedback on", "TODO"), encoding="utf-8")
    with pytest.raises(RecordError, match="a TODO is left"):
        load_corpus(corpus)
