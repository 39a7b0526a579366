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


def test_two_records_with_one_id(corpus: Path, sound: str) -> None:
    (corpus / "findings/finding-zz.md").write_text(sound, encoding="utf-8")
    (problem,) = check(corpus, sound)
    assert (
        str(problem)
        == f"findings/finding-zz.md:2: the id finding-audit-feedback-new is taken by {NAME}. Choose another."
    )


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
