"""The copy of a model is made once, is like its model, and where it can't be made sentence-transformers runs."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import numpy as np
import pytest

from corpus.collection import load_corpus
from index import embedding, exporting
from index.embedding import SentenceTransformerEmbedder
from index.exporting import LEAST, PROBES, export, likeness
from index.inference import RECORD, Export, copy_folder
from index.options import exports_folder
from index.passages import to_passages


@pytest.fixture
def unloadable(monkeypatch: pytest.MonkeyPatch) -> None:
    """sentence-transformers may not be loaded."""

    def refuse(self: object, dtype: str) -> None:
        raise AssertionError("the model was loaded by sentence-transformers")

    monkeypatch.setattr(SentenceTransformerEmbedder, "_load", refuse)


def test_likeness_is_the_average_cosine() -> None:
    assert likeness(np.eye(2, dtype=np.float32), np.eye(2, dtype=np.float32)) == 1


@pytest.mark.parametrize("worst", [0.5, np.nan])
def test_one_unlike_row_spoils_all(worst: float) -> None:
    expected = np.tile(np.array([[1.0, 0.0]], dtype=np.float32), (1000, 1))
    found = expected.copy()
    found[0, 0] = worst
    assert likeness(expected, found) == 0


def test_the_probes_are_of_every_length() -> None:
    lengths = [len(text.split()) for text in PROBES]
    assert min(lengths) == 0
    assert max(lengths) > 300


@pytest.mark.slow
@pytest.mark.model
def test_a_copy_is_made_once_and_is_like_its_model(
    tmp_path: Path, mini_corpus: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    one = SentenceTransformerEmbedder(exports=tmp_path)
    assert one.runtime is not None
    assert capfd.readouterr() == ("", "")
    copy = copy_folder(tmp_path, one.identity)
    record = Export.model_validate_json((copy / RECORD).read_bytes())
    assert record.cosine["f32"] > 0.99999
    assert record.cosine["bf16"] >= LEAST
    texts = [p.embedded for p in to_passages(load_corpus(mini_corpus).records.values())]
    own = one._load("float32").encode(texts, normalize_embeddings=True, show_progress_bar=False)
    assert np.einsum("ij,ij->i", own, one.encode(texts)).mean() >= 0.999
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".") and p.is_dir()]
    made = (copy / RECORD).stat().st_mtime_ns
    assert SentenceTransformerEmbedder(exports=tmp_path).runtime is not None
    assert (copy / RECORD).stat().st_mtime_ns == made


@pytest.mark.model
def test_the_second_use_does_not_load_the_model(
    embedder: SentenceTransformerEmbedder, unloadable: None
) -> None:
    assert embedder.runtime is not None
    assert SentenceTransformerEmbedder().encode(["a question"]).shape == (1, 384)


@pytest.mark.model
def test_a_damaged_copy_is_made_anew(
    tmp_path: Path,
    embedder: SentenceTransformerEmbedder,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert embedder.runtime is not None
    whole = copy_folder(exports_folder(), embedder.identity)
    copy = copy_folder(tmp_path, embedder.identity)
    shutil.copytree(whole, copy)
    (copy / "model.bin").write_bytes(b"")
    monkeypatch.setattr(exporting, "_export", lambda f, i, target, load: shutil.copytree(whole, target))
    monkeypatch.setattr(SentenceTransformerEmbedder, "_load", lambda self, dtype: None)
    with caplog.at_level(logging.WARNING):
        assert SentenceTransformerEmbedder(exports=tmp_path).encode(["a question"]).shape == (1, 384)
    assert "the file model.bin of the copy" in caplog.text


class Stand:
    """What sentence-transformers would load, in a test where it must not take long."""

    def get_embedding_dimension(self) -> int:
        return 3

    def encode(self, texts: list[str], **_: object) -> np.ndarray:
        return np.array([[len(text) + 1, 1, 0] for text in texts], dtype=np.float32)


@pytest.mark.parametrize("hindrance", ["no openvino", "a model it can't trace", "a file for a folder"])
def test_without_a_copy_sentence_transformers_runs_the_model(
    hindrance: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    exports = tmp_path / "exports"
    if hindrance == "no openvino":
        monkeypatch.setattr(embedding, "has_openvino", lambda: False)
    if hindrance == "a file for a folder":
        exports.write_text("")
    monkeypatch.setattr(SentenceTransformerEmbedder, "_load", lambda self, dtype: Stand())
    with caplog.at_level(logging.WARNING):
        embedder = SentenceTransformerEmbedder(exports=exports)
        vectors = embedder.encode(["ab", "abcdef", ""])
        embedder.encode(["once more"])
    np.testing.assert_allclose(vectors[:, 0] / vectors[:, 1], [3, 7, 1], rtol=1e-5)
    assert embedder.encode([]).shape == (0, 3)
    told = [r.getMessage() for r in caplog.records if r.name.startswith("index")]
    assert len(told) == 1
    assert "runs under sentence-transformers" in told[0]
    if exports.is_dir():
        assert not [p for p in exports.iterdir() if p.is_dir()]


def test_a_copy_unlike_its_model_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(exporting, "_write_graph", lambda model, aside: None)
    monkeypatch.setattr(exporting, "_write_tokenizer", lambda folder, aside: None)
    monkeypatch.setattr(exporting, "_tried", lambda aside, record, precision: np.eye(3, dtype=np.float32)[:1])

    class Model(Stand):
        max_seq_length = 8
        tokenizer = None

        def encode(self, texts: list[str], **_: object) -> np.ndarray:
            return np.array([[0.9, 0.4358899, 0]], dtype=np.float32)

    with caplog.at_level(logging.WARNING):
        assert not export(tmp_path, "stand@1", tmp_path / "copy", Model)
    assert "the cosine of a copy's vectors to its own is 0.0000" in caplog.text
    assert not (tmp_path / "copy").exists()
