"""The port."""

from __future__ import annotations

import pytest

from advisor.web.serving import PortError, address, open_port


def test_a_free_port_is_found_and_told() -> None:
    with open_port("127.0.0.1", 0) as listener:
        assert address(listener) == f"http://127.0.0.1:{listener.getsockname()[1]}/"


def test_a_port_in_use_is_refused_in_one_sentence() -> None:
    with open_port("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(PortError, match=f"port {port}: address already in use"):
            open_port("127.0.0.1", port)


def test_a_port_that_cannot_be_is_refused() -> None:
    with pytest.raises(PortError):
        open_port("127.0.0.1", 99999)
