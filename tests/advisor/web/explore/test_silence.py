from __future__ import annotations

from advisor.web.explore import silence
from advisor.web.explore.library import Library


def test_gaps_are_told_in_sentences(library: Library) -> None:
    told = silence.organisations(library)
    assert "No case and no interview study from an ambulance trust is held." in told
    assert (
        "No case and no interview study from the NHS in Scotland, Wales or Northern Ireland is held." in told
    )
    assert "No case and no interview study from an NHS knowledge and library service is held." in told
    assert not any("No case from an acute hospital trust" in line for line in told)


def test_approaches_without_a_case_or_a_sure_reading_are_named(library: Library) -> None:
    told = silence.approaches(library)
    no_case = next(line for line in told if line.startswith("No case is held"))
    assert "Communities of practice" in no_case
    assert "Audit and feedback" not in no_case
    sure = next(line for line in told if "high or moderate certainty" in line)
    assert "Audit and feedback" not in sure
    assert "Knowledge brokers" in sure


def test_values_that_no_record_names(library: Library) -> None:
    assert "No record names this sector: Education." in silence.values(library, "sector")


def test_the_newest_year_is_told(library: Library) -> None:
    assert silence.times(library)[0] == "Nothing published after 2020 is held."
