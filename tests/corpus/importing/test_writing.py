import json
import os
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.importing.writing import Draft, ImportRefused, record_text, write_records
from corpus.ledger import LEDGER
from corpus.reading import split_citations
from corpus.references import read_references

TODAY = date(2026, 11, 23)
SAYS = "Feedback on falls may help a ward when somebody has the time to talk the chart through. [@test-audit, abstract]"
FIELDS = {
    "kind": "finding",
    "title": "A new finding",
    "approaches": ["audit-feedback"],
    "sector": "health",
    "country": "INT",
    "aspect": "effect",
    "direction": "helps",
    "grade": "C",
    "design": "systematic-review",
    "closeness": "direct",
    "checked": "2026-11-01",
}


def draft(name: str, words: str = SAYS, line: int = 1, **fields: object) -> Draft:
    record = f"finding-{name}"
    text = record_text({"id": record, **FIELDS, **fields}, {"Finding": [words]})
    return Draft(record, "findings", text, (words,), "sheet.csv", line)


def files(corpus: Path) -> set[str]:
    return {str(p.relative_to(corpus)) for p in corpus.rglob("*")}


def refused(corpus: Path, *drafts: Draft) -> str:
    before = files(corpus)
    with pytest.raises(ImportRefused) as caught:
        write_records(drafts, corpus, read_references(corpus / "references.json"), TODAY)
    assert files(corpus) == before
    assert str(caught.value).endswith("\nNothing was imported.")
    return str(caught.value)


def test_writes_all(corpus: Path) -> None:
    before = files(corpus)
    references = read_references(corpus / "references.json")
    paths = write_records([draft("one"), draft("two")], corpus, references, TODAY)
    assert [p.name for p in paths] == ["finding-one.md", "finding-two.md"]
    assert files(corpus) - before == {"findings/finding-one.md", "findings/finding-two.md"}


def test_a_dry_run_writes_nothing(corpus: Path) -> None:
    before = files(corpus)
    assert (
        write_records([draft("one")], corpus, read_references(corpus / "references.json"), TODAY, True) == []
    )
    assert files(corpus) == before


@pytest.mark.parametrize(
    ("faulty", "word"),
    [
        (
            draft("two", SAYS.replace("test-audit", "nobody-2020"), 7),
            "sheet.csv:7: finding-two: the citation @nobody",
        ),
        (draft("two", SAYS.split(" [@")[0], 7), "sheet.csv:7: the statement has no citation"),
        (draft("two", f"> {SAYS}", 7), "sheet.csv:7: a statement opens with a mark"),
        (draft("two", f"12. {SAYS}", 7), "sheet.csv:7: a statement opens with a mark"),
        (draft("two", line=7, grade="Z"), "sheet.csv:7: grade: Input should be"),
        (draft("two", line=7, approaches=["magic"]), "approach 'magic' is not in the vocabulary"),
        (draft("two", SAYS.replace("may help", "definitely helps"), 7), "stronger than any evidence"),
        (draft("one", line=7), "sheet.csv:7: the id finding-one is taken"),
        (draft("audit-feedback-size", line=7), "sheet.csv:7: the id finding-audit-feedback-size is taken"),
    ],
)
def test_one_fault_and_nothing_is_written(corpus: Path, faulty: Draft, word: str) -> None:
    message = refused(corpus, draft("one"), faulty)
    assert word in message
    assert message.count("\n") == 1


def test_every_fault_has_its_line(corpus: Path) -> None:
    message = refused(corpus, draft("one", line=2, grade="Z"), draft("two", line=3, sector="magic"))
    assert [line.split(" ")[0] for line in message.splitlines()] == [
        "sheet.csv:2:",
        "sheet.csv:3:",
        "Nothing",
    ]


def test_what_was_withdrawn_does_not_come_back(corpus: Path) -> None:
    entry = {"record": "finding-one", "participant": None, "reference": "x", "withdrawn": "2026-01-01"}
    (corpus / LEDGER).write_text(json.dumps([{**entry, "fingerprints": []}]), encoding="utf-8")
    assert "finding-one was withdrawn" in refused(corpus, draft("one"))


def test_a_disk_that_fills_half_way(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, real, moves = files(corpus), os.replace, []

    def replace(source: Path, target: Path) -> None:
        moves.append(target)
        if len(moves) == 2:
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(CorpusError, match="No space left"):
        write_records(
            [draft("one"), draft("two")], corpus, read_references(corpus / "references.json"), TODAY
        )
    assert files(corpus) == before


def test_a_draft_may_hold_todos(corpus: Path) -> None:
    words = "TODO write me. [@todo]"
    assert write_records([draft("one", words)], corpus, read_references(corpus / "references.json"), TODAY)


def test_awkward_text_survives_the_front_matter() -> None:
    title = "Yes: a 'title' - with \"marks\" # and more"
    text = record_text({"title": title}, {})
    from corpus.safe_yaml import load_fields

    assert load_fields(text.split("---")[1], "x")["title"] == title
    assert split_citations("a [@b]", "x", 1)[0] == "a"
