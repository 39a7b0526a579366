from datetime import date
from pathlib import Path

import pytest

from corpus.errors import RecordError
from corpus.importing.roles import is_code, read_roles

TODAY = date(2026, 11, 23)


def test_reads(roles_file: Path) -> None:
    roles = read_roles(roles_file, TODAY)
    speaker = roles.speaker("JANE")
    assert speaker is not None
    assert speaker.participant == "P01"
    assert roles.speaker("Nobody") is None
    assert roles.is_interviewer("int")
    assert roles.all_names() == ("Jane Tester", "Jane")


@pytest.mark.parametrize("label", ["P01", "p-1", "GP12", "Participant 3", "Speaker 2"])
def test_codes(label: str) -> None:
    assert is_code(label)


@pytest.mark.parametrize("label", ["Jane", "Jane Smith", "Ann", "Jo"])
def test_names_are_no_codes(label: str) -> None:
    assert not is_code(label)


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        (", expires: 2099-01-05}", "}", 15, "consent.expires: Field required"),
        ("scope: quote", "scope: anything", 15, "scope"),
        ("2026-01-05, scope: quote", "2026-12-05, scope: quote", 10, "to come"),
        ("quote, expires: 2099-01-05", "quote, expires: 2026-01-06", 10, "consent ended"),
        ("labels: [P02]", "labels: [P01]", 10, "given twice"),
        ("participant: P02", "participant: Mary", 16, "pattern"),
        ("role: matron", "role: matron\n    name: Mary", 19, "Extra inputs"),
        ("role: matron", "role: Jane Tester", 13, "a name"),
    ],
)
def test_faults(roles_file: Path, old: str, new: str, line: int, word: str) -> None:
    text = roles_file.read_text(encoding="utf-8").replace(old, new, 1)
    roles_file.write_text(text, encoding="utf-8")
    with pytest.raises(RecordError, match=word) as caught:
        read_roles(roles_file, TODAY)
    assert caught.value.path == str(roles_file)
    assert "\n" not in str(caught.value)
    assert caught.value.line > 0
