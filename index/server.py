"""The way to a Chroma server: calls are retried with a growing pause, and left off for a while when all fail."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

from index.errors import IndexProblem, StoreAway

T = TypeVar("T")
log = logging.getLogger(__name__)


class ServerOptions(BaseModel):
    """Where the Chroma server is, and how patient to be with it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str = Field(
        default="",
        description="Address of a Chroma server, such as http://chroma:8000; empty keeps the vectors in the build.",
    )
    token: SecretStr | None = Field(default=None, description="Token that the server asks for.")
    token_header: Literal["Authorization", "X-Chroma-Token"] = Field(
        default="Authorization", description="Header that carries the token."
    )
    tenant: str = Field(default="default_tenant", description="Tenant on the server.")
    database: str = Field(default="default_database", description="Database of that tenant.")
    certificate: Path | None = Field(
        default=None, description="File of the certificate authority that signed the server's certificate."
    )
    timeout: float = Field(default=5, gt=0, le=600, description="Seconds to wait for one reply.")
    tries: int = Field(default=3, ge=1, le=10, description="How often one call is tried.")
    rest: float = Field(
        default=5, gt=0, le=600, description="Seconds without calls after two in a row have failed."
    )

    @field_validator("url")
    @classmethod
    def _an_address(cls, url: str) -> str:
        parts = urlsplit(url)
        if url and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/")):
            raise ValueError("write it as http://host:port or https://host:port")
        parts.port  # noqa: B018  (raises ValueError when it is no number)
        return url.rstrip("/")

    @property
    def address(self) -> tuple[str, int, bool]:
        """Host, port, and whether it is spoken to over TLS."""
        parts = urlsplit(self.url)
        secure = parts.scheme == "https"
        return str(parts.hostname), parts.port or (443 if secure else 8000), secure

    @property
    def headers(self) -> dict[str, str]:
        """What goes with each call."""
        if self.token is None:
            return {}
        secret = self.token.get_secret_value()
        return {self.token_header: f"Bearer {secret}" if self.token_header == "Authorization" else secret}


LOCAL = ServerOptions()
"""No server: the vectors lie in the build's own folder."""


class Server:
    """One Chroma server, connected to when first needed; safe to share between threads.

    Args:
        options: where it is.
    """

    def __init__(self, options: ServerOptions) -> None:
        from circuitbreaker import CircuitBreaker

        self.options = options
        self._client: Any = None
        self._lock = Lock()
        self._told = False
        self._breaker = CircuitBreaker(
            failure_threshold=2, recovery_timeout=options.rest, expected_exception=StoreAway
        )

    @property
    def away(self) -> bool:
        """Whether the last call failed because the server did not answer."""
        return bool(self._breaker.failure_count > 0)

    def call(self, job: Callable[[Any], T]) -> T:
        """Run a job with the client.

        Raises:
            StoreAway: when the server does not answer, or did not a moment ago.
            IndexProblem: when it refuses the token, tenant or database.
        """
        if self._breaker.opened:
            raise self._gone(self._breaker.last_failure)
        with self._breaker:
            done = self._tried(job)
        self._back()
        return done

    def pulse(self) -> bool:
        """Whether the server answers now; asks once, whatever went before, and so ends a rest early."""
        try:
            with self._breaker:
                self._heartbeat()
        except StoreAway:
            return False
        self._back()
        return True

    def _back(self) -> None:
        """Note that the server answered."""
        if self._told:
            log.warning("the Chroma server %s answers again", self.options.url)
            self._told = False

    def _tried(self, job: Callable[[Any], T]) -> T:
        from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

        retrying = Retrying(
            stop=stop_after_attempt(self.options.tries),
            wait=wait_random_exponential(multiplier=0.2, max=2),
            retry=retry_if_exception(passing),
            reraise=True,
        )
        try:
            return retrying(lambda: job(self._connected()))
        except Exception as err:
            if passing(err):
                raise self._gone(err) from err
            raise

    def _connected(self) -> Any:
        """The client, made at the first call."""
        with self._lock:
            if self._client is None:
                self._heartbeat()
                self._client = self._connect()
            return self._client

    def _connect(self) -> Any:
        os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
        import chromadb
        from chromadb.config import Settings

        host, port, secure = self.options.address
        verify = str(self.options.certificate) if self.options.certificate else None
        try:
            client: Any = chromadb.HttpClient(
                host=host,
                port=port,
                ssl=secure,
                headers=dict(self.options.headers),
                settings=Settings(anonymized_telemetry=False, chroma_server_ssl_verify=verify),
                tenant=self.options.tenant,
                database=self.options.database,
            )
        except Exception as err:
            if passing(err):
                raise
            raise IndexProblem(
                f"the Chroma server {self.options.url} can't be used: {err}",
                "Check the token, tenant and database in KMA_INDEX__SERVER.",
            ) from err
        client._server._session.timeout = self.options.timeout  # Chroma waits for ever otherwise
        return client

    def _heartbeat(self) -> None:
        """Ask the server for a sign of life; StoreAway when there is none."""
        import httpx

        verify: Any = str(self.options.certificate) if self.options.certificate else True
        host, port, secure = self.options.address
        shown = f"[{host}]" if ":" in host else host
        url = f"{'https' if secure else 'http'}://{shown}:{port}/api/v2/heartbeat"
        try:
            httpx.get(
                url, headers=self.options.headers, timeout=self.options.timeout, verify=verify
            ).raise_for_status()
        except (httpx.HTTPError, OSError) as err:
            raise self._gone(err) from err

    def _gone(self, err: BaseException | None) -> StoreAway:
        """The fault to raise; the first of a row goes to the log with its cause."""
        if not self._told:
            log.warning("the Chroma server %s does not answer: %s", self.options.url, err)
            self._told = True
        return StoreAway(self.options.url)


def passing(err: BaseException) -> bool:
    """Whether a fault of a call may be over at the next try: no connection, no reply, too busy."""
    import httpx
    from chromadb.errors import InternalError, RateLimitError

    # Chroma raises a bare Exception with the body of a reply that is not its own: a proxy's 502, for one.
    return isinstance(err, httpx.TransportError | StoreAway | InternalError | RateLimitError) or (
        type(err) is Exception
    )


@lru_cache(maxsize=8)
def server_of(options: ServerOptions) -> Server:
    """The server of these options: one for the whole process, so that all builds know when it is away."""
    return Server(options)


def drop_collection(options: ServerOptions, name: str) -> None:
    """Remove a collection and its vectors; one that is not there is no fault."""
    from chromadb.errors import NotFoundError

    def job(client: Any) -> None:
        try:
            client.delete_collection(name)
        except NotFoundError:
            return

    server_of(options).call(job)
