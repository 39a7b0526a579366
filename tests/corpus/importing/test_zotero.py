import json
from pathlib import Path

import pytest

from corpus.errors import RecordError
from corpus.importing.zotero import read_library

BIB = r"""
@article{smith2020,
  title = {The {NHS} caf\'e study},
  author = {Smith, Jane and de la Cruz, Maria and {NHS England}},
  journal = {BMJ}, year = {2020}, pages = {1--9}, doi = {10.1/x},
}
@online{b2021, title = {A page of words}, url = {https://example.org}, date = {2021-03-04}}
"""
RIS = """TY  - JOUR
ID  - smith2020
AU  - Smith, Jane
AU  - NHS England
TI  - The NHS study
JO  - BMJ
PY  - 2020/01/02
SP  - 1
EP  - 9
DO  - 10.1/x
N1  - kind: rct
UR  - https://example.org
AB  - What they found.
ER  - 
"""


def library(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_bibtex(tmp_path: Path) -> None:
    first, second = read_library(library(tmp_path, "a.bib", BIB))
    assert (first.line, second.line) == (2, 7)
    assert first.csl["title"] == "The NHS café study"
    assert first.csl["author"] == [
        {"family": "Smith", "given": "Jane"},
        {"family": "de la Cruz", "given": "Maria"},
        {"literal": "NHS England"},
    ]
    assert (first.csl["type"], first.csl["page"], first.csl["DOI"]) == ("article-journal", "1-9", "10.1/x")
    assert (second.csl["type"], second.csl["issued"]) == ("webpage", {"date-parts": [[2021]]})


def test_ris(tmp_path: Path) -> None:
    (entry,) = read_library(library(tmp_path, "a.ris", RIS))
    csl = entry.csl
    assert csl["author"] == [{"family": "Smith", "given": "Jane"}, {"literal": "NHS England"}]
    assert (csl["container-title"], csl["page"], csl["URL"]) == ("BMJ", "1-9", "https://example.org")
    assert (csl["abstract"], csl["note"], csl["issued"]) == (
        "What they found.",
        "kind: rct",
        {"date-parts": [[2020]]},
    )


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
