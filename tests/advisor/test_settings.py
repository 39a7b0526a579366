"""One tree of settings, and its digest."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.errors import BadSettings
from advisor.settings import Settings, load_settings
from corpus.errors import KmaError


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KMA_CORPUS", "KMA_INDEX", "KMA_INDEX__ALPHA", "KMA_MAX_QUESTION", "KMA_RECOMMENDATIONS"):
        monkeypatch.delenv(name, raising=False)


def test_every_field_is_described() -> None:
    assert all(f.description for f in Settings.model_fields.values())


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KMA_RECOMMENDATIONS", "2")
    monkeypatch.setenv("KMA_INDEX__ALPHA", "0.25")
    settings = load_settings()
    assert settings.recommendations == 2
    assert settings.index.alpha == 0.25


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"recomendations": 3}, "recomendations"),
        ({"recommendations": 0}, "recommendations"),
        ({"recommendations": 7}, "recommendations"),
        ({"max_question": 49}, "max_question"),
        ({"sentences_per_part": "many"}, "sentences_per_part"),
        ({"index": {"alpha": 2}}, "index.alpha"),
        ({"index": {"beta": 1}}, "index.beta"),
        ({"index": {"engine": "faiss"}}, "index.engine"),
    ],
)
def test_what_is_wrong_is_named_with_a_mend(values: dict[str, object], named: str) -> None:
    with pytest.raises(BadSettings, match=f"the setting {named} is wrong") as caught:
        load_settings(**values)
    assert isinstance(caught.value, KmaError)
    assert "Correct or remove it." in str(caught.value)


def test_a_wrong_nested_setting_of_the_environment_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KMA_INDEX__BETA", "1")
    with pytest.raises(BadSettings, match=r"index\.beta"):
        load_settings()


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_settings().recommendations = 1  # type: ignore[misc]


def test_the_digest_is_the_same_for_the_same_settings() -> None:
    digest = load_settings().digest
    assert digest == load_settings().digest
    assert len(digest) == 16
    assert set(digest) <= set("0123456789abcdef")


def test_the_digest_leaves_paths_out(tmp_path: Path) -> None:
    assert load_settings(corpus=tmp_path, index={"folder": tmp_path}).digest == load_settings().digest


@pytest.mark.parametrize(
    "values",
    [{"recommendations": 2}, {"max_question": 500}, {"sentences_per_part": 1}, {"index": {"alpha": 0.9}}],
)
def test_the_digest_tells_other_settings_apart(values: dict[str, object]) -> None:
    assert load_settings(**values).digest != load_settings().digest
