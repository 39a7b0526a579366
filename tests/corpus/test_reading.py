import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import RecordError
from corpus.reading import MAX_BYTES, parse_record, read_record, split_citations
from corpus.records import CaseProfile, SynthesisFinding
from tests.conftest import case

BODY = "\n---\n## Finding\n"


def fault(text: str) -> RecordError:
    with pytest.raises(RecordError) as caught:
        parse_record(text, "x.md")
    assert "\n" not in str(caught.value)
    return caught.value


def test_statements_with_their_lines_ids_and_citations(sound: str) -> None:
    record = parse_record(sound, "x.md")
    assert isinstance(record, SynthesisFinding)
    (statement,) = record.statements
    assert statement.id == "finding-audit-feedback-new/finding/1"
    assert sound.split("\n")[statement.line - 1].startswith("Feedback on falls")
    assert statement.text.endswith("with its nurses.")
    assert [(c.reference, c.locator) for c in statement.citations] == [("test-audit", "abstract")]


def test_a_case_has_its_sections() -> None:
    record = parse_record(case("case-x", "A case", "networks", {}, "test-audit, abstract"), "x.md")
    assert isinstance(record, CaseProfile)
    assert record.statements[0].id == "case-x/what-it-does/1"
    assert len(record.statements) == 5


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        ("---\nid", "id", 1, "does not open with ---"),
        ("\n---\n##", "\n##", None, "no closing ---"),
        ("kind: finding", "kind: magic", 3, "kind is 'magic'"),
        ("kind: finding", "kind: [finding]", 3, "kind is"),
        ("kind: finding\n", "", 1, "kind is None"),
        ("grade: C", "grade:\tC", 10, "tab"),
        ("grade: C", "grade: &a C", 10, "anchor or alias"),
        ("grade: C", "grade: Z", 10, "grade: Input should be"),
        ("grade: C", "grade: 'C", None, "can't be read"),
        ("grade: C", "grade: C\nmagic: 1", 11, "Extra inputs"),
        ("grade: C", "grade: C\nstatements: []", 11, "not a field"),
        ("country: INT", "country: NO", 7, "valid string"),
        ("## Finding", "", 16, "before any heading"),
        (" [@test-audit, abstract]", "", 16, "no citation"),
        ("[@test-audit, abstract]", "[@test audit]", 16, "can't be read"),
        ("[@test-audit, abstract]", "[@test-audit; other]", 16, "can't be read"),
    ],
)
def test_faults_carry_their_line(sound: str, old: str, new: str, line: int | None, word: str) -> None:
    assert old in sound
    err = fault(sound.replace(old, new))
    assert word in str(err)
    assert line is None or err.line == line


def test_no_statement(sound: str) -> None:
    assert "no statement" in str(fault(sound.partition("## Finding")[0] + "## Finding\n"))


@pytest.mark.parametrize(
    "hidden",
    [
        "    indented words",
        "```\nfenced words\n```",
        "<div>\nmarked words\n</div>",
        "words\n---",
        "words\n===",
    ],
)
def test_no_words_are_passed_over(sound: str, hidden: str) -> None:
    assert "words" not in sound
    err = fault(f"{sound}\n{hidden}\n")
    assert err.line > 16


def test_what_markdown_takes_for_a_link_is_a_statement(sound: str) -> None:
    assert [s.text for s in parse_record(f"{sound}\n[@a]: words\n", "x.md").statements][1] == ": words"


def test_files_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    for data, line, word in (
        (b"---\na: \x93\n", 2, "not UTF-8"),
        (b"---\n\n\x00", 3, "NUL"),
        (b"", 1, "does not open"),
    ):
        path.write_bytes(data)
        with pytest.raises(RecordError, match=word) as caught:
            read_record(path)
        assert caught.value.line == line
    with pytest.raises(RecordError, match="can't be read"):
        read_record(tmp_path / "none.md")


def test_a_large_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.md"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(RecordError, match=f"{MAX_BYTES:,}"):
        read_record(path)


def test_windows_line_ends_and_a_byte_order_mark(tmp_path: Path, sound: str) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"\xef\xbb\xbf" + sound.replace("\n", "\r\n").encode())
    assert read_record(path, "x.md") == parse_record(sound, "x.md")


def test_split_citations() -> None:
    text, citations = split_citations("It helped [@One-2020, page 3; @two], they said .", "x", 1)
    assert text == "It helped, they said."
    assert [(c.reference, c.locator) for c in citations] == [("one-2020", "page 3"), ("two", "")]


@given(st.text(max_size=200))
def test_whatever_is_typed_is_a_record_or_a_record_error(text: str) -> None:
    for typed in (text, f"---\n{text}\n---\n{text}", f"---\nkind: case\n---\n## A\n{text}"):
        with contextlib.suppress(RecordError):
            parse_record(typed, "x.md")
