"""What is too large or of a kind that is not taken is refused in one sentence."""

from __future__ import annotations

import pytest

from tests.advisor.web.operating.conftest import Serve, Served

UPLOAD = "/gradio_api/upload"


def test_a_large_request_is_refused(plain: Served) -> None:
    sent = plain.client.post("/gradio_api/queue/join", content=b"x" * 256_001)
    assert (sent.status_code, sent.json()["detail"]) == (413, "That is too large; the most is 256 kB.")


def test_a_large_request_of_unstated_size_is_refused(plain: Served) -> None:
    sent = plain.client.post("/gradio_api/queue/join", content=(b"x" * 10_000 for _ in range(30)))
    assert sent.status_code == 413


@pytest.mark.parametrize("name", ["cards.yaml", "CARDS.CSV"])
def test_a_file_of_a_kind_that_is_taken_arrives(plain: Served, name: str) -> None:
    sent = plain.client.post(UPLOAD, files={"files": (name, b"a,b\n1,2\n")})
    assert sent.status_code == 200, sent.text
    assert sent.json()[0].startswith(str(plain.operation.folder))


@pytest.mark.parametrize(
    "name", ["page.html", "image.svg", "run.exe", "cards.yaml.html", "../../x.py", ".csv/x"]
)
def test_a_file_of_another_kind_is_refused(plain: Served, name: str) -> None:
    sent = plain.client.post(UPLOAD, files={"files": (name, b"x")})
    assert sent.status_code == 415
    assert ".csv" in sent.json()["detail"]


def test_one_bad_file_among_good_ones_is_refused(plain: Served) -> None:
    files = [("files", ("a.csv", b"x")), ("files", ("b.html", b"x"))]
    assert plain.client.post(UPLOAD, files=files).status_code == 415


def test_a_large_file_is_refused(serve: Serve) -> None:
    one = serve(upload_mb=0.01)
    assert one.client.post(UPLOAD, files={"files": ("a.csv", b"x" * 11_000)}).status_code == 413


def test_no_uploads_when_they_are_off(serve: Serve) -> None:
    assert serve(upload_mb=0).client.post(UPLOAD, files={"files": ("a.csv", b"x")}).status_code == 403


@pytest.mark.parametrize("body", [b"", b"nothing", b"--x\r\n\r\n--x--"])
def test_what_is_no_upload_is_refused(plain: Served, body: bytes) -> None:
    headers = {"content-type": "multipart/form-data; boundary=x"}
    assert plain.client.post(UPLOAD, content=body, headers=headers).status_code == 415
