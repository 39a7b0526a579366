"""The door of the advisor: ``python -m advisor ask "QUESTION"``, and the hash of a password."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.receipts import commands as receipts
from corpus.errors import KmaError

if TYPE_CHECKING:
    from advisor.context import ManagerContext

MAX_FILE = 1_000_000


def parser() -> argparse.ArgumentParser:
    """The command line of the advisor."""
    top = argparse.ArgumentParser(
        prog="python -m advisor", description="Ask which ways of using evidence fit."
    )
    commands = top.add_subparsers(dest="command", required=True)
    ask = commands.add_parser("ask", help="answer one question, with its sources")
    ask.add_argument("question", help="the question, in plain words")
    ask.add_argument("--context", type=Path, help="a JSON file with facets of your situation")
    ask.add_argument(
        "--history", type=Path, help="a JSON file with the earlier questions, a list, the oldest first"
    )
    ask.add_argument("--json", action="store_true", help="print the whole Answer as JSON")
    receipts.add_parser(commands)
    commands.add_parser("password", help="print the hash of a password, for the users of the page")
    return top


def ask(question: str, context: Path | None, history: Path | None, as_json: bool) -> int:
    """Answer one question; bad input raises KmaError."""
    from advisor.errors import BadQuestion
    from advisor.settings import load_settings

    settings = load_settings()
    situation = read_context_file(context) if context else None
    earlier = read_history_file(history) if history else []
    from advisor.screening import screen

    screened = screen(question, settings.max_question)
    if screened.fault and not (as_json and screened.kind == "personal"):
        raise BadQuestion(screened.fault)
    from advisor.pipeline import Advisor
    from advisor.receipts.recorder import Recorder, open_receipts

    recorder = Recorder(Advisor.open(settings), open_receipts(settings), "command")
    answer = recorder.advise(question, situation, earlier)
    if as_json:
        sys.stdout.write(answer.model_dump_json(indent=2) + "\n")
    else:
        from advisor.plain import as_text

        sys.stdout.write(as_text(answer) + "\n")
    return 0


def password() -> int:
    """Print the hash of a password: typed twice unseen, or read as one line when it comes through a pipe."""
    from getpass import getpass

    from advisor.errors import BadSettings
    from advisor.passwords import hashed

    if sys.stdin.isatty():
        typed = getpass("Password: ")
        if getpass("The same again: ") != typed:
            raise BadSettings("the two passwords differ.", "Start again.")
    else:
        typed = sys.stdin.readline().rstrip("\r\n")
    sys.stdout.write(hashed(typed) + "\n")
    return 0


def read_context_file(path: Path) -> ManagerContext:
    """A ManagerContext from a JSON file; BadContext names what is wrong."""
    from pydantic import ValidationError

    from advisor.context import ManagerContext
    from advisor.errors import BadContext

    try:
        return ManagerContext.model_validate(_json(path))
    except ValidationError as err:
        fault = err.errors()[0]
        name = ".".join(map(str, fault["loc"])) or path.name
        reason = str(fault["msg"]).removeprefix("Value error, ")
        raise BadContext(f"the context file {path.name}: {name}: {reason}.", "Correct or remove it.") from err


def read_history_file(path: Path) -> list[str]:
    """Earlier questions from a JSON file; BadContext when it is not a list of strings."""
    from advisor.errors import BadContext

    value = _json(path)
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise BadContext(
            f"the history file {path.name} is not a list of questions.", 'Write ["first", "second"].'
        )
    return list(value)


def _json(path: Path) -> object:
    """The JSON of a file; BadContext when it is missing, too large, or not JSON."""
    from advisor.errors import BadContext

    try:
        if path.stat().st_size > MAX_FILE:
            raise BadContext(f"the file {path.name} is over {MAX_FILE:,} bytes.", "Name a smaller one.")
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as err:
        raise BadContext(f"the file {path} can't be read ({err.strerror}).", "Check its name.") from err
    except (ValueError, RecursionError) as err:
        raise BadContext(f"the file {path.name} is not JSON in UTF-8.", "Mend it.") from err


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; 2 and one sentence when its input is bad or the index is broken."""
    args = parser().parse_args(argv)
    try:
        if args.command == "password":
            return password()
        if args.command == "receipts":
            return receipts.run(args)
        return ask(args.question, args.context, args.history, args.json)
    except KmaError as err:
        sys.stderr.write(f"{err}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main())
