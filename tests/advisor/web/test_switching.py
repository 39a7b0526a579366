"""Following the index: a new build is taken up while questions are asked, and none of them is dropped."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from advisor.answer import Answer
from advisor.examples import load_examples
from advisor.pipeline import Advisor
from advisor.settings import load_settings
from advisor.web.asking import Opened, answer_safely
from advisor.web.explore.library import Library
from advisor.web.explore.tab import answering
from advisor.web.holdings import holdings_of
from advisor.web.opening import searching
from advisor.web.switching import Switching
from corpus.collection import load_corpus
from corpus.errors import KmaError
from index.builds import build_index, current_build, prune
from index.errors import StoreAway
from index.options import IndexOptions
from tests.conftest import finding, write_mini_corpus
from tests.index.hashing import HashingEmbedder

EVERY = 0.02
PATIENCE = 60


def until(true: Callable[[], bool]) -> None:
    """Wait for something to come true."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(EVERY)


@pytest.fixture
def follow() -> Iterator[Callable[..., Switching[object]]]:
    """Makes a follower that is ended with the test."""
    made: list[Switching[object]] = []

    def start(*args: object, **kwargs: object) -> Switching[object]:
        made.append(Switching(*args, every=EVERY, **kwargs))  # type: ignore[arg-type]
        made[-1].start()
        return made[-1]

    yield start
    for switching in made:
        switching.end()


def test_it_opens_again_when_the_mark_changes(follow: Callable[..., Switching[object]]) -> None:
    marks = ["one"]
    following = follow(lambda: f"opened {marks[-1]}", lambda: marks[-1])
    assert following.value() == "opened one"
    marks.append("two")
    until(lambda: following.value() == "opened two")
    assert following.failure is None


def test_a_build_that_can_not_be_opened_leaves_the_old_one(
    follow: Callable[..., Switching[object]], caplog: pytest.LogCaptureFixture
) -> None:
    marks = ["sound"]

    def opener() -> str:
        if marks[-1] == "broken":
            raise KmaError("the build is broken.", "Run: python -m index build")
        return marks[-1]

    following = follow(opener, lambda: marks[-1])
    assert following.value() == "sound"
    marks.append("broken")
    until(lambda: "the build is broken" in caplog.text)
    assert following.value() == "sound"
    assert following.failure is None
    marks.append("mended")
    until(lambda: following.value() == "mended")


def test_a_pointer_that_can_not_be_read_changes_nothing(follow: Callable[..., Switching[object]]) -> None:
    looks: list[int] = []

    def mark() -> str:
        looks.append(1)
        if len(looks) > 1:
            raise OSError("gone")
        return "one"

    following = follow(lambda: object(), mark)
    first = following.value()
    until(lambda: len(looks) > 4)
    assert following.value() is first


def test_a_fault_that_passes_is_waited_out(follow: Callable[..., Switching[object]]) -> None:
    away = [True]

    def opener() -> str:
        if away[0]:
            raise StoreAway("http://chroma:8000")
        return "open"

    following = follow(opener, lambda: "one", lambda: "It is away." if away[0] else "")
    assert following.wait(PATIENCE)
    assert isinstance(following.failure, StoreAway)
    assert following.lasting is None
    with pytest.raises(StoreAway, match="not answering"):
        following.value()
    assert following.trouble == "It is away."
    away[0] = False
    until(lambda: following.failure is None)
    assert following.value() == "open"
    until(lambda: following.trouble == "")


def test_a_fault_that_lasts_ends_it(follow: Callable[..., Switching[object]]) -> None:
    def opener() -> str:
        raise KmaError("there is no index.")

    following = follow(opener, lambda: "")
    assert following.wait(PATIENCE)
    assert isinstance(following.lasting, KmaError)


class Service:
    """The advisor over a small index with a fast embedder, opened as the page opens it."""

    def __init__(self, folder: Path) -> None:
        self.corpus = write_mini_corpus(folder / "corpus")
        self.folder = folder / "builds"
        self.embedder = HashingEmbedder()
        self.searchers: list[weakref.ref[object]] = []

    def build(self) -> Path:
        return build_index(load_corpus(self.corpus), HashingEmbedder(), self.folder)

    def add(self, number: int) -> None:
        """Put one more finding into the corpus."""
        name = f"finding-audit-feedback-new-{number}"
        text = (
            f"Charts number {number} probably help more when a respected colleague brings them to the team."
        )
        (self.corpus / "findings" / f"{name}.md").write_text(
            finding(name, f"Who brings chart {number}", "audit-feedback", text, "test-audit, abstract")
        )

    def open(self) -> Opened:
        settings = load_settings(corpus=self.corpus, index=IndexOptions(folder=self.folder))
        advisor = Advisor.open(settings, self.embedder)
        self.searchers.append(weakref.ref(advisor.index.searcher))
        library = Library(advisor.index.corpus, advisor.index.printed, searching(advisor.index.searcher))

        def ask(question: str, context: object, _: object) -> Answer:
            return advisor.advise(question)

        return Opened(ask=ask, holdings=holdings_of(advisor.index.corpus), library=library)


def test_questions_asked_throughout_switches_are_all_answered(
    tmp_path: Path, follow: Callable[..., Switching[object]]
) -> None:
    service = Service(tmp_path)
    first = service.build()
    load_examples(service.embedder, service.folder)
    following = follow(service.open, lambda: current_build(service.folder).name)
    explore = answering(following)  # type: ignore[arg-type]
    assert following.wait(PATIENCE)
    answers: list[Answer] = []
    drawn: list[str] = []
    over = threading.Event()

    def asking(number: int) -> None:
        turn = 0
        while not over.is_set():
            question = f"How do wards use charts of falls, team {number}, round {turn}?"
            opened = following.value()
            answers.append(answer_safely(opened.ask, question, None, ()))  # type: ignore[attr-defined]
            drawn.append(explore({"part": "records", "words": f"charts {turn}"}))
            turn += 1

    threads = [threading.Thread(target=asking, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    builds = [first.name]
    for number in range(3):
        service.add(number)
        builds.append(service.build().name)
        until(lambda: builds[-1] in {a.versions.get("build") for a in answers[-6:]})
    over.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert [a.lead for a in answers if a.status.value == "error"] == []
    assert {a.versions["build"] for a in answers} == set(builds)
    assert not any('role="alert"' in part for part in drawn)
    assert "Who brings chart 2" in explore({"part": "records", "words": "chart 2"})
    del answers[:]
    until(
        lambda: (
            bool(gc.collect() or True) and [s() is None for s in service.searchers] == [True] * 3 + [False]
        )
    )
    prune(service.folder)
    assert [p.name for p in service.folder.glob("2*")] == [builds[-1]]
