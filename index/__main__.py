"""The door of the index: ``python -m index build|doctor|prune``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import KmaError
from corpus.vocabulary import DATA
from index.errors import StoreAway

if TYPE_CHECKING:
    from index.options import IndexOptions


def parser() -> argparse.ArgumentParser:
    """The command line of the index."""
    top = argparse.ArgumentParser(prog="python -m index", description="Build and examine the search index.")
    commands = top.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="build the index aside, then switch to it")
    doctor = commands.add_parser("doctor", help="say what is well and what is not, with the mend")
    prune = commands.add_parser(
        "prune", help="remove every build but the one in use, on disk and on a server"
    )
    for command in (build, doctor):
        command.add_argument(
            "--corpus", type=Path, default=DATA, help="the corpus folder (default: the one that ships)"
        )
    for command in (build, doctor, prune):
        command.add_argument(
            "--into", type=Path, help="the folder of builds (default: KMA_INDEX__FOLDER, or index/builds)"
        )
    for command in (build, doctor):
        command.add_argument(
            "--model", help="all-MiniLM-L6-v2, or a model folder (default: KMA_INDEX__MODEL, or the former)"
        )
    build.add_argument(
        "--if-needed", action="store_true", help="only when there is no sound build of this corpus and model"
    )
    doctor.add_argument("--host", default="127.0.0.1", help="address that the page is to be served on")
    doctor.add_argument("--port", type=int, default=7860, help="its port (default: %(default)s)")
    doctor.add_argument(
        "--data", type=Path, help="the folder of receipts (default: KMA_STORE__FOLDER, or data)"
    )
    return top


def options_of(args: argparse.Namespace) -> IndexOptions:
    """The index's settings from the environment, with what the command line sets."""
    from index.environment import read_options

    given = {"folder": args.into, "model": getattr(args, "model", None)}
    return read_options().model_copy(update={k: v for k, v in given.items() if v is not None})


def build(corpus: Path, options: IndexOptions, if_needed: bool = False) -> int:
    """Build the index with a progress bar; with ``if_needed``, only when the build in use can't be used."""
    if if_needed and (sound := _sound(corpus, options)):
        sys.stdout.write(f"The index is up to date: {sound}\n")
        return 0
    from corpus.collection import load_corpus
    from index.builds import build_index
    from index.embedding import SentenceTransformerEmbedder
    from index.manifest import read_manifest

    loaded = load_corpus(corpus)
    embedder = SentenceTransformerEmbedder(options.model)
    with _bar() as advance:
        target = build_index(loaded, embedder, options.folder, advance, options.server)
    manifest = read_manifest(target)
    sys.stdout.write(f"Built {manifest.passages} passages of {manifest.records} records into {target}\n")
    return 0


def _sound(corpus: Path, options: IndexOptions) -> str:
    """One line on the build in use, or "" when it is missing, damaged, or of another corpus or model."""
    from index.doctor import examine_build
    from index.embedding import SentenceTransformerEmbedder
    from index.errors import IndexProblem

    identity = SentenceTransformerEmbedder(options.model).identity
    try:
        return examine_build(options, identity, corpus)
    except IndexProblem:
        return ""


def doctor(corpus: Path, options: IndexOptions, host: str, port: int, data: Path | None) -> int:
    """Print the examination; 1 when anything failed."""
    from index.doctor import examine

    data = data or Path(os.environ.get("KMA_STORE__FOLDER") or "data")

    findings = []
    for finding in examine(options, corpus, data, host, port):
        sys.stdout.write(f"{finding}\n")
        findings.append(finding)
    return 0 if all(f.ok for f in findings) else 1


def prune(options: IndexOptions) -> int:
    """Remove the builds that nobody needs, and name them."""
    from index.builds import prune

    removed = prune(options.folder, options.server)
    for name in removed:
        sys.stdout.write(f"Removed {name}\n")
    sys.stdout.write(f"{len(removed)} builds removed from {options.folder}\n")
    return 0


class _bar:
    """A progress bar on standard error, by rich; it is shown from the first step on."""

    def __enter__(self) -> Callable[[int, int], None]:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("Embedding"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=Console(stderr=True))
        self._task = self._progress.add_task("embed", total=None)
        return self._advance

    def _advance(self, done: int, total: int) -> None:
        self._progress.start()
        self._progress.update(self._task, completed=done, total=total)

    def __exit__(self, *_: object) -> None:
        if self._progress.live.is_started:
            self._progress.stop()


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; 2 and one sentence when its input is bad or the index is broken."""
    args = parser().parse_args(argv)
    try:
        options = options_of(args)
        if args.command == "build":
            return build(args.corpus, options, args.if_needed)
        if args.command == "prune":
            return prune(options)
        return doctor(args.corpus, options, args.host, args.port, args.data)
    except StoreAway as err:
        sys.stderr.write(f"{err.told}\n")
        return 2
    except KmaError as err:
        sys.stderr.write(f"{err}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main())
