"""What locust runs: managers at the page and programs, who ask on and on and look for other people's words.

Alone: ``locust -f evals/load/locustfile.py --headless -u 50 -r 10 -t 5m --host http://127.0.0.1:7860``.
"""

from __future__ import annotations

import time
from itertools import count
from typing import Any
from uuid import uuid4

from locust import HttpUser, between, task

from evals.bench.questions import fresh_questions
from evals.load.crowd import PATIENCE
from evals.load.marking import fault_of, marked, marker
from evals.load.protocol import DESCRIBED, Ear, Refused, Way, find_way, page_way, plain_way, words_of

ANSWER, WORDS = "whole answer", "only one's own words"
_asked = count()


class Asker(HttpUser):
    """Somebody who asks, and waits for a few seconds between two questions."""

    abstract = True
    wait_time = between(1, 4)

    def way_in(self, config: dict[str, Any]) -> Way:
        """How this kind of user asks."""
        raise NotImplementedError

    def on_start(self) -> None:
        """Open the page, and take a word of one's own."""
        self.way = self.way_in(self.client.get("/config", name="open the page").json())
        self.session = uuid4().hex
        self.word = marker()

    @task
    def ask(self) -> None:
        """Ask; an answer that never comes is a fault, and so are another user's words in it."""
        question = marked(fresh_questions(1, next(_asked))[0], self.word)
        started = time.perf_counter()
        fault: Exception | None = None
        answer = ""
        try:
            answer = self._answer(question)
        except Exception as err:  # whatever it is, it is a fault to be counted, not the end of the run
            fault = err
        took = (time.perf_counter() - started) * 1000
        self._note(ANSWER, took, answer, fault)
        if fault is None:
            words = fault_of(answer, self.word)
            self._note(WORDS, 0, answer, Refused(words) if words else None)

    def _answer(self, question: str) -> str:
        """One question's answer."""
        path, body = self.way.sending(question, self.session)
        posted = self.client.post(path, json=body, name="ask", timeout=PATIENCE)
        posted.raise_for_status()
        if self.way.plain:
            return words_of(posted.json())
        event = str(posted.json()["event_id"])
        listening: dict[str, Any] = {"name": "listen", "stream": True, "catch_response": True}
        with self.client.get(
            self.way.listening(event, self.session), timeout=PATIENCE, **listening
        ) as stream:
            stream.raise_for_status()
            ear = Ear(event)
            for line in stream.iter_lines(decode_unicode=True):
                ear.hear(line)
        return ear.whole()

    def _note(self, name: str, took: float, answer: str, fault: Exception | None) -> None:
        """Count one more."""
        self.environment.events.request.fire(
            request_type="-",
            name=name,
            response_time=took,
            response_length=len(answer),
            exception=fault,
            context={},
        )


class Manager(Asker):
    """A manager at the page, in one conversation that goes on."""

    weight = 3

    def way_in(self, config: dict[str, Any]) -> Way:
        """As the page's own button asks."""
        return page_way(config)


class Program(Asker):
    """A program that asks by the call for programs."""

    weight = 1

    def way_in(self, config: dict[str, Any]) -> Way:
        """By the plain call, where there is one."""
        told = self.client.get(DESCRIBED, name="read what is offered")
        return (plain_way(told.json()) if told.ok else None) or find_way(config)
