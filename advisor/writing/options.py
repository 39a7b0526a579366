"""Which chat model writes, and within what limits: the part of the settings that the writer owns."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

PROVIDERS = ("openai", "azure_openai", "anthropic", "ollama", "gguf")


class WriterOptions(BaseModel):
    """Every field has a description; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    model: str | None = Field(
        default=None,
        description="The chat model, as PROVIDER:NAME (openai, azure_openai, anthropic, ollama) or gguf:PATH; "
        "none composes every answer without one.",
    )
    base_url: str | None = Field(
        default=None,
        description="Address of the server, such as http://127.0.0.1:8080/v1; with openai: any server of that kind.",
    )
    api_key: SecretStr | None = Field(
        default=None,
        exclude=True,
        description="The key for that server; without base_url the provider's own variable is read as well.",
    )
    timeout: float = Field(
        default=60,
        gt=0,
        le=3600,
        description="The longest that one answer may wait for the model, in seconds.",
    )
    retries: int = Field(
        default=2, ge=0, le=10, description="How often a request that failed in passing is made again."
    )
    max_tokens: int = Field(
        default=600, ge=50, le=8000, description="The longest reply of the model, in tokens."
    )
    temperature: float | None = Field(
        default=0,
        ge=0,
        le=2,
        description="How freely the model words it; none for a model that takes no such value.",
    )
    statements: int = Field(
        default=12, ge=1, le=40, description="The most statements of the evidence that the model is shown."
    )
    sentences: int = Field(
        default=5, ge=1, le=12, description="The most sentences that the model is asked to write."
    )
    method: Literal["json_schema", "function_calling", "json_mode"] | None = Field(
        default=None,
        description="How structured output is asked for; none leaves it to the provider's default.",
    )
    context: int = Field(
        default=4096, ge=512, description="Tokens that a gguf model holds: the statements and its reply."
    )
    threads: int | None = Field(
        default=None,
        ge=1,
        description="Threads of a gguf model; none takes all cores but one, since it stalls when another program "
        "needs a core that it waits on.",
    )

    @field_validator("model")
    @classmethod
    def _known(cls, value: str | None) -> str | None:
        if not value or not value.strip():
            return None
        provider, _, name = value.strip().partition(":")
        if provider not in PROVIDERS or not name.strip():
            raise ValueError(f"write one of {', '.join(f'{p}:…' for p in PROVIDERS)}")
        return f"{provider}:{name.strip()}"

    @model_validator(mode="after")
    def _served_once(self) -> WriterOptions:
        if self.base_url and self.provider == "gguf":
            raise ValueError("a gguf model is served by the advisor itself, so it takes no base_url")
        return self

    @property
    def provider(self) -> str:
        """Who serves the model; "" when there is none."""
        return (self.model or "").partition(":")[0]

    @property
    def name(self) -> str:
        """The model's name with its provider, and of a path only the file: safe to show and to keep."""
        provider, _, name = (self.model or "").partition(":")
        return f"{provider}:{Path(name).name}" if provider == "gguf" else f"{provider}:{name}"

    @property
    def cores(self) -> int:
        """Threads of a gguf model, at least one."""
        return self.threads or max(1, (os.cpu_count() or 2) - 1)

    @property
    def holds_to_schema(self) -> bool:
        """Whether the provider holds a model to a JSON schema when it is asked to."""
        return self.provider in ("openai", "azure_openai") and self.method in (None, "json_schema")

    def identity(self) -> dict[str, object]:
        """What of these options changes an answer; empty when no model writes."""
        if self.model is None:
            return {}
        kept = {"max_tokens", "statements", "temperature", "sentences", "method"}
        return {"model": self.name, **self.model_dump(include=kept)}
