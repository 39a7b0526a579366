"""What each request of the tab's script does; what it sends is not trusted."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from advisor.context import FIELDS, MANY
from advisor.web.workshop.regions import shown_of
from advisor.workshop.cards import Card, shipped_cards
from advisor.workshop.comparing import ask_again
from advisor.workshop.errors import CardError, WorkshopError
from advisor.workshop.hosting import Workshops
from advisor.workshop.models import Seat
from advisor.workshop.reading import faults_by_line, read_cards, read_fields
from advisor.workshop.writing import to_yaml

Sent = Mapping[str, Any]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONGEST = 400_000
"""Characters of any one field that are read at all."""


class Outcome:
    """What came of a request: the seat to go on with, words to announce, a file to save."""

    def __init__(self, seat: Seat | None, say: str = "", file: dict[str, str] | None = None) -> None:
        self.seat = seat
        self.say = say
        self.file = file


Act = Callable[[Workshops, Seat, Sent], Outcome]


def text(sent: Sent, name: str) -> str:
    """A field of a request as text; the first where there are several."""
    value = sent.get(name)
    if isinstance(value, list):
        value = value[0] if value else ""
    return value[:LONGEST] if isinstance(value, str) else ""


def texts(sent: Sent, name: str) -> list[str]:
    """All values of a field."""
    value = sent.get(name)
    found = value if isinstance(value, list) else [value]
    return [v[:LONGEST] for v in found[:100] if isinstance(v, str)]


def seat_of(sent: Sent) -> Seat | None:
    """The seat that a request says it has; its key is checked where it is used."""
    held = sent.get("seat")
    if not isinstance(held, dict):
        return None
    fields = {name: text(held, name)[:100] for name in ("code", "role", "key", "name")}
    return Seat.model_validate(fields) if fields["role"] in ("facilitator", "table", "projector") else None


def enter(workshops: Workshops, sent: Sent) -> Outcome:
    """Requests of somebody without a seat: join, open, go back, watch."""
    match text(sent, "act"):
        case "join":
            seat = workshops.join(text(sent, "code"), text(sent, "name"))
            return Outcome(seat, f"You have joined as {seat.name}.")
        case "open":
            seat = workshops.open(text(sent, "title"), _shipped(texts(sent, "cards")))
            return Outcome(seat, "The workshop is open.")
        case "enter":
            return Outcome(workshops.enter(text(sent, "code"), text(sent, "key")), "Welcome back.")
        case "watch":
            return Outcome(workshops.watch(text(sent, "code")))
    return Outcome(None)


def act(workshops: Workshops, seat: Seat, sent: Sent) -> Outcome:
    """Requests of somebody who has a seat."""
    chosen = ACTS.get(text(sent, "act"))
    return chosen(workshops, seat, sent) if chosen else Outcome(seat)


def _shipped(ids: Sequence[str]) -> list[Card]:
    return [c for c in shipped_cards() if c.id in ids]


def _predict(workshops: Workshops, seat: Seat, sent: Sent) -> Outcome:
    workshops.predict(seat, text(sent, "card"), texts(sent, "approaches"), text(sent, "why"))
    return Outcome(seat, "Your prediction is in.")


def _react(workshops: Workshops, seat: Seat, sent: Sent) -> Outcome:
    fields = (text(sent, name) for name in ("card", "approach", "stance", "note"))
    workshops.react(seat, *fields)
    return Outcome(seat, "Kept.")


def _reveal(workshops: Workshops, seat: Seat, sent: Sent) -> Outcome:
    workshops.reveal(seat, text(sent, "card"))
    return Outcome(seat, "The evidence is shown to everybody.")


def _turn(workshops: Workshops, seat: Seat, sent: Sent) -> Outcome:
    workshops.turn_to(seat, text(sent, "card"))
    return Outcome(seat, "The tables see this scenario now.")


def _timer(workshops: Workshops, seat: Seat, sent: Sent) -> Outcome:
    workshops.set_timer(seat, text(sent, "minutes"))
    return Outcome(seat)


def _add(workshops: Workshops, seat: Seat, sent: Sent) -> Outcome:
    workshops.add_cards(seat, _chosen(_shipped(texts(sent, "cards"))))
    return Outcome(seat, "Added.")


def _upload(workshops: Workshops, seat: Seat, sent: Sent) -> Outcome:
    name = text(sent, "file_name")[:100].replace(":", "-")
    cards = read_cards(text(sent, "file_text").encode("utf-8", "replace"), name or "the file")
    workshops.add_cards(seat, cards)
    return Outcome(seat, f"Cards added: {len(cards)}.")


def _write(workshops: Workshops, seat: Seat, sent: Sent) -> Outcome:
    context = {f: texts(sent, f) if f in MANY else text(sent, f) for f in FIELDS if sent.get(f)}
    fields = {name: text(sent, name).strip() for name in ("title", "story", "question")}
    try:
        card = read_fields({**fields, "context": context}, "card")
    except CardError as err:  # a form has no lines to tell
        raise WorkshopError("\n".join(words for _, words in faults_by_line(err))) from err
    workshops.add_cards(seat, [card])
    return Outcome(seat, "The card is added.")


def _remove(workshops: Workshops, seat: Seat, sent: Sent) -> Outcome:
    workshops.remove_card(seat, text(sent, "card"))
    return Outcome(seat, "The scenario is taken out.")


def _look(workshops: Workshops, seat: Seat, sent: Sent) -> Outcome:
    """What a facilitator looks at is put on the projector."""
    look = sent.get("look")
    if seat.role == "facilitator" and isinstance(look, dict) and text(look, "desk") in ("", "scenario"):
        shown = shown_of({k: text(look, k) for k in ("view", "what", "other")})
        if workshops.scene(seat).session.ended is None:
            workshops.show(seat, shown)
    return Outcome(seat)


def _again(workshops: Workshops, seat: Seat, sent: Sent) -> Outcome:
    ask_again(workshops, seat)
    return Outcome(seat, "Asked again.")


def _end(workshops: Workshops, seat: Seat, sent: Sent) -> Outcome:
    workshops.end(seat)
    return Outcome(seat, "The workshop has ended.")


def _delete(workshops: Workshops, seat: Seat, sent: Sent) -> Outcome:
    workshops.delete(seat, text(sent, "code"))
    return Outcome(None, "The workshop is deleted.")


def _record(workshops: Workshops, seat: Seat, sent: Sent) -> Outcome:
    from advisor.workshop.record import to_word  # what makes Word files takes memory, and is seldom needed

    return Outcome(
        seat, "The record is saved.", _file(f"workshop-{seat.code}.docx", WORD, to_word(workshops, seat))
    )


def _cards(workshops: Workshops, seat: Seat, sent: Sent) -> Outcome:
    made = to_yaml(workshops.scene(seat).session.cards).encode()
    return Outcome(seat, "The cards are saved.", _file(f"cards-{seat.code}.yaml", "application/yaml", made))


def _file(name: str, kind: str, data: bytes) -> dict[str, str]:
    return {"name": name, "kind": kind, "data": base64.b64encode(data).decode()}


def _chosen(cards: list[Card]) -> list[Card]:
    if not cards:
        raise WorkshopError("No scenario is chosen.", "Tick one at least.")
    return cards


ACTS: dict[str, Act] = {
    "predict": _predict,
    "react": _react,
    "reveal": _reveal,
    "turn": _turn,
    "timer": _timer,
    "add": _add,
    "upload": _upload,
    "write": _write,
    "remove": _remove,
    "look": _look,
    "what-if": _look,
    "beside": _look,
    "again": _again,
    "end": _end,
    "delete": _delete,
    "record": _record,
    "cards": _cards,
}
