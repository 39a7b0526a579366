"""Cards -> a file that `advisor.workshop.reading` reads back."""

from __future__ import annotations

from collections.abc import Iterable

import yaml

from advisor.workshop.cards import Card


def to_yaml(cards: Iterable[Card]) -> str:
    """The cards as YAML, in the format of the shipped ones."""
    made = [
        {
            "id": c.id,
            "title": c.title,
            "story": c.story,
            "question": c.question,
            "context": {f: list(v) if isinstance(v, tuple) else v for f, v in c.context.known().items()},
        }
        for c in cards
    ]
    written: str = yaml.safe_dump({"cards": made}, sort_keys=False, allow_unicode=True, width=110)
    return written
