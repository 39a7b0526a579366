"""Opening a build, and refusing one that does not match or is broken."""

from __future__ import annotations

import gc
import shutil
from pathlib import Path

import numpy as np
import pytest

from corpus.collection import load_corpus
from index.builds import build_index, current_build, prune
from index.doctor import examine_build
from index.embedding import SentenceTransformerEmbedder
from index.errors import Damaged, IndexProblem, Mismatch, NoBuild
from index.manifest import read_manifest
from index.opening import open_index
from index.options import IndexOptions
from index.store import ChromaStore
from tests.conftest import Built, write_mini_corpus
from tests.index.hashing import HashingEmbedder


@pytest.fixture
def copied(mini_corpus: Path, tmp_path: Path) -> IndexOptions:
    """A fast build to spoil."""
    build_index(load_corpus(mini_corpus), HashingEmbedder(), tmp_path / "builds")
    return IndexOptions(folder=tmp_path / "builds")


def test_what_was_built_is_opened(built: Built, embedder: SentenceTransformerEmbedder) -> None:
    opened = open_index(built.options, built.corpus, embedder)
    loaded = load_corpus(built.corpus)
    assert opened.build == built.build
    assert opened.corpus.records == loaded.records
    assert opened.corpus.references == loaded.references
    assert opened.printed["test-audit"].startswith("Tester A.")


def test_the_model_of_the_options_is_taken(built: Built) -> None:
    opened = open_index(built.options, built.corpus)
    assert opened.manifest.model == opened.searcher.embedder.identity


def test_exact_and_chroma_find_the_same(built: Built, embedder: SentenceTransformerEmbedder) -> None:
    found = {}
    for engine in ("exact", "chroma"):
        options = built.options.model_copy(update={"engine": engine})
        searcher = open_index(options, built.corpus, embedder).searcher
        assert (searcher.vectors is None) == (engine == "chroma")
        found[engine] = [(h.passage.id, round(h.score, 3)) for h in searcher.search("charts on wards", 8)]
    assert found["exact"] == found["chroma"]


def test_no_build(tmp_path: Path, mini_corpus: Path) -> None:
    with pytest.raises(NoBuild, match="no index"):
        open_index(IndexOptions(folder=tmp_path), mini_corpus, HashingEmbedder())


def test_another_model_is_refused(copied: IndexOptions, mini_corpus: Path) -> None:
    with pytest.raises(Mismatch, match="hashing@1, and the settings name hashing@2") as caught:
        open_index(copied, mini_corpus, HashingEmbedder("hashing@2"))
    assert caught.value.mend == "Run: python -m index build"


def test_another_corpus_is_refused(copied: IndexOptions, tmp_path: Path) -> None:
    changed = write_mini_corpus(tmp_path / "corpus")
    path = changed / "cases" / "case-ward-audit.md"
    path.write_text(path.read_text().replace("two months late", "three months late"))
    with pytest.raises(Mismatch, match="corpus has changed"):
        open_index(copied, changed, HashingEmbedder())
    assert open_index(copied, None, HashingEmbedder()).searcher.passages


def test_windows_line_ends_are_the_same_corpus(copied: IndexOptions, tmp_path: Path) -> None:
    same = write_mini_corpus(tmp_path / "corpus")
    for path in same.rglob("*.md"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert open_index(copied, same, HashingEmbedder())


def test_another_format_is_refused(copied: IndexOptions, mini_corpus: Path) -> None:
    path = current_build(copied.folder) / "manifest.json"
    path.write_text(path.read_text().replace('"format":2', '"format":99'))
    with pytest.raises(Mismatch, match="format 99"):
        open_index(copied, mini_corpus, HashingEmbedder())


def test_a_half_written_build_is_refused(copied: IndexOptions, mini_corpus: Path) -> None:
    (current_build(copied.folder) / "manifest.json").unlink()
    with pytest.raises(Damaged, match="half-written"):
        open_index(copied, mini_corpus, HashingEmbedder())


def test_a_flipped_byte_is_refused(copied: IndexOptions, mini_corpus: Path) -> None:
    path = current_build(copied.folder) / "records.json"
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)
    with pytest.raises(Damaged, match=r"records\.json"):
        open_index(copied, mini_corpus, HashingEmbedder())


