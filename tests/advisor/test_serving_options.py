"""The settings of the served page."""

from __future__ import annotations

import pytest

from advisor.errors import BadSettings
from advisor.serving_options import ServingOptions
from advisor.settings import Settings, load_settings


def test_every_field_is_described() -> None:
    assert all(field.description for field in ServingOptions.model_fields.values())


def test_how_it_is_served_is_no_part_of_the_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Settings().digest
    monkeypatch.setenv("KMA_SERVING__LOG_FORMAT", "json")
    monkeypatch.setenv("KMA_SERVING__TRUSTED_PROXIES", '["10.0.0.0/8", "127.0.0.1"]')
    settings = Settings()
    assert settings.serving.log_format == "json"
    assert [str(n) for n in settings.serving.trusted_proxies] == ["10.0.0.0/8", "127.0.0.1/32"]
    assert settings.digest == before


@pytest.mark.parametrize(
    ("name", "value"),
    [("AT_ONCE", "0"), ("METRICS", "all"), ("USER_HEADER", "X User"), ("TRUSTED_PROXIES", '["proxy"]')],
)
def test_a_value_that_may_not_be_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"KMA_SERVING__{name}", value)
    with pytest.raises(BadSettings, match=f"serving.{name.lower()}"):
        load_settings()
