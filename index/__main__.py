"""The door of the index: ``python -m index build|doctor``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from corpus.errors import KmaError
from corpus.vocabulary import DATA
from index.options import BUILDS, DEFAULT_MODEL


def parser() -> argparse.ArgumentParser:
    """The command line of the index."""
    top = argparse.ArgumentParser(prog="python -m index", description="Build and examine the search index.")
    commands = top.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="build the index aside, then switch to it")
    doctor = commands.add_parser("doctor", help="say what is well and what is not, with the mend")
    for command in (build, doctor):
        command.add_argument(
            "--corpus", type=Path, default=DATA, help="the corpus folder (default: the one that ships)"
        )
        command.add_argument(
            "--into", type=Path, default=BUILDS, help="the folder of builds (default: index/builds)"
        )
        command.add_argument("--model", default=DEFAULT_MODEL, help=f"{DEFAULT_MODEL}, or a model folder")
    build.add_argument(
        "--if-needed", action="store_true", help="only when there is no sound build of this corpus and model"
    )
    return top


def build(corpus: Path, into: Path, model: str, if_needed: bool = False) -> int:
    """Build the index with a progress bar; with ``if_needed``, only when the build in use can't be used."""
    if if_needed and (sound := _sound(corpus, into, model)):
        sys.stdout.write(f"The index is up to date: {sound}\n")
        return 0
    from corpus.collection import load_corpus
    from index.builds import build_index
    from index.embedding import SentenceTransformerEmbedder
    from index.manifest import read_manifest

    loaded = load_corpus(corpus)
    embedder = SentenceTransformerEmbedder(model)
    with _bar() as advance:
        target = build_index(loaded, embedder, into, advance)
    manifest = read_manifest(target)
    sys.stdout.write(f"Built {manifest.passages} passages of {manifest.records} records into {target}\n")
    return 0


def _sound(corpus: Path, into: Path, model: str) -> str:
    """One line on the build in use, or "" when it is missing, damaged, or of another corpus or model."""
    from index.doctor import examine_build
    from index.embedding import SentenceTransformerEmbedder
    from index.errors import IndexProblem
    from index.options import IndexOptions

    identity = SentenceTransformerEmbedder(model).identity
    try:
        return examine_build(IndexOptions(folder=into, model=model), identity, corpus)
    except IndexProblem:
        return ""


def doctor(corpus: Path, into: Path, model: str) -> int:
    """Print the examination; 1 when anything failed."""
    from index.doctor import examine
    from index.options import IndexOptions

    findings = list(examine(IndexOptions(folder=into, model=model), corpus))
    for finding in findings:
        sys.stdout.write(f"{finding}\n")
    return 0 if all(f.ok for f in findings) else 1


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
        if args.command == "build":
            return build(args.corpus, args.into, args.model, args.if_needed)
        return doctor(args.corpus, args.into, args.model)
    except KmaError as err:
        sys.stderr.write(f"{err}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main())
