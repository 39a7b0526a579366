"""Asking the model: its conversation, its tracing, and models of every ability."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from langsmith.utils import tracing_is_enabled

from advisor.writing.asking import NothingWritten, replies
from advisor.writing.reply import schema
from tests.advisor.writing.queued import GenericReply, queued

FORM = schema(["s-1a2b"], 2)
ASKED = [("system", "Be short."), ("human", "What works?")]


def test_the_reply_grows_until_it_is_whole() -> None:
    grown = list(replies(queued({"sentences": [{"text": "a", "sources": ["s-1a2b"]}]}, piece=5), ASKED, FORM))
    assert len(grown) > 3
    assert grown[-1] == {"sentences": [{"text": "a", "sources": ["s-1a2b"]}]}


def test_the_conversation_reaches_the_model_as_it_is() -> None:
    model = queued("{}")
    list(replies(model, ASKED, FORM))
    assert [(m.type, m.text) for m in model.heard[0]] == ASKED


def test_any_chat_model_of_langchain_will_do() -> None:
    whole = {"sentences": [{"text": "a b c", "sources": ["s-1a2b"]}]}
    model = GenericFakeChatModel(messages=iter([AIMessage(json.dumps(whole))]))
    assert list(replies(model, ASKED, FORM))[-1] == whole


def test_nothing_is_traced_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGSMITH_API_KEY", "lsv2_x")
    model = GenericReply()
    list(replies(model, ASKED, FORM))
    assert model.traced == [False]
    assert os.environ["LANGSMITH_TRACING"] == "true"


def test_a_fault_names_no_detail() -> None:
    with pytest.raises(NothingWritten) as caught:
        list(replies(queued(RuntimeError("sk-123 at http://secret")), ASKED, FORM))
    assert str(caught.value) == "failed"
    assert tracing_is_enabled() is False


def test_a_way_that_the_model_does_not_know_is_told_like_any_fault() -> None:
    class Picky(GenericReply):
        """Takes no method at all."""

        def with_structured_output(self, *_: Any, **__: Any) -> Any:
            raise ValueError("Unrecognized method argument.")

    with pytest.raises(NothingWritten, match="failed"):
        list(replies(Picky(), ASKED, FORM, method="json_mode"))
