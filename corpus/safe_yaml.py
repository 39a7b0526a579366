"""YAML that others wrote: no anchors or aliases, no deep nesting, so that no small file can grow or crash."""

from __future__ import annotations

from typing import Any

import yaml

from corpus.errors import RecordError

MAX_DEPTH = 20
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_fields(text: str, shown_as: str, first_line: int = 1, what: str = "the file") -> dict[str, Any]:
    """The fields of a YAML mapping.

    Args:
        text: the YAML.
        shown_as: the path to print in errors.
        first_line: the line of the file on which the text starts.
        what: the thing to name in errors.

    Raises:
        RecordError: the first fault, with its line.
    """
    try:
        refuse_bombs(text, shown_as, first_line, what)
        fields = yaml.load(text, Loader=_LOADER)
    except yaml.YAMLError as err:
        mark = getattr(err, "problem_mark", None)
        line = first_line + (min(mark.line, text.count("\n")) if mark else 0)
        reason = getattr(err, "problem", None) or "it is not YAML"
        raise RecordError(shown_as, line, f"{what} can't be read: {reason}.", "Mend it.") from err
    except ValueError as err:
        raise RecordError(shown_as, first_line, f"{what} can't be read: {err}.", "Mend it.") from err
    if not isinstance(fields, dict):
        raise RecordError(shown_as, first_line, f"{what} is not a list of fields.", "Write name: value.")
    return {str(k): v for k, v in fields.items()}


def refuse_bombs(text: str, shown_as: str, first_line: int, what: str) -> None:
    """RecordError at the first anchor or alias, and where lists lie deeper than `MAX_DEPTH` (libyaml would crash)."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = first_line + (event.start_mark.line if event.start_mark else 0)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise RecordError(shown_as, line, f"{what} is nested deeper than {MAX_DEPTH}.", "Write it flat.")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise RecordError(shown_as, line, f"{what} uses a YAML anchor or alias.", "Write the value out.")
