from __future__ import annotations

import pytest

from advisor.workshop.cards import shipped_cards
from advisor.workshop.errors import CardError
from advisor.workshop.reading import MAX_BYTES, faults_by_line, read_cards, read_fields
from advisor.workshop.writing import to_yaml

GOOD = """cards:
  - title: Falls on wards
    story: Falls on our wards have not moved in two years.
    question: What should we try first?
    context:
      money: none
      barriers: [no-time]
"""
CSV = """title,story,question,money,barriers
Falls on wards,Falls on our wards have not moved in two years.,What should we try first?,none,no-time; silos
"""


def faults(text: str | bytes, name: str = "cards.yaml") -> tuple[str, ...]:
    with pytest.raises(CardError) as caught:
        read_cards(text if isinstance(text, bytes) else text.encode(), name)
    return caught.value.faults


def test_a_card_from_yaml_gets_an_id_from_its_title() -> None:
    (card,) = read_cards(GOOD.encode(), "cards.yaml")
    assert card.id == "falls-on-wards"
    assert card.context.known() == {"money": "none", "barriers": ("no-time",)}


def test_a_card_from_csv_takes_several_values_apart_by_semicolons() -> None:
    (card,) = read_cards(CSV.encode("utf-8-sig"), "cards.csv")
    assert card.context.barriers == ("no-time", "silos")


def test_what_is_written_is_read_back() -> None:
    cards = shipped_cards()
    assert read_cards(to_yaml(cards).encode(), "again.yaml") == cards


def test_every_fault_is_told_at_its_line() -> None:
    text = GOOD.replace("money: none", "money: plenty") + "  - title: Two\n    storey: x\n"
    found = faults(text)
    assert any(
        f.startswith("cards.yaml:6: context.money: money is 'plenty'; it must be one of") for f in found
    )
    assert "cards.yaml:9: storey is not a field of a card. Remove it, or mend its spelling." in found
    assert "cards.yaml:8: title is too short. Use at least 3 characters." not in found
    assert any("story is missing. Add it." in f for f in found)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("cards: [", "cards.yaml:1: the file can't be read"),
        ("- a\n", "cards.yaml:1: the file is not a list of fields"),
        ("cards: []\n", "cards.yaml:1: the file holds no card"),
        ("deck: []\n", "one key, cards"),
        ("cards: &a [*a]\n", "anchor or alias"),
        (GOOD + GOOD[7:], "cards.yaml:8: the id falls-on-wards is that of the card on line 2"),
        (GOOD.replace("story:", "title: Twice\n    story:"), "cards.yaml:3: the key 'title' stands twice"),
        ("cards:\n  - just words\n", "cards.yaml:2: a card is a list of fields"),
        (GOOD.replace("in two years", "since patient Smith fell, NHS number 943 476 5919"), "cards.yaml:3: story seems to hold"),
        (GOOD.replace("Falls on wards", "F" * 101), "cards.yaml:2: title is too long. Use at most 100"),
    ],
)  # fmt: skip
def test_a_bad_yaml_file_is_refused(text: str, told: str) -> None:
    assert told in "\n".join(faults(text))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "cards.csv:1: the file is empty"),
        ("title,story,colour\n", "the column 'colour' is not known"),
        ("title,title,story,question\n", "the column 'title' is there twice"),
        ("title,story\n", "the column 'question' is missing"),
        (CSV.replace("none,", "none,a,b,c,"), "cards.csv:2: the row has more cells than columns"),
        (CSV + '"unclosed\n', "can't be read"),
        (CSV.replace("no-time; silos", "boredom"), "cards.csv:2: context.barriers: barriers is 'boredom'"),
    ],
)
def test_a_bad_csv_file_is_refused(text: str, told: str) -> None:
    assert told in "\n".join(faults(text, "cards.csv"))


def test_files_of_another_kind_size_or_coding_are_refused() -> None:
    assert "ends in .yaml or .csv" in faults("x", "cards.docx")[0]
    assert "over 200 kB" in faults(b"x" * (MAX_BYTES + 1))[0]
    assert faults(b"cards:\n  - title: \xff\n")[0].startswith("cards.yaml:2: the file is not UTF-8")


def test_faults_come_apart_for_the_page() -> None:
    error = CardError(["cards.yaml:3: story: too long: cut it."])
    assert list(faults_by_line(error)) == [("cards.yaml:3", "story: too long: cut it.")]


def test_a_card_from_a_form_is_checked_like_one_from_a_file() -> None:
    made = read_fields(
        {"title": "A title", "story": "A story of twenty letters.", "question": "What would you do?"},
        "the card",
    )
    assert made.id == "a-title"
    with pytest.raises(CardError, match="the card:1: story is missing"):
        read_fields({"title": "A title", "question": "What would you do?"}, "the card")
