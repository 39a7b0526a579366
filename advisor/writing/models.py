"""The chat model that the settings name, made by LangChain; nothing is contacted until it is asked."""

from __future__ import annotations

import importlib.util
import logging
import os
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from advisor.errors import ModelUnavailable
from advisor.writing.options import WriterOptions

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

NEEDS = {
    "openai": ("openai", "langchain_openai"),
    "azure_openai": ("openai", "langchain_openai"),
    "anthropic": ("anthropic", "langchain_anthropic"),
    "ollama": ("ollama", "langchain_ollama"),
    "gguf": ("gguf", "langchain_openai", "xllamacpp"),
}
"""For each provider: the extra of this project, and the modules that it brings."""
KEYS = {
    "openai": "OPENAI_API_KEY",
    "azure_openai": "AZURE_OPENAI_API_KEY, AZURE_OPENAI_ENDPOINT and OPENAI_API_VERSION",
    "anthropic": "ANTHROPIC_API_KEY",
}
TALKATIVE = ("openai", "anthropic", "ollama", "httpx", "httpcore")
NO_KEY = "none"
HERE = {"localhost", "127.0.0.1", "::1"}


def chat_model(options: WriterOptions) -> BaseChatModel | None:
    """The chat model, ready to be asked; None when the settings name none.

    A key is sent to ``base_url`` only when it was given for it (KMA_WRITER__API_KEY): the provider's own
    variable stays with the provider.

    Raises:
        ModelUnavailable: when the extra, the key or the file that it needs is missing, with the mend.
    """
    if options.model is None:
        return None
    need_extra(options.provider)
    if options.provider == "gguf":
        from advisor.writing.local import serve

        served = serve(options.model.partition(":")[2], options.context, options.cores)
        return _made("openai:local", options, {"base_url": served.url, "api_key": served.key})
    address = _address(options)
    if options.provider == "anthropic" and not (
        address.get("api_key") or os.environ.get("ANTHROPIC_API_KEY")
    ):
        raise ModelUnavailable(f"the chat model {options.name} has no key.", f"Set {KEYS['anthropic']}.")
    return _made(options.model, options, address)


def need_extra(provider: str) -> None:
    """ModelUnavailable, with the command that installs it, when a provider's extra is not installed."""
    extra, *modules = NEEDS[provider]
    if any(importlib.util.find_spec(name) is None for name in ("langchain", *modules)):
        raise ModelUnavailable(
            f"a chat model named {provider}:… needs the extra ‘{extra}’, which is not installed.",
            f"Run: pip install -c constraints.txt -e '.[{extra}]'",
        )


def at_home(url: str) -> bool:
    """Whether an address is this machine's own."""
    return (urlsplit(url).hostname or "") in HERE


def _address(options: WriterOptions) -> dict[str, Any]:
    """Where the server is and the key for it, as LangChain takes them."""
    given: dict[str, Any] = {}
    if options.base_url:
        given["azure_endpoint" if options.provider == "azure_openai" else "base_url"] = options.base_url
    if options.api_key is not None:
        given["api_key"] = options.api_key
    elif options.base_url and options.provider in ("openai", "anthropic"):
        given["api_key"] = NO_KEY
    return {} if options.provider == "ollama" and not options.base_url else given


def _made(model: str, options: WriterOptions, address: dict[str, Any]) -> BaseChatModel:
    """The model with its limits; what a provider's package can't accept is told without any key."""
    from langchain.chat_models import init_chat_model

    for name in TALKATIVE:  # at the level debug some versions write whole requests into the log
        logging.getLogger(name).setLevel(logging.WARNING)
    limits = _limits(options, address.get("base_url") or "")
    if options.temperature is not None:
        limits["temperature"] = options.temperature
    try:
        made: BaseChatModel = init_chat_model(model, **limits, **address)
        return made
    except Exception as err:
        needed = KEYS.get(options.provider)
        mend = f"Set {needed}, or KMA_WRITER__API_KEY." if needed else "Check its name and address."
        problem = f"the chat model {options.name} can't be made ready ({type(err).__name__})."
        raise ModelUnavailable(problem, mend) from None


def _limits(options: WriterOptions, url: str) -> dict[str, Any]:
    """Time, retries and length, under the names that the provider's package gives them."""
    outside = not at_home(url)  # a proxy must not be told of a server on this machine
    if options.provider == "ollama":
        import httpx

        transport = httpx.HTTPTransport(retries=options.retries)
        return {
            "num_predict": options.max_tokens,
            "client_kwargs": {"timeout": options.timeout, "trust_env": outside and bool(url)},
            "sync_client_kwargs": {"transport": transport},
        }
    limits: dict[str, Any] = {
        "timeout": options.timeout,
        "max_retries": options.retries,
        "max_tokens": options.max_tokens,
    }
    if not outside and options.provider in ("openai", "gguf"):
        import httpx

        limits["http_client"] = httpx.Client(timeout=options.timeout, trust_env=False)
    return limits
