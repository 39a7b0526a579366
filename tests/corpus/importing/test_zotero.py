import json
from pathlib import Path

import pytest

from corpus.errors import RecordError
from corpus.importing.zotero import read_library
from tests.corpus.importing.test_ris import RIS


def library(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_csl(tmp_path: Path) -> None:
    works = [{"id": "a", "title": "One"}, {"id": "b", "title": "Two"}]
    entries = read_library(library(tmp_path, "a.json", json.dumps(works, indent=1)))
    assert [(e.line, e.csl["title"]) for e in entries] == [(3, "One"), (7, "Two")]


@pytest.mark.parametrize(
    ("name", "text", "line", "word"),
    [
        ("a.json", "[{]", 1, "not JSON"),
        ("a.json", "{}", 1, "not a list of works"),
        ("a.json", "[1]", 1, "not a list of works"),
        ("a.json", "[]", 1, "no reference"),
        ("a.json", "[" * 100_000, 1, "not JSON"),
        ("a.bib", "@article{x,\n title = {a\n", 1, "can't be read"),
        ("a.bib", "plain words", 1, "no reference"),
        ("a.ris", "plain words", 1, "no reference|no RIS"),
        ("a.ris", RIS + "TY  - JOUR\nTI  - cut\n", 15, "has no end"),
        ("a.xml", "<x/>", 1, "no Zotero export"),
    ],
)
def test_faults(tmp_path: Path, name: str, text: str, line: int, word: str) -> None:
    with pytest.raises(RecordError, match=word) as caught:
        read_library(library(tmp_path, name, text))
    assert caught.value.line == line
    assert "\n" not in str(caught.value)
