"""The suite's own guard: nothing but this machine can be reached, here or in a child process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.checking import check_corpus


@pytest.fixture
def forgiven(_stays_at_home: None, outside: Path) -> Iterator[Path]:
    """Forget what this test tried."""
    before = outside.stat().st_size
    yield outside
    with outside.open("r+b") as file:
        file.truncate(before)


def test_an_outside_address_is_refused(forgiven: Path) -> None:
    with socket.socket() as sock, pytest.raises(ConnectionError, match=r"203\.0\.113\.1"):
        sock.connect(("203.0.113.1", 80))
    assert "203.0.113.1" in forgiven.read_text()


def test_an_outside_datagram_is_refused(forgiven: Path) -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock,
        pytest.raises(ConnectionError, match="sendto"),
    ):
        sock.sendto(b"x", ("203.0.113.1", 53))


def test_an_outside_name_is_not_looked_up(forgiven: Path) -> None:
    with pytest.raises(ConnectionError, match=r"example\.org"):
        socket.getaddrinfo("example.org", 443)


def test_a_child_process_is_refused_too(forgiven: Path) -> None:
    code = "import socket; socket.create_connection(('203.0.113.1', 80), timeout=1)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "OutsideHost" in done.stderr


def test_loopback_is_allowed() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        with socket.create_connection(("localhost", server.getsockname()[1]), timeout=5) as client:
            assert client.getpeername()[0] == "127.0.0.1"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such sockets here")
def test_unix_sockets_are_allowed() -> None:
    one, two = socket.socketpair()
    with one, two:
        one.sendall(b"x")
        assert two.recv(1) == b"x"


def test_the_small_corpus_is_sound(mini_corpus: Path) -> None:
    corpus, problems = check_corpus(mini_corpus, quotas=False)
    assert problems == []
    assert (len(corpus.cases()), len(corpus.findings()), len(corpus.interviews())) == (2, 3, 1)
