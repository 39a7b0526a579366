"""The copy of the model: quick, alike whatever runs it, refused when it is not what was written."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.embedding import SentenceTransformerEmbedder
from index.errors import ModelProblem
from index.inference import (
    BATCH,
    RECORD,
    Export,
    Runtime,
    _width,
    best_precision,
    copy_folder,
    open_runtime,
    usable_cores,
)
from index.options import exports_folder

TEXTS = [f"Ward teams use research on falls {'again ' * n}" for n in range(60)]


@pytest.fixture(scope="module")
def copy(embedder: SentenceTransformerEmbedder) -> Path:
    """The packaged model's copy; made now where it never was."""
    assert embedder.runtime is not None
    return copy_folder(exports_folder(), embedder.identity)


@pytest.fixture
def own(copy: Path, tmp_path: Path) -> Path:
    """The same once more, to be broken."""
    return Path(shutil.copytree(copy, tmp_path / "own"))


@pytest.mark.parametrize(
    ("able", "cosine", "expected"),
    [
        (["FP32", "BF16"], {"f32": 1.0, "bf16": 0.9999}, "bf16"),
        (["FP32", "BF16"], {"f32": 1.0, "bf16": 0.998}, "f32"),
        (["FP32", "BF16"], {"f32": 1.0}, "f32"),
        (["FP32", "INT8"], {"f32": 1.0, "bf16": 0.9999}, "f32"),
    ],
)
def test_bfloat16_where_the_processor_has_it_and_the_copy_was_proved(
    able: list[str], cosine: dict[str, float], expected: str
) -> None:
    assert best_precision(able, cosine) == expected


def test_both_precisions_give_the_same_vectors(copy: Path) -> None:
    record = Export.model_validate_json((copy / RECORD).read_bytes())
    one, other = (Runtime(copy, record, precision).encode(TEXTS) for precision in ("f32", "bf16"))
    lengths = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    assert (np.einsum("ij,ij->i", one, other) / lengths).mean() > 0.999


def test_rows_come_in_the_order_of_the_texts(embedder: SentenceTransformerEmbedder) -> None:
    order = np.random.default_rng(7).permutation(len(TEXTS))
    together = embedder.encode([TEXTS[i] for i in order])
    alike = (together * embedder.encode(TEXTS)[order]).sum(axis=1)
    assert alike.min() > 0.999


def test_progress_is_told_batch_by_batch(copy: Path, embedder: SentenceTransformerEmbedder) -> None:
    told: list[int] = []
    open_runtime(copy, embedder.identity).encode(TEXTS, told.append)
    assert sum(told) == len(TEXTS)
    assert max(told) <= BATCH
    assert max(told) - min(told) <= usable_cores()


def test_many_texts_come_in_whole_batches(copy: Path, embedder: SentenceTransformerEmbedder) -> None:
    runtime = open_runtime(copy, embedder.identity)
    told: list[int] = []
    runtime.encode(["some words"] * (BATCH * 20 + 5), told.append)
    assert told == [BATCH] * 20 + [5] or usable_cores() > 16


def test_threads_may_share_one(embedder: SentenceTransformerEmbedder) -> None:
    expected = [embedder.encode([text])[0] for text in TEXTS[:20]]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda text: embedder.encode([text])[0], TEXTS[:20] * 5))
    for row, vector in enumerate(found):
        np.testing.assert_allclose(vector, expected[row % 20], atol=1e-6)


@pytest.mark.parametrize("precision", ["f32", "bf16"])
def test_padding_leaves_the_vector_of_a_text_as_it_is(
    precision: str, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime = Runtime(copy, Export.model_validate_json((copy / RECORD).read_bytes()), precision)
    padded = np.vstack([runtime.encode([text]) for text in TEXTS[::3]])
    monkeypatch.setattr("index.inference._width", lambda tokens, *_: tokens)
    plain = np.vstack([runtime.encode([text]) for text in TEXTS[::3]])
    np.testing.assert_allclose(padded, plain, rtol=0, atol=2e-3)  # alike to the bit on most processors


@pytest.mark.parametrize(
    ("tokens", "texts", "expected"),
    [(3, 1, 7), (7, 1, 7), (8, 1, 15), (31, 1, 31), (32, 1, 39), (256, 1, 256), (3, 2, 4), (256, 32, 256)],
)
def test_few_widths_are_made(tokens: int, texts: int, expected: int) -> None:
    assert _width(tokens, texts, 256) == expected


@pytest.mark.skipif(sys.platform != "linux", reason="tells memory as Linux does")
def test_a_copy_in_use_holds_its_weights_once(copy: Path) -> None:
    script = (
        "import psutil, sys; from pathlib import Path; from index.inference import Export, Runtime;"
        "copy = Path(sys.argv[1]); record = Export.model_validate_json((copy / 'export.json').read_bytes());"
        "runtime = Runtime(copy, record); runtime.encode(['Ward teams use research']);"
        "print([m.rss for m in psutil.Process().memory_maps() if m.path.endswith('model.bin')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(copy)], capture_output=True, text=True, check=True
    )
    (held,) = json.loads(done.stdout)
    assert held < 0.3 * (copy / "model.bin").stat().st_size


@pytest.mark.parametrize("name", ["model.bin", "model.xml", "tokenizer.json"])
def test_a_changed_file_is_named(name: str, own: Path, embedder: SentenceTransformerEmbedder) -> None:
    data = bytearray((own / name).read_bytes())
    data[len(data) // 2] ^= 1
    (own / name).write_bytes(data)
    with pytest.raises(ModelProblem, match=f"the file {name}"):
        open_runtime(own, embedder.identity)


def test_a_copy_of_another_model_is_refused(own: Path) -> None:
    with pytest.raises(ModelProblem, match="the model of the copy"):
        open_runtime(own, "another@1234")


@pytest.mark.parametrize("damage", ["missing", "broken"])
def test_a_copy_without_its_record_is_refused(
    damage: str, own: Path, embedder: SentenceTransformerEmbedder
) -> None:
    (own / RECORD).unlink()
    if damage == "broken":
        (own / RECORD).write_text("{")
    with pytest.raises(ModelProblem, match="can't be read"):
        open_runtime(own, embedder.identity)


def test_the_warm_path_imports_neither_torch_nor_the_telemetry(copy: Path) -> None:
    script = (
        "import sys; from index.embedding import SentenceTransformerEmbedder as E; E().encode(['warm']);"
        "print([m for m in ('torch', 'transformers', 'sentence_transformers', 'sklearn', 'scipy', 'chromadb',"
        "'openvino_telemetry') if sys.modules.get(m)])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_some_processor_is_usable() -> None:
    assert usable_cores() >= 1
