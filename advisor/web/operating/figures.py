"""The figures of a running service, for Prometheus; none of them holds a word of anybody's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

Refusal = Literal["busy", "rate", "time-out", "stopping"]
SECONDS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 60)
MEDIA_TYPE = CONTENT_TYPE_PLAIN_0_0_4.encode()


class Figures:
    """Counts questions, answers and requests; each server has its own registry."""

    def __init__(self) -> None:
        registry = CollectorRegistry()
        self._registry = registry
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        self.questions = Counter(
            "kma_questions",
            "Questions that were answered, by the answer's status",
            ["status"],
            registry=registry,
        )
        self.refused = Counter(
            "kma_questions_refused", "Questions that got no answer, and why", ["reason"], registry=registry
        )
        self.seconds = Histogram(
            "kma_answer_seconds",
            "From a question's arrival to its answer, in seconds",
            buckets=SECONDS,
            registry=registry,
        )
        self.removed = Counter(
            "kma_sentences_removed", "Sentences that their sources did not support", registry=registry
        )
        self.under_way = Gauge(
            "kma_questions_under_way", "Questions being answered or waiting", registry=registry
        )
        self.requests = Counter("kma_requests", "HTTP requests, by status", ["code"], registry=registry)
        self.ready = Gauge("kma_ready", "1 when questions can be answered", registry=registry)
        self.build = Gauge(
            "kma_build_info",
            "1 for the index build of the latest answer",
            ["build", "corpus"],
            registry=registry,
        )
        for reason in ("busy", "rate", "time-out", "stopping"):
            self.refused.labels(reason)

    def answered(self, status: str, seconds: float, removed: int, versions: Mapping[str, str]) -> None:
        """Count one answer.

        Args:
            status: of the answer.
            seconds: from the question's arrival to its answer.
            removed: sentences that were taken out.
            versions: what the answer was made by.
        """
        self.questions.labels(status).inc()
        self.seconds.observe(seconds)
        self.removed.inc(removed)
        if build := versions.get("build"):
            self.build.clear()
            self.build.labels(build, versions.get("corpus", "")).set(1)

    def text(self) -> bytes:
        """All figures in Prometheus's text format."""
        return generate_latest(self._registry)
