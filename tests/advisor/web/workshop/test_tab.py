"""The Workshop tab's one callback: requests in, parts of the page out."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from advisor.web.loading import Loading
from advisor.web.workshop.tab import UNOPENED, WENT_WRONG, answering
from advisor.workshop.cards import shipped_cards
from tests.advisor.web.samples import OPENED
from tests.advisor.workshop.conftest import SAMPLE, open_sample

FALLS, SPREAD = shipped_cards()[1].id, shipped_cards()[3].id
NASTY = "<img src=x onerror=hack()>"

Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    workshop = answering(Loading.of(replace(OPENED, workshops=open_sample(tmp_path))))

    def asking(act: str, seat: object = None, **fields: object) -> dict[str, Any]:
        return workshop({"act": act, "seat": seat, **fields})

    return asking


@pytest.fixture
def lead(ask: Ask) -> dict[str, str]:
    return ask("open", title="Month 16", cards=[FALLS, SPREAD])["seat"]  # type: ignore[no-any-return]


def part(reply: dict[str, Any], name: str) -> str:
    return next(str(p.get("html", "")) for p in reply["parts"] if p["name"] == name)


def names(reply: dict[str, Any]) -> list[str]:
    return [p["name"] for p in reply["parts"]]


def test_a_stranger_sees_the_doors(ask: Ask) -> None:
    reply = ask("start", code="<BCDFGH")
    assert names(reply) == ["start"]
    assert 'value="&lt;BCDFGH"' in part(reply, "start")
    assert reply["seat"] is None


@pytest.mark.parametrize(
    "sent", [None, 7, "x", [], {"act": []}, {"seat": {"role": "king"}}, {"seat": {"code": 1}}]
)
def test_nonsense_gets_the_doors_or_a_sentence(ask: Ask, tmp_path: Path, sent: object) -> None:
    workshop = answering(Loading.of(replace(OPENED, workshops=open_sample(tmp_path))))
    assert names(workshop(sent)) == ["start"]


def test_a_pulse_is_cheap_until_something_changes(ask: Ask, lead: dict[str, str]) -> None:
    known = ask("back", lead)
    assert ask("pulse", lead, version=known["version"]) == {"same": True}
    ask("join", code=lead["code"], name="Table 1")
    has = {p["name"]: p["digest"] for p in known["parts"]}
    reply = ask("pulse", lead, version=known["version"], known=has)
    assert [p["name"] for p in reply["parts"] if "html" in p] == ["running"]


def test_a_workshop_that_is_deleted_sends_everybody_to_the_doors(ask: Ask, lead: dict[str, str]) -> None:
    table = ask("join", code=lead["code"], name="Table 1")["seat"]
    assert ask("delete", lead, code=lead["code"])["seat"] is None
    assert names(ask("pulse", table, version=1)) == ["start"]
    assert "no workshop with that code" in ask("back", table)["fault"]


def test_what_tables_write_is_shown_as_text(ask: Ask, lead: dict[str, str]) -> None:
    table = ask("join", code=lead["code"], name=f"T {NASTY}")["seat"]
    ask("predict", table, card=FALLS, approaches=["networks", "", ""], why=f"Why {NASTY}")
    ask("reveal", lead, card=FALLS)
    reply = ask("react", table, card=FALLS, approach="networks", stance="agree", note=f"Note {NASTY}")
    everything = "".join(p.get("html", "") for p in (*reply["parts"], *ask("back", lead)["parts"]))
    everything += "".join(p["html"] for p in ask("watch", code=lead["code"])["parts"])
    assert "<img" not in everything
    assert everything.count("&lt;img") >= 6


def test_a_card_is_written_in_a_form(ask: Ask, lead: dict[str, str]) -> None:
    fields = {
        "title": "Our own",
        "story": "A story of our own, long enough.",
        "question": "What would you do?",
    }
    reply = ask("write", lead, look={"desk": "deck"}, money="none", barriers=["no-time", "silos"], **fields)
    assert reply["say"] == "The card is added."
    assert "Our own" in part(reply, "deck")
    told = ask("write", lead, **{**fields, "story": "Short.", "title": ""})["fault"]
    assert (
        told
        == "story is too short. Use at least 20 characters.\ntitle is too short. Use at least 3 characters."
    )


def test_the_facilitators_look_goes_to_the_projector_and_a_tables_does_not(
    ask: Ask, lead: dict[str, str]
) -> None:
    table = ask("join", code=lead["code"], name="Table 1")["seat"]
    ask("reveal", lead, card=FALLS)
    look = {"view": "what-if", "what": "timescale:days"}
    ask("what-if", table, look=look)
    assert "What if" not in part(ask("watch", code=lead["code"]), "wall")
    ask("what-if", lead, look=look)
    assert "Evidence or policy briefs" in part(ask("watch", code=lead["code"]), "wall")


def test_a_choice_that_does_not_exist_is_explained_in_its_place(ask: Ask, lead: dict[str, str]) -> None:
    ask("reveal", lead, card=FALLS)
    reply = ask("what-if", lead, look={"view": "what-if", "what": "money:plenty"})
    assert "not a value of this field" in part(reply, "picture")


def test_the_record_comes_as_a_file(ask: Ask, lead: dict[str, str]) -> None:
    held = ask("record", lead)["file"]
    assert base64.b64decode(held["data"]).startswith(b"PK")


def test_faults_are_plain_sentences(lead: dict[str, str], tmp_path: Path) -> None:
    assert answering(Loading.of(OPENED))({}) == {"fault": UNOPENED}

    def broken(text: str, context: object) -> None:
        raise RuntimeError("secret words")

    workshops = open_sample(tmp_path, replace(SAMPLE, ask=broken))  # type: ignore[arg-type]
    workshop = answering(Loading.of(replace(OPENED, workshops=workshops)))
    assert workshop({"act": "reveal", "seat": lead, "card": FALLS}) == {"fault": WENT_WRONG}
