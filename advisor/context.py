"""ManagerContext: what is known of the asker's situation. Every facet may be unknown (None or empty)."""

from __future__ import annotations

from typing import Any

from pydantic import field_validator

from corpus.records import Frozen
from corpus.vocabulary import vocabulary

SINGLE = (
    "organisation",
    "role",
    "goal",
    "knowledge",
    "audience",
    "money",
    "people",
    "leadership",
    "timescale",
    "scale",
    "complexity",
    "evidence_maturity",
)
MANY = ("skills", "access", "barriers")
FIELDS = (*SINGLE, *MANY)
UNKNOWN = "unknown"


class ManagerContext(Frozen):
    """The facets of a manager's situation, each a slug of the vocabulary or unknown.

    >>> ManagerContext(organisation="trust-community", money="none").known()
    {'organisation': 'trust-community', 'money': 'none'}
    """

    organisation: str | None = None
    role: str | None = None
    goal: str | None = None
    knowledge: str | None = None
    audience: str | None = None
    money: str | None = None
    people: str | None = None
    skills: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    leadership: str | None = None
    timescale: str | None = None
    scale: str | None = None
    complexity: str | None = None
    evidence_maturity: str | None = None
    barriers: tuple[str, ...] = ()

    @field_validator(*SINGLE, mode="before")
    @classmethod
    def _single(cls, value: Any, info: Any) -> str | None:
        if value in (None, "", UNKNOWN, []):
            return None
        if isinstance(value, list | tuple) and len(value) == 1:
            value = value[0]
        return _checked(info.field_name, value)

    @field_validator(*MANY, mode="before")
    @classmethod
    def _many(cls, value: Any, info: Any) -> tuple[str, ...]:
        if value in (None, "", UNKNOWN):
            return ()
        if not isinstance(value, str | list | tuple):
            raise ValueError(f"{info.field_name} is {value!r}; write a list")
        values = [value] if isinstance(value, str) else list(value)
        kept = [_checked(info.field_name, v) for v in values if v != UNKNOWN]
        return tuple(dict.fromkeys(kept))

    def known(self) -> dict[str, str | tuple[str, ...]]:
        """The facets that are known, in the order of the fields."""
        return {name: value for name in FIELDS if (value := getattr(self, name))}

    def updated(self, **changes: Any) -> ManagerContext:
        """A copy with some facets changed, validated like a new one."""
        return ManagerContext.model_validate({**self.model_dump(), **changes})


def _checked(field: str, value: Any) -> str:
    """The value itself when the vocabulary has it for this field; ValueError names both when not."""
    facet = "barrier" if field == "barriers" else field
    allowed = vocabulary().facets[facet]
    if not isinstance(value, str) or value not in allowed:
        raise ValueError(f"{field} is {value!r}; it must be one of: {', '.join(allowed)}, or unknown")
    return value
