"""How the page is served to others: the part of the settings that the web room owns."""

from __future__ import annotations

import os
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Network = IPv4Network | IPv6Network


def _processors() -> int:
    return max(2, os.cpu_count() or 2)


class ServingOptions(BaseModel):
    """Every field has a description; unknown fields are refused. None of them changes an answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at_once: int = Field(
        default_factory=_processors, ge=1, le=256, description="How many questions are worked on at one time."
    )
    waiting: int = Field(
        default=100, ge=0, description="How many more may wait; the next one is told to try again later."
    )
    answer_seconds: float = Field(
        default=60, gt=0, description="The longest that a visitor waits for an answer, in seconds."
    )
    shutdown_seconds: float = Field(
        default=10, ge=0, description="How long questions under way may take to finish when the server stops."
    )
    questions_a_minute: int = Field(
        default=30, ge=0, description="The most questions of one visitor in a minute; 0 for no limit."
    )
    requests_a_minute: int = Field(
        default=600, ge=0, description="The most requests of one visitor in a minute; 0 for no limit."
    )
    limit_this_machine: bool = Field(
        default=False, description="Whether the limits hold for visitors on this machine as well."
    )
    trusted_proxies: tuple[Network, ...] = Field(
        default=(), description="Addresses of the reverse proxies whose forwarded headers are believed."
    )
    user_header: str = Field(
        default="",
        pattern=r"^([A-Za-z0-9-]{1,64})?$",
        description="The header in which a trusted proxy names the user who signed on; empty for none.",
    )
    users: dict[str, str] = Field(
        default={},
        description="Who may sign in: name and hashed password (python -m advisor password prints one).",
    )
    evaluators: tuple[str, ...] = Field(
        default=(),
        description="Users who may use the Evaluate tab (app.py --evaluate); everybody where nobody signs in.",
    )
    users_file: Path | None = Field(
        default=None, description="A file with one name:hashed password a line, beside or instead of users."
    )
    body_kb: int = Field(default=256, ge=1, description="The largest request but an upload, in kilobytes.")
    upload_mb: float = Field(
        default=5, ge=0, description="The largest upload, in megabytes; 0 for no uploads at all."
    )
    upload_types: tuple[str, ...] = Field(
        default=(".csv", ".json", ".yaml", ".yml"),
        description="The endings of the files that may be uploaded.",
    )
    metrics: Literal["off", "this-machine", "everyone"] = Field(
        default="this-machine", description="Who may read the figures at /metrics."
    )
    log_format: Literal["text", "json"] = Field(
        default="text", description="Log lines for people, or one JSON object a line."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="warning", description="The least serious log line to write."
    )
    log_questions: bool = Field(
        default=False, description="Whether the log holds the words of questions. Leave it off in use."
    )
