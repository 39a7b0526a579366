"""Opens the build in use: manifest, check-sums, records, references, and a searcher over it."""

from __future__ import annotations

import json
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from corpus.collection import Corpus, digest_of
from corpus.records import AnyRecord
from corpus.references import Reference
from corpus.vocabulary import DATA
from index.builds import current_build
from index.contents import check_place, open_store, read_passages, read_vectors
from index.embedding import Embedder, SentenceTransformerEmbedder
from index.errors import REBUILD, Damaged, Mismatch
from index.leases import Lease, hold
from index.lexical import Lexical
from index.manifest import Manifest, read_manifest, verify_files
from index.options import IndexOptions
from index.search import Searcher
from index.store import ChromaStore

_RECORDS: TypeAdapter[list[Any]] = TypeAdapter(list[Annotated[AnyRecord, Field(discriminator="kind")]])


@dataclass(frozen=True)
class OpenIndex:
    """A build that is ready to answer.

    ``printed`` maps a reference id to its Vancouver form. While anybody refers to the
    searcher the build is not swept; then its Chroma is closed and its lease ends by themselves.
    """

    build: Path
    manifest: Manifest
    corpus: Corpus
    printed: dict[str, str]
    searcher: Searcher


def open_index(
    options: IndexOptions, corpus_folder: Path | None = DATA, embedder: Embedder | None = None
) -> OpenIndex:
    """Open the build in use.

    Args:
        options: where builds are, and how to search.
        corpus_folder: the corpus that the build must have been made from; None to take the build as it is.
        embedder: the model; the one that the options name when None.

    Raises:
        NoBuild, Mismatch, Damaged, ModelProblem, StoreAway: with the mend.
    """
    build = current_build(options.folder)
    lease = hold(build)
    try:
        return _open(build, options, corpus_folder, embedder, lease)
    except BaseException:
        lease.release()
        raise


def _open(
    build: Path, options: IndexOptions, corpus_folder: Path | None, embedder: Embedder | None, lease: Lease
) -> OpenIndex:
    """Check a build from end to end, then read it."""
    manifest = read_manifest(build)
    model = embedder or SentenceTransformerEmbedder(options.model, options.exports)
    check_match(manifest, model.identity, corpus_folder)
    check_place(build, manifest, options.server)
    verify_files(build, manifest)
    corpus, printed = read_corpus(build, manifest)
    passages = read_passages(build)
    here = options.engine == "exact" or (options.engine == "auto" and not manifest.collection)
    store = None if here else _opened_store(build, manifest, options)
    searcher = Searcher(
        passages=passages,
        embedder=model,
        lexical=Lexical.open(build / "bm25", len(passages)),
        vectors=read_vectors(build, manifest, passages, options.server) if here else None,
        store=store,
        alpha=options.alpha,
        candidates=options.candidates,
        per_record=options.per_record,
        exact=options.engine == "exact",
    )
    weakref.finalize(searcher, _let_go, store, lease)
    return OpenIndex(build, manifest, corpus, printed, searcher)


def _let_go(store: ChromaStore | None, lease: Lease) -> None:
    """Close what a build was read from."""
    if store is not None:
        store.close()
    lease.release()


def _opened_store(build: Path, manifest: Manifest, options: IndexOptions) -> ChromaStore:
    """The Chroma that holds a build's vectors; Damaged when it does not hold as many as it should."""
    store = open_store(build, manifest, options.server)
    if (held := store.count()) != manifest.passages:
        store.close()
        raise Damaged(f"Chroma holds {held} vectors and the build has {manifest.passages} passages.", REBUILD)
    return store


def check_match(manifest: Manifest, model: str, corpus_folder: Path | None) -> None:
    """Refuse a build of another model or corpus; Mismatch names which."""
    if manifest.model != model:
        raise Mismatch(f"the index was made with {manifest.model}, and the settings name {model}.", REBUILD)
    if corpus_folder is not None and digest_of(corpus_folder) != manifest.corpus:
        raise Mismatch("the corpus has changed since the index was built.", REBUILD)


def read_corpus(build: Path, manifest: Manifest) -> tuple[Corpus, dict[str, str]]:
    """The records and references that a build holds; Damaged when they can't be read."""
    try:
        records = _RECORDS.validate_json((build / "records.json").read_bytes())
        entries = json.loads((build / "references.json").read_text(encoding="utf-8"))
        printed = {entry["id"]: entry.pop("printed") for entry in entries}
        references = {entry["id"]: Reference.model_validate(entry) for entry in entries}
    except (OSError, ValueError, KeyError, ValidationError) as err:
        raise Damaged(f"the records of the build {build.name} can't be read.", REBUILD) from err
    return Corpus({r.id: r for r in records}, references, manifest.corpus), printed
