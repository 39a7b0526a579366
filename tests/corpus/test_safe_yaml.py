import pytest

from corpus.errors import RecordError
from corpus.safe_yaml import load_fields

LAUGHS = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


def test_fields() -> None:
    assert load_fields("a: 1\nb: [x]\n", "f") == {"a": 1, "b": ["x"]}


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        (LAUGHS, 3, "anchor or alias"),
        ("x: 1\na: " + "[" * 300_000, 4, "nested deeper"),  # libyaml itself crashes on this
        ("a: 1\nb: [", 4, "can't be read"),
        ("- a\n", 3, "not a list of fields"),
        ("a: 2026-13-45\n", 3, "can't be read"),
    ],
)
def test_faults_carry_their_line(text: str, line: int, word: str) -> None:
    with pytest.raises(RecordError, match=word) as caught:
        load_fields(text, "f.md", first_line=3, what="the front matter")
    assert (caught.value.path, caught.value.line) == ("f.md", line)
    assert "\n" not in str(caught.value)
