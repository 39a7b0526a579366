"""Each form of an answer as a file, and what is said when there is none."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from advisor.database import StoreOptions
from advisor.receipts.store import NoReceipt, Receipts
from advisor.web.parcels import FORMS, NoFile, parcel
from tests.advisor.receipts.samples import receipt
from tests.advisor.web.samples import OPENED, answered, work_cited

ANSWER = answered("How do we start?")
OPEN = replace(OPENED, corpus=work_cited())


@pytest.mark.parametrize("form", [f for f in FORMS if f != "receipt"])
def test_each_form_has_its_name_and_its_content(form: str) -> None:
    made = parcel(form, ANSWER, OPEN)
    assert (made.name, made.kind) == (FORMS[form].name, FORMS[form].kind)
    assert made.content


def test_the_receipt_is_the_one_that_was_kept(tmp_path: Path) -> None:
    receipts = Receipts(StoreOptions(folder=tmp_path))
    kept = receipts.keep(receipt("How do we start?"))
    opened = replace(OPEN, receipts=receipts)
    made = parcel("receipt", ANSWER.model_copy(update={"receipt": kept.id}), opened)
    assert json.loads(made.content)["id"] == kept.id
    with pytest.raises(NoReceipt):
        parcel("receipt", ANSWER.model_copy(update={"receipt": "gone"}), opened)


@pytest.mark.parametrize(
    ("form", "opened", "words"),
    [
        ("exe", OPEN, "there is no form 'exe'"),
        ("receipt", OPEN, "no receipt of this answer was kept"),
        ("ris", OPENED, "the collection is not open"),
    ],
)
def test_what_can_not_be_given_is_said(form: str, opened: object, words: str) -> None:
    with pytest.raises(NoFile, match=words):
        parcel(form, ANSWER, opened)  # type: ignore[arg-type]
