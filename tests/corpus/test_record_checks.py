import re
from pathlib import Path

import pytest

from tests.corpus.test_checking import NAME, check


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        ("@test-audit", "@nobody-2020", 16, "@nobody-2020 is in no reference"),
        ("may help a ward", "may help 12 wards", 16, "the figure 12 is in no key fact"),
        ("may help", "definitely helps", 16, "stronger than any evidence"),
        ("may help", "improves", 16, "too plain for certainty C"),
        ("talk the chart through with its nurses", "talk", 16, None),
        ("[audit-feedback]", "[magic]", 2, "approach 'magic'"),
        ("country: INT", "country: ZZ", 2, "country 'ZZ'"),
        ("grade: C", "grade: C\nsetting: [magic]", 2, "setting: 'magic'"),
        ("grade: C", "grade: C\noutcomes: [magic]", 2, "outcomes: 'magic'"),
        ("grade: C", "grade: C\napplies_when: [goal:magic]", 2, "'goal:magic' is no facet:value"),
        ("checked: 2026-11-01", "checked: 2026-12-01", 2, "a day to come"),
        ("checked: 2026-11-01", "checked: 2024-01-01", 2, "was last checked on 2024-01-01"),
        ("id: finding-audit-feedback-new", "id: finding-other", 2, "not the file's name"),
        ("grade: C", "grade: Z", 10, "grade: Input should be"),
        ("grade: C", "grade:\tC", 10, "tab"),
        ("Feedback on", "TODO", 16, "a TODO is left"),
        ("country: INT", "country: todo", 2, "country: a TODO is left"),
    ],
)
def test_one_mistake_is_one_line(
    corpus: Path, sound: str, old: str, new: str, line: int, word: str | None
) -> None:
    assert old in sound
    problems = check(corpus, sound.replace(old, new))
    if word is None:
        assert problems == []
        return
    (problem,) = problems
    assert (problem.path, problem.line) == (NAME, line)
    assert word in problem.what
    assert re.fullmatch(rf"{NAME}:{line}: [^\n]+", str(problem))


def test_reading_age(corpus: Path, sound: str) -> None:
    hard = (
        "Multidisciplinary interorganisational operationalisation may necessitate institutionalisation, "
        "transdisciplinary contextualisations, interdependencies, conceptualisations and administrative "
        "responsibilities, notwithstanding disproportionate implementation infrastructures."
    )
    (problem,) = check(corpus, re.sub(r"Feedback on .* nurses\.", hard, sound))
    assert problem.what.startswith("the reading age is ")


def test_a_finding_states_one_thing(corpus: Path, sound: str) -> None:
    more = "A second claim may stand here, though a finding should hold no more than one. [@test-audit]\n"
    assert ["more statements" in p.what for p in check(corpus, f"{sound}\n{more}")] == [True]


def test_seen_by_its_title_alone(corpus: Path) -> None:
    path = corpus / "references.json"
    path.write_text(
        path.read_text("utf-8").replace('"seen": "abstract"', '"seen": "title"'), encoding="utf-8"
    )
    problems = check(corpus)
    assert {p.path.split("/")[0] for p in problems} == {"cases", "findings", "interviews"}
    assert all("seen by its title only" in p.what for p in problems)


def test_a_case_without_a_heading(corpus: Path) -> None:
    path = corpus / "cases/case-ward-audit.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.partition("## Lessons for the NHS")[0], encoding="utf-8")
    (problem,) = check(corpus)
    assert "'Lessons for the NHS' is missing" in problem.what


def test_quotation_marks_in_a_paraphrase(corpus: Path) -> None:
    path = corpus / "interviews/interview-ward-managers.md"
    path.write_text(path.read_text("utf-8").replace("watched", "“watched”"), encoding="utf-8")
    assert ["quotation marks" in p.what for p in check(corpus)] == [True]


def test_consent_that_ended(corpus: Path) -> None:
    path = corpus / "interviews/interview-ward-managers.md"
    own = "consent: {date: 2020-01-01, scope: quote, expires: 2021-01-01}\nparticipant: P01"
    path.write_text(path.read_text("utf-8").replace("consent: published", own), encoding="utf-8")
    assert [p.what for p in check(corpus)] == ["consent ended on 2021-01-01."]
