# ruff: noqa: RUF001 - the characters that look alike are what is parsed here
"""Citation markers: parsing, numbering, validating, locating, rendering."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor import citations

NUMBERS = {
    "single": ("It helped [1].", (1,)),
    "two in one": ("It helped [1,2].", (1, 2)),
    "spaces": ("It helped [ 1 , 2 ].", (1, 2)),
    "semicolon": ("It helped [1; 2].", (1, 2)),
    "range": ("It helped [1-3].", (1, 2, 3)),
    "en dash": ("It helped [1–3].", (1, 2, 3)),
    "em dash": ("It helped [2—4].", (2, 3, 4)),
    "non-breaking hyphen": ("It helped [2‑3].", (2, 3)),
    "range and number": ("It helped [1-3, 7].", (1, 2, 3, 7)),
    "repeated": ("It helped [2, 2].", (2,)),
    "repeated by range": ("It helped [2, 1-3].", (2, 1, 3)),
    "lenticular": ("It helped 【1】.", (1,)),
    "lenticular list": ("It helped 【1、2】.", (1, 2)),
    "full width": ("It helped ［1］.", (1,)),
    "full-width comma": ("It helped [1，2].", (1, 2)),
    "zero": ("It helped [0].", (0,)),
    "leading nought": ("It helped [01].", (1,)),
    "out of range": ("It helped [99].", (99,)),
    "backwards": ("It helped [5-2].", (5, 2)),
    "endless range": ("It helped [1-999999].", (1, 999999)),
    "range of one": ("It helped [3-3].", (3,)),
    "footnote caret": ("It helped [^2].", (2,)),
    "before a full stop": ("It helped.[1]", (1,)),
    "at the start": ("[1] helped.", (1,)),
    "curly quotes around": ("“It helped” [1].", (1,)),
    "quotes inside brackets": ("It helped [“1”].", ()),
    "doubled brackets": ("It helped [[1]].", (1,)),
    "in bold": ("It helped **[1]**.", (1,)),
    "stuck to a word": ("helped[1]", (1,)),
}
NONE = {
    "empty": "",
    "no marker": "It helped.",
    "empty brackets": "It helped [].",
    "words": "It helped [sic].",
    "half-streamed": "It helped [1",
    "half list": "It helped [1,",
    "half range": "It helped [1-",
    "only closed": "It helped 1].",
    "negative": "It helped [-1].",
    "decimal": "It helped [1.5].",
    "round brackets": "It helped (1).",
    "seven digits": "It helped [1234567].",
    "link": "It helped [1](https://example.org).",
    "inline code": "Use `a[1]` here.",
    "code block": "```\na[1]\n```",
    "tilde block": "~~~\na[1]\n~~~",
    "open code block": "```python\na[1] = b[2]",
    "mixed letters": "It helped [1a].",
    "mixed key and number": "It helped [s-3f9a, 1].",
    "trailing comma": "It helped [1,].",
}


@pytest.mark.parametrize(("text", "numbers"), NUMBERS.values(), ids=NUMBERS.keys())
def test_numbers_of_a_marker(text: str, numbers: tuple[int, ...]) -> None:
    assert tuple(n for m in citations.parse(text) for n in m.numbers) == numbers


@pytest.mark.parametrize("text", NONE.values(), ids=NONE.keys())
def test_what_is_no_marker(text: str) -> None:
    assert citations.parse(text) == ()


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("It helped [s-3f9a].", ("s-3f9a",)),
        ("It helped [S-3F9A].", ("s-3f9a",)),
        ("It helped [s-3f9a, s-00b1].", ("s-3f9a", "s-00b1")),
        ("It helped 【s-3f9a；】", ()),
        ("It helped [s-3f9a; s-3f9a].", ("s-3f9a",)),
        ("It helped `[s-3f9a]`.", ()),
        ("It helped [s-].", ()),
    ],
)
def test_keys_of_a_marker(text: str, keys: tuple[str, ...]) -> None:
    assert tuple(k for m in citations.parse(text) for k in m.keys) == keys


def test_markers_come_in_reading_order_with_their_places() -> None:
    text = "A [s-1] and B [2]."
    first, second = citations.parse(text)
    assert (text[first.start : first.end], text[second.start : second.end]) == ("[s-1]", "[2]")


def test_code_hides_only_what_is_in_it() -> None:
    assert [m.numbers for m in citations.parse("A [1] `x[2]` B [3]")] == [(1,), (3,)]


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("It helped [1].", "It helped."),
        ("A [1] and B [2, 3].", "A and B."),
        ("No marker.", "No marker."),
        ("Code `a[1]` stays [2].", "Code `a[1]` stays."),
        ("[1]", ""),
    ],
)
def test_strip(text: str, bare: str) -> None:
    assert citations.strip(text) == bare


@pytest.mark.parametrize(
    ("text", "shown", "tail"),
    [
        ("It helped", "It helped", ""),
        ("It helped [", "It helped ", "["),
        ("It helped [1", "It helped ", "[1"),
        ("It helped [1, ", "It helped ", "[1, "),
        ("It helped [1-", "It helped ", "[1-"),
        ("It helped 【1", "It helped ", "【1"),
        ("It helped [s", "It helped ", "[s"),
        ("It helped [s-3f", "It helped ", "[s-3f"),
        ("It helped [s-3f, s-", "It helped ", "[s-3f, s-"),
        ("It helped [1]", "It helped [1]", ""),
        ("It helped [sic", "It helped [sic", ""),
        ("```\na[1", "```\na[1", ""),
        ("", "", ""),
    ],
)
def test_hold_back_keeps_half_a_marker(text: str, shown: str, tail: str) -> None:
    assert citations.hold_back(text) == (shown, tail)


@pytest.mark.parametrize(
    ("keys", "numbers"),
    [([], {}), (["b"], {"b": 1}), (["b", "a", "b"], {"b": 1, "a": 2}), (["a", "a", "a"], {"a": 1})],
)
def test_sources_are_numbered_once_in_order_of_first_use(keys: list[str], numbers: dict[str, int]) -> None:
    assert citations.number_sources(keys) == numbers


@pytest.mark.parametrize(
    ("text", "shown", "numbers"),
    [
        ("A [s-b]. B [s-a].", "A [1]. B [2].", {"s-b": 1, "s-a": 2}),
        ("A [s-b]. B [s-b].", "A [1]. B [1].", {"s-b": 1}),
        ("A [s-b, s-a].", "A [1, 2].", {"s-b": 1, "s-a": 2}),
        ("A [s-zz].", "A.", {}),
        ("A [s-zz, s-a].", "A [1].", {"s-a": 1}),
        ("A [S-A].", "A [1].", {"s-a": 1}),
        ("A.", "A.", {}),
    ],
)
def test_opaque_keys_become_numbers(text: str, shown: str, numbers: dict[str, int]) -> None:
    assert citations.keys_to_numbers(text, ["s-a", "s-b"]) == (shown, numbers)


@pytest.mark.parametrize(
    ("numbers", "sources", "known", "unknown"),
    [
        ([1, 2], 2, (1, 2), ()),
        ([0], 3, (), (0,)),
        ([4], 3, (), (4,)),
        ([-1], 3, (), (-1,)),
        ([3, 1, 3, 9], 3, (3, 1), (9,)),
        ([1], 0, (), (1,)),
        ([], 3, (), ()),
    ],
)
def test_validate(numbers: list[int], sources: int, known: tuple[int, ...], unknown: tuple[int, ...]) -> None:
    assert citations.validate(numbers, sources) == citations.Checked(known, unknown)


TEXT = "Staff said  “it wasn’t easy”,\nand 9 of 30 units (30%) stopped."


@pytest.mark.parametrize(
    ("span", "found"),
    [
        ("Staff said", "Staff said"),
        ("Staff said 'it", None),
        ('said "it wasn\'t easy"', "said  “it wasn’t easy”"),
        ("easy”, and 9", "easy”,\nand 9"),
        ("  and   9 of ", "and 9 of"),
        ("units (30%) stopped.", "units (30%) stopped."),
        ("staff said", None),
        ("9 of 31", None),
        ("wasnt", None),
        ("it was", "it was"),
        ("", None),
        ("   ", None),
        ("a.b", None),
        (TEXT, TEXT),
    ],
)
def test_locate(span: str, found: str | None) -> None:
    place = citations.locate(span, TEXT)
    assert (TEXT[slice(*place)] if place else None) == found


@pytest.mark.parametrize(
    ("numbers", "marker"),
    [
        ([], ""),
        ([1], "[1]"),
        ([2, 1], "[1, 2]"),
        ([1, 2, 3], "[1-3]"),
        ([1, 2, 4], "[1, 2, 4]"),
        ([1, 1], "[1]"),
        ([9, 5, 6, 7], "[5-7, 9]"),
    ],
)
def test_render_marker(numbers: list[int], marker: str) -> None:
    assert citations.render_marker(numbers) == marker


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It helped.", "It helped [1]."),
        ("It helped", "It helped [1]"),
        ("Did it help?", "Did it help [1]?"),
        ("They said “it helped.”", "They said “it helped [1].”"),
        ("It helped. ", "It helped [1]."),
    ],
)
def test_render_puts_the_marker_before_the_stop(text: str, shown: str) -> None:
    assert citations.render(text, [1]) == shown


def test_render_without_numbers_leaves_the_text() -> None:
    assert citations.render("It helped.", []) == "It helped."


def test_render_list() -> None:
    assert citations.render_list(["One,\n 2001.", "Two."]) == "[1] One, 2001.\n[2] Two."
    assert citations.render_list({3: "Three.", 1: "One."}) == "[1] One.\n[3] Three."


@given(st.sets(st.integers(1, 40), max_size=12))
def test_a_rendered_marker_parses_to_the_same_numbers(numbers: set[int]) -> None:
    parsed = citations.parse(citations.render_marker(numbers))
    assert {n for m in parsed for n in m.numbers} == numbers


@given(st.text(max_size=200))
def test_parse_never_fails_and_its_places_hold_a_marker(text: str) -> None:
    for marker in citations.parse(text):
        assert text[marker.start] in "[【［"
        assert text[marker.end - 1] in "]】］"
        assert bool(marker.numbers) != bool(marker.keys)


@given(st.text(alphabet="ab [1,2-]【】`s'", max_size=80))
def test_hold_back_splits_without_loss(text: str) -> None:
    shown, tail = citations.hold_back(text)
    assert shown + tail == text


@given(st.text(alphabet="It helped [12].", max_size=60))
def test_streaming_shows_every_whole_marker_in_the_end(text: str) -> None:
    shown, tail = citations.hold_back(text)
    assert not citations.parse(tail)
    assert len(citations.parse(shown)) == len(citations.parse(text))


@given(st.text(min_size=1, max_size=60), st.text(max_size=30), st.text(max_size=30))
def test_a_piece_of_a_text_is_always_located(piece: str, before: str, after: str) -> None:
    place = citations.locate(piece, before + piece + after)
    assert (place is None) == (not piece.split())


@given(st.text(alphabet="abc ’'“\"", max_size=30), st.text(alphabet="abc ’'“\"", max_size=30))
def test_a_located_span_is_the_same_but_for_spaces_and_quotes(span: str, text: str) -> None:
    place = citations.locate(span, text)
    if place:
        flat = str.maketrans("’“", "'\"")
        assert text[slice(*place)].translate(flat).split() == span.translate(flat).split()


@given(st.lists(st.sampled_from(["s-a", "s-b", "s-c"]), max_size=10))
def test_numbers_run_from_one_without_gaps(keys: list[str]) -> None:
    numbers = citations.number_sources(keys)
    assert sorted(numbers.values()) == list(range(1, len(numbers) + 1))
