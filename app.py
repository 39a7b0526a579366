"""The front door: opens the advisor, builds the web app and serves it on this machine."""

from __future__ import annotations

import argparse
import logging
import os
import shutil
import sys
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from advisor.web.loading import Loading
from advisor.web.serving import address, open_port, server, web_app
from corpus.errors import KmaError

if TYPE_CHECKING:
    import uvicorn
    from starlette.types import ASGIApp

    from advisor.web.asking import Opened
    from advisor.web.operating.operation import Operation
    from advisor.web.page import ExtraTab

log = logging.getLogger(__name__)


def build_app(
    advisor: Loading[Opened], operation: Operation | None = None, extra_tabs: Sequence[ExtraTab] = ()
) -> ASGIApp:
    """The web app over an advisor that may still be loading, in a service of its own when none is given.

    Gradio looks names up on the network when it is imported, unless it is told not to before, and reads then
    where it keeps files.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    from advisor.web.operating.operation import Operation

    operation = operation or Operation.of()
    os.environ["GRADIO_TEMP_DIR"] = str(operation.folder)
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("MPLBACKEND", "agg")  # else Gradio's first event imports pyplot to find one
    from advisor.web.api import Api
    from advisor.web.page import build_page

    operation.watch(advisor)
    return web_app(build_page(advisor, operation.desk, extra_tabs), operation, Api(advisor, operation.desk))


def open_advisor() -> Opened:
    """The advisor as the settings describe it; KmaError when its index or its model is not there."""
    from advisor.web.opening import open_advisor as opener

    return opener()


def follow_index() -> Loading[Opened]:
    """The advisor, opened again whenever there is a new build of the index."""
    from advisor.web.switching import Switching

    def build_in_use() -> str:
        from advisor.web.opening import build_in_use as named

        return named()

    def store_trouble() -> str:
        from advisor.web.opening import store_trouble as told

        return told()

    return Switching(lambda: open_advisor(), build_in_use, store_trouble)


def open_operation() -> Operation:
    """The service as the settings describe it, its log set up; KmaError when a setting is wrong."""
    from advisor.settings import load_settings
    from advisor.web.operating.logs import configure
    from advisor.web.operating.operation import Operation

    options = load_settings().serving
    configure(options)
    return Operation.of(options)


def evaluate_tabs(advisor: Loading[Opened], operation: Operation) -> tuple[ExtraTab, ...]:
    """The tab of the evaluation team; what it imports must not look names up on the network either."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["GRADIO_TEMP_DIR"] = str(operation.folder)
    from advisor.settings import load_settings
    from evals.tab.tab import evaluate_tab

    return (evaluate_tab(advisor, operation.options, load_settings().store.folder / "evaluations"),)


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until interrupted. Returns 2 after one sentence when that can't be done."""
    options = _options(argv)
    try:
        listener = open_port(options.host, options.port)
    except KmaError as err:
        return _refuse(err)
    try:
        operation = open_operation()
    except KmaError as err:
        listener.close()
        return _refuse(err)
    advisor = follow_index()
    tabs = evaluate_tabs(advisor, operation) if options.evaluate else ()
    serving = server(build_app(advisor, operation, tabs), operation)
    advisor.start()  # not before: two threads that import at once would keep the page from coming up
    if advisor.lasting is None:
        threading.Thread(target=_stop_on_failure, args=(advisor, serving), daemon=True).start()
        sys.stdout.write(f"Serving the advisor at {address(listener)} (Ctrl+C stops it)\n")
        sys.stdout.flush()
        try:
            serving.run(sockets=[listener])
        except KeyboardInterrupt:
            log.info("stopped by its user")
    listener.close()
    shutil.rmtree(operation.folder, ignore_errors=True)
    return 0 if advisor.lasting is None else _refuse(advisor.lasting)


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="app.py", description="Serve the advisor as a web page on this machine."
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to serve on (default: %(default)s)")
    parser.add_argument(
        "--port", type=int, default=7860, help="port to serve on; 0 takes a free one (default: %(default)s)"
    )
    parser.add_argument(
        "--evaluate", action="store_true", help="add the tab in which the evaluation team runs suites"
    )
    return parser.parse_args(argv)


def _stop_on_failure(advisor: Loading[Opened], serving: uvicorn.Server) -> None:
    """End the server when the advisor turns out not to open."""
    advisor.wait()
    if advisor.lasting is not None:
        serving.should_exit = True


def _refuse(failure: BaseException) -> int:
    """Say in one sentence what is wrong; a fault that nobody foresaw goes to the log in full."""
    if not isinstance(failure, KmaError):
        log.error("the advisor could not be opened", exc_info=failure)
        failure = KmaError("the advisor could not be opened; the log above says why.")
    sys.stderr.write(f"app.py: {failure}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