def files_of(folder: Path) -> dict[str, Path]:
    """Every sort of file of a build by a name that is the same for each build, and the pointer."""
    build = current_build(folder)
    found = {"CURRENT": folder / "CURRENT"}
    for path in build.rglob("*"):
        if path.is_file() and path.stat().st_size:
            found[path.name] = path
    return found


FILES = (
    "CURRENT manifest.json passages.json records.json references.json vectors.npy data.csc.index.npy "
    "indices.csc.index.npy indptr.csc.index.npy params.index.json vocab.index.json data_level0.bin header.bin "
    "length.bin index_metadata.pickle chroma.sqlite3 reuse.json"
).split()
UNSUMMED = "chroma.sqlite3"


def looked_at(name: str, options: IndexOptions, corpus: Path) -> None:
    """Look at a file as whoever reads it does: exact search never opens Chroma's own, the doctor does."""
    if name == UNSUMMED:
        examine_build(options, "hashing@1", corpus)
    else:
        open_index(options, corpus, HashingEmbedder())


@pytest.mark.parametrize("harm", ["flipped", "truncated", "gone"])
def test_harm_to_any_file_is_named_with_its_mend(harm: str, copied: IndexOptions, mini_corpus: Path) -> None:
    files = files_of(copied.folder)
    assert set(files) - {"link_lists.bin"} == set(FILES)
    for name, path in files.items():
        kept = path.read_bytes()
        if name == UNSUMMED:
            text = b"Nurses in the ward audit of falls said"
            assert text in kept
            spoilt = kept.replace(text, text.lower()) if harm == "flipped" else kept[: len(kept) // 2]
        else:
            middle = len(kept) // 2
            flipped = kept[:middle] + bytes([kept[middle] ^ 1]) + kept[middle + 1 :]
            spoilt = flipped if harm == "flipped" else kept[:-1]
        path.unlink()
        if harm != "gone":
            path.write_bytes(spoilt)
        with pytest.raises(IndexProblem) as caught:
            looked_at(name, copied, mini_corpus)
        assert "python -m index build" in caught.value.mend, name
        path.write_bytes(kept)
    assert open_index(copied, mini_corpus, HashingEmbedder()).searcher.search("charts")


def test_what_is_read_is_not_swept(copied: IndexOptions, mini_corpus: Path) -> None:
    opened = open_index(copied, mini_corpus, HashingEmbedder())
    for turn in range(3):
        build_index(load_corpus(mini_corpus), HashingEmbedder(f"hashing@{turn}"), copied.folder)
    assert opened.build.is_dir()
    assert prune(copied.folder)
    assert opened.build.is_dir()
    assert len(list(copied.folder.glob("2*"))) == 2
    build = opened.build
    del opened
    gc.collect()
    assert prune(copied.folder) == [build.name]
    assert not build.exists()


def test_a_folder_that_is_no_build_is_never_touched(copied: IndexOptions, mini_corpus: Path) -> None:
    stranger = copied.folder / "holiday pictures"
    stranger.mkdir()
    build_index(load_corpus(mini_corpus), HashingEmbedder(), copied.folder)
    prune(copied.folder)
    assert stranger.is_dir()


def test_an_emptied_chroma_is_refused(copied: IndexOptions, mini_corpus: Path) -> None:
    shutil.rmtree(current_build(copied.folder) / "chroma")
    (current_build(copied.folder) / "chroma").mkdir()
    asking_chroma = copied.model_copy(update={"engine": "chroma"})
    with pytest.raises(Damaged, match="Chroma|chroma"):
        open_index(asking_chroma, mini_corpus, HashingEmbedder())


def test_missing_vectors_are_refused(
    copied: IndexOptions, mini_corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ChromaStore, "count", lambda _: 2)
    with pytest.raises(Damaged, match="Chroma holds 2 vectors"):
        open_index(copied.model_copy(update={"engine": "chroma"}), mini_corpus, HashingEmbedder())


def test_opening_changes_nothing_that_is_summed(copied: IndexOptions, mini_corpus: Path) -> None:
    before = read_manifest(current_build(copied.folder))
    for _ in range(3):
        opened = open_index(copied, mini_corpus, HashingEmbedder())
        assert np.isfinite(opened.searcher.relevance("charts")).all()
    assert read_manifest(current_build(copied.folder)) == before
