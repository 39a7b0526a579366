import csv
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import RecordError
from corpus.importing.cases import REQUIRED, read_cases
from corpus.importing.writing import write_records
from corpus.reading import read_record
from corpus.records import CaseProfile
from corpus.references import read_references

TODAY = date(2026, 11, 23)
ROW = {
    "id": "case-lunch",
    "title": "Lunch meetings",
    "sector": "health",
    "country": "GB-ENG",
    "years": "2020",
    "approaches": "communities-of-practice; networks",
    "direction": "unknown",
    "grade": "D",
    "What it does": "Lunch meetings brought ward managers of one large hospital together each month. "
    "[@test-audit, abstract]\n"
    "Whoever came to the lunch meetings took a turn at telling the others of a paper. [@test-audit, abstract]",
    "Why its promoters expect it to work": "Those behind the lunch meetings hoped that food would bring people in. "
    "[@test-audit, abstract]",
    "Evidence": "No evaluation of what came of the lunch meetings was seen in any report. [@test-audit, abstract]",
    "Challenges and pitfalls": "Managers who worked nights could not come to the lunch meetings at all, they said. "
    "[@test-audit, abstract]",
    "Lessons for the NHS": "For an NHS team, a fair reading is to choose an hour that suits those on shifts. "
    "[@test-audit, abstract]",
}


def sheet(folder: Path, **changed: str) -> Path:
    path = folder / "cases.csv"
    row = ROW | changed
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, row)
        writer.writeheader()
        writer.writerow(row)
    return path


def test_a_row_becomes_a_case(tmp_path: Path, corpus: Path) -> None:
    drafts = read_cases(sheet(tmp_path, money="low", checked="2026-11-02"), TODAY)
    (path,) = write_records(drafts, corpus, read_references(corpus / "references.json"), TODAY)
    case = read_record(path, "cases/case-lunch.md")
    assert isinstance(case, CaseProfile)
    assert case.approaches == ("communities-of-practice", "networks")
    assert (case.resources.money, case.resources.people, case.status) == ("low", "unknown", "unknown")
    assert (case.checked, case.years) == (date(2026, 11, 2), "2020")
    assert [s.section for s in case.statements].count("What it does") == 2


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"id": "lunch"}, "not like case-short-name"),
        ({"id": "../../etc/case-x"}, "not like case-short-name"),
        ({"Evidence": " "}, "'Evidence' is empty"),
        ({"colour": "red"}, "'colour' is not known"),
    ],
)
def test_faults(tmp_path: Path, changed: dict[str, str], word: str) -> None:
    with pytest.raises(RecordError, match=word):
        read_cases(sheet(tmp_path, **changed), TODAY)


def test_the_columns_are_those_of_a_case() -> None:
    assert set(ROW) == set(REQUIRED)
