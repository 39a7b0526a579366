"""Runs an exported model with OpenVINO: no torch, bfloat16 where the processor multiplies it, safe between threads."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import LifoQueue
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
from pydantic import ValidationError

from corpus.records import Frozen
from index.errors import ModelProblem
from index.vectors import Vectors, sha256
from index.weights import Weights

T = TypeVar("T")
Tokens = npt.NDArray[np.int64]
Over = Callable[..., Iterator[Any]]
RECORD = "export.json"
LAYOUT = 1
"""Raised when a copy is made in another way, so that old copies are made anew."""
BATCH = 32
STEP = 4
"""Rows are padded to a multiple of this, so that few shapes have to be prepared."""
ALONE = 8
"""The same for a text alone, less one."""
WINDOW = 4096
"""So many texts are cut into tokens at once, so that those of like length can be found among them."""
LEAST = 0.999
"""The least average cosine between the vectors of a copy and those of its model in float32."""
MOST_STREAMS = 16


class Export(Frozen):
    """What a copy was made of. ``cosine`` maps a precision to the average cosine with the model in float32."""

    model: str
    longest: int
    dimension: int
    pad: int
    files: dict[str, str]
    cosine: dict[str, float]


class Runtime:
    """A copy of a model, ready to embed. Threads share it; each text batch takes one of its requests.

    Args:
        folder: of the copy.
        record: what it was made of.
        precision: "f32" or "bf16"; the quickest that this processor has and the copy was proved for when None.
    """

    def __init__(self, folder: Path, record: Export, precision: str | None = None) -> None:
        from tokenizers import Tokenizer

        core = openvino().Core()
        self.precision = precision or best_precision(
            core.get_property("CPU", "OPTIMIZATION_CAPABILITIES"), record.cosine
        )
        self.dimension = record.dimension
        self._pad = record.pad
        self._longest = record.longest
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(record.longest)
        cores = usable_cores()
        self._streams = min(cores, MOST_STREAMS)
        settings = {
            "INFERENCE_PRECISION_HINT": self.precision,
            "INFERENCE_NUM_THREADS": cores,
            "NUM_STREAMS": self._streams,
            "ENABLE_CPU_PINNING": False,
        }
        self._weights = Weights(folder / "model.bin")
        shared = openvino().Tensor(self._weights.bytes, shared_memory=True)
        graph = core.read_model((folder / "model.xml").read_bytes(), shared)
        self._compiled = core.compile_model(graph, "CPU", settings)
        self._idle: LifoQueue[Any] = LifoQueue()
        for _ in range(self._streams):
            self._idle.put(None)
        self._infer([np.full(1, self._pad, dtype=np.int64)])  # only now it has its own form of the weights
        self._weights.give_back()

    def encode(self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None) -> Vectors:
        """One row of float32 a text, in the order given; texts of as many tokens are embedded together."""
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        with self._side_by_side(len(texts)) as over:
            for start in range(0, len(texts), WINDOW):
                tokens = self._tokens(texts[start : start + WINDOW], over)
                order = sorted(range(len(tokens)), key=lambda i: -len(tokens[i]))
                batches = list(_slices(order, self._share(len(order))))
                given = ([tokens[i] for i in batch] for batch in batches)
                for batch, rows in zip(batches, over(self._infer, given), strict=True):
                    vectors[[start + i for i in batch]] = rows
                    if on_progress:
                        on_progress(len(batch))
        return vectors

    @contextmanager
    def _side_by_side(self, texts: int) -> Iterator[Over]:
        """Something like ``map`` that works on as many batches at once as there are streams."""
        if texts <= BATCH or self._streams < 2:
            yield map
        else:
            with ThreadPoolExecutor(self._streams) as pool:
                yield pool.map

    def _tokens(self, texts: Sequence[str], over: Over) -> list[Tokens]:
        """The token ids of each text, cut at the model's longest."""

        def cut(some: Sequence[str]) -> list[Tokens]:
            return [np.array(t.ids, dtype=np.int64) for t in self._tokenizer.encode_batch_fast(list(some))]

        return [ids for some in over(cut, _slices(texts, BATCH)) for ids in some]

    def _share(self, texts: int) -> int:
        """How many texts make a batch: where there are few, as many for each stream."""
        return BATCH if texts <= BATCH else min(BATCH, -(-texts // self._streams))

    def _infer(self, tokens: Sequence[Tokens]) -> Vectors:
        """The vectors of one batch."""
        width = _width(max(map(len, tokens)), len(tokens), self._longest)
        ids = np.full((len(tokens), width), self._pad, dtype=np.int64)
        mask = np.zeros((len(tokens), width), dtype=np.int64)
        for row, found in enumerate(tokens):
            ids[row, : len(found)] = found
            mask[row, : len(found)] = 1
        request = self._idle.get()
        try:
            request = request or self._compiled.create_infer_request()
            result = request.infer({"input_ids": ids, "attention_mask": mask})[0]
            return np.array(result, dtype=np.float32)
        finally:
            self._idle.put(request)


def _width(tokens: int, texts: int, most: int) -> int:
    """How many tokens wide a batch is made, of at most ``most``, when the longest of its texts has ``tokens``.

    Every width keeps about a megabyte of programs for itself. A text alone is made one narrower than a multiple:
    OpenVINO reckons a text in another way from each multiple of 16 tokens on, and so its vector is to the last bit
    that of the text without padding.
    """
    if texts == 1:
        return min(-(-(tokens + 1) // ALONE) * ALONE - 1, most)
    return -(-tokens // STEP) * STEP


def _slices(rows: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """So many at a time."""
    return (rows[start : start + size] for start in range(0, len(rows), size))


def openvino() -> Any:
    """The openvino package without its telemetry, which would report its mere import to its makers."""
    loaded: dict[str, Any] = sys.modules
    loaded.setdefault("openvino_telemetry", None)  # importing it now fails, and openvino does without
    import openvino as package

    return package


def copy_folder(exports: Path, identity: str) -> Path:
    """Where the copy of a model is kept."""
    return exports / f"{identity.replace('@', '-')}-{LAYOUT}"


def open_runtime(folder: Path, identity: str) -> Runtime:
    """A copy that is whole and of this model, loaded.

    Raises:
        ModelProblem: when a file of it is missing, has changed, or is of another model.
    """
    try:
        record = Export.model_validate_json((folder / RECORD).read_bytes())
        changed = [name for name, known in record.files.items() if sha256(folder / name) != known]
    except (OSError, ValidationError) as err:
        raise ModelProblem(f"the copy of the model in {folder} can't be read.") from err
    if changed or record.model != identity:
        what = f"the file {changed[0]}" if changed else "the model"
        raise ModelProblem(f"{what} of the copy in {folder} is not the one expected.")
    return Runtime(folder, record)


def best_precision(able: Sequence[str], cosine: dict[str, float]) -> str:
    """bfloat16 where the processor multiplies it and the copy is like its model in it, else float32."""
    return "bf16" if "BF16" in able and cosine.get("bf16", 0.0) >= LEAST else "f32"


def usable_cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
