"""The roles file of a study: whose words may be used, on what consent, and what each speaker is called instead."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from corpus.errors import RecordError
from corpus.importing.files import line_of, read_yaml
from corpus.records import Frozen, Sector, Slug
from corpus.safeguards import find_identifiers

Day = date
Text = Annotated[str, Field(min_length=1, max_length=120)]


class GivenConsent(Frozen):
    """A participant's consent as the form records it: all three parts are required."""

    date: Day
    scope: Literal["quote", "paraphrase"]
    expires: Day


class Participant(Frozen):
    """One speaker whose words may become a record.

    ``labels`` are what the transcript calls the speaker; ``names`` are screened for and never written.
    """

    participant: Annotated[str, Field(pattern=r"^[A-Za-z]{1,12}-?[0-9]{1,6}$")]
    labels: tuple[Text, ...] = Field(min_length=1)
    role: Text
    organisation: Text
    names: tuple[Text, ...] = ()
    consent: GivenConsent


class Study(Frozen):
    """What the records of one study share. ``reference`` is the id under which the study is in references.json."""

    id: Slug
    title: Annotated[str, Field(min_length=3, max_length=150)]
    reference: Slug
    sector: Sector
    country: Annotated[str, Field(min_length=2, max_length=6)]
    approaches: tuple[Slug, ...] = Field(min_length=1)
    setting: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    years: str = ""


class Roles(Frozen):
    """The whole file.

    ``interviewers`` are labels whose words are left out; ``names`` are further names to screen for.
    """

    study: Study
    participants: tuple[Participant, ...] = Field(min_length=1)
    interviewers: tuple[Text, ...] = ()
    names: tuple[Text, ...] = ()

    def all_names(self) -> tuple[str, ...]:
        """Every name to screen for; a label that is no code counts as one."""
        listed = [n for p in self.participants for n in (*p.names, *p.labels)] + list(self.names)
        return tuple(dict.fromkeys(n for n in listed if not is_code(n)))

    def speaker(self, label: str) -> Participant | None:
        """The participant behind a label, whatever its case; None when there is none."""
        wanted = label.strip().casefold()
        for participant in self.participants:
            if wanted in (known.casefold() for known in (*participant.labels, participant.participant)):
                return participant
        return None

    def is_interviewer(self, label: str) -> bool:
        """Whether a label's words are left out."""
        return label.strip().casefold() in (known.casefold() for known in self.interviewers)


def is_code(label: str) -> bool:
    """Whether a label is a code or a kind of speaker (P01, Participant 3), not a name."""
    return bool(
        re.fullmatch(
            r"(?i:[a-z]{1,12}-?\d{1,6}|(?:participant|respondent|speaker|interviewee)[ -]?\w{0,3})", label
        )
    )


def read_roles(path: Path, today: date) -> Roles:
    """Read and check a roles file.

    Args:
        path: the YAML file.
        today: consent must be given by then and still hold.

    Raises:
        RecordError: the first fault, with the line where its field stands.
    """
    fields = read_yaml(path)
    try:
        roles = Roles.model_validate(fields)
    except ValidationError as err:
        fault = err.errors()[0]
        where = ".".join(map(str, fault["loc"]))
        name = next((str(part) for part in reversed(fault["loc"]) if isinstance(part, str)), "")
        raise RecordError(
            str(path), line_of(path, name), f"{where}: {fault['msg']}.", "See docs/corpus.md."
        ) from err
    _check(roles, path, today)
    return roles


def _check(roles: Roles, path: Path, today: date) -> None:
    """No label or code twice, and consent that holds today; RecordError at the first fault."""
    seen: set[str] = set()
    for person in roles.participants:
        for label in dict.fromkeys((*person.labels, person.participant)):
            if label.casefold() in seen or roles.is_interviewer(label):
                raise RecordError(str(path), line_of(path, label), f"{label!r} is given twice.", "Keep one.")
            seen.add(label.casefold())
        for words in (roles.study.title, person.role, person.organisation):
            if find_identifiers(words, roles.all_names()):
                raise RecordError(
                    str(path),
                    line_of(path, words),
                    f"{words!r} holds a name or another identifier.",
                    "Take it out.",
                )
        consent = person.consent
        line = line_of(path, person.participant)
        if consent.date > today:
            raise RecordError(
                str(path), line, f"{person.participant}: consent is dated {consent.date}, a day to come."
            )
        if consent.expires < today:
            raise RecordError(
                str(path),
                line,
                f"{person.participant}: consent ended on {consent.expires}.",
                "Ask again, or remove.",
            )
