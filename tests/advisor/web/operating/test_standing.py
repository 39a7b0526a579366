"""Health, readiness and figures."""

from __future__ import annotations

import threading

import pytest
from prometheus_client.parser import text_string_to_metric_families

from advisor.web.asking import Opened
from advisor.web.loading import Loading
from advisor.web.operating.desk import STOPPING
from advisor.web.operating.operation import BROKEN, OPENING
from corpus.errors import KmaError
from tests.advisor.web.operating.conftest import Serve, Served
from tests.advisor.web.samples import OPENED


def figures(one: Served) -> dict[str, float]:
    text = one.client.get("/metrics").text
    return {
        s.name + "".join(f"[{v}]" for v in s.labels.values()): s.value
        for family in text_string_to_metric_families(text)
        for s in family.samples
    }


def test_alive_and_ready(plain: Served) -> None:
    assert plain.client.get("/health").json() == {"status": "alive"}
    ready = plain.client.get("/ready")
    assert (ready.status_code, ready.json()) == (200, {"ready": True})
    assert ready.headers["cache-control"] == "no-store"
    assert plain.client.post("/ready").status_code == 405


def test_not_ready_while_the_evidence_is_being_opened(serve: Serve) -> None:
    may_open = threading.Event()

    def opener() -> Opened:
        may_open.wait(30)
        return OPENED

    one = serve(Loading(opener).start())
    assert one.client.get("/health").status_code == 200
    early = one.client.get("/ready")
    assert (early.status_code, early.json()["reason"]) == (503, OPENING)
    quiet = one.client.get("/standing")
    assert (quiet.status_code, quiet.json()) == (200, early.json())
    assert figures(one)["kma_ready"] == 0
    may_open.set()
    one.operation.troubles.append(lambda: "")
    for _ in range(100):
        if one.client.get("/ready").status_code == 200:
            break
    assert one.client.get("/ready").status_code == 200


@pytest.mark.parametrize(
    ("fault", "said"),
    [(KmaError("there is no index.", "Build one."), "there is no index."), (OSError("x"), BROKEN)],
)
def test_not_ready_when_the_index_is_broken_or_the_server_stops(
    serve: Serve, fault: Exception, said: str
) -> None:
    def opener() -> Opened:
        raise fault

    one = serve(Loading(opener).start())
    assert one.client.get("/ready").json()["reason"] == said
    one.operation.desk.closing = True
    assert one.client.get("/ready").json()["reason"] == STOPPING
    one.operation.desk.closing = False


def test_figures_count_answers_without_their_words(plain: Served) -> None:
    before = figures(plain).get("kma_questions_total[answered]", 0)
    assert plain.ask("How do we count Leeds?", "counting-1").status_code == 200
    assert "kma-is-answered" in plain.said("counting-1")
    after = figures(plain)
    assert after["kma_questions_total[answered]"] == before + 1
    assert after["kma_answer_seconds_count"] >= 1
    assert after["kma_questions_under_way"] == 0
    assert "Leeds" not in plain.client.get("/metrics").text


def test_figures_are_for_this_machine_alone_by_default(plain: Served, serve: Serve) -> None:
    through_a_proxy = {"x-forwarded-for": "203.0.113.9"}
    assert plain.client.get("/metrics", headers=through_a_proxy).status_code == 403
    assert serve(metrics="off").client.get("/metrics").status_code == 404
    assert serve(metrics="everyone").client.get("/metrics", headers=through_a_proxy).status_code == 200
