import itertools
import time

import pytest

from corpus.identifiers import find_identifiers


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("her number is 943 476 5919", "nhs-number", "943 476 5919"),
        ("9434765919", "nhs-number", "9434765919"),
        ("943-476-5919.", "nhs-number", "943-476-5919"),
        ("NHS number: 123 456 7890 (as given)", "nhs-number", "123 456 7890"),
        ("ring 07700 900123 after six", "phone", "07700 900123"),
        ("+44 7700 900123", "phone", "+44 7700 900123"),
        ("(0161) 276 1234", "phone", "(0161) 276 1234"),
        ("020 7946 0958", "phone", "020 7946 0958"),
        ("write to a.b@nhs.net.", "email", "a.b@nhs.net"),
        ("born 12/03/1961", "date-of-birth", "12/03/1961"),
        ("DOB 1.2.45", "date-of-birth", "1.2.45"),
        ("d.o.b. 01-02-1945", "date-of-birth", "01-02-1945"),
        ("date of birth: 3 May 1950", "date-of-birth", "3 May 1950"),
        ("she was born on the 3rd of May 1950", "date-of-birth", "3rd of May 1950"),
        ("at SW1A 1AA", "postcode", "SW1A 1AA"),
        ("near ls29jt", "postcode", "ls29jt"),
    ],
)
def test_finds(text: str, kind: str, words: str) -> None:
    (found,) = find_identifiers(text)
    assert (found.kind, text[found.start : found.end]) == (kind, words)


@pytest.mark.parametrize(
    "text",
    [
        "10-15 2024",
        "1,060 practices",
        "£100,000 to £1,000,000",
        "PHIRST 2023",
        "NICE NG12",
        "NICE guideline NG12 2019",
        "BMJ 2012;345:e8191",
        "10.3399/bjgp14X682309",
        "ISRCTN01234567890",
        "PMC4220224, PMID 31462234",
        "ISBN 0-19-852663-6",
        "between 01/04/2023 and 31/03/2024",
        "The NHS was born on 5 July 1948",
        "ICBs were born on 1 July 2022",
        "ward B12 3rd floor",
        "the M6 8am jam",
        "QOF 2019/20, ODS code RX1",
        "call 111 or 999",
        "0.05 (95% CI 0.01-0.09)",
        "@handle and me @ home",
        "",
    ],
)
def test_leaves_alone(text: str) -> None:
    assert find_identifiers(text) == []


def test_names_whole_in_part_and_in_capitals_but_not_as_words() -> None:
    text = "Jane Smith, then Smith, then JANE; a jane or a blacksmith is nobody."
    found = find_identifiers(text, ["Jane Smith"])
    assert [text[i.start : i.end] for i in found] == ["Jane Smith", "Smith", "JANE"]


def test_found_in_order_and_never_overlapping() -> None:
    text = "a.b@nhs.net 07700 900123 943 476 5919 LS2 9JT"
    found = find_identifiers(text)
    assert [i.kind for i in found] == ["email", "phone", "nhs-number", "postcode"]
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_quick_on_a_plain_question() -> None:
    question = "We are a community trust with no budget. How do wards come to use research on falls in 2024?"
    start = time.process_time()
    for _ in range(200):
        find_identifiers(question)
    assert time.process_time() - start < 0.4  # 2 ms a question, fifty times what it takes
