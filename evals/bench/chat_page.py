"""The baseline of serving: a plain Gradio ChatInterface over the recipe, with Gradio's own defaults."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from evals.bench.recipe import TOLD, open_store


def main(arguments: Sequence[str]) -> None:
    """Serve until stopped: ``FOLDER MODEL PORT``."""
    import gradio as gr

    folder, model, port = arguments
    store = open_store(Path(folder), model)

    def respond(message: str, history: list[dict[str, str]]) -> str:
        """The best passages, one below the other."""
        found = store.similarity_search(message, k=TOLD)
        return "\n\n".join(document.page_content for document in found)

    gr.ChatInterface(respond, api_name="chat").launch(
        server_name="127.0.0.1", server_port=int(port), quiet=True
    )


if __name__ == "__main__":
    main(sys.argv[1:])
