"""A process of one side: reads what to do as lines of JSON, does it, and writes what came of it."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable
from typing import Any, TextIO

from corpus.errors import KmaError

log = logging.getLogger(__name__)


def calls_of(side: str) -> dict[str, Callable[..., Any]]:
    """What a side can be asked; its heavy imports wait until then."""
    if side == "ours":
        from evals.bench.ours import Ours

        return Ours().calls()
    from evals.bench.theirs import Recipe

    return Recipe().calls()


def work(side: str, asked: TextIO, told: TextIO) -> None:
    """Do what is asked until nothing more is."""
    calls = calls_of(side)
    for line in asked:
        request = json.loads(line)
        try:
            reply = {"value": calls[request.pop("do")](**request)}
        except KmaError as err:
            reply = {"fault": str(err)}
        except Exception as err:
            log.exception("a benchmark failed")
            reply = {"fault": f"{type(err).__name__}: {err}"}
        told.write(json.dumps(reply) + "\n")
        told.flush()


def main() -> None:
    """Work for the process that started this one; what libraries print goes to standard error."""
    told = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    work(sys.argv[1], sys.stdin, told)


if __name__ == "__main__":
    main()
