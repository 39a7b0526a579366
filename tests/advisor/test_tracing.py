"""What is noted on the way to an answer."""

from __future__ import annotations

from advisor.answer import Sentence
from advisor.guard import Guard
from advisor.tracing import Considered, Trace
from index.passages import Passage
from index.search import Hit
from tests.advisor.test_guard import TEXT, answer

PASSAGE = Passage(
    id="case-x/evidence/1", record="case-x", kind="case", text=TEXT, context="X", section="Evidence",
    sector="health", country="CA", approaches=("knowledge-brokers",),
)  # fmt: skip


def test_the_search_is_noted_best_first() -> None:
    trace = Trace()
    trace.note_search("read as this", [Hit(PASSAGE, 0.9, 0.5, 2.0)])
    assert trace.asked == "read as this"
    assert trace.considered == (Considered(statement="case-x/evidence/1", score=0.9, dense=0.5, lexical=2.0),)


def test_the_guard_notes_each_verdict_and_why() -> None:
    sentences = (
        Sentence(text=TEXT, sources=(1,), support=(TEXT,)),
        Sentence(text=TEXT.replace("108", "208"), sources=(1,), support=(TEXT,)),
        Sentence(text=TEXT, sources=(9,), support=(TEXT,)),
        Sentence(text=TEXT, sources=(1,), support=("other words",)),
    )
    trace = Trace()
    checked = Guard().checked(answer(*sentences), trace)
    assert [j.kept for j in trace.judged] == [True, False, False, False]
    assert "number" in trace.judged[1].reasons
    assert [j.reasons for j in trace.judged[2:]] == [("no-such-source",), ("not-verbatim",)]
    assert checked.removed == 3
