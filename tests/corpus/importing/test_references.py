import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.importing.references import Taken, import_references
from corpus.importing.writing import ImportRefused
from corpus.references import read_references

TODAY = date(2026, 11, 23)
DEFAULTS: dict[str, str | None] = {"kind": "qualitative", "sector": "health", "jurisdiction": "England"}
WORK: dict[str, Any] = {
    "id": "http://zotero.org/users/1/items/ABC",
    "type": "article-journal",
    "title": "The café study of wards",
    "author": [{"family": "Müller", "given": "Ann"}],
    "issued": {"date-parts": [[2021, 3]]},
    "DOI": "10.1/new",
    "abstract": "What was found.",
    "accessed": {"date-parts": [[2026, 10, 2]]},
}


def bring(
    corpus: Path, *works: dict[str, Any], defaults: dict[str, str | None] = DEFAULTS, dry: bool = False
) -> Taken:
    path = corpus.parent / "library.json"
    path.write_text(json.dumps(works, indent=1), encoding="utf-8")
    return import_references(path, corpus, defaults, TODAY, dry)


def test_a_work_with_its_provenance(corpus: Path) -> None:
    assert bring(corpus, WORK) == Taken(("muller-2021-cafe-study",), ())
    work = read_references(corpus / "references.json")["muller-2021-cafe-study"]
    custom = work.custom
    assert (custom.seen_at, custom.seen_on, custom.seen) == (
        "https://doi.org/10.1/new",
        "2026-10-02",
        "abstract",
    )
    assert (custom.kind, custom.sector, custom.jurisdiction) == ("qualitative", "health", "England")
    assert "abstract" not in work.csl
    assert work.year == 2021


def test_notes_say_more_than_the_defaults(corpus: Path) -> None:
    note = "kind: rct\nCitation Key: mueller2021\nsector: education"
    bring(corpus, {**WORK, "note": note, "abstract": ""})
    work = read_references(corpus / "references.json")["mueller2021"]
    assert (work.custom.kind, work.custom.sector, work.custom.seen) == ("rct", "education", "title")


def test_what_is_held_is_left_alone(corpus: Path) -> None:
    before = (corpus / "references.json").read_bytes()
    taken = bring(corpus, {**WORK, "DOI": "https://doi.org/10.0000/TEST-audit"})
    assert taken == Taken((), ("test-audit",))
    assert (corpus / "references.json").read_bytes() == before


def test_the_same_work_twice_is_taken_once(corpus: Path) -> None:
    assert bring(corpus, WORK, WORK) == Taken(("muller-2021-cafe-study",), ("muller-2021-cafe-study",))


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"title": ""}, "no title"),
        ({"DOI": None}, "no DOI and no URL"),
        ({"note": "kind: magic"}, "custom.kind"),
        ({"note": "Citation Key: test-audit"}, "taken by another work"),
    ],
)
def test_a_fault_and_nothing_is_written(corpus: Path, changed: dict[str, Any], word: str) -> None:
    before = (corpus / "references.json").read_bytes()
    with pytest.raises(ImportRefused, match=word) as caught:
        bring(corpus, {**WORK, "DOI": "10.1/other", "title": "Another"}, {**WORK, **changed})
    assert str(caught.value).count("\n") == 1
    assert (corpus / "references.json").read_bytes() == before
    assert [p.name for p in corpus.glob(".*")] == []


def test_what_the_export_can_not_say_must_be_said(corpus: Path) -> None:
    with pytest.raises(ImportRefused, match=r"no kind\. Pass --kind"):
        bring(corpus, WORK, defaults={"sector": "health", "jurisdiction": "England"})


def test_a_dry_run(corpus: Path) -> None:
    before = (corpus / "references.json").read_bytes()
    assert bring(corpus, WORK, dry=True).added
    assert (corpus / "references.json").read_bytes() == before
