"""Makes suite cases of answers that readers did not find useful, and appends them to a suite file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pydantic import ValidationError

from advisor.receipts.feedback import Feedback
from advisor.receipts.receipt import Receipt
from advisor.screening import held
from evals import showing
from evals.cases import TODO, Case, Expect
from evals.errors import EvalsError
from evals.marking import top3

NEW = """suite: from-feedback
description: Questions whose answers a reader did not find useful.
cases:
"""
CALL = "what must its answer do? for example {status: cannot_answer, top3_none: [evidence-portals]}"


class Draft(NamedTuple):
    """A case as it is written: ``content`` is its YAML, ``notes`` the comments above it."""

    content: dict[str, Any]
    notes: tuple[str, ...]


def case_id(receipt: Receipt) -> str:
    """The id of the case that a receipt becomes."""
    return f"feedback-{receipt.id}"


def unfit(receipt: Receipt) -> str:
    """Why a receipt can't become a case: its words are gone, or seem personal; "" when it can."""
    words = (receipt.question, *(turn.question for turn in receipt.history))
    if not all(text.strip() for text in words):
        return "the words of its question, or of one before it, were not kept"
    found = next(filter(None, map(held, words)), "")
    return f"its words seem to hold {found}" if found else ""


def draft(receipt: Receipt, feedback: Feedback | None, expect: dict[str, list[str]] | None = None) -> Draft:
    """The case of a receipt.

    Args:
        receipt: one that is not `unfit`.
        feedback: what its reader thought of the answer; words that seem personal are left out.
        expect: what the answer must do; None to leave it as a TODO, which the suite reader tells of.

    Raises:
        EvalsError: when what is expected is not of the suite format.
    """
    content: dict[str, Any] = {"id": case_id(receipt), "question": receipt.question}
    if receipt.given and (known := receipt.given.known()):
        content["context"] = {name: v if isinstance(v, str) else list(v) for name, v in known.items()}
    if receipt.history:
        content["history"] = [turn.question for turn in receipt.history]
    content["expect"] = expect or TODO
    try:
        Case.model_validate({**content, "expect": expect or Expect(says_none=("TODO",))})
    except ValidationError as err:
        fault = err.errors()[0]
        where = ".".join(str(part) for part in fault["loc"] if isinstance(part, str))
        raise EvalsError(f"{where}: {fault['msg'].removeprefix('Value error, ')}.") from err
    return Draft(content, tuple(_notes(receipt, feedback, expect)))


def append(path: Path, drafts: Sequence[Draft]) -> list[str]:
    """Append cases to a suite file, made when it is not there; what stands in it stays as it is.

    Args:
        path: the suite; its cases must be its last key, one below the other.
        drafts: the cases; those whose id is in the file already are left out.

    Returns:
        The ids of those appended.

    Raises:
        EvalsError: when the file is no such suite, or can't be written; nothing is changed then.
    """
    try:
        before = path.read_text(encoding="utf-8-sig") if path.exists() else NEW
    except (OSError, UnicodeDecodeError) as err:
        raise EvalsError(f"{path} can't be read.", "Name a suite file in UTF-8.") from err
    held_cases, indent = _standing(path, before)
    known = {case.get("id") for case in held_cases if isinstance(case, dict)}
    fresh = [one for one in drafts if one.content["id"] not in known]
    if not fresh:
        return []
    after = before.rstrip() + "\n" + "".join(_written(one, indent) for one in fresh)
    if not _reads(after, [*held_cases, *(one.content for one in fresh)]):
        raise EvalsError(f"{path} can't be added to as it is.", "Name another file.")
    showing.write_text(path, after)
    return [one.content["id"] for one in fresh]


def _standing(path: Path, text: str) -> tuple[list[Any], str]:
    """The cases of a suite file as they stand, and how far their dashes are indented."""
    mend = "Write its cases one below the other as its last key, or name another file."
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        content = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as err:
        raise EvalsError(f"{path} is not YAML.", "Mend it, or name another file.") from err
    if not isinstance(root, yaml.MappingNode) or not root.value or root.value[-1][0].value != "cases":
        raise EvalsError(f"{path} is no suite that can be added to.", mend)
    last = root.value[-1][1]
    if text == NEW:
        return [], "  "
    if not isinstance(last, yaml.SequenceNode) or last.flow_style or not last.value:
        raise EvalsError(f"{path} is no suite that can be added to.", mend)
    return content["cases"], " " * last.start_mark.column


def _reads(text: str, cases: list[Any]) -> bool:
    """Whether a suite file reads as just these cases."""
    try:
        return bool(yaml.safe_load(text)["cases"] == cases)
    except yaml.YAMLError:
        return False


def _written(one: Draft, indent: str) -> str:
    """A case as YAML, its notes above it and the call to write its expectation beside the TODO."""
    text = yaml.safe_dump([one.content], allow_unicode=True, sort_keys=False, width=100)
    text = re.sub(rf"(?m)^(  expect: {TODO})$", rf"\1  # {CALL}", text)
    lines = [*(f"# {note}" for note in one.notes), *text.splitlines()]
    return "".join(f"{indent}{line}\n" if line else "\n" for line in lines)


def _notes(receipt: Receipt, feedback: Feedback | None, expect: object) -> list[str]:
    """What helps to write the expectation: the reader's judgement, and what the answer was."""
    notes = []
    if feedback:
        words = "" if held(feedback.words) else f" {feedback.words}"
        notes.append(f"Thumb {feedback.thumb}: {feedback.reason or 'no reason given'}.{words}")
    if not expect:
        first = ", ".join(top3(receipt.answer)) or "nothing"
        notes.append(f"The answer was: {receipt.answer.status.value}; it suggested {first}.")
    return ["".join(c for c in " ".join(note.split()) if c.isprintable()) for note in notes]
