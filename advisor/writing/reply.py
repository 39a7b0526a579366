"""What the model replies: the form that is asked for, and the sentences read from whatever came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from advisor import citations
from advisor.screening import visible
from advisor.verifying.words import Text, tidy
from advisor.verifying.words import sentences as sentences_of

LONGEST = 400
MOST_CITED = 4
LEAST_SAID = 4
"""Content words of a claim; what has fewer says nothing that a statement could carry or contradict."""


class Drafted(NamedTuple):
    """One sentence of the model and the keys that it gives for it, known or not."""

    text: str
    keys: tuple[str, ...]


def schema(keys: Sequence[str], sentences: int, bounded: bool = False) -> dict[str, Any]:
    """The JSON schema of a reply, in which only the keys of this question are allowed.

    Args:
        keys: of the statements that were shown.
        sentences: the most that were asked for.
        bounded: whether to limit lists as well; a model that decodes by a grammar needs it, and some
            services refuse it.
    """
    cited: dict[str, Any] = {"type": "array", "items": {"type": "string", "enum": list(keys)}}
    said: dict[str, Any] = {"type": "string"}
    listed: dict[str, Any] = {"type": "array", "items": _object(sources=cited, text=said)}
    if bounded:
        cited |= {"minItems": 1, "maxItems": 2}
        said |= {"minLength": 20, "maxLength": LONGEST}
        listed |= {"minItems": 1, "maxItems": sentences}
    described = {"title": "ShortAnswer", "description": "The short answer, a sentence at a time."}
    return {**described, **_object(sentences=listed)}


def drafted(reply: object, finished: bool) -> list[Drafted] | None:
    """The sentences of a reply that may still be coming; None when it is not of the form asked for.

    Args:
        reply: what the JSON so far was read as.
        finished: whether nothing more will come; before that, the last sentence may be half a sentence.
    """
    listed = reply.get("sentences") if isinstance(reply, dict) else None
    if not isinstance(listed, list):
        return None
    whole = listed if finished else listed[:-1]
    return [each for item in whole for each in _read(item)]


def says_something(text: str) -> bool:
    """Whether a text is a whole sentence with enough in it to be checked.

    >>> says_something("There is a difference between them.")
    False
    """
    told = {token.stem for token in Text(text).tokens if token.content}
    return text.rstrip("\"')]").endswith((".", "!")) and len(told) >= LEAST_SAID


def _read(item: object) -> list[Drafted]:
    """The sentences of one entry, each with all its keys; an entry of another form is none."""
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        return []
    given = item.get("sources")
    listed = [given] if isinstance(given, str) else given if isinstance(given, list) else []
    text = tidy(citations.strip(visible(item["text"])))[:LONGEST]
    inside = [key for marker in citations.parse(item["text"]) for key in marker.keys]
    keys = [str(key).strip(" []()").lower() for key in (*listed, *inside)]
    return [Drafted(each, tuple(dict.fromkeys(keys))) for each in sentences_of(text)]


def _object(**properties: Any) -> dict[str, Any]:
    """The schema of an object that has just these properties."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
