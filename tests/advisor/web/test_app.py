"""The front door: one clear sentence for what goes wrong, and no more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import app
from advisor.web.asking import Opened
from advisor.web.serving import open_port
from corpus.errors import KmaError

ROOT = Path(app.__file__).parent


def refusing(problem: Exception) -> object:
    def opener() -> Opened:
        raise problem

    return opener


def test_a_port_in_use_is_one_sentence_and_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    with open_port("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        assert app.main(["--port", str(port)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert f"port {port}: address already in use. Stop what uses that port" in told.err


def test_a_missing_index_is_one_sentence_and_exit_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(app, "open_advisor", refusing(KmaError("there is no index.", "Run index build.")))
    assert app.main(["--port", "0"]) == 2
    assert capsys.readouterr().err == "app.py: there is no index. Run index build.\n"


def test_an_unforeseen_fault_is_logged_and_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(app, "open_advisor", refusing(ZeroDivisionError("odd")))
    assert app.main(["--port", "0"]) == 2
    assert "could not be opened" in capsys.readouterr().err
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("port", ["x", "1.5"])
def test_a_port_that_is_no_number_is_refused(port: str) -> None:
    with pytest.raises(SystemExit) as ended:
        app.main(["--port", port])
    assert ended.value.code == 2


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, app\n"
        "try: app.main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'gradio', 'torch', 'chromadb', 'uvicorn', 'fastapi', 'onnxruntime'}\n"
        "print('loaded', sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert "loaded []" in done.stdout
    assert "--port" in done.stdout
