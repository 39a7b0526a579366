"""compose.yaml, the image, the proxy and docs/deploy.md speak of the same parts and of settings that exist."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from advisor.settings import Settings

ROOT = Path(__file__).parents[1]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
CADDY = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
REPLICAS = ("app1", "app2")


def names(model: type[BaseModel], before: str = "KMA_") -> set[str]:
    """Every setting of a model as its environment variable."""
    found: set[str] = set()
    for field, about in model.model_fields.items():
        name = f"{before}{field.upper()}"
        inner = about.annotation
        nested = isinstance(inner, type) and issubclass(inner, BaseModel)
        found |= names(inner, f"{name}__") if nested and isinstance(inner, type) else {name}
    return found


def test_the_settings_that_compose_makes_are_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in COMPOSE["services"]["app1"]["environment"].items():
        monkeypatch.setenv(name, value)
    settings = Settings()
    assert settings.index.server.url == "http://chroma:8000"
    address = COMPOSE["services"]["proxy"]["networks"]["front"]["ipv4_address"]
    assert [str(network) for network in settings.serving.trusted_proxies] == [f"{address}/32"]


@pytest.mark.parametrize("path", ["docs/deploy.md", "deploy/Dockerfile", "deploy/app.env.example"])
def test_every_setting_that_is_named_exists(path: str) -> None:
    here = {
        "KMA_SITE",
        "KMA_MODELS",
        "KMA_VERSION",
        "KMA_WRITER",
        "KMA_",
    }  # of compose.yaml, or a family's name
    named = set(re.findall(r"KMA_[A-Z_]*[A-Z]|KMA_", (ROOT / path).read_text(encoding="utf-8")))
    assert named - here - names(Settings) == set()


def test_the_proxy_speaks_to_parts_that_are_there() -> None:
    spoken = set(re.findall(r"([a-z][a-z0-9-]+):(?:7860|4180)", CADDY))
    assert spoken == {*REPLICAS, "sign-on"} <= set(COMPOSE["services"])
    assert "lb_policy cookie" in CADDY
    header = COMPOSE["services"]["app1"]["environment"]["KMA_SERVING__USER_HEADER"]
    assert f"request_header -{header}" in CADDY
    assert f"copy_headers {header}" in CADDY


def test_only_the_proxy_is_reached_from_outside() -> None:
    open_ports = {name for name, part in COMPOSE["services"].items() if part.get("ports")}
    assert open_ports == {"proxy"}
    assert COMPOSE["networks"]["back"]["internal"] is True
    assert set(COMPOSE["services"]["chroma"]["networks"]) == {"back"}


def test_what_replicas_share_is_kept_outside_of_them() -> None:
    dockerfile = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    places = {volume.partition(":")[2] for volume in COMPOSE["services"]["app1"]["volumes"]}
    for setting in ("KMA_INDEX__FOLDER", "KMA_STORE__FOLDER"):
        (place,) = re.findall(rf"{setting}=(\S+)", dockerfile)
        assert place in places
    assert COMPOSE["services"]["app1"]["volumes"] == COMPOSE["services"]["index"]["volumes"]


def test_the_image_copies_what_is_there() -> None:
    dockerfile = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    copied = [
        name for line in re.findall(r"^COPY (.*) \S+$", dockerfile, re.MULTILINE) for name in line.split()
    ]
    assert "app.py" in copied
    assert [name for name in copied if not (ROOT / name).exists()] == []
    (start,) = re.findall(r"^CMD (\[\"python\", \"app.py\".*)$", dockerfile, re.MULTILINE)
    assert json.loads(start)[:2] == ["python", "app.py"]


def test_every_part_is_explained() -> None:
    assert [name for name in COMPOSE["services"] if f"`{name}`" not in GUIDE] == []
