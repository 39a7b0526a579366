"""Making the chat model that is named: what is missing is told with its mend, and keys stay where they belong."""

from __future__ import annotations

import importlib.util
import logging
from typing import Any

import pytest
from langchain_core.exceptions import ModelConnectionError

from advisor.errors import ModelUnavailable
from advisor.writing.models import NEEDS, at_home, chat_model, need_extra
from advisor.writing.options import PROVIDERS, WriterOptions

KEY = "sk-this-is-secret"
HERE = "http://127.0.0.1:9/v1"


@pytest.fixture(autouse=True)
def _no_keys_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "AZURE_OPENAI_API_KEY", "AZURE_OPENAI_ENDPOINT", "ANTHROPIC_API_KEY"):
        monkeypatch.delenv(name, raising=False)


def made(model: str, **fields: Any) -> Any:
    return chat_model(WriterOptions(model=model, **fields))


def test_no_name_gives_no_model() -> None:
    assert chat_model(WriterOptions()) is None


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_missing_extra_is_told_with_the_command_that_installs_it(
    provider: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = importlib.util.find_spec
    missing = NEEDS[provider][-1]
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == missing else found(name))
    with pytest.raises(ModelUnavailable, match=rf"pip install .*\[{NEEDS[provider][0]}\]"):
        need_extra(provider)


@pytest.mark.parametrize(
    ("model", "variable"),
    [
        ("openai:gpt-5.5", "OPENAI_API_KEY"),
        ("azure_openai:mine", "AZURE_OPENAI_ENDPOINT"),
        ("anthropic:claude", "ANTHROPIC_API_KEY"),
    ],
)
def test_a_missing_key_is_told_with_the_variable_to_set(model: str, variable: str) -> None:
    with pytest.raises(ModelUnavailable, match=variable):
        made(model)


@pytest.mark.parametrize("model", ["openai:m", "anthropic:m", "ollama:m"])
def test_a_model_is_made_without_asking_anybody(model: str) -> None:
    assert made(model, base_url=HERE, api_key=KEY).with_structured_output is not None


def test_the_limits_of_the_settings_are_those_of_the_model() -> None:
    model = made("openai:m", base_url=HERE, timeout=7, retries=1, max_tokens=99, temperature=0.5)
    assert (model.request_timeout, model.max_retries, model.max_tokens, model.temperature) == (7, 1, 99, 0.5)
    local = made("ollama:m", max_tokens=99)
    assert local.num_predict == 99


def test_a_key_of_the_provider_is_not_sent_to_another_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    assert made("openai:m", base_url=HERE).openai_api_key.get_secret_value() != KEY
    assert made("anthropic:m", base_url=HERE).anthropic_api_key.get_secret_value() != KEY
    assert made("openai:m").openai_api_key.get_secret_value() == KEY


def test_a_key_given_for_an_address_is_sent_there() -> None:
    assert made("openai:m", base_url=HERE, api_key=KEY).openai_api_key.get_secret_value() == KEY


def test_no_proxy_is_told_of_a_server_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert made("openai:m", base_url=HERE).http_client.trust_env is False


@pytest.mark.parametrize(
    ("url", "here"),
    [
        (HERE, True),
        ("http://localhost:80", True),
        ("http://[::1]:80/v1", True),
        ("http://example.org", False),
        ("", False),
    ],
)
def test_which_addresses_are_this_machine(url: str, here: bool) -> None:
    assert at_home(url) is here


def test_what_is_asked_and_the_key_stay_out_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    model = made("openai:m", base_url=HERE, api_key=KEY, retries=0, timeout=5)
    with caplog.at_level(logging.DEBUG), pytest.raises(ModelConnectionError):
        model.invoke("How do we help Ward 7?")
    assert "Ward 7" not in caplog.text
    assert KEY not in caplog.text
