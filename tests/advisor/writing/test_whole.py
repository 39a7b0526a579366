"""A chat model inside the whole advisor, over the small corpus."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

import pytest

from advisor.answer import Answer, Sentence, Status
from advisor.guard import Guard
from advisor.pipeline import Advisor
from advisor.tracing import Trace
from advisor.verify import Verifier
from advisor.writer import Writer
from advisor.writing.listening import listening
from advisor.writing.options import WriterOptions
from tests.advisor.writing.queued import CopyingModel

FIT = "How do we get ward nurses in our acute hospital to act on falls data?"
SILENT = [
    "What dose of amoxicillin should I give for pneumonia?",
    "How many cases are held on audit and feedback?",
    "How much does a knowledge broker cost per year?",
    "My patient called Jane Smith has NHS number 943 476 5919",
    "",
]


@pytest.fixture
def model() -> CopyingModel:
    return CopyingModel(queue=deque(), heard=[])


@pytest.fixture
def advisor(small_advisor: Advisor, model: CopyingModel) -> Advisor:
    options = WriterOptions(model="openai:queued", statements=6)
    return replace(small_advisor, writer=Writer(model, options, Guard()))


def test_the_answer_is_the_last_thing_that_comes(advisor: Advisor) -> None:
    *sentences, answer = advisor.advise_stream(FIT)
    assert isinstance(answer, Answer)
    assert sentences == list(answer.short_answer)
    assert all(isinstance(s, Sentence) for s in sentences)
    assert answer.writer == "openai:queued"
    assert answer.removed == 1
    assert answer.versions["settings"] == advisor.settings.digest


def test_every_sentence_is_carried_by_its_sources(advisor: Advisor) -> None:
    answer = advisor.advise(FIT)
    texts = {s.number: s.text for s in answer.sources}
    assert sorted(texts) == list(range(1, len(texts) + 1))
    for sentence in answer.sentences():
        cited = [texts[n] for n in sentence.sources]
        assert Verifier().verify(sentence.text, cited).supported
    used = {n for s in answer.sentences() for n in s.sources}
    assert used <= set(texts)


def test_the_advice_itself_is_that_of_the_composer(advisor: Advisor, small_advisor: Advisor) -> None:
    ours, theirs = advisor.advise(FIT), small_advisor.advise(FIT)
    assert [(r.approach, r.fit, r.score) for r in ours.recommendations] == [
        (r.approach, r.fit, r.score) for r in theirs.recommendations
    ]
    assert (ours.status, ours.lead, ours.notes) == (theirs.status, theirs.lead, theirs.notes)


@pytest.mark.parametrize("question", SILENT)
def test_what_is_not_answered_in_sentences_never_reaches_the_model(
    question: str, advisor: Advisor, model: CopyingModel
) -> None:
    answer = advisor.advise(question)
    assert answer.status is not Status.ERROR
    assert model.heard == []
    assert answer.writer == "composer"


def test_earlier_questions_are_not_written_again(advisor: Advisor, model: CopyingModel) -> None:
    advisor.advise("And what does the second one need?", history=[FIT])
    assert len(model.heard) == 1


def test_a_listener_hears_each_sentence_and_a_receipt_its_verdict(advisor: Advisor) -> None:
    heard: list[Sentence] = []
    trace = Trace()
    with listening(heard.append):
        answer = advisor.advise(FIT, trace=trace)
    assert heard == list(answer.short_answer)
    advisor.advise(FIT)
    assert heard == list(answer.short_answer)
    assert [j.text for j in trace.judged if not j.kept] == [CopyingModel().made_up]
