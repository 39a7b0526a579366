import pytest

from corpus.figures import figures, known_figures, unsupported_figures
from corpus.references import Reference
from tests.conftest import reference


def ref(fact: str) -> Reference:
    return Reference.model_validate(reference("a-2020", "The 12 wards", fact))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,060 practices, 4.30% in 2012", {"1060", "4.3", "2012"}),
        ("100,000 lives", {"100000"}),
        ("2004-2006 and 5.0", {"2004", "2006", "5"}),
        ("no figure", set()),
    ],
)
def test_figures(text: str, expected: set[str]) -> None:
    assert figures(text) == expected


def test_known_by_fact_title_year_and_word() -> None:
    assert known_figures([ref("Seventeen of 1,060 and thirty nurses")]) == {"17", "1060", "30", "12", "2020"}


def test_unsupported() -> None:
    known = [ref("It fell by 4.3%.")]
    assert unsupported_figures("It fell by 4.30% in 12 wards in 2020.", known) == []
    assert unsupported_figures("It fell by 43% in 2019.", known) == ["2019", "43"]
    assert unsupported_figures("It ended in 2006.", known, also="2004-2006") == []
