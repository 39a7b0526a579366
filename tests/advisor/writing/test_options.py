"""How a chat model is named, and that its key is kept secret."""

from __future__ import annotations

import pytest

from advisor.errors import BadSettings
from advisor.settings import load_settings
from advisor.writing.options import WriterOptions

KEY = "sk-this-is-secret"


def test_every_field_is_described() -> None:
    assert all(f.description for f in WriterOptions.model_fields.values())


def test_without_a_name_there_is_no_model() -> None:
    assert load_settings().writer.model is None
    assert load_settings(writer={"model": "  "}).writer.model is None


@pytest.mark.parametrize(
    ("given", "provider", "name"),
    [
        ("openai:gpt-5.5", "openai", "openai:gpt-5.5"),
        (" ollama:llama3.2:3b ", "ollama", "ollama:llama3.2:3b"),
        ("gguf:/home/me/private/model.gguf", "gguf", "gguf:model.gguf"),
    ],
)
def test_a_name_has_a_provider_and_shows_no_path(given: str, provider: str, name: str) -> None:
    options = WriterOptions(model=given)
    assert (options.provider, options.name) == (provider, name)


@pytest.mark.parametrize("wrong", ["gpt-5.5", "openai:", "mystery:model", "gguf: "])
def test_a_name_that_no_provider_serves_is_refused(wrong: str) -> None:
    with pytest.raises(BadSettings, match=r"writer\.model is wrong: write one of openai:…, azure_openai:…"):
        load_settings(writer={"model": wrong})


def test_a_gguf_file_takes_no_address() -> None:
    with pytest.raises(BadSettings, match="takes no base_url"):
        load_settings(writer={"model": "gguf:model.gguf", "base_url": "http://127.0.0.1:1/v1"})


def test_the_key_is_read_from_the_environment_and_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KMA_WRITER__MODEL", "openai:gpt-5.5")
    monkeypatch.setenv("KMA_WRITER__API_KEY", KEY)
    settings = load_settings()
    assert settings.writer.api_key is not None
    assert settings.writer.api_key.get_secret_value() == KEY
    assert (
        KEY not in f"{settings!r} {settings.model_dump()} {settings.model_dump_json()} {settings.shaping()}"
    )


def test_a_fault_in_the_settings_does_not_print_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KMA_WRITER__API_KEY", KEY)
    monkeypatch.setenv("KMA_WRITER__MODEL", "nonsense")
    with pytest.raises(BadSettings) as caught:
        load_settings()
    assert KEY not in str(caught.value)


def test_the_digest_tells_models_apart_and_nothing_that_changes_no_answer() -> None:
    plain = load_settings().digest
    named = load_settings(writer={"model": "gguf:/a/model.gguf"}).digest
    assert plain == load_settings(writer={"timeout": 5, "api_key": KEY}).digest
    assert named != plain
    same = {"model": "gguf:/b/model.gguf", "timeout": 5, "retries": 0, "threads": 1, "api_key": KEY}
    assert named == load_settings(writer=same).digest
    assert named != load_settings(writer={"model": "gguf:/a/model.gguf", "statements": 3}).digest


def test_a_model_here_leaves_a_core_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 8)
    assert WriterOptions().cores == 7
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert WriterOptions().cores == 1
    assert WriterOptions(threads=3).cores == 3
