from __future__ import annotations

import yaml

from corpus.yaml_lines import line_of, repeated_keys

TEXT = "cards:\n  - id: a\n    title: A\n  - id: b\n    context:\n      money: none\n      money: low\n"


def test_the_line_of_a_location_is_that_of_its_deepest_node() -> None:
    root = yaml.compose(TEXT)
    assert line_of(root, ("cards", 1, "context", "money")) == 7
    assert line_of(root, ("cards", 0, "title", "nothing")) == 3
    assert line_of(root, ("cards", 9)) == 1
    assert line_of(None, ("cards",)) == 1


def test_keys_that_stand_twice_are_found_at_any_depth() -> None:
    assert list(repeated_keys(yaml.compose(TEXT))) == [("money", 7)]
    assert list(repeated_keys(yaml.compose("a: 1\nb: 2\n"))) == []
