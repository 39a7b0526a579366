from pathlib import Path

from corpus.importing.bibtex import read_bibtex

BIB = r"""
@article{smith2020,
  title = {The {NHS} caf\'e study},
  author = {Smith, Jane and de la Cruz, Maria and {NHS England}},
  journal = {BMJ}, year = {2020}, pages = {1--9}, doi = {10.1/x},
}
@online{b2021, title = {A page of words}, url = {https://example.org}, date = {2021-03-04}}
"""


def test_bibtex() -> None:
    first, second = read_bibtex(Path("a.bib"), BIB)
    assert (first.line, second.line) == (2, 7)
    assert first.csl["title"] == "The NHS café study"
    assert first.csl["author"] == [
        {"family": "Smith", "given": "Jane"},
        {"family": "de la Cruz", "given": "Maria"},
        {"literal": "NHS England"},
    ]
    assert (first.csl["type"], first.csl["page"], first.csl["DOI"]) == ("article-journal", "1-9", "10.1/x")
    assert (second.csl["type"], second.csl["issued"]) == ("webpage", {"date-parts": [[2021]]})
