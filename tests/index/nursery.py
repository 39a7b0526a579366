"""A process that has loaded what a build needs, and forks one builder for each line it is sent (POSIX only).

Each builder runs ``python -m index build`` with a fast embedder, and may be killed at any moment: starting a fresh
Python for each of fifty would take minutes. A line is a JSON list: arguments, the embedder's identity, the largest file in bytes (-1: any), and the file that takes
what the builder says. Replies: ``pid N`` when it starts, ``end STATUS`` when it has ended (negative: by a signal).
"""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import sys
import traceback
from pathlib import Path
from typing import Any


def hashing() -> Any:
    """tests/index/hashing.py, loaded by its path: `tests` is no package."""
    spec = importlib.util.spec_from_file_location("hashing", Path(__file__).parent / "hashing.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def build(arguments: list[str], identity: str) -> int:
    """One build, as the command line makes it."""
    import index.embedding
    from index.__main__ import main

    embedder = hashing().HashingEmbedder(identity)
    index.embedding.SentenceTransformerEmbedder = lambda *_, **__: embedder  # type: ignore[assignment, misc]
    return main(["build", *arguments])


def serve() -> None:
    """Fork a builder for each line until there are no more."""
    import bm25s  # noqa: F401
    import chromadb  # noqa: F401
    import circuitbreaker  # noqa: F401
    import citeproc  # noqa: F401
    import Stemmer  # noqa: F401

    import index.builds  # noqa: F401
    from corpus.vocabulary import vocabulary

    vocabulary()
    hashing()
    tell("ready")
    for line in sys.stdin:
        arguments, identity, largest, said = json.loads(line)
        child = os.fork()
        if child == 0:
            sys.stdin.close()
            os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
            code = 70
            try:
                code = build(arguments, identity)
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stderr.flush()
                os._exit(code)
        tell(f"pid {child}")
        _, status = os.waitpid(child, 0)
        tell(f"end {os.waitstatus_to_exitcode(status)}")


def tell(words: str) -> None:
    """One line to whoever started this."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    serve()
