"""``app.py`` with a fast embedder in place of the model, for tests that need the whole program and not its meaning."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any


def hashing() -> Any:
    """tests/index/hashing.py, loaded by its path: `tests` is no package."""
    path = Path(__file__).parents[2] / "index" / "hashing.py"
    spec = importlib.util.spec_from_file_location("hashing", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    import app
    import index.opening

    embedder = hashing().HashingEmbedder()
    index.opening.SentenceTransformerEmbedder = lambda *_, **__: embedder  # type: ignore[assignment, misc]
    sys.exit(app.main(["--port", "0"]))
