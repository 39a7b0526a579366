"""What a request of the tab costs before anybody makes it."""

from __future__ import annotations

import os
import subprocess
import sys


def test_what_makes_word_files_is_not_loaded_before_one_is_asked_for() -> None:
    script = "import sys, advisor.web.workshop.tab; print([m for m in ('docx', 'lxml') if m in sys.modules])"
    environment = {"GRADIO_ANALYTICS_ENABLED": "False"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **environment},
    )
    assert done.stdout.strip() == "[]"
