from pathlib import Path

import docx
import pytest

from corpus.errors import RecordError
from corpus.importing.plain_text import plain_lines
from corpus.importing.transcripts import Turn, read_transcript

KNOWN = {"INT", "P01", "Jane"}


def read(folder: Path, name: str, text: str) -> list[Turn]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_transcript(path, KNOWN.__contains__)


def shape(turns: list[Turn]) -> list[tuple[str, list[tuple[int, str]]]]:
    return [(t.label, [(line.number, line.words) for line in t.lines]) for t in turns]


def test_text(tmp_path: Path) -> None:
    turns = read(
        tmp_path, "a.txt", "INT: Well?\n\n[00:01:02] P01: We met.\nOne thing matters: time.\nP01: More.\n"
    )
    assert shape(turns) == [
        ("INT", [(1, "Well?")]),
        ("P01", [(3, "We met."), (4, "One thing matters: time."), (5, "More.")]),
    ]


def test_word_by_paragraph(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("INT: Well?", "", "P01: We met."):
        document.add_paragraph(text)
    document.save(str(tmp_path / "a.docx"))
    turns = read_transcript(tmp_path / "a.docx", KNOWN.__contains__)
    assert shape(turns) == [("INT", [(1, "Well?")]), ("P01", [(3, "We met.")])]
    assert list(plain_lines(tmp_path / "a.docx"))[2] == (3, "P01: We met.")


def test_captions_by_voice_or_label(tmp_path: Path) -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Jane>We met\nat noon.\n\n00:03.000 --> 00:04.000\nINT: Why?\n"
    )
    assert shape(read(tmp_path, "a.vtt", text)) == [
        ("Jane", [(3, "We met at noon.")]),
        ("INT", [(7, "Why?")]),
    ]


def test_csv(tmp_path: Path) -> None:
    turns = read(tmp_path, "a.csv", 'Speaker,Text\nINT,Why?\nP01,"We met,\nthen left."\nP01,\n')
    assert shape(turns) == [("INT", [(2, "Why?")]), ("P01", [(4, "We met, then left.")])]


@pytest.mark.parametrize(
    ("name", "text", "line", "word"),
    [
        ("a.txt", "INT: Well?\nMary Jones: I said so.\n", 2, "not in the roles file"),
        ("a.txt", "Just words.\n", 1, "no speaker"),
        ("a.csv", "speaker,words\nP01,x\n", 1, "'words' is not known"),
        ("a.csv", "speaker\nP01\n", 1, "'text' is missing"),
        ("a.csv", "speaker,text\nP01,a,b\n", 2, "too many or too few"),
        ("a.csv", 'speaker,text\nP01,"a\n', 2, "row"),
        ("a.vtt", "no captions\n", 1, "no WebVTT"),
        ("a.pdf", "P01: x\n", 1, "no kind of transcript"),
        ("a.docx", "P01: x\n", 1, "no whole Word document"),
    ],
)
def test_faults(tmp_path: Path, name: str, text: str, line: int, word: str) -> None:
    with pytest.raises(RecordError, match=word) as caught:
        read(tmp_path, name, text)
    assert caught.value.line == line
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_word_document_cut_short(tmp_path: Path, share: float) -> None:
    document = docx.Document()
    document.add_paragraph("P01: We met.")
    document.save(str(tmp_path / "a.docx"))
    data = (tmp_path / "a.docx").read_bytes()
    (tmp_path / "a.docx").write_bytes(data[: int(len(data) * share)])
    with pytest.raises(RecordError, match="no whole Word document"):
        read_transcript(tmp_path / "a.docx", KNOWN.__contains__)


def test_a_table_is_not_passed_over(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("P01: We met.")
    document.add_table(1, 1)
    document.save(str(tmp_path / "a.docx"))
    with pytest.raises(RecordError, match="table"):
        read_transcript(tmp_path / "a.docx", KNOWN.__contains__)
