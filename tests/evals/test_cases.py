"""The suite format: what is read, and how each fault is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.cases import read_suites
from evals.errors import SuiteError
from evals.reading import parse_suite, read_suite

ONE = "suite: s\ncases:\n  - id: a\n    question: q\n    expect: {status: answered}\n"


def test_the_example_of_the_design_is_read() -> None:
    suite = parse_suite(
        "suite: falls-and-spread\n"
        "cases:\n"
        "  - id: community-trust-no-money\n"
        "    question: We are a small community trust with no budget.\n"
        "    context: {organisation: trust-community, money: none}\n"
        "    history: []\n"
        "    expect:\n"
        "      status: [answered, partial]\n"
        "      top3_any: [communities-of-practice, audit-feedback]\n"
        "      top3_none: [linkage-partnerships]\n"
        "      cites_any: [ivers-2012-audit-feedback]\n"
        "      says_none: [guaranteed]\n",
        "s.yaml",
    )
    case = suite.cases[0]
    assert case.expect.asked_for() == ("status", "top3_any", "top3_none", "cites_any", "says_none")
    assert case.context is not None
    assert case.context.money == "none"
    assert case.split == "dev"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (ONE + "    contxt: {}\n", 6, "contxt is not a key"),
        (ONE + "    context: {money: lots}\n", 6, "money is 'lots'"),
        (ONE.replace("answered", "anwsered"), 5, "input should be 'answered'"),
        (
            ONE.replace("{status: answered}", "{top3_any: [audit-feedbak]}"),
            5,
            "no approach of the vocabulary",
        ),
        (ONE.replace("{status: answered}", "{}"), 3, "could never fail"),
        (ONE + "    question: again\n", 6, "stands twice"),
        (ONE + ONE.split("cases:\n")[1], 1, "more than once: a"),
        (ONE.replace("    question: q\n", ""), 3, "question is missing"),
        ("suite: s\ncases: []\n", 2, "at least 1 item"),
        ("suite: s\ncases: [\n", 3, "not YAML"),
        ("- a\n", 1, "the keys suite and cases"),
        ("", 1, "the keys suite and cases"),
    ],
)
def test_each_fault_is_told_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(SuiteError) as caught:
        parse_suite(text, "s.yaml")
    assert any(p.startswith(f"s.yaml:{line}: ") and words in p for p in caught.value.problems), (
        caught.value.problems
    )


def test_faults_of_several_files_come_together(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SuiteError) as caught:
        read_suites([tmp_path / "a.yaml", tmp_path / "b.yaml"])
    assert len(caught.value.problems) == 2


def test_a_split_is_kept_alone(suite_file: Path) -> None:
    suite = read_suite(suite_file)
    assert len(suite.of("test").cases) == 4
    assert suite.of("dev").cases == ()
    assert suite.of(None) is suite


def test_every_suite_that_ships_is_read() -> None:
    shipped = sorted(Path("evals/suites").glob("*.yaml"))
    assert shipped
    assert all(suite.cases for suite in read_suites(shipped))
