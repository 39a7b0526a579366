"""Exports a sentence-transformers model once to OpenVINO's format, and proves that the copy gives the same vectors."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock

from index.inference import LEAST, RECORD, Export, Runtime, openvino
from index.vectors import Vectors, sha256, unit

log = logging.getLogger(__name__)
LEAST_SINGLE = 0.99
_SENTENCE = "How do we get ward managers to use research on falls when there is no money and little time"
PROBES: tuple[str, ...] = (
    *(" ".join(_SENTENCE.split()[:n]) for n in range(1, 20, 2)),
    *((_SENTENCE + ". ") * n for n in (2, 3, 5, 9, 14, 30)),
    "Audit and feedback probably brings a small improvement (4.3%, 95% CI 0.5 to 16).",
    "Ärzte – naïve “quotes” and £1,200; 知识 перевод",
    "NHS ICB QI PDSA EBCD 2024/25",
    " ",
)
"""What a copy is tried on: questions of every length, past the model's longest too, and odd characters."""


def export(folder: Path, identity: str, target: Path, load: Callable[[], Any]) -> bool:
    """Copy a model, once.

    Args:
        folder: of the model.
        identity: of the model: its name and the check-sum of its weights.
        target: the copy's folder.
        load: gives the model in float32, as sentence-transformers has it.

    Returns:
        False when the model can't be copied, the copy can't be kept, or it is not like its model; the log says why.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(str(target.with_name(f".{target.name}.lock"))):
            if not target.is_dir():
                _export(folder, identity, target, load())
    except Exception as err:
        # Whatever a foreign model trips over here, sentence-transformers itself still runs it.
        log.warning("the model %s runs under sentence-transformers, which is slower: %s", identity, err)
        return False
    return True


def _export(folder: Path, identity: str, target: Path, model: Any) -> None:
    """Copy a model aside, try the copy, then put it in its place."""
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    try:
        _write_graph(model, aside)
        _write_tokenizer(folder, aside)
        files = {path.name: sha256(path) for path in sorted(aside.iterdir())}
        record = Export(
            model=identity,
            longest=int(model.max_seq_length or 512),
            dimension=int(model.get_embedding_dimension()),
            pad=int(getattr(model.tokenizer, "pad_token_id", 0) or 0),
            files=files,
            cosine={},
        )
        expected = unit(model.encode(list(PROBES), batch_size=1, show_progress_bar=False))
        cosine = {name: likeness(expected, _tried(aside, record, name)) for name in ("f32", "bf16")}
        if cosine["f32"] < LEAST:
            raise ValueError(f"the cosine of a copy's vectors to its own is {cosine['f32']:.4f} on average")
        made = record.model_copy(update={"cosine": cosine})
        (aside / RECORD).write_text(made.model_dump_json(), encoding="utf-8")
        aside.replace(target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _tried(aside: Path, record: Export, precision: str) -> Vectors:
    """The copy's vectors of the probes."""
    return unit(Runtime(aside, record, precision).encode(PROBES))


def likeness(expected: Vectors, found: Vectors) -> float:
    """The average cosine of rows of unit vectors; 0 when any single pair is unlike or no number."""
    cosines = np.einsum("ij,ij->i", expected, found)
    return float(cosines.mean()) if np.nan_to_num(cosines).min() >= LEAST_SINGLE else 0.0


def _write_graph(model: Any, aside: Path) -> None:
    """The whole model, pooling included, as one graph from token ids to vectors.

    The front end is called itself: OpenVINO's convert_model would report its use to its makers.
    """
    package = openvino()
    import torch
    from openvino.frontend import FrontEndManager
    from openvino.frontend.pytorch.ts_decoder import TorchScriptPythonDecoder

    class Whole(torch.nn.Module):
        """A sentence-transformers model as a function of two arrays."""

        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            return self.model({"input_ids": input_ids, "attention_mask": attention_mask})[
                "sentence_embedding"
            ]

    example = {name: torch.ones(2, 7, dtype=torch.long) for name in ("input_ids", "attention_mask")}
    with _quiet(), torch.no_grad():
        decoder = TorchScriptPythonDecoder(Whole().eval(), example_input=example)
    front = FrontEndManager().load_by_framework("pytorch")
    package.serialize(front.convert(front.load(decoder)), str(aside / "model.xml"))


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Hold back what the tracing of a model makes its libraries say: it touches every attribute they deprecate."""
    loggers = [logging.getLogger(name) for name in ("sentence_transformers", "transformers")]
    levels = [logger.level for logger in loggers]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for logger in loggers:
            logger.setLevel(logging.ERROR)
        try:
            yield
        finally:
            for logger, level in zip(loggers, levels, strict=True):
                logger.setLevel(level)


def _write_tokenizer(folder: Path, aside: Path) -> None:
    """The tokenizer as the tokenizers library reads it; OSError when the model has none of that kind."""
    shutil.copyfile(folder / "tokenizer.json", aside / "tokenizer.json")
