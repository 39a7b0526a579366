"""Reading a reply, whole or still coming."""

from __future__ import annotations

import jsonschema
import pytest

from advisor.writing.reply import drafted, says_something, schema

ONE = {"sources": ["s-1a2b"], "text": "Charts helped."}
TWO = {"sources": ["[S-3C4D]", "s-3c4d"], "text": "They came late [s-5e6f]. Nobody read them."}


def test_a_reply_that_still_comes_gives_all_but_its_last_sentence() -> None:
    assert drafted({"sentences": [ONE]}, finished=False) == []
    assert drafted({"sentences": [ONE, {"sources": ["s-"]}]}, finished=False) == [
        ("Charts helped.", ("s-1a2b",))
    ]


def test_a_finished_reply_gives_each_sentence_with_all_its_keys_once() -> None:
    assert drafted({"sentences": [TWO]}, finished=True) == [
        ("They came late.", ("s-3c4d", "s-5e6f")),
        ("Nobody read them.", ("s-3c4d", "s-5e6f")),
    ]


@pytest.mark.parametrize("other", [None, 3, "x", [], {}, {"sentences": None}, {"sentences": {}}])
def test_another_form_is_none(other: object) -> None:
    assert drafted(other, finished=True) is None


def test_a_key_that_is_no_list_is_read_all_the_same() -> None:
    assert drafted({"sentences": [{"sources": "s-1a2b", "text": "Yes."}]}, finished=True) == [
        ("Yes.", ("s-1a2b",))
    ]


@pytest.mark.parametrize("bounded", [False, True])
def test_the_schema_takes_only_the_keys_that_were_shown(bounded: bool) -> None:
    form = schema(["s-1a2b"], 2, bounded)
    said = {"sources": ["s-1a2b"], "text": "Charts helped the wards a little."}
    jsonschema.validate({"sentences": [said]}, form)
    for wrong in ({**said, "sources": ["s-ffff"]}, {**said, "more": 1}, {"text": "Charts helped the wards."}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"sentences": [wrong]}, form)


def test_a_claim_has_an_end_and_something_in_it() -> None:
    assert says_something("A trial of the broker network found no difference overall.")
    assert not says_something("A trial of the broker network found no difference")
    assert not says_something("A")
    assert not says_something("What works in wards with audit and feedback?")
