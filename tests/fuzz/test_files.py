"""Whatever a file holds, a reader gives a model or one plain error with the file and the line."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.collection import load_corpus
from corpus.errors import CorpusError, KmaError, RecordError
from corpus.reading import parse_record, read_record
from corpus.vocabulary import DATA
from evals.errors import SuiteError
from evals.reading import parse_suite, read_suite
from tests.conftest import write_mini_corpus

PIECES = ["---", "\n", "## What it does\n", "# ", "[@", "]", "[@a-b, p. 3]", ": ", "- ", "id: x", "kind: case", "kind: []",
          "&a ", "*a", "!!python/object:os.system", "{", "}", '"', "'", "\t", "\x00", "\u202e", "🙂", "<script>", "2004-2006",
          "approaches: [", "years: 99999999999999999999", "checked: 2026-13-45", "consent: {withdrawn: yes}", "\r", "|", ">"]  # fmt: skip
PLACE = re.compile(r"^shown\.md:\d+: \S")
SUITE = "suite: s\ncases:\n- id: a\n  question: How?\n  expect: {status: [answered]}\n"


@cache
def records() -> list[str]:
    """Some records of the collection, each kind among them."""
    files = sorted(DATA.glob("*/*.md"))
    return [f.read_text(encoding="utf-8") for f in files[:: max(1, len(files) // 12)]]


@st.composite
def spoilt(draw: st.DrawFn, texts: list[str] | None = None) -> str:
    """A sound text with pieces cut out, doubled, moved or put in."""
    text = draw(st.sampled_from(texts or records()))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 60)))
        new = draw(
            st.sampled_from(
                ["", text[start:end] * 2, draw(st.sampled_from(PIECES)), draw(st.text(max_size=8))]
            )
        )
        text = text[:start] + new + text[end:]
    return text


def result(reader: Callable[[str, str], Any], refusal: type[KmaError], text: str) -> tuple[Any, str]:
    """What a reader makes of a text, or None and how it refuses it; any other fault is the test's."""
    try:
        return reader(text, "shown.md"), ""
    except refusal as err:
        return None, str(err)


@settings(max_examples=300, deadline=None)
@given(spoilt())
def test_a_spoilt_record_is_read_or_told_with_its_line(text: str) -> None:
    record, told = result(parse_record, RecordError, text)
    if record is None:
        assert PLACE.match(told), told
    else:
        assert record.statements
        assert all(one.citations and one.text.strip() for one in record.statements)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_told(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.md"
    file.write_bytes(content)
    with pytest.raises(RecordError, match=r"any\.md:\d+: "):
        read_record(file)
    file.write_bytes(content)
    with pytest.raises(SuiteError):
        read_suite(file)


@settings(max_examples=200, deadline=None)
@given(
    spoilt([SUITE, SUITE.replace("How?", "{a: [b]}"), SUITE + "  history: [x]\n  context: {money: none}\n"])
)
def test_a_spoilt_suite_is_read_or_told_with_its_line(text: str) -> None:
    suite, told = result(parse_suite, SuiteError, text)
    if suite is None:
        assert PLACE.match(told), told
    else:
        assert all(case.expect.asked_for() or case.pair or case.group for case in suite.cases)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_spoilt_bibliography_is_told(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("spoilt")
    file = write_mini_corpus(folder) / "references.json"
    file.write_text(data.draw(spoilt([file.read_text(encoding="utf-8")])), encoding="utf-8")
    corpus, told = result(lambda _, __: load_corpus(folder), CorpusError, "")
    if corpus is None:
        assert told.strip()
    else:
        assert all(r.csl.get("id") for r in corpus.references.values())


def test_a_bomb_of_aliases_is_refused(tmp_path: Path) -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{b}: &{b} [{','.join('*' + a for _ in range(9))}]\n"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(RecordError):
        parse_record(f"---\n{bomb}---\n## What it does\nx [@a]\n", "shown.md")
    with pytest.raises(SuiteError, match="anchor or alias"):
        parse_suite(bomb + SUITE, "shown.md")


@pytest.mark.parametrize("deep", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000])
def test_deep_nesting_is_refused(deep: str) -> None:
    with pytest.raises(SuiteError, match=r"shown\.md:1: "):
        parse_suite(f"suite: {deep}", "shown.md")
    with pytest.raises(RecordError, match=r"shown\.md:\d+: "):
        parse_record(f"---\nid: {deep}\n---\n## What it does\nx [@a]\n", "shown.md")
