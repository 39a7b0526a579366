from datetime import date
from pathlib import Path

import pytest

from corpus.checking import check_corpus
from corpus.errors import CorpusError
from corpus.importing.transcript_import import import_transcripts

TODAY = date(2026, 11, 23)


def test_records_cells_and_checks(corpus: Path, roles_file: Path, transcript: Path) -> None:
    done = import_transcripts([transcript], roles_file, corpus, TODAY)
    assert done.records == ("interview-wards-p01", "interview-wards-p02")
    assert (done.statements, done.short) == (2, 0)
    assert [f"{c.line} {c.what}" for c in done.cells] == [
        "10 the role 'ward manager' is unique in 'acute trust'.",
        "16 the role 'matron' is unique in 'acute trust'.",
    ]
    _, problems = check_corpus(corpus, quotas=False, today=TODAY)
    assert [p.what for p in problems] == ["a TODO is left."]


def test_two_transcripts_are_told_apart(
    corpus: Path, roles_file: Path, transcript: Path, tmp_path: Path
) -> None:
    second = tmp_path / "again.txt"
    second.write_text(
        "P01: A year later we still had no room and had quite given up on asking.\n", encoding="utf-8"
    )
    import_transcripts([transcript, second], roles_file, corpus, TODAY)
    text = (corpus / "interviews/interview-wards-p01.md").read_text(encoding="utf-8")
    assert "[@test-audit, transcript 1, lines 2-3]" in text
    assert "[@test-audit, transcript 2, line 1]" in text


def test_a_fault_in_the_second_stops_the_first(
    corpus: Path, roles_file: Path, transcript: Path, tmp_path: Path
) -> None:
    second = tmp_path / "again.txt"
    second.write_bytes(b"P01: It was \x93great\x94.\n")
    before = sorted(corpus.rglob("*"))
    with pytest.raises(CorpusError, match="Windows-1252"):
        import_transcripts([transcript, second], roles_file, corpus, TODAY)
    assert sorted(corpus.rglob("*")) == before
