"""How a Gradio page is asked over HTTP: what to send, where to listen, and what was heard; no HTTP in here."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evals.errors import EvalsError

API = "/gradio_api"
PLAIN = "/api/ask"
"""Our own call that gives its answer at once."""
DESCRIBED = "/api/openapi.json"
"""Where a page tells of such calls."""
CALLED = ("ask", "chat")
"""Names of endpoints that take a question and give an answer: ours, and ChatInterface's."""
QUESTION = "kma-question"
"""The element id of our page's question box."""
UPDATES = ("process_generating", "process_completed")
"""The messages of a queue that bring updates."""


class Refused(Exception):
    """The page gave no answer; the words say why."""


@dataclass(frozen=True)
class Way:
    """A way to ask: a plain call, a named endpoint of Gradio's, or a page's own function by its number.

    ``inputs`` is how many values the function takes; the question is the first and the others are left to the page.
    A ``plain`` call has its answer in the reply; for the others it is listened for.
    """

    plain: str = ""
    api: str = ""
    number: int = -1
    inputs: int = 1

    def sending(self, question: str, session: str) -> tuple[str, dict[str, Any]]:
        """Where to post a question, and what."""
        if self.plain:
            return self.plain, {"question": question}
        data = [question, *[None] * (self.inputs - 1)]
        if self.api:
            return f"{API}/call/{self.api}", {"data": data, "session_hash": session}
        return f"{API}/queue/join", {"data": data, "fn_index": self.number, "session_hash": session}

    def listening(self, event: str, session: str) -> str:
        """Where to listen for the answer."""
        return f"{API}/call/{self.api}/{event}" if self.api else f"{API}/queue/data?session_hash={session}"


@dataclass
class Ear:
    """Listens to the lines of an event stream.

    A queue tells of a page's updates as they come, and at the end only that they have come.

    >>> ear = Ear("1")
    >>> ear.hear("event: complete"), ear.hear('data: ["words"]')
    (None, 'words')
    """

    event: str
    _kind: str = field(default="", init=False)
    _told: list[str] = field(default_factory=list, init=False)
    _answer: str | None = field(default=None, init=False)

    def hear(self, line: str) -> str | None:
        """The answer when this line completes it; Refused when the page says that there will be none."""
        if line.startswith("event:"):
            self._kind = line.partition(":")[2].strip()
        if not line.startswith("data:"):
            return None
        value = json.loads(line.partition(":")[2])
        found = self._called(value) if self._kind else self._queued(value)
        self._answer = self._answer if found is None else found
        return found

    def whole(self) -> str:
        """The answer, when the stream has ended; Refused when it ended without one."""
        if self._answer is None:
            raise Refused("the stream ended before the answer")
        return self._answer

    def _called(self, value: Any) -> str | None:
        """A line of a named endpoint's stream."""
        if self._kind == "error":
            raise Refused(str(value))
        return words_of(value) if self._kind == "complete" else None

    def _queued(self, value: Mapping[str, Any]) -> str | None:
        """A line of the queue's stream."""
        if value.get("event_id") == self.event and value.get("msg") in UPDATES:
            if not value.get("success"):
                raise Refused(str(value.get("output")))
            self._told.append(words_of(value["output"].get("data")))
            return " ".join(filter(None, self._told)) if value["msg"] == "process_completed" else None
        if value.get("msg") in ("unexpected_error", "server_stopped"):
            raise Refused(str(value.get("message", value["msg"])))
        return None


def words_of(value: Any) -> str:
    """Every string in what a function gave back, joined; a page of updates has its answer among them."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return " ".join(filter(None, map(words_of, value.values())))
    if isinstance(value, Sequence):
        return " ".join(filter(None, map(words_of, value)))
    return ""


def plain_way(described: Mapping[str, Any]) -> Way | None:
    """Our own call, where a page's description of its calls has it."""
    return Way(plain=PLAIN) if PLAIN in described.get("paths", {}) else None


def find_way(config: Mapping[str, Any]) -> Way:
    """How to ask a page, from its ``/config``: by a named endpoint where there is one, else as its own button does.

    Raises:
        EvalsError: when the page takes no questions.
    """
    return named_way(config) or page_way(config)


def named_way(config: Mapping[str, Any]) -> Way | None:
    """The endpoint that programs ask; None when there is none."""
    skipped = {c["id"] for c in config["components"] if c["type"] == "state"}
    for name in CALLED:
        for one in config["dependencies"]:
            if one.get("api_name") == name and one.get("api_visibility") != "private":
                return Way(api=name, inputs=len([i for i in one["inputs"] if i not in skipped]))
    return None


def page_way(config: Mapping[str, Any]) -> Way:
    """What our page does when somebody types a question; EvalsError when it is not our page."""
    boxes = {c["id"] for c in config["components"] if c["props"].get("elem_id") == QUESTION}
    for one in config["dependencies"]:
        if any(target in boxes and event == "submit" for target, event in one["targets"]):
            return Way(number=one["id"], inputs=len(one["inputs"]))
    raise EvalsError("the page takes no questions.", "Is it the advisor's page?")
