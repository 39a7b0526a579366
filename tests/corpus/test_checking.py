import re
import time
from datetime import date
from pathlib import Path

import pytest

from corpus.checking import Problem, check_corpus
from corpus.errors import CorpusError

TODAY = date(2026, 11, 23)
NAME = "findings/finding-audit-feedback-new.md"


def check(corpus: Path, text: str = "", quotas: bool = False) -> list[Problem]:
    if text:
        (corpus / NAME).write_text(text, encoding="utf-8")
    return check_corpus(corpus, quotas=quotas, today=TODAY)[1]


def test_the_small_corpus_and_a_sound_record_pass(corpus: Path, sound: str) -> None:
    assert check(corpus, sound) == []


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


def test_two_records_with_one_id(corpus: Path, sound: str) -> None:
    (corpus / "findings/finding-zz.md").write_text(sound, encoding="utf-8")
    (problem,) = check(corpus, sound)
    assert (
        str(problem)
        == f"findings/finding-zz.md:2: the id finding-audit-feedback-new is taken by {NAME}. Choose another."
    )


def test_a_case_without_a_heading(corpus: Path) -> None:
    path = corpus / "cases/case-ward-audit.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.partition("## Lessons for the NHS")[0], encoding="utf-8")
    (problem,) = check(corpus)
    assert "'Lessons for the NHS' is missing" in problem.what


def test_near_duplicates_are_reported_at_the_later(corpus: Path, sound: str) -> None:
    other = sound.replace("finding-audit-feedback-new", "finding-zz").replace("its nurses", "the nurses")
    (corpus / "findings/finding-zz.md").write_text(other, encoding="utf-8")
    (problem,) = check(corpus, sound)
    assert problem.path == "findings/finding-zz.md"
    assert "nearly the same as finding-audit-feedback-new/finding/1" in problem.what


def test_a_reference_without_a_page(corpus: Path) -> None:
    path = corpus / "references.json"
    text = path.read_text("utf-8").replace('"https://example.org/test-audit"', "null")
    path.write_text(text, encoding="utf-8")
    assert ["test-audit has no page" in p.what for p in check(corpus)] == [True]


def test_quotation_marks_in_a_paraphrase(corpus: Path) -> None:
    path = corpus / "interviews/interview-ward-managers.md"
    path.write_text(path.read_text("utf-8").replace("watched", "“watched”"), encoding="utf-8")
    assert ["quotation marks" in p.what for p in check(corpus)] == [True]


def test_consent_that_ended(corpus: Path) -> None:
    path = corpus / "interviews/interview-ward-managers.md"
    own = "consent: {date: 2020-01-01, scope: quote, expires: 2021-01-01}\nparticipant: P01"
    path.write_text(path.read_text("utf-8").replace("consent: published", own), encoding="utf-8")
    assert [p.what for p in check(corpus)] == ["consent ended on 2021-01-01."]


def test_quotas(corpus: Path) -> None:
    problems = check(corpus, quotas=True)
    assert "audit-feedback has 1 findings; it needs 6." in [p.what for p in problems]
    assert "audit-feedback has no finding with aspect needs." in [p.what for p in problems]


def test_an_empty_corpus_and_none(tmp_path: Path) -> None:
    (tmp_path / "references.json").write_text("[]")
    (problem,) = check(tmp_path)
    assert "holds no records" in problem.what
    with pytest.raises(CorpusError, match=r"no references\.json"):
        check(tmp_path / "none")


def test_the_shipped_corpus_is_sound_and_the_check_is_quick() -> None:
    from corpus.vocabulary import DATA

    start = time.process_time()
    _, problems = check_corpus(DATA, today=TODAY)
    assert [str(p) for p in problems] == []
    assert (
        time.process_time() - start < 10
    )  # of both processors together; `check` takes under 5 s by the clock
