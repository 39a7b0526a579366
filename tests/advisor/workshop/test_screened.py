from __future__ import annotations

import pytest

from advisor.workshop.errors import WorkshopError
from advisor.workshop.screened import LONGEST, said, screened_faults


def test_markup_stays_and_what_nobody_can_see_goes() -> None:
    assert said(" <b>Yes</b>\u200b\x00\u202e, we\ncan ", "why") == "<b>Yes</b>, we\ncan"


@pytest.mark.parametrize("sent", [None, 7, ["a"], {"a": 1}])
def test_what_is_no_text_is_empty(sent: object) -> None:
    assert said(sent, "note") == ""


@pytest.mark.parametrize("kind", LONGEST)
def test_each_kind_has_its_length(kind: str) -> None:
    assert len(said("x" * LONGEST[kind], kind)) == LONGEST[kind]
    with pytest.raises(WorkshopError, match=f"Use at most {LONGEST[kind]}"):
        said("x" * (LONGEST[kind] + 1), kind)


@pytest.mark.parametrize(
    "text",
    ["NHS number 943 476 5919", "ring 07700 900123", "write to a.b@nhs.example", "born on 3 May 1950"],
)
def test_personal_data_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(WorkshopError, match="Nothing was kept") as caught:
        said(text, "note")
    assert text not in str(caught.value)
    assert [field for field, _ in screened_faults({"title": "Falls", "story": text})] == ["story"]
