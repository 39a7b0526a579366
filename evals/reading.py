"""A YAML file -> a suite; every fault is told with the path and the line where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from corpus.errors import RecordError
from corpus.safe_yaml import refuse_bombs
from corpus.yaml_lines import line_of, repeated_keys
from evals.cases import Suite
from evals.errors import SuiteError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_BYTES = 5_000_000


def read_suite(path: Path) -> Suite:
    """Read one suite.

    Raises:
        SuiteError: with every fault of the file as ``path:line: what is wrong``.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SuiteError([f"{path}:1: the file is over {MAX_BYTES // 10**6} MB; split the suite."])
        text = path.read_text(encoding="utf-8-sig")
    except OSError as err:
        raise SuiteError([f"{path}:1: the file can't be read: {err.strerror or err}."]) from err
    except UnicodeDecodeError as err:
        raise SuiteError([f"{path}:1: the file is not UTF-8; save it as UTF-8."]) from err
    return parse_suite(text, str(path))


def parse_suite(text: str, shown_as: str) -> Suite:
    """Turn the text of a suite into its model; SuiteError as in `read_suite`."""
    try:
        refuse_bombs(text, shown_as, 1, "the suite")
        root = yaml.compose(text, Loader=_LOADER)
        content = yaml.load(text, Loader=_LOADER)
    except RecordError as err:
        raise SuiteError([str(err)]) from err
    except yaml.YAMLError as err:
        mark = getattr(err, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        reason = getattr(err, "problem", None) or "it can't be read"
        raise SuiteError([f"{shown_as}:{line}: this is not YAML: {reason}."]) from err
    except (ValueError, RecursionError) as err:
        raise SuiteError([f"{shown_as}:1: this is not YAML: {err}."]) from err
    if not isinstance(content, dict):
        raise SuiteError([f"{shown_as}:1: a suite has the keys suite and cases."])
    repeated = [
        f"{shown_as}:{line}: the key {key!r} stands twice; keep one." for key, line in repeated_keys(root)
    ]
    try:
        suite = Suite.model_validate(content)
    except ValidationError as err:
        errors = err.errors(include_url=False)
        faults = sorted((line_of(root, e["loc"]), _words(e)) for e in errors if not _follows(e, errors))
        found = [f"{shown_as}:{line}: {words}" for line, words in dict.fromkeys(faults)]
        raise SuiteError([*repeated, *found]) from err
    if repeated:
        raise SuiteError(repeated)
    return suite


def _follows(error: Any, errors: list[Any]) -> bool:
    """Whether a list is too short only because each of its items has a fault of its own."""
    within = len(error["loc"])
    return error["type"] == "too_short" and any(
        e["loc"][:within] == error["loc"] and len(e["loc"]) > within for e in errors
    )


def _words(error: Any) -> str:
    """One fault in plain words."""
    where = ".".join(str(p) for p in error["loc"] if isinstance(p, str) and p.isidentifier()) or "the suite"
    match error["type"]:
        case "extra_forbidden":
            return f"{where} is not a key of the format; remove it or mend its spelling."
        case "missing":
            return f"{where} is missing; add it."
        case "value_error":
            return f"{where}: {error['ctx']['error']}."
        case _:
            message = str(error["msg"]).removesuffix(".")
            return f"{where}: {message[0].lower()}{message[1:]}."
