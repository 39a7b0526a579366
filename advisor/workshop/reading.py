"""A file of scenario cards (YAML or CSV) -> cards; every fault is told with the path and the line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

import yaml
from pydantic import ValidationError

from advisor.context import FIELDS, MANY
from advisor.workshop.cards import MOST, Card
from advisor.workshop.errors import CardError
from advisor.workshop.screened import screened_faults
from corpus.errors import RecordError
from corpus.safe_yaml import load_fields
from corpus.yaml_lines import line_of, repeated_keys

MAX_BYTES = 200_000
WORDS = ("title", "story", "question")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_cards(data: bytes, name: str) -> tuple[Card, ...]:
    """Read a file of cards.

    Args:
        data: what the file holds.
        name: its name, of which the ending tells the format; it is shown in errors.

    Raises:
        CardError: with every fault of the file as ``path:line: what is wrong, and the mend``.
    """
    if len(data) > MAX_BYTES:
        raise CardError([f"{name}:1: the file is over {MAX_BYTES // 1000} kB. Split it."])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        line = data[: err.start].count(b"\n") + 1
        raise CardError([f"{name}:{line}: the file is not UTF-8. Save it as UTF-8."]) from err
    ending = PurePath(name).suffix.lower()
    if ending in (".yaml", ".yml"):
        return _checked(_from_yaml(text, name), name)
    if ending == ".csv":
        return _checked(_from_csv(text, name), name)
    raise CardError([f"{name}:1: a file of cards ends in .yaml or .csv. Save it as one of these."])


def read_fields(fields: Mapping[str, Any], name: str) -> Card:
    """One card from its fields, as a form sends them; CardError as in `read_cards`, every fault on line 1."""
    return _checked([(fields, lambda location: 1)], name)[0]


Placed = tuple[Mapping[str, Any], Any]
"""The fields of one card, and what tells the line of a field: a function from a location to a line."""


def _checked(found: list[Placed], name: str) -> tuple[Card, ...]:
    """The cards; CardError with all faults of all of them, in the order of their lines."""
    faults: list[tuple[int, str]] = []
    cards: list[Card] = []
    first_lines: dict[str, int] = {}
    for fields, line in found:
        try:
            card = Card.model_validate(_with_id(fields))
        except ValidationError as err:
            faults += [(line(e["loc"]), _words(e)) for e in err.errors(include_url=False)]
            continue
        if card.id in first_lines:
            told = f"the id {card.id} is that of the card on line {first_lines[card.id]}. Give each its own."
            faults.append((line(("id",)), told))
        first_lines.setdefault(card.id, line(()))
        texts = {field: getattr(card, field) for field in WORDS}
        faults += [(line((field,)), fault) for field, fault in screened_faults(texts)]
        cards.append(card)
    if not found:
        faults.append((1, "the file holds no card. Add one."))
    if len(found) > MOST:
        faults.append((1, f"the file holds over {MOST} cards. Split it."))
    if faults:
        raise CardError([f"{name}:{line}: {words}" for line, words in sorted(dict.fromkeys(faults))])
    return tuple(cards)


def _with_id(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with an id, made from the title when the file gives none."""
    made = dict(fields)
    if not made.get("id") and isinstance(made.get("title"), str):
        made["id"] = slug_of(made["title"])
    return made


def slug_of(title: str) -> str:
    """A slug of a title.

    >>> slug_of("Falls: what next?")
    'falls-what-next'
    """
    words = re.findall(r"[a-z0-9]+", title.casefold())
    return "-".join(words)[:60].strip("-") or "scenario"


def _from_yaml(text: str, name: str) -> list[Placed]:
    try:
        content = load_fields(text, name)
    except RecordError as err:
        raise CardError([str(err)]) from err
    root = yaml.compose(text, Loader=_LOADER)
    if twice := [
        f"{name}:{line}: the key {key!r} stands twice. Keep one." for key, line in repeated_keys(root)
    ]:
        raise CardError(twice)
    if set(content) != {"cards"} or not isinstance(content["cards"], list):
        raise CardError([f"{name}:1: a file of cards has one key, cards, with a list. See the guide."])
    placed: list[Placed] = []
    for place, fields in enumerate(content["cards"]):

        def line(location: tuple[Any, ...], at: int = place) -> int:
            return line_of(root, ("cards", at, *location))

        if not isinstance(fields, dict):
            raise CardError([f"{name}:{line(())}: a card is a list of fields. Write name: value."])
        placed.append(({str(k): v for k, v in fields.items()}, line))
    return placed


def _from_csv(text: str, name: str) -> list[Placed]:
    reader = csv.reader(io.StringIO(text), strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for row in reader:
            rows.append((line, [cell.strip() for cell in row]))
            line = reader.line_num + 1
    except csv.Error as err:
        raise CardError([f"{name}:{line}: the row can't be read: {err}. Mend its quotes."]) from err
    if not rows:
        raise CardError([f"{name}:1: the file is empty. Its first row names the columns."])
    columns = _columns([c.casefold() for c in rows[0][1]], name)
    return [_row(cells, columns, at, name) for at, cells in rows[1:] if any(cells)]


def _columns(header: list[str], name: str) -> list[str]:
    """The columns of a CSV file; CardError for one that is unknown, twice there or missing."""
    allowed = ("id", *WORDS, *FIELDS)
    faults = [
        f"{name}:1: the column {c!r} is not known. Use: {', '.join(allowed)}."
        for c in header
        if c not in allowed
    ]
    faults += [
        f"{name}:1: the column {c!r} is there twice. Keep one."
        for c in dict.fromkeys(header)
        if header.count(c) > 1
    ]
    faults += [f"{name}:1: the column {c!r} is missing. Add it." for c in WORDS if c not in header]
    if faults:
        raise CardError(faults)
    return header


def _row(cells: list[str], columns: list[str], line: int, name: str) -> Placed:
    """One row as the fields of a card; several values of one facet stand apart by semicolons."""
    if any(cells[len(columns) :]):
        raise CardError([f"{name}:{line}: the row has more cells than columns. Quote its commas."])
    filled = {c: v for c, v in zip(columns, cells, strict=False) if v}
    context: dict[str, Any] = {f: filled.pop(f) for f in FIELDS if f in filled}
    for field in MANY:
        if field in context:
            context[field] = [v.strip() for v in context[field].split(";") if v.strip()]
    return {**filled, "context": context}, lambda location: line


def _words(error: Any) -> str:
    """One fault of a card in plain words, with the mend."""
    where = ".".join(str(p) for p in error["loc"]) or "the card"
    match error["type"]:
        case "extra_forbidden":
            return f"{where} is not a field of a card. Remove it, or mend its spelling."
        case "missing":
            return f"{where} is missing. Add it."
        case "value_error":
            return f"{where}: {error['ctx']['error']}."
        case "string_too_long":
            return f"{where} is too long. Use at most {error['ctx']['max_length']:,} characters."
        case "string_too_short":
            return f"{where} is too short. Use at least {error['ctx']['min_length']} characters."
        case "string_type":
            return f"{where} is not text. Write it in quotes."
        case "string_pattern_mismatch":
            return f"{where} may hold small letters, figures and single hyphens only. Mend it."
        case _:
            message = str(error["msg"]).removesuffix(".")
            return f"{where}: {message[0].lower()}{message[1:]}."


def faults_by_line(error: CardError) -> Iterator[tuple[str, str]]:
    """Each fault as (``path:line``, words), for the page."""
    for fault in error.faults:
        path, line, words = fault.split(":", 2)
        yield f"{path}:{line}", words.strip()
