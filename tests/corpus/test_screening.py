from datetime import date
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.importing.transcript_import import import_transcripts
from corpus.screening import screen


def test_each_identifier_at_its_line_and_none_repeated(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text(
        "P01: Hello.\nP01: Ring Mary on 07700 900123.\nP01: DOB 1.2.45, LS2 9JT\n", encoding="utf-8"
    )
    shown = [str(p) for p in screen([path], ["Mary"])]
    assert shown == [
        f"{path}:2: holds a name listed in the roles file. Take it out.",
        f"{path}:2: holds a telephone number. Take it out.",
        f"{path}:3: holds a date of birth. Take it out.",
        f"{path}:3: holds a postcode. Take it out.",
    ]


def test_small_cells_of_own_participants_alone(corpus: Path, roles_file: Path, transcript: Path) -> None:
    assert list(screen([corpus])) == []
    import_transcripts([transcript], roles_file, corpus, date(2026, 11, 23))
    (first, second) = screen([corpus / "interviews"])
    assert first.what == "the role 'ward manager' is unique in 'acute trust'."
    assert Path(first.path).read_text(encoding="utf-8").split("\n")[first.line - 1].startswith("speaker:")
    assert "matron" in second.what


def test_what_can_not_be_screened_is_said(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="can't be screened"):
        list(screen([tmp_path / "a.pdf"]))
    with pytest.raises(CorpusError, match="no file"):
        list(screen([tmp_path / "a.txt"]))


def test_the_shipped_corpus_is_clean() -> None:
    from corpus.vocabulary import DATA

    assert [str(p) for p in screen([DATA])] == []
