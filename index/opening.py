"""Opens the build in use: manifest, check-sums, records, references, and a searcher over it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from corpus.collection import Corpus, digest_of
from corpus.records import AnyRecord
from corpus.references import Reference
from corpus.vocabulary import DATA
from index.builds import FORMAT, Manifest, current_build, read_manifest, read_passages, verify_files
from index.embedding import Embedder, SentenceTransformerEmbedder
from index.errors import REBUILD, Damaged, Mismatch
from index.lexical import Lexical
from index.options import IndexOptions
from index.search import EXACT_BELOW, Searcher
from index.store import ChromaStore

_RECORDS: TypeAdapter[list[Any]] = TypeAdapter(list[Annotated[AnyRecord, Field(discriminator="kind")]])


@dataclass(frozen=True)
class OpenIndex:
    """A build that is ready to answer.

    ``printed`` maps a reference id to its Vancouver form.
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
        NoBuild, Mismatch, Damaged, ModelProblem: with the mend.
    """
    build = current_build(options.folder)
    manifest = read_manifest(build)
    model = embedder or SentenceTransformerEmbedder(options.model, options.exports)
    check_match(manifest, model.identity, corpus_folder)
    verify_files(build, manifest)
    corpus, printed = read_corpus(build, manifest)
    passages = read_passages(build)
    store = ChromaStore.embedded(build / "chroma")
    if store.count() != len(passages):
        raise Damaged(
            f"Chroma holds {store.count()} vectors and the build has {len(passages)} passages.", REBUILD
        )
    exact = options.engine == "exact" or (options.engine == "auto" and len(passages) < EXACT_BELOW)
    searcher = Searcher(
        passages=passages,
        embedder=model,
        lexical=Lexical.open(build / "bm25", len(passages)),
        vectors=store.read([p.id for p in passages]) if exact else None,
        store=store,
        alpha=options.alpha,
        candidates=options.candidates,
        per_record=options.per_record,
    )
    return OpenIndex(build, manifest, corpus, printed, searcher)


def check_match(manifest: Manifest, model: str, corpus_folder: Path | None) -> None:
    """Refuse a build of another format, model or corpus; Mismatch names which."""
    if manifest.format != FORMAT:
        raise Mismatch(f"the index has format {manifest.format}; this version reads {FORMAT}.", REBUILD)
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
