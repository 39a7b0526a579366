from datetime import date
from pathlib import Path

import pytest

from corpus.errors import RecordError
from corpus.importing.drafting import draft_records
from corpus.importing.excerpts import MOST_WORDS
from corpus.importing.roles import read_roles
from corpus.importing.transcripts import Line, Turn
from corpus.reading import parse_record
from corpus.records import Consent, InterviewExcerpt

TODAY = date(2026, 11, 23)


def drafted(roles_file: Path, *turns: Turn, masked: bool = False) -> tuple[list[InterviewExcerpt], int]:
    drafts, short = draft_records([(Path("talk.txt"), turns)], read_roles(roles_file, TODAY), TODAY, masked)
    records = [parse_record(d.text, d.file) for d in drafts]
    assert all(isinstance(r, InterviewExcerpt) for r in records)
    return [r for r in records if isinstance(r, InterviewExcerpt)], short


def turn(label: str, *lines: str) -> Turn:
    return Turn(label, tuple(Line(n, label, words) for n, words in enumerate(lines, start=4)))


SAID = turn(
    "Jane", "We read three papers together over lunch on the first Friday.", "Then the room was taken away."
)


def test_a_quotation_with_role_consent_and_lines(roles_file: Path) -> None:
    ((record,), short) = drafted(roles_file, turn("INT", "And then what happened to all of you?"), SAID)
    assert short == 0
    assert (record.id, record.participant, record.wording) == ("interview-wards-p01", "P01", "verbatim")
    assert (record.speaker.role, record.speaker.organisation) == ("ward manager", "acute trust")
    assert isinstance(record.consent, Consent)
    assert record.consent.expires == date(2099, 1, 5)
    (statement,) = record.statements
    assert statement.text.startswith("A ward manager (acute trust) said: “We read three papers")
    assert [(c.reference, c.locator) for c in statement.citations] == [("test-audit", "lines 4-5")]
    assert "Jane" not in record.model_dump_json()


def test_words_for_a_paraphrase_are_never_copied(roles_file: Path) -> None:
    ((record,), _) = drafted(
        roles_file, turn("P02", "I never once had an hour free to open the bulletin it sends.")
    )
    assert record.wording == "paraphrase"
    assert record.statements[0].text == "TODO: in your own words, what the matron said."
    assert "bulletin" not in record.model_dump_json()


def test_short_answers_are_counted_and_left_out(roles_file: Path) -> None:
    assert drafted(roles_file, turn("P01", "Yes, it was.")) == ([], 1)


def test_long_speech_is_cut_at_sentences_then_at_words(roles_file: Path) -> None:
    sentences = " ".join(f"This is sentence number {n} about the ward and its nurses." for n in range(20))
    endless = " ".join(f"word{n}" for n in range(200))
    ((record,), _) = drafted(roles_file, turn("P01", sentences, endless))
    quotes = [s.text.partition("“")[2].rstrip("”") for s in record.statements]
    assert all(len(q.split()) <= MOST_WORDS + 1 for q in quotes)
    assert quotes[0].endswith(".")
    said = " ".join(q.replace("…", " ") for q in quotes).split()
    assert said == f"{sentences} {endless}".split()


def test_identifiers_are_refused_without_repeating_them(roles_file: Path) -> None:
    with pytest.raises(RecordError, match="the words hold an identifier") as caught:
        drafted(
            roles_file, turn("P01", "Ask Tester about it, for she will surely know the ward best of all.")
        )
    assert str(caught.value).startswith("talk.txt:4: ")
    assert "Tester" not in str(caught.value)


def test_identifiers_are_masked_when_asked(roles_file: Path) -> None:
    said = turn("P01", "Ask Tester about it on 07700 900123, for she will surely know the ward best.")
    ((record,), _) = drafted(roles_file, said, masked=True)
    assert "Ask [a name removed] about it on [a telephone number removed]," in record.statements[0].text
