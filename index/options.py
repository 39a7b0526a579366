"""How an index is built and searched: the part of the settings that the index owns."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from index.server import ServerOptions

DEFAULT_MODEL = "all-MiniLM-L6-v2"
BUILDS = Path(__file__).parent / "builds"


def exports_folder() -> Path:
    """Where the embedding model's copy is kept: ``KMA_INDEX__EXPORTS``, or beside the builds that ship."""
    return Path(os.environ.get("KMA_INDEX__EXPORTS") or Path(__file__).parent / "exports")


class IndexOptions(BaseModel):
    """Every field has a description; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    folder: Path = Field(
        default=BUILDS, description="Folder that holds the builds and the pointer to the one in use."
    )
    model: str = Field(
        default=DEFAULT_MODEL,
        description="all-MiniLM-L6-v2 (packaged), or the path of any other sentence-transformers model on this disk.",
    )
    exports: Path = Field(
        default_factory=exports_folder,
        description="Folder of the embedding model's copy, which is made once and runs without torch.",
    )
    alpha: float = Field(
        default=0.35,
        ge=0,
        le=1,
        description="Weight of BM25 against dense similarity when the two are fused.",
    )
    candidates: int = Field(
        default=100, ge=10, description="Passages taken from each of BM25 and dense search."
    )
    per_record: int = Field(default=3, ge=1, description="The most passages of one record in a result.")
    engine: Literal["auto", "exact", "chroma"] = Field(
        default="auto",
        description="Dense search: Chroma's own, over every vector (exact), or (auto) over every vector below 30,000 "
        "passages, over the most promising above, and Chroma's own with a Chroma server.",
    )
    server: ServerOptions = Field(
        default_factory=ServerOptions, description="The Chroma server that holds the vectors, if any."
    )
