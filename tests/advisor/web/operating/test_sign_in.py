"""Who may come in: by password, or signed on by a proxy that is trusted."""

from __future__ import annotations

import pytest

from advisor.passwords import hashed
from tests.advisor.web.operating.conftest import Serve

PASSWORD = "a long enough password"
USERS = {"ann": hashed(PASSWORD)}


def test_nobody_comes_in_without_the_password(serve: Serve) -> None:
    one = serve(users=USERS)
    for path in ("/", "/config", "/gradio_api/info", "/assets/x.js", "/nowhere"):
        refused = one.client.get(path)
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"].startswith("Basic realm=")
    assert one.client.post("/gradio_api/queue/join", json={}).status_code == 401
    for user, password in (("ann", "wrong"), ("bob", PASSWORD), ("", ""), ("ann", "")):
        assert one.client.get("/config", auth=(user, password)).status_code == 401
    assert one.client.get("/config", auth=("ann", PASSWORD)).status_code == 200
    assert one.client.get("/config", headers={"authorization": "Basic %%%"}).status_code == 401
    assert one.client.get("/health").status_code == 200


def test_guessing_is_slowed_down(serve: Serve) -> None:
    one = serve(users=USERS)
    answers = [one.client.get("/config", auth=("ann", f"guess {n}")).status_code for n in range(12)]
    assert answers == [401] * 10 + [429] * 2
    assert one.client.get("/config", auth=("ann", PASSWORD)).status_code == 429
    assert one.client.get("/config").status_code == 401


def test_a_trusted_proxy_signs_people_on(serve: Serve) -> None:
    one = serve(user_header="X-Remote-User", trusted_proxies=["127.0.0.1"])
    assert one.client.get("/config").status_code == 401
    assert "your organisation" in one.client.get("/config").json()["detail"]
    assert one.client.get("/config", headers={"x-remote-user": "ann"}).status_code == 200


@pytest.mark.parametrize("trusted", [[], ["10.0.0.0/8"]])
def test_others_cannot_claim_to_be_somebody(serve: Serve, trusted: list[str]) -> None:
    one = serve(user_header="X-Remote-User", trusted_proxies=trusted)
    assert one.client.get("/config", headers={"x-remote-user": "ann"}).status_code == 401
