"""One tree of settings; its hash is stamped on every answer. Environment variables start with KMA_."""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from advisor.database import StoreOptions
from advisor.errors import BadSettings
from advisor.serving_options import ServingOptions
from advisor.writing.options import WriterOptions
from corpus.vocabulary import DATA
from index.options import IndexOptions


class Settings(BaseSettings):
    """Every field has a description; unknown keys are refused.

    A nested field is set with two underscores: ``KMA_INDEX__ALPHA=0.5``.
    """

    model_config = SettingsConfigDict(
        env_prefix="KMA_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    corpus: Path = Field(default=DATA, description="Folder of the corpus that the index must match.")
    index: IndexOptions = Field(
        default_factory=IndexOptions, description="How the index is built and searched."
    )
    store: StoreOptions = Field(default_factory=StoreOptions, description="What is kept, where and how long.")
    serving: ServingOptions = Field(
        default_factory=ServingOptions, description="How the page is served: limits, sign-in, logs, metrics."
    )
    writer: WriterOptions = Field(
        default_factory=WriterOptions, description="Which chat model writes the short answer, if any."
    )
    max_question: int = Field(default=2000, ge=50, description="The longest question, in characters.")
    recommendations: int = Field(
        default=3, ge=1, le=6, description="The most approaches that one answer recommends."
    )
    sentences_per_part: int = Field(
        default=2, ge=1, le=4, description="The most sentences in each part of one."
    )

    def shaping(self) -> dict[str, Any]:
        """The settings that shape answers, as JSON: no paths, nothing of what is kept or how it is served."""
        left_out: dict[str, Any] = {
            "corpus": True,
            "index": {"folder", "exports", "server"},
            "store": True,
            "serving": True,
            "writer": True,
        }
        written = {"writer": self.writer.identity()} if self.writer.model else {}
        return {**self.model_dump(mode="json", exclude=left_out), **written}

    @cached_property
    def digest(self) -> str:
        """SHA-256 (first 16 hex digits) of the settings that shape answers, the same on every machine."""
        return hashlib.sha256(repr(sorted(self.shaping().items())).encode()).hexdigest()[:16]


def load_settings(**values: object) -> Settings:
    """Settings from the environment and some values; BadSettings names the first that is wrong."""
    try:
        return Settings(**values)  # type: ignore[arg-type]
    except ValidationError as err:
        fault = err.errors()[0]
        name = ".".join(map(str, fault["loc"]))
        raise BadSettings(
            f"the setting {name} is wrong: {fault['msg'].removeprefix('Value error, ')}.",
            "Correct or remove it.",
        ) from err
