"""A model in a gguf file, served on this machine alone, by this process (xllamacpp)."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from advisor.errors import ModelUnavailable

_servers: dict[tuple[Path, int, int], Served] = {}
_one_at_a_time = threading.Lock()
MAGIC = b"GGUF"


@dataclass(frozen=True)
class Served:
    """A running server: its address, ending in /v1, and the key without which it answers nobody."""

    url: str
    key: str = field(repr=False)
    server: Any = field(repr=False)


def serve(path: str, context: int, threads: int) -> Served:
    """Serve a gguf file on a free port of the loopback address; a file already served is not loaded again.

    Args:
        path: of the file.
        context: tokens that the model holds.
        threads: how many compute.

    Raises:
        ModelUnavailable: when the file is not there, is no gguf file, or can't be loaded.
    """
    file = _checked(Path(path).expanduser())
    with _one_at_a_time:
        wanted = (file, context, threads)
        if wanted not in _servers:
            _servers[wanted] = _started(file, context, threads)
        return _servers[wanted]


def _checked(path: Path) -> Path:
    """The file itself, which starts as a gguf file does."""
    try:
        with path.open("rb") as file:
            sound = file.read(len(MAGIC)) == MAGIC
    except OSError as err:
        raise ModelUnavailable(
            f"the model file {path.name} can't be read ({err.strerror}).", "Check its path."
        ) from err
    if not sound:
        raise ModelUnavailable(f"{path.name} is no gguf file.", "Name a file that ends in .gguf.")
    return path.resolve()


def _started(path: Path, context: int, threads: int) -> Served:
    """A server of one file; one request at a time, so that the prefix it has read stays read."""
    import xllamacpp

    key = secrets.token_urlsafe(24)
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.model_alias = {path.name}
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [key]
    params.n_ctx = context
    params.n_parallel = 1
    params.cpuparams.n_threads = threads
    params.cpuparams_batch.n_threads = threads
    params.verbosity = -1
    params.warmup = False
    params.ui = False
    try:
        server = xllamacpp.Server(params)
    except Exception as err:
        raise ModelUnavailable(
            f"the model {path.name} can't be loaded ({type(err).__name__}).",
            "Use another file, or a smaller KMA_WRITER__CONTEXT.",
        ) from err
    return Served(f"{server.listening_address}/v1", key, server)
