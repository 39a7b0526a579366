"""What may be read, and what is refused before it is kept."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.screening import personal, screen

QUESTION = "How do we get ward teams to use research on falls?"
LONGEST = 2000


def test_a_plain_question_passes_as_it_is() -> None:
    screened = screen(QUESTION, LONGEST)
    assert (screened.text, screened.fault, screened.kind) == (QUESTION, "", "")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("", "empty"),
        ("  \n\t ", "empty"),
        ("<b></b>", "empty"),
        ("​‍﻿", "empty"),
        ("1234 ?!", "no words"),
        ("🙂🙂", "no words"),
        ("How\x00 do we?", "NUL"),
        ("a" * (LONGEST + 1), "2,001 characters; ask it in at most 2,000"),
        ("word " * 4000, "20,000 characters"),
    ],
)
def test_what_can_not_be_read_is_refused_in_a_sentence(question: str, words: str) -> None:
    screened = screen(question, LONGEST)
    assert screened.kind == "unreadable"
    assert words in screened.fault
    assert screened.text == ""
    assert "\n" not in screened.fault


def test_the_longest_question_is_taken() -> None:
    question = (QUESTION + " ") * 40
    assert not screen(question, len(question)).fault
    assert screen(question, len(question) - 1).kind == "unreadable"


@pytest.mark.parametrize(
    "question",
    [
        "Patient 9434765919 keeps falling, what helps?",
        "NHS number 943 476 5919: how do we use research?",
        "Write to ann.tester@example.org about audit",
        "Our patient Mrs Jones fell; how do we spread what works?",
        "How do we help the resident called Mr Smith to be heard?",
    ],
)
def test_personal_data_is_refused_and_not_echoed(question: str) -> None:
    screened = screen(question, LONGEST)
    assert screened.kind == "personal"
    assert screened.text == ""
    assert "Nothing was kept" in screened.fault
    for secret in ("9434765919", "943 476", "ann.tester", "Jones", "Smith"):
        assert secret not in screened.fault


def test_a_number_hidden_with_invisible_characters_is_still_seen() -> None:
    assert screen("Patient 943​476​5919 keeps falling", LONGEST).kind == "personal"
    assert screen("Patient <b>943</b>4765919 or ９４３４７６５９１９ fell", LONGEST).kind == "personal"  # noqa: RUF001


def test_a_number_that_fails_the_check_digit_is_not_an_nhs_number() -> None:
    assert personal("The grant number is 9434765918") == ""


def test_a_postcode_alone_is_no_person() -> None:
    assert personal("We cover LS1 4AP and around") == ""


def test_mark_up_and_control_characters_go() -> None:
    screened = screen(f"<script>alert(1)</script>{QUESTION}<!-- x --> \x07<i>Please</i>", LONGEST)
    assert screened.text == f"{QUESTION} Please"


def test_less_than_is_not_mark_up() -> None:
    assert screen("What helps if we have < 5 staff and > 2 sites?", LONGEST).text.count("<") == 1


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Sut allwn ni gael timau wardiau i ddefnyddio ymchwil am gwympiadau?", "Welsh"),
        (
            "Comment pouvons-nous amener les équipes soignantes à utiliser la recherche sur les chutes?",
            "French",
        ),
        ("Jak możemy sprawić, aby zespoły oddziałowe korzystały z badań?", "Polish"),
        ("Sut mae gwella gofal?", "Welsh"),
        ("Comment faire adopter les recommandations par les infirmiers?", "French"),
        ("patient participation dans la recherche", "French"),
        ("Co pacjenci mówią o opiece?", "Polish"),
        ("Cum folosim cercetarea pentru pacienti?", "Romanian"),
        ("Como podemos usar la investigacion en el hospital?", "Spanish"),
        ("Wie nutzen wir Leitlinien im Krankenhaus?", "German"),
        ("Wat werkt om richtlijnen in te voeren?", "Dutch"),
        ("Hemşireler kılavuzları nasıl kullanır?", "Turkish"),  # noqa: RUF001
        ("Kaip paskatinti gydytojus naudoti gaires?", "Lithuanian"),
        ("Как нам использовать исследования?", "Russian"),
        ("ہم تحقیق کو کیسے استعمال کریں؟", "Urdu"),
        ("আমরা কীভাবে গবেষণা ব্যবহার করি?", "Bengali"),
    ],
)
def test_another_language_is_named(question: str, language: str) -> None:
    screened = screen(question, LONGEST)
    assert screened.kind == "language"
    assert language in screened.fault


@pytest.mark.parametrize(
    "question",
    [
        "audit?",
        "Knowledge brokers vs champions",
        "café culture and the ward",
        "audit feedback nurses hospital ward",
        "in place at sites no comparison",
        "participant in a Canadian trial",
        "GIRFT began in English orthopaedics",
        "Wales took clinical librarian round wards",
        "knowlege brokers hospital nurses",
    ],
)
def test_short_english_is_not_taken_for_another_language(question: str) -> None:
    assert not screen(question, LONGEST).fault


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_either_read_or_refused(question: str) -> None:
    screened = screen(question, LONGEST)
    assert bool(screened.text) != bool(screened.fault)
    assert bool(screened.fault) == bool(screened.kind)
    assert "\x00" not in screened.text
