"""The usual chain over a real index, with a chat model that says what it is told to."""

from __future__ import annotations

import pytest

from advisor.answer import Status
from evals.baselines import dense_only
from evals.judge import Verbatim
from evals.marking import unsupported
from evals.metrics.citing import UNCITED, citation_figures
from evals.stuffing import Stuffs, sentences_of
from index.opening import OpenIndex, open_index
from tests.conftest import Built


@pytest.fixture(scope="module")
def opened(built: Built) -> OpenIndex:
    return open_index(built.options, built.corpus)


class Scripted:
    """A chat model that says what it is told to, and keeps what it was shown."""

    def __init__(self, reply: str) -> None:
        self.reply, self.shown = reply, ""

    def invoke(self, prompt: str) -> Scripted:
        self.shown, self.content = prompt, self.reply
        return self


def test_a_stuffed_reply_is_read_sentence_by_sentence(opened: OpenIndex) -> None:
    model = Scripted("Charts help a little [1]. They cost nothing at all. So says [9].")
    chain = Stuffs("stuffed", dense_only(opened), model)
    answer = chain.advise("And on wards?", history=["Do charts of falls help?"])
    assert "Do charts of falls help? And on wards?" in model.shown
    assert "[1] " in model.shown
    assert [s.sources for s in answer.sentences()] == [(1,), (UNCITED,), (9,)]
    figures = citation_figures(answer, Verbatim())
    assert figures["citation_recall"] == 0.0
    assert unsupported(answer, Verbatim()) == 3
    assert chain.ranked("charts") == dense_only(opened).ranked("charts")


def test_a_model_that_does_not_know_abstains(opened: OpenIndex) -> None:
    for reply in ("I don't know.", "The context does not contain that."):
        answer = Stuffs("stuffed", dense_only(opened), Scripted(reply)).advise("What is the dose?")
        assert answer.status is Status.CANNOT_ANSWER
        assert answer.sources == ()


def test_markers_are_taken_out_of_the_words() -> None:
    said = sentences_of("- Charts help [1, 2] on wards.\n- They are cheap 【2】.", ["one", "two"])
    assert [s.text for s in said] == ["Charts help on wards.", "They are cheap."]
    assert [s.sources for s in said] == [(1, 2), (2,)]
    assert sentences_of("", []) == ()
