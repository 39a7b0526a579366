"""Log lines: for people or one JSON object a line, with the request's id and without anybody's words."""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType
from typing import Any

from advisor.request_id import current
from advisor.serving_options import ServingOptions

OURS = ("app", "advisor", "corpus", "index")
FIELDS = "%(asctime)s %(levelname)s %(name)s %(message)s"
TEXT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s%(more)s"
Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"asctime", "message", "more", "taskName", "request_id"}


class Named(logging.Filter):
    """Gives each line the id of its request, and its extra fields in one text."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass."""
        held = vars(record)
        request_id = held["request_id"] = held.get("request_id") or current()
        fields = {k: v for k, v in held.items() if k not in USUAL}
        if request_id:
            fields["request_id"] = request_id
        held["more"] = "".join(f" {key}={value}" for key, value in fields.items())
        return True


def without_words(raised: Raised) -> str:
    """A traceback without its message: while a request is answered, the message may quote what was typed."""
    kind, _, frames = raised
    lines = traceback.format_tb(frames)
    return "".join(["Traceback (most recent call last):\n", *lines, getattr(kind, "__name__", "")])


class _Text(logging.Formatter):
    """One line for people."""

    words = False

    def formatException(self, ei: Any) -> str:
        return super().formatException(ei) if self.words or not current() else without_words(ei)


def _json(words: bool) -> logging.Formatter:
    from pythonjsonlogger.json import JsonFormatter

    class Json(JsonFormatter):
        def formatException(self, ei: Any) -> Any:
            return super().formatException(ei) if words or not current() else without_words(ei)

    names = {
        "asctime": "time",
        "levelname": "level",
        "name": "logger",
        "message": "event",
        "exc_info": "trace",
    }
    return Json(f"{FIELDS} %(request_id)s", rename_fields=names, reserved_attrs=[*USUAL, "more"])


def formatter(options: ServingOptions) -> logging.Formatter:
    """The formatter that the settings ask for."""
    if options.log_format == "json":
        return _json(options.log_questions)
    text = _Text(TEXT)
    text.words = options.log_questions
    return text


def configure(options: ServingOptions) -> None:
    """Write the log to standard error as the settings say: our own lines from their level on, others' warnings."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(Named())
    handler.setFormatter(formatter(options))
    root = logging.getLogger()
    for earlier in [h for h in root.handlers if any(isinstance(f, Named) for f in h.filters)]:
        root.removeHandler(earlier)
    root.addHandler(handler)
    root.setLevel(max(logging.WARNING, logging.getLevelName(options.log_level.upper())))
    for name in OURS:
        logging.getLogger(name).setLevel(options.log_level.upper())
