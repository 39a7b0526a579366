import json
from pathlib import Path

import pytest
import rispy
from csl_reference import Reference as Work
from pybtex.database import parse_string
from pylatexenc.latex2text import LatexNodes2Text

from advisor.answer import Answer
from advisor.errors import AdvisorError
from advisor.exporting import to_bibtex, to_csl_json, to_ris
from corpus.collection import Corpus, load_corpus
from corpus.importing.zotero import read_library
from tests.advisor.exporting.conftest import ODD, WORKS, source

CITED = ["odd-2020-trial", "plain-report", "page"]


def from_latex(text: str) -> str:
    """LaTeX as text; the library has no word for a brace that stands alone."""
    return LatexNodes2Text().latex_to_text(text.replace(r"\textbraceleft{}", r"\{"))


def test_csl_json_holds_the_stored_fields_of_each_cited_work_once(answer: Answer, corpus: Corpus) -> None:
    assert json.loads(to_csl_json(answer, corpus)) == WORKS[:3]


def test_csl_json_is_what_the_schema_of_csl_says(answer: Answer, corpus: Corpus) -> None:
    known = {field.alias or name for name, field in Work.model_fields.items()}
    for work in json.loads(to_csl_json(answer, corpus)):
        Work.model_validate(work)
        assert set(work) <= known


def test_ris_parses_back(answer: Answer, corpus: Corpus) -> None:
    works = rispy.loads(to_ris(answer, corpus))
    assert [w["id"] for w in works] == CITED
    first = works[0]
    assert first["type_of_reference"] == "JOUR"
    assert first["title"] == ODD
    assert first["authors"][:2] == ["van der Berg, Ann B", "O’Shea, Jr, X and Y"]
    assert (first["start_page"], first["end_page"], first["year"]) == ("e719", "e727", "2020")
    assert (first["doi"], first["urls"]) == (WORKS[0]["DOI"], [WORKS[0]["URL"]])
    assert works[1]["title"] == "A report ER - TY - JOUR"


def test_ris_has_no_line_that_is_not_ris(answer: Answer, corpus: Corpus) -> None:
    lines = [line for line in to_ris(answer, corpus).split("\n") if line]
    assert all(line[2:6] == "  - " for line in lines)


def test_bibtex_parses_back(answer: Answer, corpus: Corpus) -> None:
    entries = parse_string(to_bibtex(answer, corpus), "bibtex").entries
    assert list(entries) == CITED
    first = entries["odd-2020-trial"]
    assert from_latex(first.fields["title"]) == ODD
    assert (first.fields["doi"], first.fields["url"]) == (WORKS[0]["DOI"], WORKS[0]["URL"])
    assert (first.type, first.fields["pages"], first.fields["year"]) == ("article", "e719--e727", "2020")
    people = first.persons["author"]
    assert (people[0].prelast_names, people[0].last_names) == (["van", "der"], ["Berg"])
    assert [" ".join(p.last_names) for p in people[1:]] == [
        "{O’Shea, Jr}", "{Institute for Health and Care, London}", "others",
    ]  # fmt: skip
    assert entries["plain-report"].fields["institution"] == "Body"


@pytest.mark.parametrize("ending", ["json", "ris", "bib"])
def test_our_own_importer_reads_each_format_back(
    answer: Answer, corpus: Corpus, tmp_path: Path, ending: str
) -> None:
    write = {"json": to_csl_json, "ris": to_ris, "bib": to_bibtex}[ending]
    path = tmp_path / f"cited.{ending}"
    path.write_text(write(answer, corpus), encoding="utf-8")
    found = [entry.csl for entry in read_library(path)]
    assert [f["id"] for f in found] == CITED
    assert [f["type"] for f in found] == [w["type"] for w in WORKS[:3]]
    assert [f["author"][0] for f in found[:1]] == [{"family": "van der Berg", "given": "Ann B"}]
    assert (found[0]["page"], found[0]["volume"], found[0]["issue"]) == ("e719-e727", "12", "3")
    assert found[0]["container-title"] == "Tests & Records"


def test_every_reference_of_the_real_corpus_exports(answer: Answer) -> None:
    real = load_corpus()
    everything = answer.model_copy(update={"sources": (source(1, *real.references),)})
    assert [w["id"] for w in rispy.loads(to_ris(everything, real))] == list(real.references)
    assert list(parse_string(to_bibtex(everything, real), "bibtex").entries) == list(real.references)
    works = json.loads(to_csl_json(everything, real))
    assert works == [r.csl for r in real.references.values()]
    assert all(Work.model_validate(work).id == work["id"] for work in works)


def test_nothing_cited(bare: Answer, corpus: Corpus) -> None:
    assert json.loads(to_csl_json(bare, corpus)) == []
    assert to_ris(bare, corpus) == ""
    assert to_bibtex(bare, corpus) == ""


@pytest.mark.parametrize("write", [to_csl_json, to_ris, to_bibtex])
def test_a_reference_that_is_gone_is_named(answer: Answer, corpus: Corpus, write: object) -> None:
    lost = answer.model_copy(update={"sources": (source(1, "withdrawn-2019"),)})
    with pytest.raises(AdvisorError, match="withdrawn-2019"):
        write(lost, corpus)  # type: ignore[operator]
